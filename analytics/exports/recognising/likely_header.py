"""The line that holds the headings of a table, told by what headings look like and by what stands below them."""

from __future__ import annotations

import re
from collections.abc import Sequence

Row = Sequence[str]

UNITS = re.compile(
    r"[(（]?(单位[:：])?(个|件|项|人|次|天|日|月|年|个?工作日|自然日|小时|分钟|元|万元|[%％‰]|days?|working days?|hours?|months?|pcs|eur|€|yyyy.*|dd.mm.*)[)）]?",
    re.IGNORECASE,
)
"""What stands in a line of units below the headings; RE2 reads it as well."""
_LONG = 40  # no heading is as long; a note or a message is


def looks_like_value(text: str) -> bool:
    """Is this a number, a date, a code, an address or a longer text: what stands in a row and not in a heading?"""
    text = text.strip()
    digits = sum(character.isdigit() for character in text)
    return (
        digits * 2 >= len(text) > 0
        or digits >= 6
        or len(text) > _LONG
        or "@" in text
        or bool(re.fullmatch(r"[A-Za-z]{0,8}[-_/]?\d{2,}[\w/-]*", text))
    )


def likely_header(rows: Sequence[Row]) -> int:
    """The index of the row that heads the table.

    A heading is a short text that no other column has, over cells that are values. A title merged over the columns is one
    text, a row of units (个工作日, 件) none; of a header in two lines it is the lower one, where the data begin below.
    """
    if not rows:
        return 0
    best = max(range(len(rows)), key=lambda index: (_worth(rows, index), -index))
    while best + 1 < len(rows) and _is_second_line(rows[best], rows[best + 1]):
        best += 1
    return best


def headings(rows: Sequence[Row], row: int) -> list[str]:
    """The texts over each column: the row's own, and where it has none, what the line above it says over the same column."""
    own = [text.strip() for text in rows[row]]
    if row and _is_second_line(rows[row - 1], rows[row]):
        above = [text.strip() for text in rows[row - 1]]
        own += [""] * (len(above) - len(own))
        return [text or (above[index] if index < len(above) else "") for index, text in enumerate(own)]
    return own


def _worth(rows: Sequence[Row], index: int) -> float:
    cells = [text.strip() for text in rows[index]]
    filled = [text for text in cells if text]
    labels = {text for text in filled if not looks_like_value(text) and not UNITS.fullmatch(text)}
    if len(labels) < 2:
        return 0.1 * len(labels)
    values = sum(map(looks_like_value, filled))
    below = rows[index + 1 : index + 9]
    over_values = sum(
        1
        for column, text in enumerate(cells)
        if text in labels and any(column < len(row) and looks_like_value(row[column]) for row in below)
    )
    return len(labels) + over_values - 2 * values


def _is_second_line(upper: Row, lower: Row) -> bool:
    """Does `lower` say what stands under headings that `upper` has over several columns (时限: 法定, 承诺)?

    Where it is blank or the same as above, the heading reaches over both lines; everything else is part of a group.
    """
    width = max(len(upper), len(lower))
    over = [text.strip() for text in upper] + [""] * (width - len(upper))
    under = [text.strip() for text in lower] + [""] * (width - len(lower))
    filled = [text for text in under if text]
    if len({text for text in over if text}) < 2 or len(filled) < 2:
        return False
    if any(looks_like_value(text) for text in filled) or all(UNITS.fullmatch(text) for text in filled):
        return False
    grouped = 0
    for column, text in enumerate(under):
        if not text or text == over[column]:
            continue
        beside = column + 1 < width and over[column + 1] in ("", over[column])
        if over[column] and not beside and not (column and over[column] == over[column - 1]):
            return False
        grouped += 1
    return grouped >= 2
