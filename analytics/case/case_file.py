"""One case with all that is known of it: facts for its clock, pauses, events, versions over the imports, its file."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from analytics.clock.ledger import Facts
from analytics.clock.workdays import Day, Workdays
from analytics.errors import N_, ScopeError
from analytics.figures.scope import Scope
from analytics.snapshot.opened import Snapshot
from analytics.warehouse.manifest import Manifest, list_imports

Row = dict[str, Any]
FOUND_AT_MOST = 50
SUPERVISION = "case_supervision"
"""The listing of the reminders and orders of a case."""
DEADLINE_FIELDS = ("accepted_at", "due_at", "promised_limit", "promised_unit", "extension_days")
"""What a deadline is made of: a change between two imports rewrites it (domain.md 6)."""
_NOT_COMPARED = ("platform", "case_no", "age", "exported_on", "import_id", "sheet", "line")


@dataclass(frozen=True)
class Change:
    """A field that differs between two versions of a case."""

    field: str
    before: Any
    after: Any

    @property
    def rewrites_deadline(self) -> bool:
        """Whether the deadline rests on this field and both versions name it."""
        return self.field in DEADLINE_FIELDS and self.before is not None and self.after is not None


@dataclass(frozen=True)
class Version:
    """A case as one import told it, with what differs from the version before."""

    row: Row
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Case:
    """A case as of a day. `row` is the query case_clock; versions, events and what was done about it are oldest first."""

    row: Row
    facts: Facts
    pauses: list[Row]
    events: list[Row]
    versions: list[Version]
    deeds: list[Row]


def cleaned(number: str) -> str:
    """A case number as somebody typed or pasted it: full width made half, no spaces round it."""
    return unicodedata.normalize("NFKC", number).strip()


def find_cases(snapshot: Snapshot, number: str, as_of: date) -> list[Row]:
    """The cases with this number, on whatever platform; where there is none, those whose number contains it (at most 50)."""
    scope, number = Scope(as_of=as_of), cleaned(number)
    if not number:
        return []
    return snapshot.matching("case_search", scope, case_no=number) or snapshot.matching(
        "case_search", scope, part=True, limit=FOUND_AT_MOST, case_no=number
    )


def read_case(snapshot: Snapshot, platform: str, case_no: str, as_of: date) -> Case:
    """One case as of a day. Raises `ScopeError` where the platform has no such case."""
    scope = Scope(as_of=as_of)

    def rows(key: str) -> list[Row]:
        return snapshot.matching(key, scope, platform=platform, case_no=case_no)

    found = rows("case_clock")
    if not found:
        raise ScopeError(
            N_("No case {case_no} on {platform}. Check the number and the platform."),
            case_no=case_no,
            platform=platform,
        )
    pauses = rows("case_pauses")
    return Case(
        found[0],
        facts_of(found[0], pauses, as_of),
        pauses,
        rows("case_events"),
        _versions(rows("case_history")),
        rows(SUPERVISION),
    )


def facts_of(row: Row, pauses: list[Row], as_of: date) -> Facts:
    """What the clock runs on, from the rows of case_clock and case_pauses."""
    return Facts(
        as_of=as_of,
        accepted_on=row["accepted_on"],
        limit=row["clock_limit"],
        unit=row["limit_unit"],
        extension=row["extension_days"],
        closed_at=row["closed_at"],
        pauses=tuple((pause["start_on"], pause["end_on"]) for pause in pauses),
        platform_due_on=row["platform_due_on"],
        due_instant=row["due_instant"],
        platform_decides=row["due_source"] == "platform",
        standing=row["standing"],
        closed_before_accepted=row["closed_before_accepted"] and row["closed_at"] is not None,
        finished_on=row["finished_on"],
        open_told_on=row["open_told_on"],
    )


def _versions(newest_first: list[Row]) -> list[Version]:
    rows = newest_first[::-1]
    return [
        Version(row, changes(before, row) if before else ()) for before, row in zip([None, *rows], rows, strict=False)
    ]


def changes(before: Row, after: Row) -> tuple[Change, ...]:
    """The fields in which two versions differ, those that a deadline rests on first."""
    found = [
        Change(name, before[name], after[name])
        for name in after
        if name not in _NOT_COMPARED and before[name] != after[name]
    ]
    return tuple(sorted(found, key=lambda change: not change.rewrites_deadline))


def calendar_of(snapshot: Snapshot, code: str) -> Workdays:
    """The calendar that a snapshot was counted in, whatever the overrides say today."""
    rows: list[Row] = snapshot.matching("calendar_days", snapshot.everything(), calendar=code)
    return Workdays.of_days(
        code,
        tuple(
            Day(row["day"], row["is_working"], row["workday_no"], row["kind"], row["name"], row["provisional"])
            for row in rows
        ),
    )


def imports_by_id(warehouse: Path) -> dict[str, Manifest]:
    """Every import that the warehouse keeps, by its id."""
    return {manifest.id: manifest for manifest in list_imports(warehouse)}


def agrees(row: Row, ledger_due: date | None, used: int | None) -> bool:
    """Whether a ledger came to the due day and used days that every figure counts with; excluded cases have none."""
    if row["standing"] != "counted" or row["missed"] is None:
        return True
    return row["due_on"] == ledger_due and row["used_days"] == used
