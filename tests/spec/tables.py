"""Tables written as text: a header, a row a line, cells between bars, and after a # what the row is there for.

    case_no | accepted | closed
    A       | 03-02    | 03-09   # on the due day

A day without a year is one of 2026. An empty cell is a missing value. A number may be written as the arithmetic that gives
it: `1 - 64/80`; `~0.123` is a number to three decimals.
"""

from __future__ import annotations

import ast
import operator
import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

YEAR = 2026
_MOMENT = re.compile(r"^(?:(\d{4})-)?(\d\d)-(\d\d)(?: (\d\d):(\d\d)(?::(\d\d))?)?$")
_OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
_TRUTHS = {"yes": True, "no": False}


@dataclass(frozen=True)
class Table:
    """Cells as they were written; `notes` has a text a row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]

    def records(self) -> list[dict[str, str]]:
        """The rows as cells by their columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def read_table(text: str) -> Table:
    """The table that a text draws. Raises `ValueError` for a row with more or fewer cells than the header."""
    lines = [line.partition("#") for line in text.splitlines() if line.strip()]
    header, *rows = [([cell.strip() for cell in line.split("|")], note.strip()) for line, _, note in lines]
    for cells, _ in rows:
        if len(cells) != len(header[0]):
            raise ValueError(f"{len(cells)} cells under {len(header[0])} columns: {' | '.join(cells)}")
    return Table(tuple(header[0]), tuple(tuple(cells) for cells, _ in rows), tuple(note for _, note in rows))


def moment(text: str) -> datetime:
    """A day or a time of a day; a day alone is its first second. Raises `ValueError` for any other text."""
    found = _MOMENT.match(text)
    if found is None:
        raise ValueError(f"{text!r} is no day: write 03-02, 2025-03-02 or 03-02 10:00")
    year, month, day, hour, minute, second = (int(part) if part else 0 for part in found.groups())
    return datetime(year or YEAR, month, day, hour, minute, second)


def number(text: str) -> float:
    """What a number or the arithmetic that gives it comes to."""
    return _evaluated(ast.parse(text, mode="eval").body)


def _evaluated(node: ast.expr) -> float:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return node.value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_evaluated(node.operand)
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return _OPERATORS[type(node.op)](_evaluated(node.left), _evaluated(node.right))
    raise ValueError(f"no number: {ast.unparse(node)}")


def as_type(cell: str, sql_type: str) -> object:
    """A cell as a value of a column's DuckDB type; None for an empty cell."""
    if cell == "":
        return None
    if sql_type == "TIMESTAMP":
        return moment(cell)
    if sql_type == "DATE":
        return moment(cell).date()
    if sql_type == "BOOLEAN":
        return _TRUTHS[cell]
    if sql_type == "DOUBLE":
        return float(number(cell))
    if sql_type == "INTEGER":
        return int(number(cell))
    return cell


def agrees(cell: str, value: object) -> bool:
    """Whether a value is what a cell says."""
    if cell == "" or value is None:
        return cell == "" and value is None
    if isinstance(value, bool):
        return _TRUTHS.get(cell) is value
    if isinstance(value, datetime):
        return moment(cell) == value
    if isinstance(value, date):
        return moment(cell).date() == value
    if isinstance(value, int | float | Decimal):
        rounded = cell.startswith("~")
        return abs(number(cell.removeprefix("~")) - float(value)) <= (5e-4 if rounded else 1e-9)
    return cell == value


def written(value: object) -> str:
    """A value as a cell would say it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat(" ") if value.time() != datetime.min.time() else value.date().isoformat()
    return str(value)
