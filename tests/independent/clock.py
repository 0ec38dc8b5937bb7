"""The clock of domain.md section 2, one case and one day at a time.

Days are counted by walking over them; no working-day numbers, no SQL, no data frames.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import holidays

ONE_DAY = timedelta(days=1)
EXCLUDED = ("withdrawn", "rejected", "void")


class WorkingDays:
    """Which days are working days: nothing but a dictionary."""

    def __init__(self, is_working: dict[date, bool], last_published_year: int | None = None) -> None:
        self.is_working = is_working
        self.last_published_year = last_published_year

    def is_provisional(self, day: date) -> bool:
        """Whether the day lies in a year whose arrangement has not been published."""
        return self.last_published_year is not None and day.year > self.last_published_year

    @classmethod
    def of_country(
        cls, country: str, first_year: int, last_year: int, last_published_year: int | None = None
    ) -> WorkingDays:
        """The days of `first_year`..`last_year` as the `holidays` library sees them, make-up working days included."""
        known = holidays.country_holidays(country, years=range(first_year, last_year + 1))
        days, day = {}, date(first_year, 1, 1)
        while day.year <= last_year:
            days[day] = known.is_working_day(day)
            day += ONE_DAY
        return cls(days, last_published_year)

    @classmethod
    def of_file(cls, path: Path) -> WorkingDays:
        """The days of a CSV with the columns date and working (1 or 0)."""
        with path.open(encoding="utf-8", newline="") as file:
            return cls({date.fromisoformat(row["date"]): row["working"] == "1" for row in csv.DictReader(file)})

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` comes first."""
        if end < start:
            return -self.between(end, start)
        return sum(self.is_working[day] for day in days_after(start, end))

    def on_or_after(self, day: date) -> date:
        """The day itself if it is a working day, else the next one."""
        while not self.is_working[day]:
            day += ONE_DAY
        return day

    def nth_after(self, start: date, n: float) -> date:
        """The n-th working day after `start`, which is not counted; `start` itself for n = 0."""
        day, counted = start, 0
        while counted < n:
            day += ONE_DAY
            counted += self.is_working[day]
        return day


def days_after(start: date, end: date) -> list[date]:
    """The days after `start` up to and including `end`."""
    return [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]


@dataclass(frozen=True)
class Case:
    """One case as the newest export tells it."""

    case_no: str
    accepted_at: datetime
    closed_at: datetime | None = None
    limit: float | None = None
    limit_unit: str = "working"
    extension: int = 0
    case_kind: str = "promised"
    due_at: datetime | None = None
    instant: bool = False
    status: str = "open"
    statutory: float | None = None
    statutory_unit: str = "working"
    unit_name: str = "unit"
    area: str = "area"
    pauses: tuple[tuple[datetime, datetime | None], ...] = field(default=())


def paused_days(case: Case, as_of: date) -> set[date]:
    """The days that do not count: after a pause's first day up to its last, after acceptance, while the case runs.

    A set holds each day once, so overlapping pauses are their union. The clock has stopped for good at closing, so
    nothing after it can be paused; otherwise a pause that nobody ended would make a late case punctual in time.
    """
    stop = as_of
    if case.closed_at is not None:
        stop = min(stop, case.closed_at.date())
    found: set[date] = set()
    for started_at, ended_at in case.pauses:
        start = max(started_at.date(), case.accepted_at.date())
        end = stop if ended_at is None else min(ended_at.date(), stop)
        found.update(days_after(start, end))
    return found


def is_paused(case: Case, as_of: date) -> bool:
    """Whether a pause has begun and not ended at the end of `as_of`."""
    return any(
        start.date() <= as_of and (end is None or (end.date() > as_of and end > start)) for start, end in case.pauses
    )


def same_day_months_later(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day where it has no such day (民法典 202)."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    number = day.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def computed_due_day(case: Case, as_of: date, days: WorkingDays) -> date | None:
    """The due day by the promised limit, the extension and the pauses so far; None where no limit is known."""
    accepted, paused = case.accepted_at.date(), paused_days(case, as_of)
    limit, limit_unit = case.limit, case.limit_unit
    if case.case_kind == "immediate" and (limit is None or limit_unit == "hour"):
        limit, limit_unit = 0.0, "working"
    if limit is None or limit_unit == "hour":
        return None  # days cannot tell hours: no guess
    if limit_unit == "working":
        allowed = limit + case.extension
        if allowed == 0 and not days.is_working[accepted]:
            allowed = 1  # immediate, accepted on a day off: due the next working day
        return days.nth_after(accepted, allowed + sum(days.is_working[day] for day in paused))
    # A limit in calendar days or months stands still for the calendar days of a pause.
    if limit_unit == "calendar":
        reached = accepted + timedelta(days=int(limit))
    else:
        reached = same_day_months_later(accepted, int(limit))
    return days.on_or_after(reached + timedelta(days=case.extension + len(paused)))


def due_day(case: Case, as_of: date, days: WorkingDays, leads: str = "computed") -> tuple[date | None, bool]:
    """The deciding due day, and whether it is the platform's own."""
    computed = computed_due_day(case, as_of, days)
    platform = case.due_at.date() if case.due_at is not None else None
    if platform is not None and (computed is None or leads == "platform" or case.instant):
        return platform, True
    return computed, False


def light(preset: str, granted: int, used: int, remaining: int, past_due: bool) -> str:
    """The colour of an open case whose clock runs. All numbers are working days.

    `granted` is what the limit comes to on this calendar: the working days from acceptance to the due day without the
    paused ones; for a limit in working days that is the limit with its extension. "0 < remaining <= 3" of the first
    preset is read as "not yet past due": a case due today is yellow, not green.
    """
    if past_due:
        return "red"
    if preset == "inner-mongolia":
        near = remaining <= 3 if granted > 5 else used >= 0.5 * granted
    elif preset == "last-day":
        near = remaining <= 1
    elif preset == "share":
        near = remaining <= 0.2 * granted
    else:
        raise ValueError(preset)
    return "yellow" if near else "green"
