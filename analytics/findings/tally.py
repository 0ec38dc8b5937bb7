"""How many rows each finding has in a selection, by unit and by state, and the rows themselves with their states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analytics.figures.scope import Scope
from analytics.findings.catalogue import Finding
from analytics.findings.verdicts import STATES, Verdict
from analytics.snapshot.opened import Snapshot

OPEN_STATE = next(iter(STATES))


@dataclass(frozen=True)
class Tally:
    """One finding in a selection: how many rows, in how many units, and how many rows in each state."""

    finding: Finding
    rows: int
    units: int
    states: dict[str, int]


def tally(snapshot: Snapshot, finding: Finding, scope: Scope, in_force: Mapping[str, Verdict]) -> Tally:
    """The numbers of one finding; rows without a verdict are to verify."""
    units = by_unit(snapshot, finding, scope)
    rows = int(units["rows"].sum())
    states = {
        state: snapshot.count_among(finding.query, scope, "row_key", _keys(in_force, state))
        for state in STATES
        if state != OPEN_STATE
    }
    return Tally(
        finding, rows, int(units["unit_name"].notna().sum()), {OPEN_STATE: rows - sum(states.values()), **states}
    )


def by_unit(snapshot: Snapshot, finding: Finding, scope: Scope) -> pd.DataFrame:
    """unit_name (missing where the rows name none) and rows, the most first."""
    return snapshot.grouped(finding.query, scope, "unit_name")


def listed(
    snapshot: Snapshot,
    finding: Finding,
    scope: Scope,
    in_force: Mapping[str, Verdict],
    state: str | None = None,
    only: Mapping[str, object] | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """Rows of a finding with state, who, at and note before the rest, in the query's order.

    `state` keeps the rows in one state, `only` those whose columns hold these values.
    """
    keys, without = _wanted(in_force, state)
    rows = snapshot.among(finding.query, scope, "row_key", keys, without, only, limit, offset)
    given = [in_force.get(key) for key in rows["row_key"]]
    rows.insert(0, "state", [verdict.state if verdict else OPEN_STATE for verdict in given])
    for column in ("who", "at", "note"):
        rows[column] = [getattr(verdict, column) if verdict else None for verdict in given]
    return rows


def listed_count(
    snapshot: Snapshot,
    finding: Finding,
    scope: Scope,
    in_force: Mapping[str, Verdict],
    state: str | None = None,
    only: Mapping[str, object] | None = None,
) -> int:
    """How many rows `listed` has without a limit."""
    keys, without = _wanted(in_force, state)
    return snapshot.count_among(finding.query, scope, "row_key", keys, without, only)


def _wanted(in_force: Mapping[str, Verdict], state: str | None) -> tuple[list[str], bool]:
    """The keys to look for, and whether to list all but them."""
    if state is None:
        return [], True
    if state == OPEN_STATE:
        return [key for key, verdict in in_force.items() if verdict.state != OPEN_STATE], True
    return _keys(in_force, state), False


def _keys(in_force: Mapping[str, Verdict], state: str) -> list[str]:
    return [key for key, verdict in in_force.items() if verdict.state == state]
