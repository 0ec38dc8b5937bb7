"""A published snapshot, opened read-only: figures, rows, and the SQL behind them."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pandas as pd
import pyarrow as pa
import sqlglot
from sqlglot import exp

from analytics.clock.workdays import FIRST_DAY, LAST_DAY
from analytics.errors import N_, CalendarRangeError, EmptyWarehouse, FigureFailed, ScopeError, SnapshotBroken
from analytics.figures.listing import picked
from analytics.figures.narrowing import scoped_sql, tables_read
from analytics.figures.scope import Scope
from analytics.figures.writing import written
from analytics.register import register_of
from analytics.register.in_duckdb import NOW, TABLES, lay_over, register_tables
from analytics.settings import Settings

_A_SNAPSHOT = re.compile(r"[0-9a-f]{16}\.duckdb")

_ROWS = {
    "cases": "case_rows",
    "messages": "message_rows",
    "ratings": "rating_rows",
    "items": "item_rows",
    "contacts": "contact_rows",
}
_BROKEN = N_("The figures in {file} cannot be read. No import is lost; build them again: python -m analytics publish")


class SnapshotGone(SnapshotBroken):
    """The file is not there: another one was published and this one forgotten, or somebody removed it."""


class Snapshot:
    """One immutable DuckDB file. Each query runs on a cursor of its own, so threads do not disturb each other.

    A query that reads what people did reads it in the register of the file's warehouse, as it is at that moment.
    """

    def __init__(self, file: Path) -> None:
        """Open the file. Raises `SnapshotBroken` where it is damaged, `SnapshotGone` where it is missing."""
        self.file = file
        self._lock = threading.Lock()
        try:
            self._parent = duckdb.connect(str(file), read_only=True)
            _lock_down(self._parent)
            self._describe()
        except (duckdb.Error, KeyError, ValueError) as error:
            raise (SnapshotBroken if file.exists() else SnapshotGone)(_BROKEN, file=file.name) from error

    def _describe(self) -> None:
        self._workday_numbers: dict[date, dict[str, int]] = {}
        described = dict(self._fetch("SELECT key, value FROM snapshot"))
        self.id: str = described["id"]
        self.is_demo: bool = json.loads(described["demo"])
        self.settings: dict = json.loads(described["settings"])
        self.imports: list[str] = json.loads(described["imports"])
        self.data_date, self.first_day = self._fetch("SELECT as_of, first_day FROM scope")[0]

    def _cursor(self, sql: str = "") -> duckdb.DuckDBPyConnection:
        """A cursor for a query, with the register's tables that it reads."""
        names = [name for name in (*TABLES, NOW) if name in sql]
        tables = self._of_register(names) if names else {}
        with self._lock:
            cursor = self._parent.cursor()
        lay_over(cursor, tables)
        return cursor

    def _of_register(self, names: Sequence[str]) -> dict[str, pa.Table]:
        return register_tables(register_of(self.warehouse), names, self.today)

    def _fetch(self, sql: str, parameters: list | None = None) -> list[tuple]:
        with self._cursor(sql) as cursor:
            return cursor.execute(sql, parameters or []).fetchall()

    def close(self) -> None:
        """Let go of the file."""
        self._parent.close()

    @property
    def warehouse(self) -> Path:
        """The warehouse whose figures these are."""
        return next((above.parent for above in self.file.parents if above.name == "snapshots"), self.file.parent)

    @property
    def today(self) -> date:
        """The day on which what people did is judged; of what was known on an earlier day, its last day."""
        if self.file.parent.name == "known":
            return self.data_date
        return datetime.now(ZoneInfo(self.rules.timezone)).date()

    def register_state(self, key: str) -> str:
        """Names what a figure reads of the register, to cache it by; empty for one that reads nothing of it."""
        if not tables_read(written(key)) & {*TABLES, NOW}:
            return ""
        return f"{register_of(self.warehouse).version()} {self.today}"

    @cached_property
    def rules(self) -> Settings:
        """The settings that the figures were computed with, whatever settings.toml says today."""
        return Settings.as_computed(self.settings)

    @cached_property
    def calendars(self) -> list[str]:
        """The calendars that rows of this snapshot are counted in."""
        used = self._fetch(
            "SELECT DISTINCT calendar FROM case_rows UNION SELECT DISTINCT calendar FROM message_rows ORDER BY 1"
        )
        return [row[0] for row in used] or [row[0] for row in self._fetch("SELECT DISTINCT calendar FROM days")]

    @cached_property
    def kinds_told(self) -> frozenset[str]:
        """The kinds of which there is any row; the events of a case are told of with the case."""
        return frozenset(kind for kind, table in _ROWS.items() if self._fetch(f"SELECT 1 FROM {table} LIMIT 1"))

    @cached_property
    def city_area(self) -> str | None:
        """What the city itself is called among the areas: its departments' area."""
        found = self._fetch("SELECT any_value(area) FROM areas WHERE region_code = ?", [self.rules.city_code])
        return found[0][0] if found else None

    def workday_numbers(self, on: date) -> dict[str, int]:
        """The working-day number of a day in each calendar. Raises `CalendarRangeError` outside their years."""
        if on not in self._workday_numbers:
            self._workday_numbers[on] = dict(
                self._fetch(
                    "SELECT calendar, workday_no FROM days WHERE day = ? AND calendar IN ?", [on, self.calendars]
                )
            )
        found = self._workday_numbers[on]
        if not found:
            raise CalendarRangeError(
                N_("The as-of day {day} is outside the calendar ({first} to {last}). Choose a day within it."),
                day=on,
                first=FIRST_DAY.year,
                last=LAST_DAY.year,
            )
        return found

    def next_working_day(self, after: date) -> date:
        """The first working day after a day, in the calendar of the snapshot that settings.toml names first."""
        ((day,),) = self._fetch(
            "SELECT min(day) FROM days WHERE is_working AND day > ? AND calendar = ?", [after, self.calendars[0]]
        )
        return day

    def matched(self, import_ids: Sequence[str]) -> list[tuple[str, str, int, int]]:
        """Import, kind, rows and those of them that found their case, of the pauses and ratings of these imports."""
        return self._fetch(
            "SELECT import_id, kind, CAST(sum(rows) AS BIGINT), CAST(sum(matched) AS BIGINT) FROM matched_parts "
            "WHERE list_contains(CAST(? AS VARCHAR[]), import_id) GROUP BY import_id, kind ORDER BY import_id, kind",
            [[*import_ids]],
        )

    def everything(self) -> Scope:
        """The scope that selects all there is, as of the data date."""
        return Scope(as_of=self.data_date)

    def sql(self, key: str, scope: Scope, by: Sequence[str] = ()) -> str:
        """The SQL of a figure, cut by groupings, as it runs for this scope."""
        return scoped_sql(written(key, by), scope, self.workday_numbers(scope.as_of))

    def figure(self, key: str, scope: Scope, by: Sequence[str] = ()) -> pd.DataFrame:
        """A figure's table for this scope, cut by groupings (unit, month, …).

        Raises `ScopeError` for an unknown key or grouping, `FigureFailed` when it cannot run.
        """
        return self._run(key, self.sql(key, scope, by))

    def records(self, key: str, scope: Scope, by: Sequence[str] = ()) -> list[dict[str, object]]:
        """A figure's rows as plain Python values: whole numbers stay whole, missing is None."""
        sql = self.sql(key, scope, by)
        with self._running(key, sql) as cursor:
            cursor.execute(sql)
            columns = [column[0] for column in cursor.description or ()]
            return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]

    def matching(
        self, key: str, scope: Scope, *, part: bool = False, limit: int | None = None, **values: str
    ) -> list[dict[str, object]]:
        """The rows of a listing whose columns hold these texts (with `part`: contain them), as plain Python values.

        The columns are named in code, the texts are bound, never pasted.
        """
        tests = " AND ".join(f'contains("{column}", ?)' if part else f'"{column}" = ?' for column in values)
        paging = f" LIMIT {int(limit)}" if limit is not None else ""
        sql = self.sql(key, scope)
        with self._running(key, sql) as cursor:
            cursor.execute(f"SELECT * FROM ({sql}) AS listed WHERE {tests or 'TRUE'}{paging}", [*values.values()])
            columns = [column[0] for column in cursor.description or ()]
            return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]

    def rows(
        self,
        key: str,
        scope: Scope,
        limit: int | None = None,
        offset: int = 0,
        order_by: str | None = None,
        descending: bool = False,
        only: Mapping[str, object] | None = None,
    ) -> pd.DataFrame:
        """One page of a row-listing query, ordered by one of its columns.

        `only` keeps the rows whose columns, or whose groups (unit, month, …), hold these values (None: not given), as a
        part of a chart stands for them. Raises `ScopeError` for a column that the query does not have.
        """
        inner = self._picked(key, scope, only)
        order = ""
        if order_by is not None:
            columns = [row[0] for row in self._fetch(f"DESCRIBE {inner}")]
            if order_by not in columns:
                raise ScopeError(N_("{key} has no column {column}."), key=key, column=order_by)
            ties = ", ".join(f'"{column}"' for column in columns)
            order = f' ORDER BY "{order_by}" {"DESC" if descending else "ASC"} NULLS LAST, {ties}'
        paging = f" LIMIT {int(limit)} OFFSET {int(offset)}" if limit is not None else ""
        return self._run(key, f"SELECT * FROM ({inner}) AS listed{order}{paging}")

    def count(self, key: str, scope: Scope, only: Mapping[str, object] | None = None) -> int:
        """How many rows a row-listing query has."""
        sql = self._picked(key, scope, only, ordered=False)
        return int(self._run(key, f"SELECT count(*) AS n FROM ({sql}) AS listed")["n"][0])

    def tallied(
        self, key: str, scope: Scope, column: str, row_key: str, states: Mapping[str, str], otherwise: str
    ) -> pd.DataFrame:
        """How many rows of a listing hold each value of a column in each state, as `column`, state and rows; the most first.

        `states` gives the state of rows by what they hold in `row_key`; the others are in the state `otherwise`. The
        columns are named in code, keys and states are bound, never pasted.
        """
        sql = f"""
            SELECT listed."{column}", coalesce(given.state, ?) AS state, count(*) AS rows
            FROM ({self._picked(key, scope, None, ordered=False)}) AS listed
            LEFT JOIN (
                SELECT unnest(CAST(? AS VARCHAR[])) AS row_key, unnest(CAST(? AS VARCHAR[])) AS state
            ) AS given ON listed."{row_key}" = given.row_key
            GROUP BY ALL
            ORDER BY rows DESC, 1, 2
        """
        with self._running(key, sql) as cursor:
            return cursor.execute(sql, [otherwise, [*states.keys()], [*states.values()]]).df()

    def among(
        self,
        key: str,
        scope: Scope,
        column: str,
        values: Sequence[str],
        without: bool = False,
        only: Mapping[str, object] | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> pd.DataFrame:
        """The rows of a listing whose column holds one of these texts (with `without`: none of them), in its order.

        The column is named in code, the texts are bound, never pasted.
        """
        paging = f" LIMIT {int(limit)} OFFSET {int(offset)}" if limit is not None else ""
        test = f'{"NOT " if without else ""}coalesce(list_contains(CAST(? AS VARCHAR[]), "{column}"), FALSE)'
        sql = f"SELECT * FROM ({self._picked(key, scope, only)}) AS listed WHERE {test}{paging}"
        with self._running(key, sql) as cursor:
            return cursor.execute(sql, [[*values]]).df()

    def _picked(self, key: str, scope: Scope, only: Mapping[str, object] | None, ordered: bool = True) -> str:
        """A listing with the rows that `only` keeps: groups are tested on what the listing reads, columns on what it shows."""
        in_groups, in_columns = picked(key, only or {})
        sql = scoped_sql(written(key), scope, self.workday_numbers(scope.as_of), in_groups, ordered)
        if not in_columns:
            return sql
        columns = {row[0] for row in self._fetch(f"DESCRIBE {sql}")}
        for column in in_columns:
            if column not in columns:
                raise ScopeError(N_("{key} has no column {column}."), key=key, column=column)
        listed = exp.Subquery(
            this=sqlglot.parse_one(sql, dialect="duckdb"), alias=exp.TableAlias(this=exp.to_identifier("listed"))
        )
        return exp.select("*").from_(listed).where(*in_columns.values()).sql(dialect="duckdb", pretty=True)

    def choices(self, column: str) -> list[str]:
        """The values that a filter can choose: area, unit_name, item_name, platform, case_kind."""
        sources = {
            "area": ("case_rows", "message_rows"),
            "unit_name": ("case_rows", "message_rows"),
            "item_name": ("case_rows",),
            "platform": ("case_rows", "message_rows"),
            "case_kind": ("case_rows",),
        }
        if column not in sources:
            raise ScopeError(N_("{key} has no column {column}."), key="choices", column=column)
        union = " UNION ".join(f'SELECT "{column}" AS value FROM {table}' for table in sources[column])
        return [
            row[0]
            for row in self._fetch(f"SELECT DISTINCT value FROM ({union}) WHERE value IS NOT NULL ORDER BY value")
        ]

    def units_of(self, area: str) -> list[str]:
        """The units at home in an area; not those of others that acted there once."""
        found = self._fetch(
            """
            SELECT DISTINCT unit_name FROM unit_names
            WHERE unit_name IS NOT NULL AND coalesce(contradicting_area, area) = $1
                AND ($1 = $2 OR unit_name NOT IN (
                    SELECT unit_name FROM unit_names
                    WHERE unit_name IS NOT NULL AND coalesce(contradicting_area, area) = $2))
            ORDER BY unit_name
            """,
            [area, self.city_area or ""],
        )
        return [row[0] for row in found]

    @contextmanager
    def _running(self, key: str, sql: str) -> Iterator[duckdb.DuckDBPyConnection]:
        try:
            with self._cursor(sql) as cursor:
                yield cursor
        except duckdb.Error as error:
            raise FigureFailed(
                N_(
                    "The figure {key} could not be computed: {error}. If Casewatch is newer than the last import, build "
                    "the figures again: python -m analytics publish"
                ),
                key=key,
                error=str(error).splitlines()[0],
            ) from error

    def _run(self, key: str, sql: str) -> pd.DataFrame:
        with self._running(key, sql) as cursor:
            return cursor.execute(sql).df()


def _lock_down(connection: duckdb.DuckDBPyConnection) -> None:
    """No file but its own can be reached, and no setting changed.

    DuckDB opens a file once in a process: another snapshot of the same file may have locked it already.
    """
    try:
        for setting in ("enable_external_access = false", "lock_configuration = true"):
            connection.execute(f"SET {setting}")
    except duckdb.InvalidInputException:
        locked = "SELECT current_setting('lock_configuration') AND NOT current_setting('enable_external_access')"
        if connection.execute(locked).fetchall() != [(True,)]:
            raise


def current_snapshot_file(warehouse: Path) -> Path:
    """The published snapshot's file. Raises `EmptyWarehouse` where nothing was published, `SnapshotBroken` for a pointer that is none."""
    try:
        name = (warehouse / "current").read_text(encoding="utf-8").strip()
    except NotADirectoryError:  # the warehouse is a file: said as what it is
        raise
    except FileNotFoundError:
        raise EmptyWarehouse(
            N_(
                "{warehouse} holds no imports yet. Import an export file, or make the demo data: python -m analytics demo"
            ),
            warehouse=warehouse,
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise _no_pointer(warehouse) from error
    if not _A_SNAPSHOT.fullmatch(name):
        raise _no_pointer(warehouse)
    return warehouse / "snapshots" / name


def _no_pointer(warehouse: Path) -> SnapshotBroken:
    return SnapshotBroken(
        N_(
            "{file} does not say which figures are in service. No import is lost; build them again: python -m analytics publish"
        ),
        file=warehouse / "current",
    )


def open_snapshot(warehouse: Path) -> Snapshot:
    """The published snapshot, opened read-only. Raises `EmptyWarehouse`."""
    file = current_snapshot_file(warehouse)
    while True:
        try:
            return Snapshot(file)
        except SnapshotGone:
            # Another one was published, and this one forgotten, since the pointer was read.
            newer = current_snapshot_file(warehouse)
            if newer == file:
                raise
            file = newer
