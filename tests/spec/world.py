"""The snapshot that a spec's exports give: built by the real steps, in memory, in the time of a few queries."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as parquet

from analytics.clock.workdays import Override, Workdays
from analytics.exports.export import Part
from analytics.literals import literal
from analytics.register.in_duckdb import empty_tables
from analytics.schema import KINDS
from analytics.settings import Settings
from analytics.snapshot.build import derive_snapshot
from analytics.snapshot.opened import Snapshot
from analytics.snapshot.reference import hold_calendars, load_reference
from analytics.warehouse.manifest import Manifest

REFERENCE = Path(__file__).parent / "reference"
FIRST_YEAR, LAST_YEAR = 2020, 2029
SET_DAYS = {
    "CN": (Override(date(2026, 8, 8), True, "fair"), Override(date(2026, 8, 12), False, "flood")),
    "NL": (Override(date(2026, 8, 12), False, "storm"),),
}
"""What the bureau of the specs sets otherwise: a Saturday that counts and a Wednesday that does not; one elsewhere."""
_TYPES = {
    "VARCHAR": pa.string(),
    "TIMESTAMP": pa.timestamp("us"),
    "DATE": pa.date32(),
    "DOUBLE": pa.float64(),
    "INTEGER": pa.int32(),
    "BOOLEAN": pa.bool_(),
}
_REASONS = pa.list_(pa.struct([("field", pa.string()), ("value", pa.string()), ("code", pa.string())]))

Row = dict[str, object]


@dataclass
class Sheet:
    """One table of an export: its kind, what the mapping said of it (or guessed), its rows, and the rejected ones."""

    kind: str
    platform: str
    deadline: str = "day"
    calendar: str = "CN"
    guessed: bool = False
    partial: bool = False
    rows: list[Row] = field(default_factory=list)
    rejected: list[Row] = field(default_factory=list)


@dataclass
class ExportTold:
    """One file: its name, its own day (None: it names none), the day of import, and its sheets."""

    file: str
    exported_on: date | None
    imported_on: date
    sheets: list[Sheet] = field(default_factory=list)


class InMemory(Snapshot):
    """A snapshot that was never a file."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.file = Path(":memory:")
        self._lock = threading.Lock()
        self._parent = connection
        self.register: dict[str, pa.Table] = {}
        self._describe()

    def _of_register(self, names: Sequence[str]) -> dict[str, pa.Table]:
        return {name: self.register.get(name, table) for name, table in empty_tables().items() if name in names}

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The database that holds it."""
        return self._parent


def build_world(exports: Iterable[ExportTold], settings: Settings, threads: int = 1) -> InMemory:
    """The snapshot of these exports under these settings. A row may bring its own `line`."""
    with tempfile.TemporaryDirectory(prefix="casewatch-spec-") as folder:
        warehouse = Path(folder)
        imports = [_kept(warehouse, number, export) for number, export in enumerate(exports, start=1)]
        connection = duckdb.connect(":memory:", config={"threads": threads, "preserve_insertion_order": threads == 1})
        derive_snapshot(connection, "spec", warehouse, imports, settings, _surroundings)
        _turn_round(connection)
        return InMemory(connection)


def _turn_round(connection: duckdb.DuckDBPyConnection) -> None:
    """Store the derived rows in reverse, for no figure may rest on the order in which they were written.

    The thousands of days are turned round once, where they are made.
    """
    tables = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE NOT temporary AND estimated_size BETWEEN 2 AND 1000"
    ).fetchall()
    for (table,) in tables:
        connection.execute(f"CREATE TEMP TABLE turned AS FROM {table} ORDER BY rowid DESC")
        connection.execute(f"TRUNCATE {table}")
        connection.execute(f"INSERT INTO {table} FROM turned")
        connection.execute("DROP TABLE turned")


def _kept(warehouse: Path, number: int, export: ExportTold) -> Manifest:
    import_id = f"{number:03}"
    folder = warehouse / "imports" / import_id
    folder.mkdir(parents=True)
    parts = [
        {**asdict(_part(folder, place, sheet)), "platform_guessed": sheet.guessed, "partial": sheet.partial}
        for place, sheet in enumerate(export.sheets)
    ]
    newest = _newest_event(export)
    return Manifest(
        id=import_id,
        file=export.file,
        sha256=import_id,
        size=0,
        imported_at=f"{export.imported_on.isoformat()}T12:00:00+00:00",
        who="spec",
        mapping=None,
        exported_on=export.exported_on.isoformat() if export.exported_on else None,
        newest_event=newest.isoformat() if newest else None,
        rows_read=sum(part["rows_read"] for part in parts),
        accepted=sum(part["accepted"] for part in parts),
        rejected=sum(part["rejected"] for part in parts),
        ignored=0,
        parts=parts,
    )


def _part(folder: Path, place: int, sheet: Sheet) -> Part:
    rows, rejected = (f"{place}.rows.parquet", f"{place}.rejected.parquet")
    if sheet.rows:
        _write_rows(folder / rows, sheet, dict(KINDS[sheet.kind].columns))
    if sheet.rejected:
        parquet.write_table(
            pa.Table.from_pylist(
                sheet.rejected, pa.schema([("sheet", pa.string()), ("line", pa.int64()), ("reasons", _REASONS)])
            ),
            folder / rejected,
        )
    return Part(
        kind=sheet.kind,
        platform=sheet.platform,
        mapping="spec",
        sheet="1",
        header_line=1,
        header=[],
        columns={},
        unused=[],
        calendar=sheet.calendar,
        deadline=sheet.deadline,
        rows_read=len(sheet.rows) + len(sheet.rejected),
        accepted=len(sheet.rows),
        rejected=len(sheet.rejected),
        ignored=0,
        ignored_by={},
        rejected_by={"lost_digits": len(sheet.rejected)} if sheet.rejected else {},
        rows=rows if sheet.rows else None,
        rejected_rows=rejected if sheet.rejected else None,
    )


def _write_rows(file: Path, sheet: Sheet, types: dict[str, str]) -> None:
    columns: dict[str, pa.Array] = {
        name: pa.array([row.get(name) for row in sheet.rows], _TYPES[types[name]])
        for name in types
        if any(name in row for row in sheet.rows)
    }
    columns["sheet"] = pa.array(["1"] * len(sheet.rows))
    columns["line"] = pa.array([row.get("line", place) for place, row in enumerate(sheet.rows, start=2)], pa.int64())
    parquet.write_table(pa.table(columns), file, compression="none")


def _newest_event(export: ExportTold) -> date | None:
    told_until = export.exported_on or export.imported_on
    moments = [row.get(time) for sheet in export.sheets for row in sheet.rows for time in KINDS[sheet.kind].happened]
    days = [one.date() for one in moments if isinstance(one, datetime)]
    return max((day for day in days if day <= told_until), default=None)


def _surroundings(connection: duckdb.DuckDBPyConnection, imports: list[Manifest], settings: Settings) -> None:
    calendars = frozenset({settings.calendar, *(part["calendar"] for one in imports for part in one.parts)})
    for kind in KINDS:  # the files are gone once the snapshot stands; its checks may still be asked
        connection.execute(f"CREATE TEMP TABLE held_{kind} AS FROM incoming_{kind}")
        connection.execute(f"CREATE OR REPLACE TEMP VIEW incoming_{kind} AS FROM held_{kind}")
    for create, table in _template(calendars, settings.city_code).items():
        connection.register("template", table)
        connection.execute(f"{create} AS FROM template")
        connection.unregister("template")


@cache
def _template(calendars: frozenset[str], city_code: str) -> dict[str, pa.Table]:
    """The tables of areas, units and days, by the statement that makes each; made once."""
    with duckdb.connect() as connection:
        connection.execute(f"SET VARIABLE city_code = {literal(city_code)}")
        load_reference(connection, REFERENCE)
        hold_calendars(
            connection,
            [Workdays(code, FIRST_YEAR, LAST_YEAR, SET_DAYS.get(code, ())) for code in sorted(calendars)],
        )
        made = connection.execute("SELECT table_name, temporary FROM duckdb_tables() ORDER BY table_name").fetchall()
        return {
            f"CREATE {'TEMP ' if temporary else ''}TABLE {name}": connection.sql(
                f"FROM {name} ORDER BY rowid DESC"
            ).to_arrow_table()
            for name, temporary in made
        }
