"""What people found out about findings: to verify, confirmed, false alarm; with who, when and why.

Kept beside the imports, outside the snapshots, one line of JSON a verdict. A verdict is never changed or deleted, a
later one takes its place; so neither an import nor its undoing loses one. Rows are named by their `row_key`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from analytics.errors import N_, CasewatchError
from analytics.findings.catalogue import finding as known_finding
from analytics.warehouse.lines import add_line, broken, lines

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

    Raises `VerdictRefused` without rows or a name, or for an unknown state; `LineRefused` when another writer holds the
    file for half a minute; `ScopeError` for an unknown finding.
    """
    known_finding(finding)
    named = tuple(dict.fromkeys(rows))
    if state not in STATES:
        raise VerdictRefused(N_("No state {state}. There are: {states}."), state=state, states=", ".join(STATES))
    if not named:
        raise VerdictRefused(N_("No rows were chosen. Choose the rows to which the state applies."))
    if not who.strip():
        raise VerdictRefused(N_("Who sets the state? Give a name."))
    moment = at or datetime.now().astimezone()
    verdict = Verdict(finding, named, state, who.strip(), moment.isoformat(timespec="seconds"), note.strip())
    add_line(verdicts_file(warehouse), asdict(verdict))
    return verdict


def verdicts(warehouse: Path, finding: str | None = None) -> list[Verdict]:
    """Every verdict ever given (on one finding), the oldest first. Raises `LineRefused` for a broken line."""
    told = []
    for number, entry in lines(verdicts_file(warehouse)):
        try:
            told.append(Verdict(**{**entry, "rows": tuple(entry["rows"])}))
        except (KeyError, TypeError) as error:
            raise broken(verdicts_file(warehouse), number, error) from error
    return [verdict for verdict in told if finding is None or verdict.finding == finding]


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


def verdicts_file(warehouse: Path) -> Path:
    """Where the verdicts of a warehouse are kept; absent until there is one."""
    return warehouse / "findings" / "verdicts.jsonl"
