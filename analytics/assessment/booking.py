"""In which month an entry is booked, and what closed months hold, proved by their fingerprints."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from analytics.clock.months import months_later
from analytics.errors import CasewatchError
from analytics.register.record_tables import assessment_batches, ledger_entries

CASE_LATE, MESSAGE_LATE, CIRCULATED, MANUAL, REVERSAL = (
    "case_late",
    "message_late",
    "circulated",
    "manual",
    "reversal",
)
BY_RULE = (CASE_LATE, MESSAGE_LATE)
_ABOUT = ("event_on", "unit_name", "area", "subject", "platform", "number", "title", "due_on", "rule_version")


class AssessmentRefused(CasewatchError):
    """A month cannot be closed, an entry written, an appeal made or reviewed so; the register is as before."""


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def closed(connection: Connection) -> dict[date, Any]:
    """The months that are closed, by their first day, each with its batch."""
    return {batch.month: batch for batch in connection.execute(select(assessment_batches))}


def month_to_book(event_on: date, closed_months: Iterable[date]) -> date:
    """The month that an entry about a day is booked in: its own while that is open, else the one after the last closed."""
    held = {*closed_months}
    return month_of(event_on) if month_of(event_on) not in held else months_later(max(held), 1)


def reversal_of(entry: Any, month: date, snapshot_id: str, reason: str, **more: Any) -> dict[str, Any]:
    """The row that takes an entry back: its points below zero, about the same day, booked in an open month."""
    return {
        **{name: getattr(entry, name) for name in _ABOUT},
        "kind": REVERSAL,
        "month": month,
        "points": -entry.points,
        "counted": entry.counted,
        "instead_of": -entry.instead_of if entry.instead_of is not None else None,
        "document_number": entry.document_number,
        "order_number": entry.order_number,
        "status_then": entry.status_then,
        "closed_then": entry.closed_then,
        "import_id": entry.import_id,
        "line": entry.line,
        "snapshot": snapshot_id,
        "reason": reason,
        "reverses_id": entry.id,
        "text": None,
        "appeal_id": None,
        "status_now": None,
        "due_now": None,
        "closed_now": None,
        **more,
    }


def entries_of(connection: Connection, month: date) -> list[Mapping[str, Any]]:
    """The entries booked in a month, in their order."""
    asked = select(ledger_entries).where(ledger_entries.c.month == month).order_by(ledger_entries.c.id)
    return [*connection.execute(asked).mappings()]


def fingerprint(entries: Iterable[Mapping[str, Any]]) -> str:
    """What the entries of a month say, as one number that changes with any of them."""
    lines = (
        json.dumps(dict(entry), ensure_ascii=False, sort_keys=True, default=date.isoformat, separators=(",", ":"))
        for entry in entries
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
