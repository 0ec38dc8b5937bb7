"""An official document after GB/T 9704-2012, as measured in Word and LibreOffice (domain.md 10).

A4, text area 156 × 225 mm, 22 lines of 28 characters in 3号: an exact pitch of 28.95 pt and −0.25 pt between characters
give them in both programs; a document grid does not. Every font is named for all four kinds of characters, and named
only: where one is missing, the program that opens the document shows its own substitute.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from analytics.figures.workbook import spelled

FONTS = {
    "title": "方正小标宋简体",
    "body": "仿宋_GB2312",
    "heading": "黑体",
    "second": "楷体_GB2312",
    "number": "宋体",
}
"""The fonts of the standard, by what they are for."""
PITCH, CELL_PITCH = Pt(28.95), Pt(20)
BODY, TITLE, SMALL, CELL, SMALL_CELL = Pt(16), Pt(22), Pt(14), Pt(10.5), Pt(9)
RED = RGBColor(0xE6, 0x00, 0x12)
_TEXT_WIDTH = 442  # points: 156 mm
_ONE_CHARACTER = "320"  # twips in 3号; 280 in 4号
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_FOOT = ("13695", "14274")  # twips from the top of the page: the imprint's two lines end where the text area ends
_TOGETHER = 8  # rows of a table that are kept on one page
_WHOLE = re.compile("[!-~]+")  # what is read in one piece: a number, a day
_WIDEST = 0.67  # of the size of the font, a Latin character in the widest of the fonts that stand in for a missing one
_LONGEST = 24  # characters that a cell still holds in one line
_SIDES = 2.2  # mm, a cell's margins and lines
_FIELD = (38, 118)  # mm: what is asked, and room for it
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its width in mm, whether its cells stand in the middle."""

    heading: str
    width: float
    centred: bool = True


@dataclass(frozen=True)
class Marked:
    """A text with a name, round which the document keeps a bookmark of that name: it can be found again."""

    text: str
    name: str


Texts = str | Sequence[str | Marked]


class Official:
    """A document that is written from top to bottom; `content` gives its bytes, the same for the same words."""

    def __init__(self, subject: str, author: str, day: date) -> None:
        """`day` is the document's own, the only date that its properties tell."""
        self._document = Document()
        moment = datetime(day.year, day.month, day.day)
        about = self._document.core_properties
        about.title, about.author, about.last_modified_by = legible(subject), legible(author), legible(author)
        about.created = about.modified = moment
        about.revision, about.comments = 1, ""
        self._bookmarks = 0
        self._lay_out()

    def _lay_out(self) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(25.1)
        self._document.settings.odd_and_even_pages_header_footer = True
        for footer, side, edge in (
            (section.footer, WD_ALIGN_PARAGRAPH.RIGHT, "right"),
            (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "left"),
        ):
            paragraph = footer.paragraphs[0]
            paragraph.alignment = side
            _indent(paragraph, **{edge: "280", f"{edge}Chars": "100"})
            _run(paragraph, "— ", FONTS["number"], SMALL)
            _page_number(paragraph)
            _run(paragraph, " —", FONTS["number"], SMALL)

    def head(self, text: str) -> None:
        """The red heading: who writes; as large as its line holds."""
        size = Pt(min(44, _TEXT_WIDTH // max(1, len(text))))
        paragraph = self._paragraph(WD_ALIGN_PARAGRAPH.CENTER, pitch=None)
        paragraph.paragraph_format.space_after = PITCH * 2
        _run(paragraph, text, FONTS["title"], size, RED)

    def number_line(self, text: str) -> None:
        """The document's number in the middle, over the red rule."""
        paragraph = self._paragraph(WD_ALIGN_PARAGRAPH.CENTER)
        _border(paragraph, "bottom", "E60012", "16")
        _run(paragraph, text, FONTS["body"], BODY)
        self.blank()

    def title(self, *lines: str) -> None:
        """The title, its lines broken by sense."""
        for line in lines:
            _run(self._paragraph(WD_ALIGN_PARAGRAPH.CENTER), line, FONTS["title"], TITLE)
        self.blank()

    def addressee(self, text: str) -> None:
        """To whom it goes, at the left edge."""
        _run(self._paragraph(), f"{text}：", FONTS["body"], BODY)

    def heading(self, text: str) -> None:
        """A heading of the first order: 一、…"""
        _run(self._indented(kept=True), text, FONTS["heading"], BODY)

    def second(self, text: str) -> None:
        """A heading of the second order: （一）…"""
        _run(self._indented(kept=True), text, FONTS["second"], BODY)

    def paragraph(self, pieces: Sequence[str | Marked]) -> None:
        """A paragraph of texts, some of which are marked."""
        self._write(self._indented(), pieces, FONTS["body"], BODY)

    def caption(self, text: str) -> None:
        """What the table below is about."""
        paragraph = self._paragraph(WD_ALIGN_PARAGRAPH.CENTER)
        paragraph.paragraph_format.keep_with_next = True
        _run(paragraph, text, FONTS["heading"], SMALL)

    def keep(self, part: bytes, name: str) -> None:
        """Keep a part of our own in the document, as XML that programs carry along."""
        package = self._document.part.package
        held = Part(PackURI(name), "application/xml", part, package)
        self._document.part.relate_to(held, RELATIONSHIP_TYPE.CUSTOM_XML)

    def _write(self, paragraph: Any, pieces: Texts, font: str, size: Any) -> None:
        """Texts as runs, the marked ones between the two ends of a bookmark."""
        for piece in [pieces] if isinstance(pieces, str) else pieces:
            if isinstance(piece, str):
                _run(paragraph, piece, font, size)
                continue
            self._bookmarks += 1
            begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
            for mark in (begin, end):
                mark.set(qn("w:id"), str(self._bookmarks))
            begin.set(qn("w:name"), piece.name)
            paragraph._p.append(begin)
            _run(paragraph, piece.text, font, size)
            paragraph._p.append(end)

    def body(self, text: str) -> None:
        """A paragraph of text; each of its lines is one."""
        for line in text.replace("\r\n", "\n").split("\n"):
            _run(self._indented(), line, FONTS["body"], BODY)

    def blank(self) -> None:
        """An empty line."""
        _run(self._paragraph(), "", FONTS["body"], BODY)

    def table(
        self, columns: Sequence[Column], rows: Sequence[Sequence[str | Marked]], row_height: float | None = None
    ) -> None:
        """A table whose heading comes again on each page and whose rows are not broken, a small one kept whole; “无” for none."""
        shown: Sequence[Sequence[str | Marked]] = rows or [["无", *[""] * (len(columns) - 1)]]
        size, widths = fitting([column.width for column in columns], shown)
        table = self._table(columns=widths)
        for number, cells in enumerate([[column.heading for column in columns], *shown]):
            row = table.add_row()
            kept = row._tr.get_or_add_trPr()
            kept.append(OxmlElement("w:cantSplit"))
            if number == 0:
                kept.append(OxmlElement("w:tblHeader"))
            elif row_height is not None:
                row.height = Mm(row_height)
            for cell, column, width, text in zip(row.cells, columns, widths, cells, strict=True):
                cell.width = Mm(width)
                self._fill(cell, text, number == 0, column.centred or number == 0, size)
                cell.paragraphs[0].paragraph_format.keep_with_next = number == 0 or (
                    len(shown) <= _TOGETHER and number < len(shown)
                )

    def fields(self, rows: Sequence[tuple[str, str]], height: float = 14) -> None:
        """A form: what is asked on the left, room to write, or what was written, on the right."""
        table = self._table(columns=_FIELD)
        for asked, written in rows:
            row = table.add_row()
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            row.height = Mm(height)
            for cell, text, width, heading in zip(row.cells, (asked, written), _FIELD, (True, False), strict=True):
                cell.width = Mm(width)
                self._fill(cell, text, heading, heading)
                cell.paragraphs[0].paragraph_format.keep_with_next = asked != rows[-1][0]

    def _table(self, columns: Sequence[float]) -> Any:
        """An empty table as wide as its columns (mm), with a millimetre at the sides of a cell."""
        table = self._document.add_table(rows=0, cols=len(columns), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for width, grid in zip(columns, table._tbl.tblGrid.gridCol_lst, strict=True):
            grid.w = Mm(width)
        margins = OxmlElement("w:tblCellMar")
        for side in ("left", "right"):
            margin = OxmlElement(f"w:{side}")
            margin.set(qn("w:w"), "57")
            margin.set(qn("w:type"), "dxa")
            margins.append(margin)
        table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)
        return table

    def signature(self, *lines: str) -> None:
        """Who signs and when, four characters from the right edge."""
        self.blank()
        for number, line in enumerate(lines, start=1):
            paragraph = self._paragraph(WD_ALIGN_PARAGRAPH.RIGHT)
            paragraph.paragraph_format.keep_with_next = number < len(lines)
            _indent(paragraph, right="1280", rightChars="400")
            _run(paragraph, line, FONTS["body"], BODY)

    def imprint(self, copy_to: str, issued_by: str, issued_on: str) -> None:
        """The imprint at the foot of the last page: to whom copies go, who issued it and when."""
        for place, (text, weight) in enumerate(
            ((f"抄送：{copy_to or '无'}", "8"), (f"{issued_by}　{issued_on}印发", "6"))
        ):
            paragraph = self._paragraph()
            _frame(paragraph, _FOOT[place])
            _border(paragraph, "top", "000000", weight)
            if place:
                _border(paragraph, "bottom", "000000", "8")
            _indent(paragraph, left="280", leftChars="100", right="280", rightChars="100")
            _run(paragraph, text, FONTS["body"], SMALL)
            _pitch(self._document.add_paragraph(), Pt(1))  # of two frames in a row LibreOffice loses the first

    def content(self) -> bytes:
        """The document as a file: parts in a fixed order, with no time of its own."""
        stream = io.BytesIO()
        self._document.save(stream)
        fixed = io.BytesIO()
        with zipfile.ZipFile(stream) as made, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
                about = zipfile.ZipInfo(name, _EPOCH)
                about.compress_type, about.external_attr, about.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
                archive.writestr(about, made.read(name))
        return fixed.getvalue()

    def _fill(self, cell: Any, text: str | Marked, heading: bool, centred: bool, size: Any = CELL) -> None:
        cell.vertical_alignment = 1  # in the middle
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
        _pitch(paragraph, CELL_PITCH)
        self._write(paragraph, [text], FONTS["heading"] if heading else FONTS["body"], size)

    def _paragraph(self, alignment: WD_ALIGN_PARAGRAPH | None = None, pitch: Any = PITCH) -> Any:
        paragraph = self._document.add_paragraph()
        paragraph.alignment = alignment if alignment is not None else WD_ALIGN_PARAGRAPH.JUSTIFY
        _pitch(paragraph, pitch)
        return paragraph

    def _indented(self, kept: bool = False) -> Any:
        """A paragraph whose first line begins two characters in; `kept` on the page of what follows it."""
        paragraph = self._paragraph()
        paragraph.paragraph_format.keep_with_next = kept
        _indent(paragraph, firstLine="640", firstLineChars="200")
        return paragraph


def fitting(widths: Sequence[float], rows: Sequence[Sequence[str | Marked]]) -> tuple[Any, list[float]]:
    """The size of a table's characters and its widths (mm) at which no number and no day is broken, their sum unchanged.

    The larger size where the widths hold them as they are; else the smaller, what still lacks taken from the columns with
    room to spare.
    """
    for size in (CELL, SMALL_CELL):
        needed = [
            max((_needed(cell, size.pt) for cell in column), default=_SIDES) for column in zip(*rows, strict=True)
        ]
        if all(need <= width for need, width in zip(needed, widths, strict=True)):
            return size, [*widths]
    spare = [max(width - need, 0) for need, width in zip(needed, widths, strict=True)]
    lacking = [max(need - width, 0) for need, width in zip(needed, widths, strict=True)]
    given = min(1, sum(spare) / sum(lacking))
    taken = sum(lacking) * given / (sum(spare) or 1)
    return SMALL_CELL, [
        width + lack * given - room * taken for width, lack, room in zip(widths, lacking, spare, strict=True)
    ]


def _needed(cell: str | Marked, size: float) -> float:
    """How wide (mm) a cell has to be for its longest number, or for two Chinese characters."""
    text = cell.text if isinstance(cell, Marked) else cell
    longest = max((min(len(piece), _LONGEST) for piece in _WHOLE.findall(text)), default=0) * _WIDEST
    chinese = min(2, len(_WHOLE.sub("", text)))
    return max(longest, chinese) * size * 25.4 / 72 + _SIDES


def legible(text: str) -> str:
    """What a document can hold: no control characters, no half characters."""
    return _UNPRINTABLE.sub(" ", spelled(text))


def _run(paragraph: Any, text: str, font: str, size: Any, colour: RGBColor | None = None) -> Any:
    run = paragraph.add_run(legible(text))
    run.font.size = size
    if colour is not None:
        run.font.color.rgb = colour
    properties = run._r.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{slot}"), font)
    fonts.set(qn("w:hint"), "eastAsia")
    if size == BODY:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), "-5")  # −0.25 pt: 28 characters a line
        properties.find(qn("w:sz")).addprevious(spacing)
    return run


def _pitch(paragraph: Any, pitch: Any) -> None:
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.widow_control = False
    if pitch is not None:
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        form.line_spacing = pitch


def _indent(paragraph: Any, **values: str) -> None:
    """Indents in twips and in hundredths of characters: LibreOffice reads the first, Word the second."""
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    for name, value in values.items():
        indent.set(qn(f"w:{name}"), value)


def _border(paragraph: Any, side: str, colour: str, size: str) -> None:
    properties = paragraph._p.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert_element_before(
            borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", size), ("space", "1"), ("color", colour)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)


def _frame(paragraph: Any, top: str) -> None:
    """Put a paragraph at a fixed place of its page, as wide as the text area."""
    frame = OxmlElement("w:framePr")
    for name, value in (
        ("w", "8845"),
        ("h", "579"),
        ("hRule", "exact"),
        ("hAnchor", "margin"),
        ("vAnchor", "page"),
        ("y", top),
    ):
        frame.set(qn(f"w:{name}"), value)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        frame, "w:widowControl", "w:numPr", "w:pBdr", "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _page_number(paragraph: Any) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = _run(paragraph, "", FONTS["number"], SMALL)
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)
