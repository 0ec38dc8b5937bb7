"""When messages may go out: on working days of the calendar, between opening and closing. Outside, they wait."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from analytics.clock.workdays import Workdays
from analytics.reminder_settings import Reminders


def next_opening(now: datetime, reminders: Reminders, calendar: Workdays) -> datetime:
    """The first moment from now on at which messages may go out; `now` itself within the hours."""
    if calendar.is_working(now.date()) and now.time() < reminders.closes:
        return max(now, _at(now, reminders.opens))
    tomorrow = now + timedelta(days=1)
    return _at(now, reminders.opens, calendar.next_working(tomorrow.date()) - now.date())


def last_run_due(now: datetime, runs_at: time) -> datetime:
    """The last moment at which the nightly run should have begun."""
    today = _at(now, runs_at)
    return today if today <= now else today - timedelta(days=1)


def _at(now: datetime, hour: time, later: timedelta = timedelta()) -> datetime:
    return datetime.combine(now.date() + later, hour, now.tzinfo)
