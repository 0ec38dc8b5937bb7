"""Closing a month: what the rule gave it becomes a frozen batch, with what has changed about the months closed before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from analytics.assessment.booking import AssessmentRefused, closed, entries_of, fingerprint
from analytics.clock.days_given import working_days_after
from analytics.clock.months import month_end
from analytics.errors import N_
from analytics.register import register_of
from analytics.register.record_tables import assessment_batches, ledger_entries
from analytics.settings import Settings
from analytics.snapshot.opened import Snapshot

_AS_TOLD = (
    "month",
    "event_on",
    "unit_name",
    "area",
    "platform",
    "title",
    "due_on",
    "points",
    "rule_version",
    "order_number",
    "status_then",
    "closed_then",
    "status_now",
    "due_now",
    "closed_now",
    "import_id",
    "line",
    "reverses_id",
)
"""What an entry of the register has under the name that the figure gives it."""
_EMPTY = ("counted", "instead_of", "document_number", "text", "appeal_id")


@dataclass(frozen=True)
class Closed:
    """A month that has just been closed: its first day, its entries and points, until when units can appeal."""

    month: date
    entries: int
    points: int
    appeal_until: date
    sha256: str


def close_month(snapshot: Snapshot, month: date, who: str, settings: Settings, at: datetime | None = None) -> Closed:
    """Freeze the entries of a month, under `who`. `at` is the moment, by default now.

    Raises `AssessmentRefused` for a month that is closed, that is not over, or whose last day the data do not reach.
    """
    first, last = month.replace(day=1), month_end(month)
    with register_of(snapshot.warehouse).writing(who, at) as writing:
        batches = closed(writing.connection)
        if first in batches:
            raise AssessmentRefused(
                N_(
                    "{month} was closed already (on record: {entries} entries, {points} points). A month is closed once; "
                    "what has changed since is booked in the open month."
                ),
                month=f"{first:%Y-%m}",
                entries=batches[first].entries,
                points=batches[first].points,
            )
        if date.fromisoformat(writing.day) <= last:
            raise AssessmentRefused(
                N_("{month} ends on {day} and is not over. Close it after that."), month=f"{first:%Y-%m}", day=last
            )
        if snapshot.data_date <= last:
            raise AssessmentRefused(
                N_(
                    "The data reach to {data_date} only, and what is due on {day} is judged the day after. Import a newer "
                    "export, then close {month}."
                ),
                data_date=snapshot.data_date,
                day=last,
                month=f"{first:%Y-%m}",
            )
        told = sorted(snapshot.records("deductions", snapshot.everything()), key=_place)
        writing.add(
            ledger_entries,
            [_frozen(row, snapshot.id) for row in told if row["entry_id"] is None and row["month"] == first],
        )
        held = entries_of(writing.connection, first)
        batch = {
            "month": first,
            "as_of": snapshot.data_date,
            "snapshot": snapshot.id,
            "rule_version": snapshot.rules.assessment.version,
            "appeal_until": working_days_after(
                date.fromisoformat(writing.day), settings.assessment.appeal_days, settings
            ),
            "entries": len(held),
            "points": sum(entry["points"] for entry in held),
            "sha256": fingerprint(held),
        }
        writing.add(assessment_batches, [batch])
    return Closed(first, batch["entries"], batch["points"], batch["appeal_until"], batch["sha256"])


def proved(snapshot: Snapshot) -> dict[date, bool]:
    """Each closed month with whether its entries are still those that were frozen."""
    with register_of(snapshot.warehouse).reading() as connection:
        return {
            month: fingerprint(entries_of(connection, month)) == batch.sha256
            for month, batch in closed(connection).items()
        }


def _place(row: dict[str, Any]) -> tuple[str, ...]:
    """In a batch, a unit's entries stand together, by their days."""
    return tuple(str(row[name] or "") for name in ("unit_name", "event_on", "entry_kind", "platform", "case_no"))


def _frozen(row: dict[str, Any], snapshot_id: str) -> dict[str, Any]:
    return {
        **{name: row[name] for name in _AS_TOLD},
        **dict.fromkeys(_EMPTY),
        "kind": row["entry_kind"],
        "subject": row["entry_subject"],
        "number": row["case_no"],
        "reason": row["reversal_reason"],
        "snapshot": snapshot_id,
    }
