"""Files made to exhaust, confuse or stop a reader, by kind: each is written on demand, none is larger than it must be."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl

FIELDS = ["办件编号", "受理单位", "受理时间", "承诺时限", "事项名称"]
CASE = ["BT-1", "甲局", "2026-03-02", "5", "许可"]
HEADER = ",".join(FIELDS) + "\n"
GOOD = HEADER + ",".join(CASE) + "\n"
SHEET1 = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OPEN = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"


def zipped(entries: dict[str, bytes | str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return content.getvalue()


def book(changed: dict[str, bytes | str] | None = None, without: tuple[str, ...] = ()) -> bytes:
    """A sound workbook of one case, some of its entries replaced, added or left out."""
    made, sound = openpyxl.Workbook(), io.BytesIO()
    for row in (FIELDS, CASE):
        made.active.append(row)
    made.save(sound)
    with zipfile.ZipFile(sound) as archive:
        entries = {name: archive.read(name) for name in archive.namelist() if name not in without}
    return zipped({**entries, **(changed or {})})


def cells(row: int, texts: list[str], prefix: str = "") -> str:
    filled = "".join(
        f'<{prefix}c r="{chr(65 + place)}{row}" t="inlineStr"><{prefix}is><{prefix}t>{text}</{prefix}t></{prefix}is></{prefix}c>'
        for place, text in enumerate(texts)
    )
    return f'<{prefix}row r="{row}">{filled}</{prefix}row>'


def sheet(more: str = "", before: str = "", after: str = "", case: str = "BT-1") -> str:
    """A sheet of one case, with what is made to harm before, among or after its rows."""
    rows = cells(1, FIELDS) + cells(2, [case, *CASE[1:]])
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}{more}</sheetData>{after}</worksheet>'


def far_cell(reference: str, row: str = "1048576") -> str:
    return f'<row r="{row}"><c r="{reference}"><v>1</v></c></row>'


def renamed_sheet(entry: str, target: str, content: str) -> bytes:
    """A workbook whose only sheet lies under another name, which the relations give."""
    relations = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="{target}"/></Relationships>'
    return book({"xl/_rels/workbook.xml.rels": relations, entry: content}, without=(SHEET1,))


def sheets(count: int) -> bytes:
    """A workbook of many sheets, a case on each."""
    numbers = range(1, count + 1)
    names = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    return book(
        {
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{names}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>',
            **{f"xl/worksheets/sheet{n}.xml": sheet(case=f"BT-{n}") for n in numbers},
        }
    )


def merges(count: int) -> bytes:
    ranges = "".join(f'<mergeCell ref="A{row}:B{row + 1}"/>' for row in range(10, 10 + 2 * count, 2))
    return book({SHEET1: sheet(after=f'<mergeCells count="{count}">{ranges}</mergeCells>')})


def date_formats(count: int, said: int) -> bytes:
    formats = "".join(f'<numFmt numFmtId="{n + 200}" formatCode="yyyy\\-mm\\-dd {n}"/>' for n in range(count))
    used = "".join(f'<xf numFmtId="{n + 200}"/>' for n in range(count))
    styles = f'<styleSheet xmlns="{MAIN}"><numFmts count="{said}">{formats}</numFmts><cellXfs count="{said}">{used}</cellXfs></styleSheet>'
    return book({"xl/styles.xml": styles})


def strings(said: str) -> bytes:
    return book({"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" {said}><si><t>a</t></si></sst>'})


def open_row(texts: list[str], repeated: str = "", end: str = "") -> str:
    filled = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{t}</text:p></table:table-cell>' for t in texts
    )
    return f"<table:table-row {repeated}>{filled}{end}</table:table-row>"


def open_book(more: str) -> bytes:
    rows = open_row(FIELDS) + open_row(CASE) + more
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f'<office:document-content {OPEN}><office:body><office:spreadsheet><table:table table:name="t">{rows}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
            "META-INF/manifest.xml": "<manifest/>",
        }
    )


def page_row(texts: list[str]) -> str:
    return "<tr>" + "".join(f"<td>{text}</td>" for text in texts) + "</tr>"


def page(more: str, before: str = "", after: str = "") -> bytes:
    rows = page_row(FIELDS) + page_row(CASE)
    return f"<html><body>{before}<table>{rows}{more}</table>{after}</body></html>".encode()


def xml_row(texts: list[str], said: str = "") -> str:
    return f"<Row {said}>" + "".join(f'<Cell><Data ss:Type="String">{t}</Data></Cell>' for t in texts) + "</Row>"


def xml_sheet(more: str) -> bytes:
    rows = xml_row(FIELDS) + xml_row(CASE) + more
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{SPREADSHEET}" xmlns:ss="{SPREADSHEET}">'
        f'<Worksheet ss:Name="a"><Table>{rows}</Table></Worksheet></Workbook>'
    ).encode()


def lines(count: int, line: str) -> bytes:
    return (HEADER + "".join(line.format(n=n) for n in range(count))).encode()


REPEAT = '<table:table-cell office:value-type="string" table:number-columns-repeated="{}"><text:p>a</text:p></table:table-cell>'

HOSTILE: dict[str, Callable[[], bytes]] = {
    # what a sheet spans
    "far-cell.xlsx": lambda: book({SHEET1: sheet(far_cell("XFD1048576"))}),
    "far-cell-in-lower-case.xlsx": lambda: book({SHEET1: sheet(far_cell("xfd1048576"))}),
    "far-cell-in-single-quotes.xlsx": lambda: book({SHEET1: sheet(far_cell("XFD1048576").replace('"', "'"))}),
    "far-cell-with-spaces.xlsx": lambda: book({SHEET1: sheet(far_cell("XFD1048576").replace("r=", "r = "))}),
    "sheet-in-upper-case.xlsx": lambda: renamed_sheet(
        "xl/worksheets/SHEET1.XML", "worksheets/sheet1.xml", sheet(far_cell("XFD1048576"))
    ),
    "sheet-without-suffix.xlsx": lambda: renamed_sheet("xl/data", "data", sheet(far_cell("XFD1048576"))),
    "sheet-elsewhere.xlsx": lambda: renamed_sheet("media/p.png", "/media/p.png", sheet(far_cell("XFD1048576"))),
    "unnumbered-rows.xlsx": lambda: book(
        {SHEET1: sheet("<row/>" * 900_000 + "<row>" + "<c><v>1</v></c>" * 16_000 + "</row>")}
    ),
    "prefixed.xlsx": lambda: book(
        {
            SHEET1: f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{cells(1, FIELDS, "x:")}'
            '<x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
        }
    ),
    # what an entry says of itself
    "many-strings-said.xlsx": lambda: strings('count="4000000000" uniqueCount="4000000000"'),
    "unique-strings-said.xlsx": lambda: strings("uniqueCount = '99999999999'"),
    "many-formats-said.xlsx": lambda: date_formats(10, 4_000_000_000),
    "bomb.xlsx": lambda: book({SHEET1: " " * 120_000_000}),
    "bomb-in-a-picture.xlsx": lambda: book({"xl/media/p.png": bytes(120_000_000)}),
    "entities.xlsx": lambda: book({SHEET1: '<!DOCTYPE a [<!ENTITY b "c">]>' + sheet()}),
    "entities-in-another-name.xlsx": lambda: renamed_sheet(
        "xl/data", "data", '<!DOCTYPE a [<!ENTITY b "c">]>' + sheet()
    ),
    # repeated rows and columns
    "repeated-rows.ods": lambda: open_book(open_row(["x"] * 5, 'table:number-rows-repeated="1000000000"')),
    "repeated-cells.ods": lambda: open_book(
        f'<table:table-row table:number-rows-repeated="1000000">{REPEAT.format(16_000)}</table:table-row>'
    ),
    "one-wide-row-among-many.ods": lambda: open_book(
        f"<table:table-row>{REPEAT.format(16_000)}</table:table-row>" + open_row(["x"] * 5) * 20_000
    ),
    "one-cell-far-out.ods": lambda: open_book(
        '<table:table-row><table:table-cell table:number-columns-repeated="16000"/>'
        '<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row>'
        + open_row(["x"] * 5)
        * 20_000
    ),
    "repeated-far.ods": lambda: open_book(
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
        f"<table:table-row>{REPEAT.format(16_000)}</table:table-row>"
    ),
    "index-of-cells.xml": lambda: xml_sheet('<Row><Cell ss:Index="100000"/></Row>' * 400),
    "index-of-a-cell.xml": lambda: xml_sheet('<Row><Cell ss:Index="99999999999999999999"/></Row>'),
    "index-of-rows.xml": lambda: xml_sheet('<Row ss:Index="900000000"/>'),
    "span-of-rows.xml": lambda: xml_sheet('<Row ss:Span="100000000"/>'),
    "merged-across.xml": lambda: xml_sheet('<Row><Cell ss:MergeAcross="100000000"/></Row>'),
    "merged-down.xml": lambda: xml_sheet(
        '<Row><Cell ss:MergeAcross="9000" ss:MergeDown="1000000"/></Row>' + "<Row/>" * 4000
    ),
    "colspan.xls": lambda: page(("<tr>" + '<td colspan="1000">x</td>' * 100 + "</tr>") * 400),
    "rowspan.xls": lambda: page(
        "<tr>" + '<td rowspan="65534" colspan="1000">x</td>' * 10 + "</tr>" + "<tr></tr>" * 4000
    ),
    # depth
    "deep-tables.xls": lambda: page("", "<table><tr><td>" * 400, "</td></tr></table>" * 400),
    "deep-elements.xml": lambda: xml_sheet("<a>" * 50_000 + "</a>" * 50_000),
    # no export at all
    "wide.csv": lambda: (HEADER.strip() + "".join(f",c{n}" for n in range(100_000)) + "\nBT-1\n").encode(),
    "wide-rows.csv": lambda: ("x," * 20_000 + "\n").encode() * 60,
    "cut.ods": lambda: open_book("")[:-300],
    "cut.xml": lambda: xml_sheet("")[:-40],
    "page-in-pieces.xls": lambda: b"<html><table><tr><td>" + bytes(range(256)) * 400,
    "no-relations.xlsx": lambda: book(without=("_rels/.rels", "xl/_rels/workbook.xml.rels")),
    "no-sheet.xlsx": lambda: book(without=(SHEET1,)),
}
"""Files that are refused as a whole."""

READ: dict[str, tuple[Callable[[], bytes], int, int]] = {
    "quote-on-every-line.csv": (lambda: lines(5_000, 'BT-{n},甲局","2026-03-02,5,许可\n'), 0, 5_000),
    "quote-at-every-start.csv": (lambda: lines(5_000, '"BT-{n},甲局,2026-03-02,5,许可\n'), 0, 5_000),
    "quote-at-every-end.csv": (lambda: lines(5_000, 'BT-{n},甲局,2026-03-02,5,"许可\n'), 0, 5_000),
    "quote-once.csv": (
        lambda: (
            HEADER.encode() + b'"BT-X,a\n' + lines(5_000, "BT-{n},甲局,2026-03-02,5,许可\n")[len(HEADER.encode()) :]
        ),
        5_000,
        1,
    ),
    "long-line.csv": (lambda: GOOD.encode() + b"BT-2,a,2026-03-02,5," + b"x" * 20_000_000 + b"\n", 1, 1),
    "long-line-of-commas.csv": (lambda: GOOD.encode() + b"BT-2,a,2026-03-02,5," + b"," * 20_000_000 + b"\n", 1, 1),
    "wide-row.csv": (lambda: GOOD.encode() + b"BT-2,a,2026-03-02,5,b" + b",x" * 100_000 + b"\n", 1, 1),
    "dimension.xlsx": (lambda: book({SHEET1: sheet(before='<dimension ref="A1:XFD1048576"/>')}), 1, 0),
    "merges.xlsx": (lambda: merges(20_000), 1, 0),
    "date-formats.xlsx": (lambda: date_formats(3_000, 3_000), 1, 0),
    "sheets.xlsx": (lambda: sheets(30), 30, 0),
    "one-column-forever.ods": (lambda: open_book(f"<table:table-row>{REPEAT.format(16_000)}</table:table-row>"), 1, 1),
    "blank-end.ods": (
        lambda: open_book(
            '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        ),
        1,
        0,
    ),
    "tables.xls": (lambda: page("", after=page("").decode() * 20), 21, 0),
}
"""Files that are read within the limits, with the rows accepted and rejected."""
