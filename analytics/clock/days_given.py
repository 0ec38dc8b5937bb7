"""Until when somebody has time whom the rules give working days."""

from __future__ import annotations

from datetime import date

from analytics.clock.workdays import FIRST_DAY, LAST_DAY, calendar, due_day
from analytics.settings import Settings


def working_days_after(day: date, days: int, settings: Settings) -> date:
    """The working day that comes so many after a day; the day itself is not counted. Raises `CalendarRangeError`."""
    return due_day(day, days, calendar(settings.calendar, settings.overrides_path, FIRST_DAY.year, LAST_DAY.year))
