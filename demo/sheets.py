"""How files are written: CSV in many encodings, workbooks, and the HTML tables that call themselves .xls."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import xlsxwriter

from demo.clock import DAY, EPOCH, NONE, Ints

EXCEL_EPOCH_DAYS = (EPOCH - datetime(1899, 12, 30).date()).days
MADE = datetime(2026, 11, 20, 18)  # a fixed time, so that the same seed gives the same bytes


def times(seconds: Ints, pattern: str) -> np.ndarray:
    """Seconds since 2024-01-01 as texts in the given pattern; NONE becomes an empty text."""
    seconds = np.asarray(seconds)
    known = seconds != NONE
    moments = pd.Series(pd.Timestamp(EPOCH) + pd.to_timedelta(np.where(known, seconds, 0), unit="s"))
    return np.where(known, moments.dt.strftime(pattern).to_numpy(dtype=object), "")


def days(numbers: Ints, pattern: str) -> np.ndarray:
    """Day numbers as texts in the given pattern."""
    return times(np.asarray(numbers) * DAY, pattern)


def serials(seconds: Ints) -> np.ndarray:
    """Seconds since 2024-01-01 as Excel's days since 1899-12-30; NONE becomes NaN."""
    seconds = np.asarray(seconds)
    return np.where(seconds == NONE, np.nan, EXCEL_EPOCH_DAYS + seconds / DAY)


def write_csv(path: Path, table: pd.DataFrame, encoding: str, separator: str = ",", line_end: str = "\r\n") -> None:
    """A text file as platforms export it."""
    table.to_csv(path, index=False, encoding=encoding, sep=separator, lineterminator=line_end)


def write_workbook(
    path: Path, sheet: str, table: pd.DataFrame, titles: Sequence[str] = (), footer: Sequence[Any] = ()
) -> None:
    """A workbook with merged title rows above the header and a total row below; columns of floats are times."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": titles[0] if titles else sheet, "created": MADE})
        page = book.add_worksheet(sheet)
        bold = book.add_format({"bold": True, "align": "center"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        page.set_column(0, len(table.columns) - 1, 18)
        for line, title in enumerate(titles):
            page.merge_range(line, 0, line, len(table.columns) - 1, title, bold)
        top = len(titles)
        page.write_row(top, 0, list(table.columns), bold)
        timed = [table[name].dtype.kind == "f" for name in table.columns]
        columns = [table[name].tolist() for name in table.columns]
        for line, cells in enumerate(zip(*columns, strict=True), start=top + 1):
            for column, cell in enumerate(cells):
                if timed[column]:
                    if cell == cell:  # NaN: no such time
                        page.write_number(line, column, cell, moment)
                elif isinstance(cell, str):
                    if cell:
                        page.write_string(line, column, cell)
                else:
                    page.write_number(line, column, cell)
        for column, cell in enumerate(footer):
            page.write(top + 1 + len(table), column, cell)


def write_html_table(path: Path, title: str, table: pd.DataFrame) -> None:
    """A web page with one table, as many platforms name `.xls`."""
    head = "".join(f"<th>{html.escape(name)}</th>" for name in table.columns)
    columns = [[html.escape(text) for text in table[name]] for name in table.columns]
    body = "\n".join("<tr><td>" + "</td><td>".join(cells) + "</td></tr>" for cells in zip(*columns, strict=True))
    page = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8">'
        f"<title>{html.escape(title)}</title></head><body>\n<table border=1>\n<tr>{head}</tr>\n{body}\n</table></body></html>\n"
    )
    path.write_bytes(page.encode("utf-8"))
