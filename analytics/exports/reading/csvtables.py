"""Text exports as tables: a fast way for files that prove to have one record a line, a careful way for all others."""

from __future__ import annotations

import csv
import os
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv

from analytics.exports.reading.encodings import UNDECODABLE
from analytics.exports.reading.tables import (
    Batch,
    FastReadFailed,
    RawRows,
    Record,
    batches_of,
    raw_schema,
    stage,
    trimmed,
)

MAX_LINE = 1 << 20  # characters; no platform writes such a line, and a cell of it would cost every query its memory
KEPT_OF_LINE = 32_767  # as much as a cell of a workbook holds
csv.field_size_limit(MAX_LINE)
_CHUNK = 1 << 22
_TAIL = 1 << 16
_FAST_ENCODINGS = {"utf-8": "utf8", "utf-8-sig": "utf8", "gb18030": "gb18030", "gbk": "gb18030"}


@dataclass(frozen=True)
class CsvTable:
    """A delimited text file."""

    path: Path
    encoding: str
    delimiter: str
    sheet: str = ""
    hidden: bool = False
    asked: bool = True

    def head(self, rows: int) -> list[Record]:
        return list(islice(self._records(), rows))

    def count(self) -> int:
        return sum(1 for _ in self._records())

    def batches(self, header_row: int) -> Iterator[Batch]:
        return iter(())

    def raw_rows(self, con: duckdb.DuckDBPyConnection, header_row: int, width: int) -> Iterator[RawRows]:
        head = self.head(header_row + 1) if header_row >= 0 else []
        plain_head = [record.line for record in head] == list(range(1, header_row + 2))
        fast = head and plain_head and self.encoding in _FAST_ENCODINGS and len(head[-1].cells) == width
        if fast and (counted := one_record_lines(self.path)) is not None:
            lines, blank_tail = counted
            if lines > header_row + 1:
                yield _FastRows(con, self, header_row + 1, lines, width).rows(blank_tail)
                con.execute("DROP VIEW IF EXISTS raw")
        records = self._records()
        for _ in range(header_row + 1):
            next(records)
        yield stage(con, batches_of(self._with_cut_end(records, width)), width)

    def _records(self) -> Iterator[Record]:
        with self.path.open(encoding=self.encoding, errors="casewatch_mark", newline="") as file:
            yield from records_of(lines_of(file), self.delimiter)

    def _with_cut_end(self, records: Iterable[Record], width: int) -> Iterator[Record]:
        """The records, a last one that stops in mid-row marked as cut off."""
        last: Record | None = None
        for record in records:
            if last is not None:
                yield last
            last = record
        if last is not None:
            cut = last.damage is None and last.cells and len(last.cells) < width and not self._ends_with_line_end()
            yield Record(last.line, last.cells, "cut_off") if cut else last

    def _ends_with_line_end(self) -> bool:
        with self.path.open("rb") as file:
            file.seek(max(0, self.path.stat().st_size - 4))
            return file.read().rstrip(b"\0")[-1:] in (b"\n", b"\r")


class _Lines:
    """Physical lines for a csv reader, remembered for the record that they make up, and taken back if need be."""

    def __init__(self, source: Iterable[str]) -> None:
        self.source = iter(source)
        self.back: deque[str] = deque()
        self.taken: list[str] = []
        self.size = 0  # characters of what is taken
        self.number = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self.back.popleft() if self.back else next(self.source)
        self.size = len(line) + (self.size if self.taken else 0)
        self.taken.append(line)
        if self.size > MAX_LINE and len(self.taken) > 1:
            raise csv.Error("a record of so many characters is a quote that does not close")
        return line

    def first(self) -> str | None:
        """The line with which the next record begins, not taken yet; None at the end."""
        if not self.back:
            line = next(self.source, None)
            if line is None:
                return None
            self.back.append(line)
        return self.back[0]


def lines_of(file: TextIO) -> Iterator[str]:
    """The physical lines of a text; of one with more than `MAX_LINE` characters the beginning, longer by one than they."""
    while line := file.readline(MAX_LINE + 1):
        yield line
        if len(line) > MAX_LINE:
            while line and line[-1] not in "\r\n":
                line = file.readline(MAX_LINE)


def records_of(source: Iterable[str], delimiter: str) -> Iterator[Record]:
    """Every record with its first physical line.

    A quote that never closes properly would swallow the rows after it: then its own line alone is a damaged record,
    and reading goes on with the next line. Whatever opens a quote before the line at which that one failed fails there
    as well, and is not tried again: else a file that opens one on every line would cost the square of its lines.
    """
    lines = _Lines(source)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    fails_at = 0  # quotes that open before this line do not close
    while (first := lines.first()) is not None:
        lines.taken.clear()
        damage: str | None = None
        if len(first) > MAX_LINE:
            cells, damage = next(lines)[:KEPT_OF_LINE].split(delimiter), "too_long"
        elif lines.number < fails_at and '"' in first:
            cells, closed = _lenient(next(lines), delimiter)
            damage = None if closed else "stray_quote"
        else:
            try:
                cells = next(reader)
            except csv.Error:
                fails_at = lines.number + len(lines.taken) - (0 if lines.first() is None else 1)
                _, *others = lines.taken
                lines.back.extendleft(reversed(others))
                lines.taken = [first]
                cells, closed = _lenient(first, delimiter)
                damage = None if closed else "stray_quote"
                reader = csv.reader(lines, delimiter=delimiter, strict=True)
        text = "".join(lines.taken)
        if "\0" in text or UNDECODABLE in text:
            damage = damage or ("nul_bytes" if "\0" in text else "undecodable")
            cells = [cell.replace("\0", "\u2400").replace(UNDECODABLE, "\ufffd") for cell in cells]
        yield Record(lines.number + 1, cells, damage)
        lines.number += len(lines.taken)


def _lenient(line: str, delimiter: str) -> tuple[list[str], bool]:
    """One line on its own, and whether its quotes close: "A"b is Ab, as every spreadsheet reads it."""
    try:
        cells = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return line.split(delimiter), False
    return (cells, True) if _quotes_close(line, delimiter) else (line.rstrip("\r\n").split(delimiter), False)


def _quotes_close(line: str, delimiter: str) -> bool:
    """Does a quoted cell that this line opens also end on it? A sentinel cell behind the line tells."""
    probe = next(csv.reader([line.rstrip("\r\n") + delimiter + "end"], delimiter=delimiter))
    return probe[-1] == "end"


def one_record_lines(path: Path) -> tuple[int, int] | None:
    """How many lines could hold one record each, and how many blank lines follow; None where that cannot be.

    Blank lines may stand at the end only, where they move no line number.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - _TAIL))
        tail = file.read()
        kept = tail.rstrip(b"\r\n")
        end = size - (len(tail) - len(kept))
        ending = tail[len(kept) :]
        if not kept or ending.count(b"\r") != ending.count(b"\r\n"):
            return None
        file.seek(0)
        lines = 1
        while (start := file.tell()) < end:
            chunk = (file.read(_CHUNK) + file.readline(_CHUNK))[: end - start]
            line_ends = np.frombuffer(chunk, np.uint8) == ord("\n")
            if not _one_record_a_line(chunk, line_ends) or (start + len(chunk) < end and not line_ends[-1]):
                return None
            lines += int(np.count_nonzero(line_ends))
    return lines, max(ending.count(b"\n") - 1, 0)


def _one_record_a_line(chunk: bytes, line_ends: np.ndarray) -> bool:
    """No NULs, no lone carriage returns, no blank lines, none that is too long, in bytes that begin with a line."""
    ends = np.flatnonzero(line_ends)
    longest = max(
        int(np.diff(ends, prepend=-1).max(initial=0)), len(chunk) - int(ends[-1]) if len(ends) else len(chunk)
    )
    return (
        longest <= MAX_LINE
        and b"\0" not in chunk
        and not (line_ends[1:] & line_ends[:-1]).any()
        and not chunk.startswith((b"\n", b"\r\n"))
        and (b"\r" not in chunk or (chunk.count(b"\r") == chunk.count(b"\r\n") and b"\n\r\n" not in chunk))
    )


class _FastRows:
    """Rows read by Arrow in one go. Only right if every line is a record, which their number proves afterwards."""

    def __init__(self, con: duckdb.DuckDBPyConnection, table: CsvTable, skipped: int, lines: int, width: int) -> None:
        self.con = con
        self.table = table
        self.skipped = skipped
        self.expected = lines - skipped
        self.width = width
        self.seen = 0
        self.broken = False

    def rows(self, blank_tail: int) -> RawRows:
        return RawRows(self.open, self.count, lambda: self.broken, blank_tail)

    def open(self) -> None:
        self.seen = 0
        schema = raw_schema(self.width)
        schema = schema.remove(1).remove(1)
        self.con.register("lines_of_file", pa.RecordBatchReader.from_batches(schema, self._batches(schema)))
        nothing = "CAST(NULL AS VARCHAR) AS damage, CAST(NULL AS VARCHAR[]) AS extra"
        self.con.execute(f"CREATE OR REPLACE TEMP VIEW raw AS SELECT *, {nothing} FROM lines_of_file")

    def count(self) -> int:
        if self.seen != self.expected:
            raise FastReadFailed
        return self.seen

    def _batches(self, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
        names = [f"c{index}" for index in range(self.width)]
        try:
            reader = arrow_csv.open_csv(
                pa.OSFile(os.fsencode(self.table.path)),  # a path of any bytes
                arrow_csv.ReadOptions(
                    column_names=names,
                    skip_rows=self.skipped,
                    block_size=_CHUNK,
                    encoding=_FAST_ENCODINGS[self.table.encoding],
                ),
                arrow_csv.ParseOptions(delimiter=self.table.delimiter),
                arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
            )
            for batch in reader:
                first = self.skipped + 1 + self.seen
                lines = pa.array(np.arange(first, first + batch.num_rows, dtype=np.int64))
                self.seen += batch.num_rows
                yield pa.RecordBatch.from_arrays([lines, *map(trimmed, batch.columns)], schema=schema)
        except (pa.ArrowInvalid, UnicodeDecodeError):
            self.broken = True
            raise
