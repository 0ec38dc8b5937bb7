"""What an export says otherwise than the one before it: new, changed, unchanged and vanished rows, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

from analytics.errors import N_, UnknownImport
from analytics.literals import literal
from analytics.schema import KINDS
from analytics.warehouse.kept_files import reading
from analytics.warehouse.manifest import Manifest, find_import, list_imports

_SQL = Path(__file__).parent / "comparing"
_MEMORY = "1200MB"

# By what a row is found again in the next export of its kind, and the day that says whether that export covers it.
KEYS = {
    "cases": ("case_no",),
    "events": ("case_no", "status_code", "status_at"),
    "pauses": ("case_no", "pause_start"),
    "messages": ("message_no",),
    "ratings": ("case_no", "rated_at"),
    "items": ("item_code", "item_name", "effective_on"),
    "contacts": ("unit_name", "region_code", "region_name", "contact_name"),
}
_HAPPENED = {
    "cases": "coalesce(accepted_at, received_at, applied_at)",
    "events": "status_at",
    "pauses": "pause_start",
    "messages": "asked_at",
    "ratings": "rated_at",
}
CHANGES = ("new", "changed", "vanished")
_COUNTED = ("new", "changed", "unchanged", "vanished")


@dataclass(frozen=True)
class Differences:
    """One platform and kind of an import against `previous`, the export before it; all is new where there is none.

    `vanished` counts rows of the previous export that lie in the days this one covers (`first_day` to `last_day`:
    acceptance, question, rating, event) and that it lacks; they stay in the figures; none where a mapping calls this one partial. `fields` counts in how many
    changed rows each field differs, the most frequent first.
    """

    import_id: str
    platform: str
    kind: str
    previous: Manifest | None
    new: int
    changed: int
    unchanged: int
    vanished: int
    fields: dict[str, int]
    first_day: date | None
    last_day: date | None


def differences(warehouse: Path, import_id: str) -> list[Differences]:
    """One entry a platform and kind of the import. Raises `UnknownImport`."""
    manifest = find_import(warehouse, import_id)
    pairs = dict.fromkeys((part["platform"], part["kind"]) for part in manifest.parts)
    return [_differences(warehouse, manifest, platform, kind) for platform, kind in pairs]


def _differences(warehouse: Path, manifest: Manifest, platform: str, kind: str) -> Differences:
    previous = _previous(warehouse, manifest, platform, kind)
    with _comparison(warehouse, manifest, previous, platform, kind) as connection:
        counts = dict(connection.execute("SELECT change, count(*) FROM compared GROUP BY change").fetchall())
        fields = connection.execute(
            "SELECT field, count(*) AS rows FROM difference_rows WHERE field IS NOT NULL GROUP BY field ORDER BY rows DESC, field"
        ).fetchall()
        ((first_day, last_day),) = connection.execute("SELECT min(happened_on), max(happened_on) FROM later").fetchall()
    numbers = {change: counts.get(change, 0) for change in _COUNTED}
    return Differences(
        manifest.id, platform, kind, previous, **numbers, fields=dict(fields), first_day=first_day, last_day=last_day
    )


def difference_rows(
    warehouse: Path,
    import_id: str,
    platform: str,
    kind: str,
    change: str | None = None,
    limit: int | None = 50,
    offset: int = 0,
) -> pd.DataFrame:
    """One page of what differs: change, key, field, before, after, line; a row a changed field, or a new or vanished key.

    `change` is one of `CHANGES`, None for all. `line` is the line in this import's file, of a vanished row in the
    previous one. Raises `UnknownImport`.
    """
    manifest = find_import(warehouse, import_id)
    previous = _previous(warehouse, manifest, platform, kind)
    with _comparison(warehouse, manifest, previous, platform, kind) as connection:
        return connection.execute(
            """SELECT * FROM difference_rows WHERE change = coalesce($change, change)
            ORDER BY change, key, field LIMIT $limit OFFSET $offset""",
            {"change": change, "limit": limit if limit is not None else 1 << 62, "offset": offset},
        ).df()


def difference_count(warehouse: Path, import_id: str, platform: str, kind: str, change: str | None = None) -> int:
    """How many rows `difference_rows` has. Raises `UnknownImport`."""
    manifest = find_import(warehouse, import_id)
    previous = _previous(warehouse, manifest, platform, kind)
    with _comparison(warehouse, manifest, previous, platform, kind) as connection:
        ((count,),) = connection.execute(
            "SELECT count(*) FROM difference_rows WHERE change = coalesce($change, change)", {"change": change}
        ).fetchall()
    return int(count)


def _previous(warehouse: Path, manifest: Manifest, platform: str, kind: str) -> Manifest | None:
    """The last export in force before this one, by export day, then import, that has rows of the platform and kind."""
    before = [
        other
        for other in list_imports(warehouse)
        if other.in_force
        and (other.counts_from, other.id) < (manifest.counts_from, manifest.id)
        and any((part["platform"], part["kind"]) == (platform, kind) for part in other.parts)
    ]
    return max(before, key=lambda other: (other.counts_from, other.id), default=None)


@contextmanager
def _comparison(
    warehouse: Path, manifest: Manifest, previous: Manifest | None, platform: str, kind: str
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory with the table `compared` and the view `difference_rows`."""
    if all((part["platform"], part["kind"]) != (platform, kind) for part in manifest.parts):
        raise UnknownImport(
            N_("The import {id} has no {kind} of {platform}."), id=manifest.id, kind=kind, platform=platform
        )
    names = [name for name in dict(KINDS[kind].columns) if name not in KEYS[kind]]
    compared = [manifest, *([previous] if previous else [])]
    with reading(warehouse, *compared), duckdb.connect(config={"memory_limit": _MEMORY}) as connection:
        connection.execute(f"SET VARIABLE names = [{', '.join(map(literal, names))}]")
        partial = any(
            part.get("partial") for part in manifest.parts if (part["platform"], part["kind"]) == (platform, kind)
        )
        connection.execute(f"SET VARIABLE partial = {partial}")
        for view, of in (("earlier", previous), ("later", manifest)):
            connection.execute(f"CREATE TEMP VIEW {view} AS {_rows(connection, warehouse, of, platform, kind, names)}")
        for script in ("compared", "rows"):
            connection.execute((_SQL / f"{script}.sql").read_text(encoding="utf-8"))
        yield connection


def _rows(
    connection: duckdb.DuckDBPyConnection,
    warehouse: Path,
    manifest: Manifest | None,
    platform: str,
    kind: str,
    names: list[str],
) -> str:
    """SQL for the rows of one platform and kind of an import: key, happened_on, part, line, fields."""
    columns = dict(KINDS[kind].columns)
    key = ", ".join(f"CAST({name} AS VARCHAR)" for name in KEYS[kind])
    fields = ", ".join(f"CAST({name} AS VARCHAR)" for name in names)
    picked = (
        f"concat_ws(' · ', {key}) AS key, CAST({_HAPPENED.get(kind, 'NULL')} AS DATE) AS happened_on, "
        f"part, line, [{fields}] AS fields"
    )
    nothing = ", ".join(f"CAST(NULL AS {sql_type}) AS {name}" for name, sql_type in columns.items())
    sources = [f"SELECT 0 AS part, CAST(0 AS BIGINT) AS line, {nothing} WHERE FALSE"]
    for number, part in enumerate(manifest.parts if manifest else ()):
        if (part["platform"], part["kind"]) != (platform, kind) or not part["rows"]:
            continue
        path = str(warehouse / "imports" / manifest.id / part["rows"])  # type: ignore[union-attr]
        file = f"read_parquet({literal(path)})"
        present = {row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {file}").fetchall()}
        told = ", ".join(name if name in present else f"NULL AS {name}" for name in columns)
        sources.append(f"SELECT {number} AS part, line, {told} FROM {file}")
    return f"SELECT {picked} FROM ({' UNION ALL '.join(sources)})"
