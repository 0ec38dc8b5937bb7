"""Slides as a PPTX: 16:9, a sentence as title, native charts and tables that can be edited, the same bytes each time.

python-pptx names the Latin typeface alone, so the East Asian one is set beside it, in charts too.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.util import Mm, Pt

from analytics.documents.official import legible

FONT = "微软雅黑"
WIDTH, HEIGHT = 338.7, 190.5
MARGIN = 14.0
INK, GREY, LINE, TARGET = (RGBColor.from_string(one) for one in ("1F2933", "8A94A0", "0B5CAB", "B42318"))
_PALE = RGBColor.from_string("EEF2F6")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


@dataclass(frozen=True)
class Line:
    """A line of a chart: its name, a value for each category, and how it is drawn."""

    name: str
    values: Sequence[float | None]
    style: str = "main"  # main, last_year, target


@dataclass(frozen=True)
class Box:
    """A place on a slide, in mm."""

    left: float
    top: float
    width: float
    height: float


def row_height(size: float) -> float:
    """How high a row of a table in this size of text is, in mm."""
    return size * 0.62


class Deck:
    """Slides, one after the other; `content` gives the file."""

    def __init__(self, subject: str, author: str, day: date) -> None:
        self._deck = Presentation()
        self._deck.slide_width, self._deck.slide_height = Mm(WIDTH), Mm(HEIGHT)
        about, moment = self._deck.core_properties, datetime(day.year, day.month, day.day)
        about.title, about.author, about.last_modified_by = legible(subject), legible(author), legible(author)
        about.created = about.modified = moment
        about.revision, about.comments = 1, ""
        self._day = day
        self._slide: Any = None

    def slide(self, title: str, basis: str, notes: str = "") -> None:
        """A new slide: its sentence, the line of its basis at the foot, notes for who speaks."""
        self._slide = self._deck.slides.add_slide(self._deck.slide_layouts[5])  # a title alone
        holder = self._slide.shapes.title
        holder.left, holder.top, holder.width, holder.height = Mm(MARGIN), Mm(8), Mm(WIDTH - 2 * MARGIN), Mm(24)
        frame = holder.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        size = 24 if len(title) <= 60 else 20 if len(title) <= 90 else 16
        frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        _write(frame.paragraphs[0], title, size, bold=True)
        self.text([f"{basis}　·　{len(self._deck.slides)}"], Box(MARGIN, 178, WIDTH - 2 * MARGIN, 8), 10, GREY)
        if notes:
            self._slide.notes_slide.notes_text_frame.text = legible(notes)

    def text(self, lines: Sequence[str], box: Box, size: float = 16, colour: RGBColor = INK) -> None:
        """Lines of text, each a paragraph."""
        frame = self._slide.shapes.add_textbox(*_place(box)).text_frame
        frame.word_wrap = True
        for place, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.space_after = Pt(size / 3)
            _write(paragraph, line, size, colour)

    def table(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        box: Box,
        size: float = 12,
    ) -> None:
        """A table that can be edited; `widths` are parts of the box's width. Texts stand left, numbers and their headings right."""
        shape = self._slide.shapes.add_table(len(rows) + 1, len(headings), *_place(box))
        table = shape.table
        for place, width in enumerate(widths):
            table.columns[place].width = Mm(box.width * width / sum(widths))
        for line, cells in enumerate([headings, *rows]):
            table.rows[line].height = Mm(row_height(size))
            for place, text in enumerate(cells):
                cell = table.cell(line, place)
                cell.margin_top = cell.margin_bottom = Mm(0.8)
                cell.margin_left = cell.margin_right = Mm(1.5)
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                cell.fill.solid()
                cell.fill.fore_color.rgb = _PALE if line == 0 else RGBColor(255, 255, 255)
                paragraph = cell.text_frame.paragraphs[0]
                told = cells[place] if line > 0 or not rows else rows[0][place]
                number = _NUMBER.fullmatch(told) is not None
                paragraph.alignment = PP_ALIGN.RIGHT if number else PP_ALIGN.LEFT
                _write(paragraph, text, size, bold=line == 0)

    def lines(
        self,
        title: str,
        categories: Sequence[str],
        lines: Sequence[Line],
        box: Box,
        form: str,
        span: tuple[float, float],
    ) -> None:
        """A line chart that can be edited; `form` is the format of its numbers, `span` the ends of its scale."""
        data = CategoryChartData(number_format=form)
        data.categories = [*categories]
        for one in lines:
            data.add_series(one.name, [*one.values])
        chart = self._slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *_place(box), data).chart
        chart.font.size, chart.font.name = Pt(11), FONT
        _east_asian(chart._chartSpace.find(qn("c:txPr")))
        chart.has_title = True
        _write(chart.chart_title.text_frame.paragraphs[0], title, 12, GREY)
        chart.has_legend = len(lines) > 1
        if chart.has_legend:
            chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        scale = chart.value_axis
        scale.minimum_scale, scale.maximum_scale = span
        scale.tick_labels.number_format, scale.tick_labels.number_format_is_linked = form, False
        scale.major_gridlines.format.line.color.rgb = _PALE
        scale.format.line.fill.background()
        chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        for series, one in zip(chart.plots[0].series, lines, strict=True):
            _draw(series, one, form)

    def keep(self, part: bytes, name: str) -> None:
        """Keep a part of our own in the file, as XML that programs carry along."""
        held = Part(PackURI(name), "application/xml", self._deck.part.package, part)
        self._deck.part.relate_to(held, RELATIONSHIP_TYPE.CUSTOM_XML)

    def content(self) -> bytes:
        """The slides as a file, workbooks of its charts included: parts in a fixed order, with no time of its own."""
        stream = io.BytesIO()
        self._deck.save(stream)
        return _fixed(stream.getvalue(), self._day)


_NUMBER = re.compile(r"[+−-]?[\d,.]{1,12}%?|—")
"""What stands at the right of its cell; longer ones are numbers of cases."""


def _draw(series: Any, line: Line, form: str) -> None:
    series.smooth = False
    pen = series.format.line
    marker = series.marker
    pen.width = Pt(2.5 if line.style == "main" else 1.5)
    pen.color.rgb = {"main": LINE, "last_year": GREY, "target": TARGET}[line.style]
    if line.style != "main":
        pen.dash_style = MSO_LINE.DASH if line.style == "last_year" else MSO_LINE.ROUND_DOT
        marker.style = XL_MARKER_STYLE.NONE
        return
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, 6
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = LINE
    marker.format.line.color.rgb = LINE
    told = [place for place, value in enumerate(line.values) if value is not None]
    if told:
        frame = series.points[told[-1]].data_label.text_frame
        value = line.values[told[-1]]
        _write(frame.paragraphs[0], f"{value:.2%}" if "%" in form else f"{value:,.0f}", 12, LINE, bold=True)


def _write(paragraph: Any, text: str, size: float, colour: RGBColor = INK, bold: bool = False) -> None:
    run = paragraph.add_run()
    run.text = legible(text).replace("\n", " ")
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
    run.font.color.rgb = colour
    properties = run._r.get_or_add_rPr()
    properties.set("lang", "zh-CN")
    _slot(properties)


def _east_asian(properties: Any) -> None:
    """Name the East Asian typeface of a chart beside the Latin one."""
    for defaults in properties.iter(qn("a:defRPr")):
        _slot(defaults)


def _slot(properties: Any) -> None:
    latin = properties.find(qn("a:latin"))
    east = latin.makeelement(qn("a:ea"), {"typeface": FONT})
    latin.addnext(east)


def _place(box: Box) -> tuple[Any, Any, Any, Any]:
    return Mm(box.left), Mm(box.top), Mm(box.width), Mm(box.height)


def _fixed(content: bytes, day: date) -> bytes:
    """A package whose parts stand in a fixed order and tell no time but the document's day; packages in it too."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = made.read(name)
            if name.endswith(".xlsx"):
                part = _fixed(part, day)
            elif name == "docProps/core.xml":
                part = _STAMP.sub(rb"\g<1>" + f"{day.isoformat()}T00:00:00Z".encode() + rb"\g<2>", part)
            about = zipfile.ZipInfo(name, _EPOCH)
            about.compress_type, about.external_attr, about.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            archive.writestr(about, part)
    return stream.getvalue()
