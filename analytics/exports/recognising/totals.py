"""Tables of totals: one row a unit or a month instead of one a case. They are refused as what they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analytics.errors import N_, ExportRefused
from analytics.exports.recognising.likely_header import headings, likely_header, looks_like_value

Row = Sequence[str]

_COUNTED = re.compile(
    r".*(数|数量|量|率|占比|比例|比重|合计|总计|小计|共计|累计|排名)([(（].*[)）])?"
    r"|.*(\b(count|number|total|sum|average|mean|share|rate|percent|anzahl|summe|quote|nombre|taux|moyenne)\b|%).*",
    re.IGNORECASE,
)
_TOTAL_ROW = re.compile(
    r"(本\s*页|累\s*计)?\s*(合\s*计|总\s*计|小\s*计|共\s*计|总\s*数)[:：]?|(grand|sub)?[ -]?total[:：]?|summe|gesamt|итого|всего",
    re.IGNORECASE,
)
_FEW = 3
_ENOUGH = 10  # a case that is told of again and again fills a short list honestly


def looks_like_totals(rows: Sequence[Row]) -> bool:
    """Are the columns counts and shares, with a total below or with two of them at least?

    Only asked of a table without a column for case numbers.
    """
    if not rows:
        return False
    row = likely_header(rows)
    header, below = headings(rows, row), rows[row + 1 :]
    counted = [column for column, text in enumerate(header) if _counts(text) and _numbers(below, column)]
    total = any(_TOTAL_ROW.fullmatch(cell.strip()) for each in below for cell in each[:4])
    return len(counted) >= 2 or (total and bool(counted))


def _counts(heading: str) -> bool:
    return _COUNTED.fullmatch(heading.strip()) is not None


def _numbers(rows: Sequence[Row], column: int) -> bool:
    cells = [row[column].strip() for row in rows if column < len(row) and row[column].strip()]
    return bool(cells) and all(
        looks_like_value(cell) and re.fullmatch(r"[-+]?[\d.,]+\s*[%％]?", cell) is not None for cell in cells
    )


def totals_table(where: str, key: str) -> ExportRefused:
    """Why a table of totals is not imported, and what is wanted instead."""
    return ExportRefused(
        N_(
            "{where} is a table of totals: its rows count cases and name none ({key}). The figures are made here from the "
            "cases themselves: export the list with one row a case and import that."
        ),
        where=where,
        key=key,
    )


def tells_of_one_case(rows: int, without_key: int, of_the_commonest: int) -> bool:
    """Do the rows of a list name no case at all, or most of them the same one? Such a list holds totals under a usual header."""
    return (rows >= _FEW and without_key == rows) or (rows >= _ENOUGH and of_the_commonest * 2 > rows)
