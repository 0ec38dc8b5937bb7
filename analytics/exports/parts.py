"""The tables of an export become parts: each with its rows and its rejected rows in files of its own, and its counts.

Small tables of the same layout are written together: a workbook may have a sheet for every day and office.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from analytics.errors import N_, ExportRefused
from analytics.exports.cleaning.canonical import CanonicalQueries, Counts, write_rows, write_tables
from analytics.exports.cleaning.columns import FieldColumns
from analytics.exports.cleaning.happened import days_happened
from analytics.exports.cleaning.masking import Masks
from analytics.exports.export import Part
from analytics.exports.reading.tables import BATCH, Batch, FastReadFailed, RawRows, Record, Table, arrow_table
from analytics.exports.recognising.headers import Recognised
from analytics.exports.recognising.totals import tells_of_one_case, totals_table
from analytics.literals import literal
from analytics.schema import KINDS
from analytics.settings import Settings


@dataclass(frozen=True)
class _Waiting:
    """A small table that is read and not written yet."""

    number: int
    sheet: str
    found: Recognised
    head: list[Record]
    rows: pa.Table


class Parts:
    """The parts of one file, in the order of its tables; written into `into` for good when `finish` returns.

    `days` counts the accepted rows by the day on which they happened last, up to `today`.
    """

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        into: Path,
        file: str,
        settings: Settings,
        hash_key: bytes,
        today: date,
    ) -> None:
        self.con = con
        self.into = into
        self.file = file
        self.settings = settings
        self.hash_key = hash_key
        self.today = today
        self.days: Counter[date] = Counter()
        self._parts: list[Part] = []
        self._waiting: list[_Waiting] = []
        self._rows_waiting = 0

    def add(self, table: Table, found: Recognised, head: list[Record]) -> None:
        """Write a table, or keep it for those of its layout that follow. Raises `ExportRefused`."""
        width = len(found.header)
        if width > self.settings.imports.max_columns:
            raise too_wide(self.file, width, self.settings)
        if self._waiting and not _same_layout(self._waiting[0].found, found):
            self._write_waiting()
        number = len(self._parts) + len(self._waiting) + 1
        only = _only_batch(table, found.row)
        if only is None:
            self._write_waiting()
            self._write(number, table.sheet, found, head, table.raw_rows(self.con, found.row, width))
            return
        self._waiting.append(_Waiting(number, table.sheet, found, head, arrow_table(only, width)))
        self._rows_waiting += len(only.rows)
        if self._rows_waiting >= BATCH:
            self._write_waiting()

    def finish(self) -> list[Part]:
        """Every part, written. Raises `ExportRefused`."""
        self._write_waiting()
        return self._parts

    def _queries(self, found: Recognised, sheet: str | None) -> CanonicalQueries:
        fields = FieldColumns(found, self.settings, len(found.header))
        return CanonicalQueries(fields, sheet, Masks(fields, self.hash_key))

    def _files(self, number: int) -> tuple[Path, Path]:
        return self.into / f"rows-{number}.parquet", self.into / f"rejected-{number}.parquet"

    def _write(self, number: int, sheet: str, found: Recognised, head: list[Record], ways: Iterator[RawRows]) -> None:
        """Write one table by the first way that works."""
        queries = self._queries(found, sheet)
        rows, rejected_rows = self._files(number)
        for raw in ways:
            try:
                counts = write_rows(self.con, queries, raw.open, rows, rejected_rows, raw.count)
            except FastReadFailed:
                continue
            except duckdb.Error:
                if not raw.failed():
                    raise
                continue
            if raw.blank_tail:
                counts.ignored_by["blank"] = counts.ignored_by.get("blank", 0) + raw.blank_tail
            break
        else:
            raise AssertionError("the last way to read a table always works")
        source = f"read_parquet({literal(str(rows))})"
        commonest = {number: self._commonest(found, source, counts.accepted)} if counts.accepted else {}
        self._part(number, sheet, found, head, counts, raw.count() + raw.blank_tail, commonest)
        if counts.accepted:
            self._count_days(found, source)

    def _write_waiting(self) -> None:
        """Write the tables that wait, which are of one layout."""
        waiting, self._waiting, self._rows_waiting = self._waiting, [], 0
        if not waiting:
            return
        found = waiting[0].found
        told = [
            each.rows.append_column(
                "part", pa.repeat(pa.scalar(each.number, pa.int32()), len(each.rows))
            ).append_column("sheet", pa.repeat(pa.scalar(each.sheet, pa.string()), len(each.rows)))
            for each in waiting
        ]
        self.con.register("gathered", pa.concat_tables(told))
        self.con.execute("CREATE OR REPLACE TABLE raw AS FROM gathered")
        self.con.unregister("gathered")
        counted = write_tables(
            self.con, self._queries(found, None), {each.number: self._files(each.number) for each in waiting}
        )
        commonest = self._commonest_by_part(found)
        for each in waiting:
            self._part(each.number, each.sheet, each.found, each.head, counted[each.number], len(each.rows), commonest)
        self._count_days(found, "kept")
        self.con.execute("DROP TABLE kept")

    def _count_days(self, found: Recognised, source: str) -> None:
        told = {*found.columns, *found.mapping.defaults}
        times = [time for time in KINDS[found.kind].happened if time in told]
        self.days.update(days_happened(self.con, source, times, self.today))

    def _commonest(self, found: Recognised, source: str, accepted: int) -> int:
        """How many rows tell of the case of which most tell; 0 where already the first rows tell of several."""
        key = _case_key(found)
        if key is None:
            return 0
        commonest = 0
        for first in (1000, accepted):  # the first rows tell nearly always, and a file may have millions
            told, commonest = self.con.execute(
                f"SELECT sum(n), max(n) FROM (SELECT count(*) AS n FROM (SELECT {key} FROM {source} LIMIT {first}) GROUP BY {key})"
            ).fetchall()[0]
            if not tells_of_one_case(told, 0, commonest):
                return 0
        return int(commonest)

    def _commonest_by_part(self, found: Recognised) -> dict[int, int]:
        key = _case_key(found)
        if key is None:
            return {}
        return dict(
            self.con.execute(
                f"SELECT part, max(n) FROM (SELECT part, count(*) AS n FROM kept GROUP BY part, {key}) GROUP BY part"
            ).fetchall()
        )

    def _part(
        self,
        number: int,
        sheet: str,
        found: Recognised,
        head: list[Record],
        counts: Counts,
        read: int,
        commonest: dict[int, int],
    ) -> None:
        """The part of what was written. Raises `ExportRefused` where the table as a whole is none."""
        if _holds_totals(found, counts, commonest.get(number, 0)):
            key = found.label(found.columns[KINDS[found.kind].filled[0]])
            raise totals_table(f"`{self.file}`" + (f", {sheet}" if sheet else ""), key)
        if counts.rejected_by.get("ambiguous_level"):
            raise _ask_rating_direction(self.file, found)
        rows, rejected_rows = self._files(number)
        ignored_by = dict(counts.ignored_by)
        for record in head[: found.row]:
            reason = "title" if any(str(cell).strip() for cell in record.cells) else "blank"
            ignored_by[reason] = ignored_by.get(reason, 0) + 1
        self._parts.append(
            Part(
                kind=found.kind,
                platform=found.platform,
                mapping=found.mapping.name,
                sheet=sheet,
                header_line=head[found.row].line,
                header=found.header,
                columns={name: found.label(index) for name, index in found.columns.items()},
                unused=found.unused,
                calendar=found.mapping.calendar or self.settings.calendar,
                deadline=found.mapping.deadline,
                rows_read=read + found.row,
                accepted=counts.accepted,
                rejected=counts.rejected,
                ignored=sum(ignored_by.values()),
                ignored_by=ignored_by,
                rejected_by=counts.rejected_by,
                rows=rows.name if counts.accepted else None,
                rejected_rows=rejected_rows.name if counts.rejected else None,
                platform_guessed=found.guessed,
                partial=found.mapping.partial,
            )
        )


def _only_batch(table: Table, header_row: int) -> Batch | None:
    """The rows after the header where they are few; None where they are many or none, or can be read faster."""
    batches = table.batches(header_row)
    first = next(batches, None)
    return first if next(batches, None) is None else None


def _same_layout(one: Recognised, other: Recognised) -> bool:
    """Do two tables have the same columns under the same header of the same mapping, wherever it stands?"""
    return replace(one, row=0) == replace(other, row=0)


def too_wide(file: str, width: int, settings: Settings) -> ExportRefused:
    """Why a table of so many columns is not read."""
    return ExportRefused(
        N_(
            "`{file}` has {width} columns; at most {limit} are read. Delete the columns beside the list, or raise max_columns in settings.toml."
        ),
        file=file,
        width=width,
        limit=settings.imports.max_columns,
    )


def _case_key(found: Recognised) -> str | None:
    """The column of the case numbers in a list in which every case has a row of its own; None for any other list."""
    key = KINDS[found.kind].filled[0]
    return key if KINDS[found.kind].key == ("platform", key) and key in found.columns else None


def _holds_totals(found: Recognised, counts: Counts, commonest: int) -> bool:
    """Does a list in which every case has a row of its own name none, or nearly always the same one?"""
    if _case_key(found) is None:
        return False
    without = counts.rejected_by.get("missing", 0) if not counts.accepted else 0
    return tells_of_one_case(counts.accepted + counts.rejected, without, commonest)


def _ask_rating_direction(file: str, found: Recognised) -> ExportRefused:
    return ExportRefused(
        N_(
            "`{file}`: the levels in column {column} are numbers, and systems disagree whether 1 or 5 is the best. "
            'Say which in a mapping file: rating_direction = "1_best" or rating_direction = "5_best".'
        ),
        file=file,
        column=found.header[found.columns["level"]],
    )
