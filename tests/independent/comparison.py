"""The same question asked of the SQL and of the loops, and where the answers differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from analytics.figures.scope import Scope
from analytics.snapshot.opened import Snapshot

from .figures import CaseRow, by, flow, late_closure_rate, lights, open_overdue, overdue_rate

COMPARED = (
    "due_on", "computed_due_on", "used_days", "paused_days", "remaining_days", "overdue_days", "light", "is_open",
    "missed", "closed_late",
)  # fmt: skip
OF_THE_CLOSING = ("used_days", "overdue_days", "paused_days", "due_on", "computed_due_on")
"""What nobody can say of a case whose closing has no time."""


def different_rows(snapshot: Snapshot, rows: Iterable[CaseRow], as_of: date, platform: str = "") -> list[str]:
    """Each case on which SQL and loops do not say the same, with what they say; of one platform or of the only one."""
    scope = Scope(as_of, platforms=(platform,) if platform else ())
    told = {str(record["case_no"]): record for record in snapshot.records("cases", scope)}
    counted = {row.case_no: asdict(row) for row in rows}
    faults = [f"{as_of} {name}: only in the SQL" for name in told.keys() - counted.keys()]
    faults += [f"{as_of} {name}: missing in the SQL" for name in counted.keys() - told.keys()]
    for name in told.keys() & counted.keys():
        sql, loops = told[name], counted[name]
        compared = [key for key in COMPARED if loops["timed"] or key not in OF_THE_CLOSING]
        unlike = {key: (sql[key], loops[key]) for key in compared if sql[key] != loops[key]}
        if bool(sql["provisional"]) != loops["provisional"]:
            unlike["provisional"] = (sql["provisional"], loops["provisional"])
        if unlike:
            faults.append(f"{as_of} {name} (SQL, loops): {unlike}")
    return faults


def different_figures(snapshot: Snapshot, rows: list[CaseRow], scope: Scope) -> list[str]:
    """The headline figures of a period that differ, as a whole and by unit."""
    start, end, as_of = scope.period_start, scope.period_end, scope.as_of
    counted: dict[str, dict] = {
        "overdue_rate": overdue_rate(rows, start, end, as_of),
        "flow": flow(rows, start, end),
        "late_closure_rate": late_closure_rate(rows, start, end),
        "open_overdue": open_overdue(rows),
        "lights": lights(rows),
    }
    faults = []
    for key, loops in counted.items():
        (sql,) = snapshot.records(key, scope)
        unlike = {name: (sql[name], value) for name, value in loops.items() if sql[name] != value}
        if unlike:
            faults.append(f"{key} {start}..{end} at {as_of} (SQL, loops): {unlike}")

    return faults


def different_units(snapshot: Snapshot, rows: list[CaseRow], scope: Scope) -> list[str]:
    """The units whose overdue rate differs."""
    start, end, as_of = scope.period_start, scope.period_end, scope.as_of
    loops = by(lambda row: row.unit_name, lambda group: overdue_rate(group, start, end, as_of), rows)
    of_units = {unit: figure for unit, figure in loops.items() if figure["due"]}
    told = {
        str(record["unit_name"]): {name: record[name] for name in ("due", "missed", "overdue_rate")}
        for record in snapshot.records("overdue_by_unit", scope)
    }
    return [
        f"{unit} {start}..{end} at {as_of} (SQL, loops): {told.get(unit)} {of_units.get(unit)}"
        for unit in sorted(told.keys() | of_units.keys())
        if told.get(unit) != of_units.get(unit)
    ]
