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
    """One finding in a selection, asked once: `counts` says how many rows each unit has in each state."""

    finding: Finding
    counts: pd.DataFrame

    def rows(self, state: str | None = None, only: Mapping[str, object] | None = None) -> int:
        """How many rows; in one state, of those that `only` keeps: all that `listed` lists without a limit."""
        kept = self.counts
        if state is not None:
            kept = kept[kept["state"] == state]
        for column, value in (only or {}).items():
            kept = kept[kept[column].isna() if value is None else kept[column] == value]
        return int(kept["rows"].sum())

    @property
    def units(self) -> int:
        """How many units have rows."""
        return int(self.counts["unit_name"].nunique())

    @property
    def states(self) -> dict[str, int]:
        """How many rows are in each state."""
        return {state: self.rows(state) for state in STATES}

    def by_unit(self) -> pd.DataFrame:
        """unit_name (missing where the rows name none) and rows, the most first."""
        units = self.counts.groupby("unit_name", dropna=False, as_index=False)["rows"].sum()
        return units.sort_values(["rows", "unit_name"], ascending=[False, True], ignore_index=True)


def tally(snapshot: Snapshot, finding: Finding, scope: Scope, in_force: Mapping[str, Verdict]) -> Tally:
    """The numbers of one finding; rows without a verdict are to verify."""
    states = {row: verdict.state for row, verdict in in_force.items()}
    return Tally(finding, snapshot.tallied(finding.query, scope, "unit_name", "row_key", states, OPEN_STATE))


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


def _wanted(in_force: Mapping[str, Verdict], state: str | None) -> tuple[list[str], bool]:
    """The keys to look for, and whether to list all but them."""
    if state is None:
        return [], True
    if state == OPEN_STATE:
        return [key for key, verdict in in_force.items() if verdict.state != OPEN_STATE], True
    return _keys(in_force, state), False


def _keys(in_force: Mapping[str, Verdict], state: str) -> list[str]:
    return [key for key, verdict in in_force.items() if verdict.state == state]
