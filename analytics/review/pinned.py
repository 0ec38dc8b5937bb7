"""Which week a meeting is about, and what was known when it was held: in the week after."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from analytics.review.meeting import Meeting
from analytics.review.weeks import Week, week_of
from analytics.settings import Settings
from analytics.snapshot.known import known_file, known_snapshot_file
from analytics.snapshot.opened import Snapshot, open_snapshot

_MOST = 3  # Thursday: more than half of a week is told


def usual_week(data_date: date, first_day: date) -> Week:
    """The last week of which most days are told; where the data begin only after it, the one in which they do."""
    week = week_of(data_date)
    before = week.later(-1)
    return week if data_date.weekday() >= _MOST or before.last < first_day else before


def usually_known_on(week: Week, data_date: date) -> date | None:
    """The end of the week after, in which the meeting is held; None where no export came after it."""
    day = week.later(1).last
    return day if day < data_date else None


def meeting_of(warehouse: Path, week: Week, settings: Settings, known_on: date | None = None) -> Meeting:
    """The meeting of a week in the snapshot of what was known on a day (default: when it was held), derived if need be.

    Raises `EmptyWarehouse`, `NothingKnown` where no export had come by then.
    """
    snapshot = open_snapshot(warehouse)
    day = known_on or usually_known_on(week, snapshot.data_date)
    if day is None or known_file(warehouse, day) == snapshot.file:
        return Meeting(snapshot, week, settings, day)
    snapshot.close()
    return Meeting(Snapshot(known_snapshot_file(warehouse, day)), week, settings, day)
