"""Checked before it is published: every file of checks/ returns the rows that break a rule (design.md 10)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from analytics.errors import N_, ChecksFailed
from analytics.warehouse.manifest import Manifest

CHECKS = Path(__file__).parent / "checks"
_HEADER = re.compile(r"-- rule: (?P<rule>.+)\n-- mend: (?P<mend>.+)\n(?P<sql>(?s:.+))")
_SHOWN = 3


@dataclass(frozen=True)
class Check:
    """One rule: its name, what must hold, what to do where it does not, and the SQL of the rows that break it.

    The SQL gives `what` (a text that names the row) and `import_id` (missing where no import is at fault).
    """

    name: str
    rule: str
    mend: str
    sql: str


def checks() -> list[Check]:
    """Every check, by name. Raises `ValueError` for a file without its header."""
    found = []
    for file in sorted(CHECKS.glob("*.sql")):
        parts = _HEADER.fullmatch(file.read_text(encoding="utf-8"))
        if parts is None:
            raise ValueError(f"{file.name}: a check begins with -- rule: and -- mend:")
        found.append(Check(file.stem, **parts.groupdict()))
    return found


def run_checks(connection: duckdb.DuckDBPyConnection, imports: list[Manifest]) -> None:
    """Run every check on what was derived. Raises `ChecksFailed` for the first that finds rows.

    The sentence names the rule, the rows, the imports that they came with, and the way out.
    """
    files = {manifest.id: f"{manifest.file} ({manifest.id})" for manifest in imports}
    for check in checks():
        broken = connection.execute(
            f"SELECT what, import_id, count(*) OVER () FROM ({check.sql}) LIMIT {_SHOWN}"
        ).fetchall()
        if not broken:
            continue
        concerned = sorted({files.get(import_id, import_id) for _, import_id, _ in broken if import_id})
        raise ChecksFailed(
            N_(
                "Nothing was published, and the last figures stay. The rule \u201c{rule}\u201d does not hold for {count}: "
                "{rows}. Imports concerned: {imports}. {mend}"
            ),
            rule=check.rule,
            count=broken[0][2],
            rows="; ".join(str(what) for what, _, _ in broken),
            imports=", ".join(concerned) or "\u2013",
            mend=check.mend,
        )
