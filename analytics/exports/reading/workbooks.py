"""Workbooks as tables: xlsx, xls and ods through calamine, one table a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
import python_calamine
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from analytics.errors import N_, ExportRefused
from analytics.exports.reading.tables import BATCH, Batch, RawRows, Record, batches_of, cell_text, stage


@dataclass(frozen=True)
class SheetTable:
    """One sheet, its hidden rows included. Rows are counted as the sheet counts them; empty columns on the left are left out."""

    sheet: str
    source: CalamineSheet
    hidden: bool = False
    asked: bool = True

    def head(self, rows: int) -> list[Record]:
        return [Record(each.line, [cell_text(cell) for cell in each.cells]) for each in islice(self._records(), rows)]

    def count(self) -> int:
        return sum(1 for _ in self.source.iter_rows())

    def batches(self, header_row: int) -> Iterator[Batch]:
        if self._merges:
            return batches_of(islice(self._records(), header_row + 1, None))
        return self._batches(header_row + 1)

    def raw_rows(self, con: duckdb.DuckDBPyConnection, header_row: int, width: int) -> Iterator[RawRows]:
        yield stage(con, self.batches(header_row), width)

    def _batches(self, skipped: int) -> Iterator[Batch]:
        rows = islice(self.source.iter_rows(), skipped, None)
        line = skipped + 1
        while chunk := list(islice(rows, BATCH)):
            yield Batch(range(line, line + len(chunk)), list(chunk))
            line += len(chunk)

    @cached_property
    def _merges(self) -> dict[int, list[tuple[int, int]]]:
        left = self.source.start[1] if self.source.start else 0
        return _vertical_merges(self.source.merged_cell_ranges or [], left)

    def _records(self) -> Iterator[Record]:
        merges = self._merges
        open_merges: dict[int, tuple[int, Any]] = {}
        for row, cells in enumerate(self.source.iter_rows()):
            for column, (bottom, value) in list(open_merges.items()):
                if row > bottom:
                    del open_merges[column]
                elif cells[column] == "":
                    cells[column] = value
            for bottom, column in merges.get(row, ()):
                if column < len(cells):
                    open_merges[column] = bottom, cells[column]
            yield Record(row + 1, cells)


def _vertical_merges(
    ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]], left: int
) -> dict[int, list[tuple[int, int]]]:
    """First row -> (last row, column) of every merged range that spans rows: its value stands for all of them."""
    merges: dict[int, list[tuple[int, int]]] = {}
    for (top, column), (bottom, _) in ranges:
        if bottom > top and column >= left:
            merges.setdefault(top, []).append((bottom, column - left))
    return merges


def _opened(path: Path) -> CalamineWorkbook:
    try:
        str(path).encode()
    except UnicodeEncodeError:  # a name that is no UTF-8, which the parser cannot open by itself
        with path.open("rb") as stream:
            return CalamineWorkbook.from_filelike(stream)
    return CalamineWorkbook.from_path(path)


def workbook_tables(path: Path, file: str, only: str | None = None) -> Iterator[SheetTable]:
    """The sheets of a workbook, one after the other; `only` asks for one of them, hidden or not.

    Raises `ExportRefused` where it is protected or damaged.
    """
    try:
        workbook = _opened(path)
        for sheet in workbook.sheets_metadata:
            if sheet.typ == SheetTypeEnum.WorkSheet:
                hidden = only is None and sheet.visible != SheetVisibleEnum.Visible
                source = workbook.get_sheet_by_name(sheet.name)
                yield SheetTable(sheet.name, source, hidden, only in (None, sheet.name))
    except python_calamine.PasswordError as error:
        raise needs_password(file) from error
    except (python_calamine.CalamineError, OSError) as error:
        if "password" in str(error).lower():
            raise needs_password(file) from error
        raise ExportRefused(
            N_("`{file}` is a damaged workbook: {error}. Open it in Excel, save it again, and import that."),
            file=file,
            error=error,
        ) from error


def needs_password(file: str) -> ExportRefused:
    """Why a protected workbook is not read, and what to do."""
    return ExportRefused(
        N_("`{file}` needs a password: open it in Excel, save it without one, and import that."), file=file
    )
