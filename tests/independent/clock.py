"""The clock of domain.md section 2, one case and one day at a time.

Days are counted by walking over them; no working-day numbers, no SQL, no data frames.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

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
    """One case as it is told now.

    `excluded_on` is the day from which it is withdrawn, rejected or void (None: always was). `finished_on` is the day of
    the first export that says it is finished where no closing time is given, `told_open_on` the last that told it open
    before that.
    """

    case_no: str
    accepted_at: datetime
    closed_at: datetime | None = None
    limit: float | None = None
    limit_unit: str = "working"
    extension: int = 0
    case_kind: str = "promised"
    due_at: datetime | None = None
    instant: bool = False
    timezone: str = "Asia/Shanghai"
    status: str = "open"
    excluded_on: date | None = None
    finished_on: date | None = None
    told_open_on: date | None = None
    statutory: float | None = None
    statutory_unit: str = "working"
    unit_name: str = "unit"
    area: str = "area"
    pauses: tuple[tuple[datetime, datetime | None], ...] = field(default=())

    def at(self, as_of: date, known_on: date | None = None) -> Case:
        """The case itself: it was told once and for all."""
        return self

    def is_excluded(self, as_of: date) -> bool:
        """Whether it is withdrawn, rejected or void at the end of `as_of`; before that day it counts."""
        return self.status in EXCLUDED and (self.excluded_on is None or self.excluded_on <= as_of)

    @property
    def in_order(self) -> bool:
        """Whether it was not closed before its acceptance: to the second where both times have one, else by the day."""
        if self.closed_at is None:
            return True
        if time() in (self.closed_at.time(), self.accepted_at.time()):
            return self.closed_at.date() >= self.accepted_at.date()
        return self.closed_at >= self.accepted_at


Span = tuple[date, date]


def spans(case: Case, as_of: date) -> list[Span]:
    """The union of a case's pauses as spans of days in order: from the first day, itself not counted, to the last.

    After acceptance, and while the case runs: the clock has stopped for good at closing, so nothing after it can be
    paused; otherwise a pause that nobody ended would make a late case punctual in time.
    """
    ends = [as_of, case.finished_on, case.closed_at.date() if case.closed_at is not None else None]
    stop = min(day for day in ends if day is not None)
    accepted = case.accepted_at.date()
    found: list[Span] = []
    for started_at, ended_at in sorted(case.pauses, key=lambda pause: pause[0]):
        start = max(started_at.date(), accepted)
        end = stop if ended_at is None else min(ended_at.date(), stop)
        if end < start:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def counted_spans(case: Case, as_of: date, days: WorkingDays) -> list[Span]:
    """The spans that count: each begins on or before the due day as the spans before it have moved it.

    A passed deadline does not move: the first span that begins later ends the counting. Where no limit is known, the
    platform's due day is the deadline that may pass; where that is not known either, all count.
    """
    counted: list[Span] = []
    for span in spans(case, as_of):
        reached = _limit_ends(case, _days_of(counted), days) or _usable_platform_day(case)
        if reached is not None and span[0] > reached:
            break
        counted.append(span)
    return counted


def _usable_platform_day(case: Case) -> date | None:
    """The platform's due day; one before the acceptance decides nothing."""
    if case.due_at is None or case.due_at.date() < case.accepted_at.date():
        return None
    return case.due_at.date()


def paused_days(case: Case, as_of: date, days: WorkingDays) -> set[date]:
    """The days that do not count."""
    return _days_of(counted_spans(case, as_of, days))


def _days_of(found: list[Span]) -> set[date]:
    return {day for start, end in found for day in days_after(start, end)}


def is_paused(case: Case, as_of: date, days: WorkingDays) -> bool:
    """Whether a pause that counts has begun and not ended at the end of `as_of`."""
    counted = counted_spans(case, as_of, days)
    running = [
        max(start.date(), case.accepted_at.date())
        for start, end in case.pauses
        if start.date() <= as_of and (end is None or (end.date() > as_of and end > start))
    ]
    return any(first <= start <= last for start in running for first, last in counted)


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
    return _limit_ends(case, paused_days(case, as_of, days), days)


def _limit_ends(case: Case, paused: set[date], days: WorkingDays) -> date | None:
    accepted = case.accepted_at.date()
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
    """The deciding due day, and whether it is the platform's own; one before the acceptance decides nothing."""
    computed = computed_due_day(case, as_of, days)
    platform = case.due_at.date() if case.due_at is not None else None
    if platform is not None and platform < case.accepted_at.date():
        platform = None
    if platform is not None and (computed is None or leads == "platform" or case.instant):
        return platform, True
    return computed, False


def is_after(closed_at: datetime, due_at: datetime, timezone: str) -> bool:
    """Whether a closing lies after a due moment, in UTC; a due time given as a day ends with that day.

    An hour that the clock change repeats may be read twice: late only where every reading says so.
    """
    if due_at.time() == time():
        return closed_at.date() > due_at.date()
    zone = ZoneInfo(timezone)
    readings = [[at.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)] for at in (closed_at, due_at)]
    return min(readings[0]) > max(readings[1])


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
