"""Periods: named ones, counted from the as-of day and never from the machine's clock, and what they are compared with."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from analytics.clock.months import month_end, months_later

Grain = Literal["week", "month", "quarter", "year"]
Period = tuple[date, date]
"""First and last day."""

PRESETS: dict[str, Grain | None] = {
    "this week": "week",
    "last week": "week",
    "this month": "month",
    "last month": "month",
    "this quarter": "quarter",
    "this year": "year",
    "own": None,
}
"""The periods that can be chosen, and what each is a piece of.

On 20 January a month, a quarter and a year to date are the same days, but they are not compared with the same.
"""

_MONTHS: dict[Grain, int] = {"month": 1, "quarter": 3, "year": 12}


def period(preset: str, as_of: date) -> Period:
    """First and last day of a preset, seen from `as_of`; weeks start on Monday. Raises `KeyError` for another name."""
    monday = as_of - timedelta(days=as_of.weekday())
    month = as_of.replace(day=1)
    before = month - timedelta(days=1)
    quarter = date(as_of.year, (as_of.month - 1) // 3 * 3 + 1, 1)
    return {
        "this week": (monday, as_of),
        "last week": (monday - timedelta(days=7), monday - timedelta(days=1)),
        "this month": (month, as_of),
        "last month": (before.replace(day=1), before),
        "this quarter": (quarter, as_of),
        "this year": (date(as_of.year, 1, 1), as_of),
    }[preset]


def period_before(start: date, end: date, grain: Grain | None = None) -> Period | None:
    """The period that the days `start` to `end` are compared with (环比), like with like (domain.md 4, Comparisons).

    A week, or part of one: the same weekdays of the week before. A month or quarter to date: the same days of the one
    before, cut at the end of its month (1 to 30 March with 1 to 28 February). A whole with the whole before, whole
    months with as many whole months before. A year to date: None. Anything else: as many days just before. Without a
    `grain` the days themselves tell what they are a piece of: of the shortest of week, month, quarter, year that begins
    with `start` and holds `end`.
    """
    if grain is None and whole_months(start, end):
        return _months_earlier(start, end, _months_between(start, end) + 1)
    grain = grain or _grain_of(start, end)
    if grain == "week":
        return start - timedelta(days=7), end - timedelta(days=7)
    if grain == "year" and (end.month, end.day) != (12, 31):
        return None
    if grain is not None:
        return _months_earlier(start, end, _MONTHS[grain])
    return start - timedelta(days=(end - start).days + 1), start - timedelta(days=1)


def a_year_before(start: date, end: date) -> Period:
    """The same days a year before (同比); whole months stay whole, so February 2025 meets all 29 days of February 2024."""
    return _months_earlier(start, end, 12)


def whole_months(start: date, end: date) -> bool:
    """Whether the days are whole months."""
    return start.day == 1 and end == month_end(end)


def _months_earlier(start: date, end: date, months: int) -> Period:
    earlier = months_later(end, -months)
    return months_later(start, -months), month_end(earlier) if whole_months(start, end) else earlier


def _months_between(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month


def _grain_of(start: date, end: date) -> Grain | None:
    if start.weekday() == 0 and (end - start).days < 7:
        return "week"
    if start.day != 1:
        return None
    months = _months_between(start, end)
    if months == 0:
        return "month"
    if months < 3 and start.month % 3 == 1:
        return "quarter"
    return "year" if start.month == 1 and start.year == end.year else None
