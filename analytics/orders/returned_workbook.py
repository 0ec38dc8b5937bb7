"""A workbook that a unit has filled in: checked row by row; where any row is wrong, all that are wrong are named."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path

from analytics.errors import N_
from analytics.exports.read import tables_of
from analytics.orders.course import Answer
from analytics.orders.drafting import OrderRefused
from analytics.orders.found import Found
from analytics.orders.printed import FORM_COLUMNS
from analytics.settings import Settings

ORDER, LINE, NUMBER, _TITLE, _DUE, CAUSE, MEASURE, EXPECTED = FORM_COLUMNS
_NAMED = 20  # wrong rows that a sentence names
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00)?)?")


def read_answers(file: Path, order: Found, settings: Settings) -> list[Answer]:
    """The answers in a returned workbook, one a line of the order that was answered.

    Rows left empty are lines without an answer. Raises `OrderRefused` naming every wrong row, and where no row is
    answered; `ExportRefused` for what is no table.
    """
    table = next(tables_of(file, file.name, settings, None), None)
    records = table.head(1 + 10 * (len(order.lines) + 100)) if table is not None else []
    heading = next((place for place, record in enumerate(records) if {*FORM_COLUMNS} <= {*record.cells}), None)
    if heading is None:
        raise OrderRefused(
            N_(
                "{file} is no answer to an order: it lacks the columns {columns}. Fill in the workbook that `orders export` writes."
            ),
            file=file.name,
            columns="、".join(FORM_COLUMNS),
        )
    place = {name: records[heading].cells.index(name) for name in FORM_COLUMNS}
    lines = {str(line["line_id"]): line for line in order.lines}
    name = f"{order.row['year']}-{order.row['number']}"
    filled: list[tuple[int, dict[str, str]]] = []
    for record in records[heading + 1 :]:
        cells = {
            key: str(record.cells[at] or "").strip() if at < len(record.cells) else "" for key, at in place.items()
        }
        if any(cells[key] for key in (CAUSE, MEASURE, EXPECTED)):
            filled.append((record.line, cells))
    named = {cells[ORDER] for _line, cells in filled} - {""}
    if named and name not in named:
        raise OrderRefused(
            N_(
                "{file} answers order {other}, and this is order {order}. Nothing was written. Enter it at the order that it "
                "answers."
            ),
            file=file.name,
            other="、".join(sorted(named)[:3]),
            order=name,
        )
    answers: dict[str, Answer] = {}
    wrong: list[tuple[int, str]] = []
    for line, cells in filled:
        if fault := _fault(cells, name, lines, answers):
            wrong.append((line, fault))
        else:
            expected = _day(cells[EXPECTED])
            assert expected is not None
            answers[cells[LINE]] = Answer(cells[CAUSE], cells[MEASURE], expected, int(cells[LINE]))
    if wrong:
        raise OrderRefused(
            N_("{file}: {n} rows are wrong, so nothing was written. {rows}"),
            file=file.name,
            n=len(wrong),
            rows="; ".join(f"{line}: {fault}" for line, fault in wrong[:_NAMED])
            + ("; …" if len(wrong) > _NAMED else ""),
        )
    if not answers:
        raise OrderRefused(
            N_("{file} answers nothing: no row has a cause, a measure and an expected day."), file=file.name
        )
    return [*answers.values()]


def _fault(cells: dict[str, str], order: str, lines: dict[str, dict[str, object]], answers: dict[str, Answer]) -> str:
    """What is wrong with a row; empty where nothing is."""
    if cells[ORDER] != order:
        return f"{ORDER} {cells[ORDER] or '–'} ≠ {order}"
    if cells[LINE] not in lines or lines[cells[LINE]]["case_no"] != cells[NUMBER]:
        return f"{LINE} {cells[LINE] or '–'}, {NUMBER} {cells[NUMBER] or '–'}: ∉ {order}"
    if cells[LINE] in answers:
        return f"{LINE} {cells[LINE]} × 2"
    missing = [key for key in (CAUSE, MEASURE, EXPECTED) if not cells[key]]
    if missing:
        return "、".join(missing) + " = –"
    if _day(cells[EXPECTED]) is None:
        return f"{EXPECTED} {cells[EXPECTED]}"
    return ""


def _day(text: str) -> date | None:
    """A day as people write it, or as a sheet counts it; None for anything else."""
    if found := _DAY.fullmatch(text):
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            return None
    if re.fullmatch(r"\d{5}(\.0)?", text):
        return (datetime(1899, 12, 30) + timedelta(days=int(float(text)))).date()
    return None
