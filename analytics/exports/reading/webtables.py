"""Tables of web pages saved as .xls, and of XML spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import duckdb
from lxml import etree, html

from analytics.errors import N_, ExportRefused
from analytics.exports.reading.encodings import encoding_of
from analytics.exports.reading.tables import Batch, CellsLeft, RawRows, Record, batches_of, stage

MAX_PAGE_MB = 200  # a page is held in memory several times over
MAX_ACROSS, MAX_DOWN = 1000, 65_534  # what HTML allows a cell to span
_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"


@dataclass(frozen=True)
class PageTable:
    """One table of a page, its rows already spread over merged cells. A row's line is its number in the table."""

    sheet: str
    rows: list[list[str]]
    hidden: bool = False
    asked: bool = True

    def head(self, rows: int) -> list[Record]:
        return list(islice(self._records(), rows))

    def count(self) -> int:
        return len(self.rows)

    def batches(self, header_row: int) -> Iterator[Batch]:
        return batches_of(islice(self._records(), header_row + 1, None))

    def raw_rows(self, con: duckdb.DuckDBPyConnection, header_row: int, width: int) -> Iterator[RawRows]:
        yield stage(con, self.batches(header_row), width)

    def _records(self) -> Iterator[Record]:
        for line, cells in enumerate(self.rows, start=1):
            yield Record(line, cells)


class Grid:
    """The rows of a table as they are laid out: merged cells repeated downwards, what is skipped filled with nothing.

    A few bytes may ask for millions of cells, so all are taken from what one file may lay out (`left`) before they are.
    """

    def __init__(self, left: CellsLeft) -> None:
        self.rows: list[list[str]] = []
        self._left = left
        self._held: dict[int, tuple[int, str]] = {}  # column -> rows still to fill, text

    def skip(self, rows: int) -> None:
        """Leave rows empty."""
        self._left.take(rows)
        for _ in range(rows if self._held else 0):
            self.add(())
        self.rows += [[]] * (0 if self._held else rows)

    def add(self, given: Iterable[tuple[str, int, int, int]]) -> None:
        """Lay out a row of cells, each with its text, columns and rows that it spans, and columns to skip before it."""
        cells: list[str] = []
        below: dict[int, tuple[int, str]] = {}

        def place(text: str, down: int) -> None:
            if down > 1:
                below[len(cells)] = down - 1, text
            cells.append(text)

        def fill() -> None:
            while len(cells) in self._held:
                down, text = self._held[len(cells)]
                place(text, down)

        for text, across, down, skipped in given:
            self._left.take(across + skipped)
            fill()
            for _ in range(skipped):
                place("", 1)
            for each in [text, *([""] * (across - 1))]:
                place(each, down)
        fill()
        self._left.take(len(self._held) + 1)
        self._held = below
        self.rows.append(cells)


def page_tables(path: Path, file: str) -> Iterator[PageTable]:
    """The tables of an HTML page, those in cells of others as well. Scripts and styles are thrown away unread; nothing is
    fetched.

    A row belongs to the innermost table around it, and the text of a cell is without the tables in it. What holds no
    text, like the frame that a page puts around its table, is no table.
    """
    _check_size(path, file)
    parser = html.HTMLParser(encoding=encoding_of(path), no_network=True, remove_comments=True)
    try:
        page = html.fromstring(path.read_bytes(), parser=parser)
    except etree.LxmlError as error:
        raise _damaged(file, error) from error
    if any("depth" in fault.message.lower() for fault in parser.error_log):
        raise ExportRefused(  # the parser stopped there, and what follows is not in the page that it gives
            N_("`{file}` is not safe to open: {reason}. Open it in Excel, save it again, and import that."),
            file=file,
            reason=N_("its elements are nested too deeply"),
        )
    etree.strip_elements(page, "script", "style", with_tail=False)
    tables = list(page.iter("table"))
    for table in tables:
        if next(table.iterancestors("table"), None) is not None:
            table.drop_tree()
    left = CellsLeft(file, path.stat().st_size)
    laid_out = [rows for table in tables if any(map(any, rows := _page_rows(table, left)))]
    for number, rows in enumerate(laid_out, start=1):
        yield PageTable(f"table {number}" if len(laid_out) > 1 else "", rows)


def _page_rows(table: html.HtmlElement, left: CellsLeft) -> list[list[str]]:
    grid = Grid(left)
    for row in table.iter("tr"):
        grid.add(
            (
                "".join(cell.itertext()).strip(),
                min(_span(cell.get("colspan")), MAX_ACROSS),
                min(_span(cell.get("rowspan")), MAX_DOWN),
                0,
            )
            for cell in row.iterchildren("td", "th")
        )
    return grid.rows


def _span(text: str | None) -> int:
    return max(int(text), 1) if text and text.isdecimal() and len(text) < 10 else 1


def spreadsheet_tables(path: Path, file: str, only: str | None = None) -> Iterator[PageTable]:
    """The sheets of an XML spreadsheet (Excel 2003); `only` asks for one of them, hidden or not. Entities are refused, not
    expanded."""
    _check_size(path, file)
    content = path.read_bytes()
    if b"<!DOCTYPE" in content[:65536] or b"<!ENTITY" in content:
        raise ExportRefused(
            N_("`{file}` is not safe to open: it declares XML entities. Save it as CSV or Excel and import that."),
            file=file,
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser=parser)
    except etree.XMLSyntaxError as error:
        raise _damaged(file, error) from error
    left = CellsLeft(file, len(content))
    for sheet in root.iter(f"{_SS}Worksheet"):
        asked = only is None or sheet.get(f"{_SS}Name") == only
        visible = sheet.findtext(f"{_EXCEL}WorksheetOptions/{_EXCEL}Visible", "")
        hidden = only is None and visible in ("SheetHidden", "SheetVeryHidden")
        yield PageTable(sheet.get(f"{_SS}Name") or "", _sheet_rows(sheet, left), hidden, asked)


def _sheet_rows(sheet: etree._Element, left: CellsLeft) -> list[list[str]]:
    grid = Grid(left)
    for row in sheet.iter(f"{_SS}Row"):
        grid.skip(_number(row, "Index", len(grid.rows) + 1) - 1 - len(grid.rows))
        grid.add(_sheet_cells(row))
        grid.skip(_number(row, "Span", 0))
    return grid.rows


def _sheet_cells(row: etree._Element) -> Iterator[tuple[str, int, int, int]]:
    """The cells of a row; an index that goes on where the one before ends skips nothing, nor does one that goes back."""
    column = 1
    for cell in row.iterchildren(f"{_SS}Cell"):
        index = max(_number(cell, "Index", column), column)
        across = 1 + _number(cell, "MergeAcross", 0)
        yield "".join(cell.itertext()).strip(), across, 1 + _number(cell, "MergeDown", 0), index - column
        column = index + across


def _number(element: etree._Element, name: str, otherwise: int) -> int:
    """A whole number that an attribute says, as large as it says it: what is too large is refused where it is laid out."""
    text = element.get(f"{_SS}{name}") or ""
    return int(text[:18]) if text.isdecimal() else otherwise


def _damaged(file: str, error: etree.LxmlError) -> ExportRefused:
    """Why a page or sheet cannot be parsed. Raises `MemoryError` where that is only for want of memory."""
    if "memory" in str(error).lower():
        raise MemoryError from error
    return ExportRefused(
        N_("`{file}` is cut off or damaged: {error}. Copy or export it again."), file=file, error=error
    )


def _check_size(path: Path, file: str) -> None:
    size = path.stat().st_size
    if size > MAX_PAGE_MB * 1_000_000:
        raise ExportRefused(
            N_("`{file}` is a web page of {size} MB; at most {limit} MB are read. Export it as CSV."),
            file=file,
            size=round(size / 1_000_000),
            limit=MAX_PAGE_MB,
        )
