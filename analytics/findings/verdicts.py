"""What people found out about findings: to verify, confirmed, false alarm; with who, when and why.

Kept in the register, outside the snapshots. A verdict is never changed or deleted, a later one takes its place; so
neither an import nor its undoing loses one. Rows are named by their `row_key`. The lines of earlier versions move in once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

from sqlalchemy import select

from analytics.errors import N_, CasewatchError
from analytics.findings.catalogue import finding as known_finding
from analytics.register import Register, register_of
from analytics.register.record_tables import acts, taken_over, verdict_rows
from analytics.register.record_tables import verdicts as verdict_table
from analytics.register.register import Writing
from analytics.warehouse.lines import broken, lines
from analytics.warehouse.who import user

STATES = ("to_verify", "confirmed", "false_alarm")
"""What a row of a finding can be; the first until somebody says otherwise."""


class VerdictRefused(CasewatchError):
    """A verdict lacks a part."""


@dataclass(frozen=True)
class Verdict:
    """What somebody set for some rows of a finding. `at` is an ISO time with its zone."""

    finding: str
    rows: tuple[str, ...]
    state: str
    who: str
    at: str
    note: str = ""


def record(
    warehouse: Path, finding: str, rows: Iterable[str], state: str, who: str, note: str = "", at: datetime | None = None
) -> Verdict:
    """Set a state for rows of a finding, and return what was written.

    Raises `VerdictRefused` without rows or a name, or for an unknown state; `RegisterRefused` when another writer holds
    the register for half a minute; `ScopeError` for an unknown finding.
    """
    known_finding(finding)
    named = tuple(dict.fromkeys(rows))
    if state not in STATES:
        raise VerdictRefused(N_("No state {state}. There are: {states}."), state=state, states=", ".join(STATES))
    if not named:
        raise VerdictRefused(N_("No rows were chosen. Choose the rows to which the state applies."))
    if not who.strip():
        raise VerdictRefused(N_("Who sets the state? Give a name."))
    with _moved_in(warehouse).writing(who, at) as writing:
        verdict = Verdict(finding, named, state, writing.who, writing.at, note.strip())
        _write(writing, verdict, writing.act())
    return verdict


def verdicts(warehouse: Path, finding: str | None = None) -> list[Verdict]:
    """Every verdict ever given (on one finding), the oldest first. Raises `LineRefused` for a broken line of an earlier
    version."""
    told = (
        select(verdict_table, verdict_rows.c.row_key, acts.c.who, acts.c.at)
        .join(verdict_rows, verdict_rows.c.verdict_id == verdict_table.c.id)
        .join(acts, acts.c.id == verdict_table.c.act_id)
        .order_by(verdict_table.c.id, verdict_rows.c.id)
    )
    if finding is not None:
        told = told.where(verdict_table.c.finding == finding)
    return [
        Verdict(
            rows[0].finding, tuple(row.row_key for row in rows), rows[0].state, rows[0].who, rows[0].at, rows[0].note
        )
        for _, grouped in groupby(_moved_in(warehouse).read(told), key=lambda row: row.id)
        for rows in [list(grouped)]
    ]


def in_force(warehouse: Path, finding: str) -> dict[str, Verdict]:
    """The last verdict on each row of a finding that has any, by the row's key."""
    return all_in_force(warehouse).get(finding, {})


def all_in_force(warehouse: Path) -> dict[str, dict[str, Verdict]]:
    """The same of every finding that has any verdict, read once."""
    found: dict[str, dict[str, Verdict]] = {}
    for verdict in verdicts(warehouse):
        found.setdefault(verdict.finding, {}).update(dict.fromkeys(verdict.rows, verdict))
    return found


def past(warehouse: Path, finding: str, row: str) -> list[Verdict]:
    """Every verdict on one row, the newest first."""
    return [verdict for verdict in verdicts(warehouse, finding) if row in verdict.rows][::-1]


def _write(writing: Writing, verdict: Verdict, act: int) -> None:
    (number,) = writing.add(
        verdict_table, [{"finding": verdict.finding, "state": verdict.state, "note": verdict.note}], act
    )
    writing.add(verdict_rows, [{"verdict_id": number, "row_key": row} for row in verdict.rows], act)


def _moved_in(warehouse: Path) -> Register:
    """The register, with the verdicts of a file of lines from an earlier version, once. The file stays as it is."""
    register, file = register_of(warehouse), _file(warehouse)
    if file.exists():
        source = f"findings/verdicts.jsonl {hashlib.sha256(file.read_bytes()).hexdigest()}"
        taken = select(taken_over.c.id).where(taken_over.c.source == source)
        if not register.read(taken):
            told = earlier_verdicts(warehouse)
            with register.writing(user()) as writing:
                if not writing.connection.execute(taken).first():
                    for verdict in told:
                        _write(writing, verdict, writing.act(verdict.at, verdict.who))
                    writing.add(taken_over, [{"source": source}])
    return register


def earlier_verdicts(warehouse: Path) -> list[Verdict]:
    """What the file of an earlier version holds. Raises `LineRefused` for a broken line."""
    told = []
    for number, entry in lines(_file(warehouse)):
        try:
            told.append(Verdict(**{**entry, "rows": tuple(dict.fromkeys(entry["rows"]))}))
        except (KeyError, TypeError) as error:
            raise broken(_file(warehouse), number, error) from error
    return told


def _file(warehouse: Path) -> Path:
    return warehouse / "findings" / "verdicts.jsonl"
