"""Entries that a person makes: points by hand, a circular by the region with its document number, and taking one back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from analytics.assessment.booking import (
    BY_RULE,
    CIRCULATED,
    MANUAL,
    AssessmentRefused,
    closed,
    month_to_book,
    reversal_of,
)
from analytics.errors import N_
from analytics.register import register_of
from analytics.register.record_tables import ledger_entries
from analytics.register.register import Writing
from analytics.snapshot.opened import Snapshot

_NOTHING = dict.fromkeys(
    [
        "subject",
        "platform",
        "number",
        "title",
        "due_on",
        "counted",
        "instead_of",
        "document_number",
        "order_number",
        "reason",
        "text",
        "status_then",
        "closed_then",
        "status_now",
        "due_now",
        "closed_now",
        "import_id",
        "line",
        "appeal_id",
        "reverses_id",
    ]
)


def deduct(snapshot: Snapshot, unit: str, points: int, on: date, why: str, who: str, at: datetime | None = None) -> int:
    """Take points from a unit by hand, for a day, with the reason; gives the entry's id. Raises `AssessmentRefused`."""
    if points < 1:
        raise AssessmentRefused(
            N_(
                "{points} is no deduction: points are 1 or more. What was taken wrongly is given back by "
                "`assess withdraw` or an appeal."
            ),
            points=points,
        )
    _said(why, N_("Why are points taken? Write it: the unit has to know."))
    with register_of(snapshot.warehouse).writing(who, at) as writing:
        return _add(writing, snapshot, _of_unit(snapshot, unit) | {"text": why.strip()}, MANUAL, points, on)


def circulate(
    snapshot: Snapshot,
    document: str,
    who: str,
    *,
    unit: str = "",
    on: date | None = None,
    number: str = "",
    platform: str = "",
    why: str = "",
    at: datetime | None = None,
) -> int:
    """Enter that the region circulated a unit, or one of its missed cases or messages (`number`); gives the entry's id.

    A circular about a miss stands instead of the miss's own entry, or beside it, as the rules say; it is about the same
    due day. Raises `AssessmentRefused` without a document number, and for a case that no entry is about.
    """
    name = _said(document, N_("By which document was it circulated? Give its number."))
    rules = snapshot.rules.assessment
    with register_of(snapshot.warehouse).writing(who, at) as writing:
        if not number:
            if on is None:
                raise AssessmentRefused(N_("Give the day of the circular, or the case or message that it is about."))
            about = _of_unit(snapshot, unit) | {"document_number": name, "text": why.strip() or None}
            return _add(writing, snapshot, about, CIRCULATED, rules.circulated_points, on)
        miss = _missed(snapshot, number, platform, unit)
        told = "unit_name area platform title due_on order_number status_then closed_then import_id line"
        about = {key: miss[key] for key in told.split()} | {
            "subject": miss["entry_subject"],
            "number": miss["case_no"],
            "document_number": name,
            "text": why.strip() or None,
            "counted": rules.circulated,
            "instead_of": miss["points"],
        }
        if rules.circulated == "replaces" and miss["entry_id"] is not None:
            entry = _entry(writing, miss["entry_id"])
            month = month_to_book(entry.event_on, closed(writing.connection))
            writing.add(ledger_entries, [reversal_of(entry, month, snapshot.id, CIRCULATED, text=name)])
        return _add(writing, snapshot, about, CIRCULATED, rules.circulated_points, miss["due_on"])


def withdraw(snapshot: Snapshot, entry_id: int, why: str, who: str, at: datetime | None = None) -> int:
    """Take back an entry that a person made; gives the id of its reversal. Raises `AssessmentRefused`."""
    said = _said(why, N_("Why is the entry taken back? Write the reason."))
    with register_of(snapshot.warehouse).writing(who, at) as writing:
        entry = _entry(writing, entry_id)
        if entry.kind not in (MANUAL, CIRCULATED):
            raise AssessmentRefused(
                N_(
                    "Entry {id} was made by rule. It goes when an export corrects its case, or by an appeal: "
                    "python -m analytics assess appeal"
                ),
                id=entry_id,
            )
        must_stand(writing, entry)
        month = month_to_book(entry.event_on, closed(writing.connection))
        (made,) = writing.add(ledger_entries, [reversal_of(entry, month, snapshot.id, "withdrawn", text=said)])
        return made


def must_stand(writing: Writing, entry: Any) -> None:
    """Raises `AssessmentRefused` for an entry that was reversed."""
    reversal = writing.connection.scalar(select(ledger_entries.c.id).where(ledger_entries.c.reverses_id == entry.id))
    if reversal is not None:
        raise AssessmentRefused(N_("Entry {id} was reversed already, by entry {other}."), id=entry.id, other=reversal)


def _entry(writing: Writing, entry_id: int) -> Any:
    row = writing.connection.execute(select(ledger_entries).where(ledger_entries.c.id == entry_id)).first()
    if row is None:
        raise no_entry(entry_id)
    return row


def no_entry(entry_id: int) -> AssessmentRefused:
    """What is said where the ledger has no such entry."""
    return AssessmentRefused(
        N_(
            "The ledger has no entry {id}. `assess list` names those that are written; provisional ones have no number "
            "before their month is closed."
        ),
        id=entry_id,
    )


def _add(writing: Writing, snapshot: Snapshot, about: dict[str, Any], kind: str, points: int, on: date) -> int:
    if on > date.fromisoformat(writing.day):
        raise AssessmentRefused(N_("{day} has not come yet. Give the day on which it happened."), day=on)
    row = {
        **_NOTHING,
        **about,
        "kind": kind,
        "month": month_to_book(on, closed(writing.connection)),
        "event_on": on,
        "points": points,
        "rule_version": snapshot.rules.assessment.version,
        "snapshot": snapshot.id,
    }
    (made,) = writing.add(ledger_entries, [row])
    return made


def _missed(snapshot: Snapshot, number: str, platform: str, unit: str) -> dict[str, Any]:
    """The entry that stands for a missed case or message, the newest due day first; its points are those of the miss."""
    found = snapshot.matching("deductions", snapshot.everything(), case_no=number)
    taken_back = {row["reverses_id"] for row in found}
    late = [
        row
        for row in found
        if row["entry_kind"] in BY_RULE
        and (row["entry_id"] is None or row["entry_id"] not in taken_back)
        and platform in ("", row["platform"])
        and unit in ("", row["unit_name"])
    ]
    if not late:
        raise AssessmentRefused(
            N_(
                "No point stands for a missed deadline of {number}. Check the number, or enter the circular for its unit, "
                "without it."
            ),
            number=number,
        )
    platforms = {str(row["platform"]) for row in late}
    if len(platforms) == 1 and len({row["entry_subject"] for row in late}) > 1:
        raise AssessmentRefused(
            N_("{number} is a case and a message of {platform}. Enter the circular for its unit, without the number."),
            number=number,
            platform=platforms.pop(),
        )
    if len(platforms) > 1:
        raise AssessmentRefused(
            N_("{number} stands on several platforms: {platforms}. Say which: --platform"),
            number=number,
            platforms=", ".join(sorted(platforms)),
        )
    return max(late, key=lambda row: row["due_on"])  # type: ignore[arg-type,return-value]


def _of_unit(snapshot: Snapshot, unit: str) -> dict[str, Any]:
    """A unit with the area that most of its work lies in. Raises `AssessmentRefused` for one that nobody knows."""
    rows = snapshot.records("deduction_points", snapshot.everything(), ("unit", "area"))
    areas = [row for row in rows if row["unit_name"] == unit.strip() != ""]
    if not areas:
        raise AssessmentRefused(
            N_("No unit is called {unit!r}. Write its name as `query deductions_by_unit` has it."), unit=unit
        )
    return {"unit_name": unit.strip(), "area": max(areas, key=lambda row: int(str(row["due"])))["area"]}


def _said(text: str, asked: str) -> str:
    if not text.strip():
        raise AssessmentRefused(asked)
    return text.strip()
