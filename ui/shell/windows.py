"""Days and months in words: what a comparison compares, and a month that is not whole."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from analytics.errors import N_
from analytics.figures.periods import whole_months
from analytics.figures.scope import Scope
from ui.shell.wording import _, locale

MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)


def window(scope: Scope, year: int | None = None) -> str:
    """The days of a selection that its as-of day has reached: Nov 1–20, Oct, Jul–Sep; the year is said if not `year`."""
    return days_in_words(scope.period_start, scope.last_day, year)


def days_in_words(start: date, end: date, year: int | None = None) -> str:
    """A first and a last day as a person says them; the year is said where it is not `year`."""
    if start.year != end.year:
        return f"{start} – {end}"
    words = _within_a_year(start, end)
    return words if start.year == year else _("{window} {year}").format(window=words, year=start.year)


def day_with_weekday(day: date) -> str:
    """A day with its week-day, as a person of the language writes it: Friday, November 20, 2026; 2026年11月20日星期五."""
    return format_date(day, "full", locale())


def _within_a_year(start: date, end: date) -> str:
    first, last = _(MONTHS[start.month - 1]), _(MONTHS[end.month - 1])
    if whole_months(start, end):
        return first if start.month == end.month else f"{first}–{last}"
    if start == end:
        return _day(start)
    if start.month == end.month:
        return _("{month} {first}–{last}").format(month=first, first=start.day, last=end.day)
    return f"{_day(start)} – {_day(end)}"


def _day(day: date) -> str:
    return _("{month} {day}").format(month=_(MONTHS[day.month - 1]), day=day.day)


def month_in_words(month: date, scope: Scope) -> str:
    """A month on an axis: 2026-10, or what the selection holds of it: Nov to 20."""
    if scope.holds_whole_month(month):
        return f"{month:%Y-%m}"
    first, last = scope.days_in_month(month)
    name = _(MONTHS[month.month - 1])
    if first.day == 1:
        return _("{month} to {day}").format(month=name, day=last.day)
    return _("{month} {first}–{last}").format(month=name, first=first.day, last=last.day)
