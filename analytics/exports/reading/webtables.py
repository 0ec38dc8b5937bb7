"""Tables of web pages saved as .xls, and of XML spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import duckdb
from lxml import etree, html

from analytics.errors import N_, ExportRefused
from analytics.exports.reading.encodings import encoding_of
from analytics.exports.reading.tables import RawRows, Record, batches_of, stage

MAX_PAGE_MB = 200  # a page is held in memory several times over
MAX_SPAN = 1000  # a cell that claims to span more rows or columns is a trap
_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"


@dataclass(frozen=True)
class PageTable:
    """One table of a page, its rows already spread over merged cells. A row's line is its number in the table."""

    sheet: str
    rows: list[list[str]]
    hidden: bool = False

    def head(self, rows: int) -> list[Record]:
        return list(islice(self._records(), rows))

    def raw_rows(self, con: duckdb.DuckDBPyConnection, header_row: int, width: int) -> Iterator[RawRows]:
        yield stage(con, batches_of(islice(self._records(), header_row + 1, None)), width)

    def _records(self) -> Iterator[Record]:
        for line, cells in enumerate(self.rows, start=1):
            yield Record(line, cells)


def page_tables(path: Path, file: str) -> Iterator[PageTable]:
    """The tables of an HTML page. Scripts and styles are thrown away unread; nothing is fetched."""
    _check_size(path, file)
    parser = html.HTMLParser(encoding=encoding_of(path), no_network=True, remove_comments=True)
    page = html.fromstring(path.read_bytes(), parser=parser)
    etree.strip_elements(page, "script", "style", with_tail=False)
    tables = list(page.iter("table"))
    inner = [table for table in tables if next(table.iterdescendants("table"), None) is None]
    for number, table in enumerate(inner, start=1):
        yield PageTable(f"table {number}" if len(inner) > 1 else "", _page_rows(table))


def _page_rows(table: html.HtmlElement) -> list[list[str]]:
    """The rows of a table, every cell repeated over the rows that it spans."""
    rows: list[list[str]] = []
    held: dict[int, tuple[int, str]] = {}  # column -> rows still to fill, text
    for row in table.iter("tr"):
        cells: list[str] = []
        below: dict[int, tuple[int, str]] = {}

        def place(text: str, down: int, cells: list[str] = cells, below: dict[int, tuple[int, str]] = below) -> None:
            if down > 1:
                below[len(cells)] = down - 1, text
            cells.append(text)

        for cell in row.iterchildren("td", "th"):
            while len(cells) in held:
                place(held[len(cells)][1], held[len(cells)][0])
            down, across = _span(cell.get("rowspan")), _span(cell.get("colspan"))
            for text in ["".join(cell.itertext()).strip(), *([""] * (across - 1))]:
                place(text, down)
        while len(cells) in held:
            place(held[len(cells)][1], held[len(cells)][0])
        held = below
        rows.append(cells)
    return rows


def _span(text: str | None) -> int:
    return min(int(text), MAX_SPAN) if text and text.isdigit() and int(text) > 0 else 1


def spreadsheet_tables(path: Path, file: str, only: str | None = None) -> Iterator[PageTable]:
    """The sheets of an XML spreadsheet (Excel 2003); `only` asks for one of them, hidden or not. Entities are refused, not expanded."""
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
        raise ExportRefused(
            N_("`{file}` is cut off or damaged: {error}. Copy or export it again."), file=file, error=error
        ) from error
    for sheet in root.iter(f"{_SS}Worksheet"):
        name = sheet.get(f"{_SS}Name") or ""
        if only not in (None, name):
            continue
        rows: list[list[str]] = []
        for row in sheet.iter(f"{_SS}Row"):
            rows += [[]] * _gap(row.get(f"{_SS}Index"), len(rows))
            cells: list[str] = []
            for cell in row.iterchildren(f"{_SS}Cell"):
                cells += [""] * _gap(cell.get(f"{_SS}Index"), len(cells))
                cells.append("".join(cell.itertext()).strip())
            rows.append(cells)
        visible = sheet.findtext(f"{_EXCEL}WorksheetOptions/{_EXCEL}Visible", "")
        yield PageTable(name, rows, only is None and visible in ("SheetHidden", "SheetVeryHidden"))


def _gap(index: str | None, filled: int) -> int:
    """How many rows or cells an explicit index skips."""
    if not index or not index.isdigit():
        return 0
    return min(max(int(index) - 1 - filled, 0), 100_000)


def _check_size(path: Path, file: str) -> None:
    size = path.stat().st_size
    if size > MAX_PAGE_MB * 1_000_000:
        raise ExportRefused(
            N_("`{file}` is a web page of {size} MB; at most {limit} MB are read. Export it as CSV."),
            file=file,
            size=round(size / 1_000_000),
            limit=MAX_PAGE_MB,
        )
