"""A workbook to be filled in, for who has no export: the header of a kind, one invented row, and a sheet that explains it.

Filled in and imported it is recognised without a mapping file.
"""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from analytics.errors import N_
from analytics.exports.recognising.explanation import EXPLANATION
from analytics.exports.recognising.mapping import common_headers
from analytics.exports.template_columns import NEEDS, TemplateColumn, template_columns
from analytics.languages import translated

READY_ROWS = 2000
"""Rows below the header that are formatted and offer their words."""

SHEETS = {"rows": N_("rows"), "explanation": N_("How to fill in")}
MARK = {"en": ("Is valid", "example"), "zh": ("是否有效", "示例")}
"""The last column, and what marks the invented row: a row that is marked and not valid is left out and counted."""
EXPLAINED = (N_("Column"), N_("Needed?"), N_("What it means"), N_("How it may be written"), N_("Also known as"))
HINTS = (
    N_(
        "Write one row for each case, message, rating … from row 3 on. The invented row 2 counts nowhere; leave it or delete it."
    ),
    N_("Columns may be moved, and those that are not needed may be left out or left empty. Do not rename the others."),
    N_("An empty cell is “not known”. A row that cannot be read is rejected with its reason; no other row is lost."),
    N_("Name the file after the platform and the day of the export, for example {name}: both are read from it."),
    N_("This sheet is not imported."),
)
_COLOURS = {"needed": "#1F4E79", "one_of": "#1F4E79", "useful": "#5B7F9F", "optional": "#8C8C8C"}
_MOST_OFFERED = 255  # characters of the list that a cell may offer


def template(kind: str, language: str) -> bytes:
    """The workbook for a kind of `schema.KINDS` in a language of `languages.LANGUAGES`."""
    columns = template_columns(kind, language)
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as book:
        _rows(book, columns, language)
        _explanation(book, columns, language)
    return stream.getvalue()


def _rows(book: Any, columns: list[TemplateColumn], language: str) -> None:
    sheet = book.add_worksheet(translated(language)(SHEETS["rows"]))
    heads = {
        need: book.add_format({"bold": True, "font_color": "white", "bg_color": colour, "border": 1})
        for need, colour in _COLOURS.items()
    }
    text = book.add_format({"num_format": "@"})
    invented = book.add_format({"italic": True, "font_color": "#767676", "num_format": "@"})
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.header, heads[column.need])
        sheet.write_string(1, place, column.example, invented)
        sheet.set_column(place, place, max(14, 2 * len(column.header), len(column.example) + 2), text)
        if column.words and len(",".join(column.words)) <= _MOST_OFFERED:
            offered = {"validate": "list", "source": list(column.words), "error_type": "warning"}
            sheet.data_validation(2, place, READY_ROWS, place, offered)
    header, mark = MARK[language]
    sheet.write_string(0, len(columns), header, heads["optional"])
    sheet.write_string(1, len(columns), mark, invented)
    sheet.set_column(len(columns), len(columns), 14, text)
    sheet.freeze_panes(1, 1)


def _explanation(book: Any, columns: list[TemplateColumn], language: str) -> None:
    said = translated(language)
    sheet = book.add_worksheet(said(SHEETS["explanation"]))
    bold = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, EXPLANATION, book.add_format({"bold": True, "font_size": 13}))
    name = "包头市一体化平台-20261120.xlsx" if language == "zh" else "baotou-20261120.xlsx"
    for line, hint in enumerate(HINTS, start=1):
        sheet.write_string(line, 0, said(hint).format(name=name))
    top = len(HINTS) + 2
    for place, head in enumerate(EXPLAINED):
        sheet.write_string(top, place, said(head), bold)
    for line, column in enumerate(columns, start=top + 1):
        told = (column.header, said(NEEDS[column.need]), column.meaning, column.written, ", ".join(column.also))
        for place, text in enumerate(told):
            sheet.write_string(line, place, text, wrapped)
    header, mark = MARK[language]
    valid = (" / " if language == "en" else "／").join(common_headers().valid.values[1:4])
    told = (
        header,
        said(NEEDS["optional"]),
        said(N_("whether the row counts")),
        said(
            N_("Leave it empty. A row that says anything but {valid} is left out, as the invented one ({mark}) is.")
        ).format(valid=valid, mark=mark),
        ", ".join(text for text in common_headers().valid.columns if text != header),
    )
    for place, text in enumerate(told):
        sheet.write_string(top + len(columns) + 1, place, text, wrapped)
    for place, width in enumerate((22, 14, 44, 60, 70)):
        sheet.set_column(place, place, width)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
