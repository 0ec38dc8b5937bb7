"""A table as it lies in a file, before anybody knows what its columns mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Protocol

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as compute

from analytics.errors import N_, ExportRefused

BATCH = 20_000
_BYTES_OF_CELL = 5  # <td>x
_MERGED_CELLS = 4_000_000
MAX_CELLS = 30_000_000  # that a file may lay out, filled or not: 32 bytes each in the parser of workbooks
_LOST = 1e15  # workbooks keep 15 digits; a longer code has lost its end, whatever it looks like now

# Spaces of every width, line ends, tabs, NULs and byte-order marks at the ends of a cell say nothing.
_NOTHING = "".join(map(chr, range(33))) + "\x7f\x85\xa0\u2002\u2003\u2009\u200b\u2028\u2029\u202f\u3000\ufeff"
_STARTS = np.zeros(256, bool)
_ENDS = np.zeros(256, bool)
for _character in _NOTHING:
    _STARTS[_character.encode()[0]] = True
    _ENDS[_character.encode()[-1]] = True


@dataclass(frozen=True)
class Record:
    """One row of a table: its line in the file or row in the sheet, its cells, and what the file did to it."""

    line: int
    cells: Sequence[Any]
    damage: str | None = None


@dataclass(frozen=True)
class RawRows:
    """The data rows as the relation `raw`: `open()` makes it readable from its start, `count()` tells its rows.

    A fast way may prove wrong while the rows are read: then `count()` raises `FastReadFailed`, or the query fails and
    `failed()` is true. `blank_tail` counts blank lines at the end that never reach `raw`.
    """

    open: Callable[[], None]
    count: Callable[[], int]
    failed: Callable[[], bool] = lambda: False
    blank_tail: int = 0


class CellsLeft:
    """How many cells the tables of a page may still lay out, filled or not: what its bytes can hold, and some merged ones."""

    def __init__(self, file: str, size: int) -> None:
        self.file = file
        self.limit = self.left = min(MAX_CELLS, _MERGED_CELLS + size // _BYTES_OF_CELL)

    def take(self, cells: int) -> None:
        """Take some before they are laid out. Raises `ExportRefused` where so many are not left."""
        self.left -= cells
        if self.left < 0:
            raise ExportRefused(
                N_(
                    "`{file}` spans more than {limit} cells, most of them empty. Delete the rows and columns beside the "
                    "list, or export it as CSV."
                ),
                file=self.file,
                limit=f"{self.limit:,}",
            )


class Table(Protocol):
    """One table of a file: a whole text file, one sheet of a workbook, one table of a page."""

    @property
    def sheet(self) -> str:
        """The sheet's name, empty for a text file."""
        ...

    @property
    def hidden(self) -> bool:
        """Is it a sheet that a person who opens the file does not see, and that no mapping asked for?"""
        ...

    @property
    def asked(self) -> bool:
        """Is it wanted, that is: does no mapping ask for another sheet?"""
        ...

    def head(self, rows: int) -> list[Record]:
        """The first records, as texts."""
        ...

    def count(self) -> int:
        """How many records it has, the header and what stands above it among them."""
        ...

    def batches(self, header_row: int) -> Iterator[Batch]:
        """The rows after the header; none of a table that `raw_rows` reads faster."""
        ...

    def raw_rows(self, con: duckdb.DuckDBPyConnection, header_row: int, width: int) -> Iterator[RawRows]:
        """Ways to read the rows after the header, the fastest first; the last one always works."""
        ...


@dataclass(frozen=True)
class Headless:
    """A table without a header: its columns are called by their places, #1, #2, … in a line 0 above the first."""

    table: Table

    @property
    def sheet(self) -> str:
        return self.table.sheet

    @property
    def hidden(self) -> bool:
        return self.table.hidden

    @property
    def asked(self) -> bool:
        return self.table.asked

    def count(self) -> int:
        return self.table.count()

    def head(self, rows: int) -> list[Record]:
        below = self.table.head(rows)
        width = max((len(record.cells) for record in below), default=0)
        return [Record(0, [f"#{place}" for place in range(1, width + 1)]), *below] if below else []

    def batches(self, header_row: int) -> Iterator[Batch]:
        return self.table.batches(header_row - 1)

    def raw_rows(self, con: duckdb.DuckDBPyConnection, header_row: int, width: int) -> Iterator[RawRows]:
        return self.table.raw_rows(con, header_row - 1, width)


class FastReadFailed(Exception):
    """The fast way met something that only the careful way can read. Never leaves this package."""


def raw_schema(width: int) -> pa.Schema:
    """The columns of the relation `raw`."""
    fixed = [("line", pa.int64()), ("damage", pa.string()), ("extra", pa.list_(pa.string()))]
    return pa.schema([*fixed, *((f"c{index}", pa.string()) for index in range(width))])


@dataclass(frozen=True)
class Batch:
    """Some rows of a table: the lines, the cells, and what the file did to them (None: nothing, to none of them)."""

    lines: Sequence[int]
    rows: list[Sequence[Any]]
    damage: Sequence[str | None] | None = None


def batches_of(records: Iterable[Record]) -> Iterator[Batch]:
    """Records in batches."""
    iterator = iter(records)
    while chunk := list(islice(iterator, BATCH)):
        yield Batch(
            [record.line for record in chunk], [record.cells for record in chunk], [record.damage for record in chunk]
        )


def stage(con: duckdb.DuckDBPyConnection, batches: Iterable[Batch], width: int) -> RawRows:
    """Put rows into the table `raw`; short rows are filled up with nothing."""
    columns = ", ".join(f"{field.name} {_DUCK_TYPES[field.name[:1]]}" for field in raw_schema(width))
    con.execute(f"CREATE OR REPLACE TABLE raw ({columns})")
    count = 0
    for batch in batches:
        con.register("batch", arrow_table(batch, width))
        con.execute("INSERT INTO raw SELECT * FROM batch")
        con.unregister("batch")
        count += len(batch.rows)
    return RawRows(open=lambda: None, count=lambda: count)


_DUCK_TYPES = {"l": "BIGINT", "d": "VARCHAR", "e": "VARCHAR[]", "c": "VARCHAR"}  # line, damage, extra, c0, c1, ...


def arrow_table(batch: Batch, width: int) -> pa.Table:
    """`batch` as one Arrow table with the columns of `raw`."""
    rows, extra = batch.rows, pa.nulls(len(batch.rows), pa.list_(pa.string()))
    if set(map(len, rows)) != {width}:
        beyond = [[cell_text(cell) for cell in row[width:]] for row in rows]
        extra = pa.array([cells if any(map(str.strip, cells)) else None for cells in beyond], pa.list_(pa.string()))
        rows = [[*row[:width], *([""] * (width - len(row)))] for row in rows]
    columns = [text_array(column) for column in zip(*rows, strict=True)]
    lines = pa.array(batch.lines, pa.int64())
    damage = pa.array(batch.damage or [None] * len(rows), pa.string())
    return pa.Table.from_arrays([lines, damage, extra, *columns], schema=raw_schema(width))


def text_array(cells: Sequence[object]) -> pa.Array:
    """A column of cells as trimmed texts. Columns of one type, which most are, never pass through Python."""
    types = set(map(type, cells))
    if types == {str}:
        return trimmed(pa.array(cells, pa.string()))
    if types <= {float, str} and (numbers := _whole_numbers(cells)) is not None:
        return numbers
    if types == {datetime} and (times := _times(cells)) is not None:
        return times
    return trimmed(pa.array([cell if type(cell) is str else cell_text(cell) for cell in cells], pa.string()))


def _whole_numbers(cells: Sequence[object]) -> pa.Array | None:
    """Whole numbers and empty cells as texts; None where there is anything else."""
    try:
        numbers = pa.array([None if cell == "" else cell for cell in cells], pa.float64())
        if (compute.max(compute.abs(numbers)).as_py() or 0) >= _LOST:
            return None
        return numbers.cast(pa.int64()).cast(pa.string())
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return None


def _times(cells: Sequence[object]) -> pa.Array | None:
    """Times to the second as texts; None where one has a fraction."""
    try:
        return pa.array(cells, pa.timestamp("us")).cast(pa.timestamp("s")).cast(pa.string())
    except pa.ArrowInvalid:
        return None


def trimmed(texts: pa.StringArray) -> pa.Array:
    """`texts` without what says nothing at both ends, NULL where nothing is left.

    Looks at the first and last byte of every text: only columns with a suspicious one are really trimmed.
    """
    if len(texts) == 0 or texts.null_count or texts.offset:
        return _trim(texts)
    _, offset_buffer, data_buffer = texts.buffers()
    offsets = np.frombuffer(offset_buffer, np.int32)[: len(texts) + 1]
    filled = offsets[1:] > offsets[:-1]
    if not filled.any():
        return pa.nulls(len(texts), pa.string())
    data = np.frombuffer(data_buffer, np.uint8)
    first = data[offsets[:-1][filled]]
    last = data[offsets[1:][filled] - 1]
    if _STARTS[first].any() or _ENDS[last].any():
        return _trim(texts)
    if filled.all():
        return texts
    return pa.StringArray.from_buffers(
        len(texts), offset_buffer, data_buffer, pa.py_buffer(np.packbits(filled, bitorder="little"))
    )


def _trim(texts: pa.StringArray) -> pa.Array:
    shorter = compute.utf8_trim(texts, _NOTHING)
    return compute.if_else(compute.equal(shorter, ""), pa.scalar(None, pa.string()), shorter)


def cell_text(cell: object) -> str:
    """A cell as the text that a person would read in it: 123.0 is 123, a number beyond 15 digits is lost."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, (int, float)):
        if abs(cell) >= _LOST:
            return f"{cell:.5E}"
        return str(int(cell)) if cell == cell and cell == int(cell) else repr(cell)
    return str(cell)
