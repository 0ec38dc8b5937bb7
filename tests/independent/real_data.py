"""The real public data sets, read with nothing but the csv module, a workbook reader and datetime."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from python_calamine import CalamineWorkbook

from .clock import Case
from .figures import Message


def receipt_cases(folder: Path) -> list[Case]:
    """The environmental permits: one case for each case number, whatever the number of its events."""
    found: dict[str, Case] = {}
    with (folder / "receipt" / "receipt.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            accepted_at = _in_amsterdam(row["case:startdate"])
            assert accepted_at is not None
            found[row["case:concept:name"]] = Case(
                case_no=row["case:concept:name"],
                accepted_at=accepted_at,
                closed_at=_in_amsterdam(row["case:enddate"]),
                due_at=_in_amsterdam(row["case:deadline"]),
                unit_name=row["case:department"],
            )
    return list(found.values())


def _in_amsterdam(text: str) -> datetime | None:
    if not text:
        return None
    return datetime.fromisoformat(text).astimezone(ZoneInfo("Europe/Amsterdam")).replace(tzinfo=None)


def real_messages(folder: Path) -> list[Message]:
    """The messages and the times of their answers, which stand in three forms in one column."""
    sheet = CalamineWorkbook.from_path(folder / "messages" / "replies.xlsx").get_sheet_by_index(0).to_python()
    header, *rows = sheet
    number, asked, answered = (header.index(name) for name in ("留言编号", "留言时间", "答复时间"))
    found = []
    for row in rows:
        asked_at = _moment(row[asked])
        assert asked_at is not None
        found.append(Message(str(row[number]), asked_at, _moment(row[answered])))
    return found


def _moment(cell: object) -> datetime | None:
    if isinstance(cell, datetime):
        return cell
    text = str(cell).strip()
    if not text:
        return None
    return datetime.strptime(text, "%Y/%m/%d %H:%M:%S" if ":" in text else "%Y/%m/%d")
