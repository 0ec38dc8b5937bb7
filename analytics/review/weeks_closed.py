"""Which weeks' meetings are closed, read without what makes a meeting: every page asks it at its start."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import select

from analytics.register import register_of
from analytics.register.record_tables import acts, meetings


def closed_weeks(warehouse: Path) -> list[dict[str, Any]]:
    """Every closed meeting, the newest week first: week, as_of, known_on, snapshot, closed_at, closed_by."""
    asked = select(
        meetings.c.week,
        meetings.c.as_of,
        meetings.c.known_on,
        meetings.c.snapshot,
        acts.c.at,
        acts.c.who,
        meetings.c.sha256,
    ).join_from(meetings, acts, acts.c.id == meetings.c.act_id)
    names = ("week", "as_of", "known_on", "snapshot", "closed_at", "closed_by", "sha256")
    return [
        dict(zip(names, row, strict=True))
        for row in register_of(warehouse).read(asked.order_by(meetings.c.week.desc()))
    ]
