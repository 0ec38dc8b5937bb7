"""A table as it lies in a file, before anybody knows what its columns mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

import duckdb
import pyarrow as pa

BATCH = 20_000


@dataclass(frozen=True)
class Record:
    """One row of a table: its line in the file or row in the sheet, its cells, and what the file did to it."""

    line: int
    cells: Sequence[object]
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


class Table(Protocol):
    """One table of a file: a whole text file, one sheet of a workbook, one table of a page."""

    sheet: str

    def head(self, rows: int) -> list[Record]:
        """The first records, as texts."""

    def raw_rows(self, con: duckdb.DuckDBPyConnection, header_row: int, width: int) -> Iterator[RawRows]:
        """Ways to read the rows after the header, the fastest first; the last one always works."""


class FastReadFailed(Exception):
    """The fast way met something that only the careful way can read. Never leaves this package."""


def raw_schema(width: int) -> pa.Schema:
    """The columns of the relation `raw`."""
    fixed = [("line", pa.int64()), ("damage", pa.string()), ("extra", pa.list_(pa.string()))]
    return pa.schema([*fixed, *((f"c{index}", pa.string()) for index in range(width))])


def stage(con: duckdb.DuckDBPyConnection, records: Iterable[Record], width: int) -> RawRows:
    """Put `records` into the table `raw`, in batches; short rows are filled up with nothing."""
    columns = ", ".join(f"{field.name} {_DUCK_TYPES[str(field.type)]}" for field in raw_schema(width))
    con.execute(f"CREATE OR REPLACE TABLE raw ({columns})")
    iterator = iter(records)
    count = 0
    while batch := list(islice(iterator, BATCH)):
        con.register("batch", arrow_table(batch, width))
        con.execute("INSERT INTO raw SELECT * FROM batch")
        con.unregister("batch")
        count += len(batch)
    return RawRows(open=lambda: None, count=lambda: count)


_DUCK_TYPES = {"int64": "BIGINT", "string": "VARCHAR", "list<item: string>": "VARCHAR[]", "list<element: string>": "VARCHAR[]"}


def arrow_table(records: Sequence[Record], width: int) -> pa.Table:
    """`records` as one Arrow table with the columns of `raw`."""
    rows = [record.cells for record in records]
    extra: list[list[str] | None] = [None] * len(rows)
    for index, row in enumerate(rows):
        if len(row) != width:
            beyond = [cell_text(cell) for cell in row[width:]]
            if any(text.strip() for text in beyond):
                extra[index] = beyond
            rows[index] = [*row[:width], *([""] * (width - len(row)))]
    columns = [text_array(column) for column in zip(*rows, strict=True)] if width else []
    lines = pa.array([record.line for record in records], pa.int64())
    damage = pa.array([record.damage for record in records], pa.string())
    return pa.Table.from_arrays([lines, damage, pa.array(extra, pa.list_(pa.string())), *columns], schema=raw_schema(width))


def text_array(cells: Sequence[object]) -> pa.Array:
    """A column of cells as texts. Arrow takes a column of nothing but texts as it is, which most are."""
    try:
        return pa.array(cells, pa.string())
    except (pa.ArrowTypeError, pa.ArrowInvalid, UnicodeEncodeError):
        return pa.array([cell if type(cell) is str else cell_text(cell) for cell in cells], pa.string())


def cell_text(cell: object) -> str:
    """A cell as the text that a person would read in it: 123.0 is 123, a number beyond 15 digits is lost."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, (int, float)):
        # Workbooks keep 15 digits; a longer code has lost its end, whatever it looks like now.
        if abs(cell) >= 1e15:
            return f"{cell:.5E}"
        return str(int(cell)) if cell == cell and cell == int(cell) else repr(cell)
    return str(cell)
