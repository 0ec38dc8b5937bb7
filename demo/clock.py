"""The demo's own clock: days as numbers since 2024-01-01, working days from the `holidays` library.

On purpose it shares nothing with analytics/workdays.py: the truths of the manifest are a second opinion.
"""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

EPOCH = date(2024, 1, 1)
LAST = date(2027, 12, 31)
FIRST_DAY = date(2024, 11, 21)
DATA_DATE = date(2026, 11, 20)
DAY = 86_400
NONE = -1  # no such moment: still open, never accepted, never answered


def day_index(day: date) -> int:
    """The number of `day`, counted from 2024-01-01."""
    return (day - EPOCH).days


def day_of(index: int) -> date:
    """The day that has this number."""
    return EPOCH + timedelta(days=int(index))


def to_times(seconds: Ints) -> NDArray[np.datetime64]:
    """Seconds since 2024-01-01 as times; `NONE` becomes NaT."""
    times = np.datetime64(EPOCH.isoformat(), "s") + seconds.astype("timedelta64[s]")
    times[seconds == NONE] = np.datetime64("NaT")
    return times


class Clock:
    """Working days of 2024 to 2027, numbered; every method works on whole columns of day numbers."""

    def __init__(self) -> None:
        calendar = holidays.country_holidays("CN", years=range(EPOCH.year, LAST.year + 1))
        days = [EPOCH + timedelta(days=n) for n in range((LAST - EPOCH).days + 1)]
        self.working: NDArray[np.bool_] = np.array([calendar.is_working_day(day) for day in days])
        self.holiday: NDArray[np.bool_] = np.array([day in calendar for day in days])
        self.number: Ints = np.cumsum(self.working).astype(np.int64)
        self._numbered: Ints = np.flatnonzero(self.working).astype(np.int64)
        self.as_of = day_index(DATA_DATE)
        self.start = day_index(FIRST_DAY)

    def working_day(self, number: Ints) -> Ints:
        """The working days that have these numbers."""
        return self._numbered[np.asarray(number) - 1]

    def next_working(self, days: Ints) -> Ints:
        """Each day itself where it is a working day, else the next one."""
        return self.working_day(self.number[days] + ~self.working[days])

    def forward(self, days: Ints, steps: Ints | int) -> Ints:
        """`steps` working days after each day; 0 steps stay on the day, or go to the next working day."""
        return self.working_day(self.number[days] + np.where(np.asarray(steps) == 0, ~self.working[days], steps))

    def between(self, first: Ints, last: Ints) -> Ints:
        """Working days from one day to another, the first not counted."""
        return self.number[last] - self.number[first]

    def due(self, accepted: Ints, limit: Ints, unit: NDArray[np.str_], added: Ints) -> Ints:
        """Due days: `limit` in working days, calendar days or months; `added` working days for pauses and extensions.

        The acceptance day is not counted; a calendar limit that ends on a non-working day moves on (domain.md 2).
        """
        in_working_days = np.where(unit == "working", limit + added, 0)
        due = self.forward(accepted, in_working_days)
        calendar = unit == "calendar"
        due[calendar] = self.next_working(accepted[calendar] + limit[calendar])
        month = unit == "month"
        due[month] = self.next_working(_months_later(accepted[month], limit[month]))
        return due


def _months_later(days: Ints, months: Ints) -> Ints:
    """The same day of a later month, or that month's last day where it has no such day."""
    start = np.datetime64(EPOCH.isoformat(), "D")
    dates = start + days.astype("timedelta64[D]")
    first = dates.astype("datetime64[M]")
    target = first + months.astype("timedelta64[M]")
    last = (target + np.timedelta64(1, "M")).astype("datetime64[D]") - np.timedelta64(1, "D")
    later = np.minimum(target.astype("datetime64[D]") + (dates - first.astype("datetime64[D]")), last)
    return (later - start).astype(np.int64)
