"""The sample exports read again, cell by cell, with the csv module, a workbook reader and an HTML parser."""

from __future__ import annotations

import csv
import re
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path

from python_calamine import CalamineWorkbook

from .clock import Case
from .figures import History, Limits, Message
from .status_events import CaseOfEvents, Event
from .tellings import Telling, ToldCase, ToldPauses, answered

FORMATS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d", "%Y/%m/%d %H:%M", "%Y/%m/%d", "%Y年%m月%d日", "%Y%m%d%H%M%S")
HEADERS = {
    "nmg": {
        "case_no": "PROJECT_NO",
        "item_code": "SXBM",
        "applied": "SBSJ",
        "received": "SJRQ",
        "accepted": "SLSJ",
        "due": "CNBJSJ",
        "closed": "BJSJ",
        "limit": "PROMISE_DAY",
        "limit_unit": "PROMISE_TYPE",
        "statutory": "ANTICIPATE_DAY",
        "statutory_unit": "ANTICIPATE_TYPE",
        "kind": "BJLX",
        "status": "BJZT",
        "pause_start": "TBCXKSRQ",
        "pause_end": "TBCXJSRQ",
    },
    "baotou": {
        "case_no": "办件编号",
        "item_code": "事项编码",
        "applied": "申请时间",
        "received": "收件时间",
        "accepted": "受理时间",
        "due": "承诺办结时间",
        "closed": "办结时间",
        "limit": "承诺时限",
        "statutory": "法定时限",
        "extension": "延长天数",
        "kind": "办件类型",
        "status": "办件状态",
    },
}
STATUSES = {
    "撤回": "withdrawn",
    "不予受理": "rejected",
    "作废": "void",
    "办结": "closed",
    "已办结": "closed",
    "准予许可": "closed",
}
UNIT_CODES = {"1": "working", "2": "calendar", "3": "month", "4": "hour"}

Key = tuple[str, str]
Row = dict[str, object]
Listed = tuple[datetime, tuple[float | None, str]]  # since when, and the promised limit


def moment(cell: object) -> datetime | None:
    """A time in any of the exports' forms; None for an empty cell. Raises `ValueError` for an impossible one."""
    if isinstance(cell, datetime):
        return cell
    text = str(cell or "").strip()
    if not text:
        return None
    for form in FORMATS:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    raise ValueError(text)


def limit(cell: object, unit_code: object = None) -> tuple[float | None, str]:
    """A limit with its unit: 5 with a code beside it, 5个工作日, 30日, 1个月, 即办; none where no single number stands first."""
    text = str(cell or "").strip()
    if not text:
        return None, "working"
    if text in ("即办", "当场办结"):
        return 0.0, "working"
    number = re.match(r"\d+(?!-)", text)
    if number is None:
        return None, "working"
    rest = text[number.end() :]
    if unit_code is not None:
        return float(number.group()), UNIT_CODES[str(unit_code)]
    unit = "month" if "月" in rest else "calendar" if rest in ("日", "天") else "working"
    return float(number.group()), unit


def sheet_rows(path: Path) -> list[Row]:
    """The rows below the header of a workbook; the header is the first line with five texts."""
    lines = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    at = next(n for n, line in enumerate(lines) if sum(isinstance(cell, str) and cell != "" for cell in line) >= 5)
    rows: list[Row] = [dict(zip(map(str, lines[at]), line, strict=True)) for line in lines[at + 1 :]]
    return [row for row in rows if next(iter(row.values())) != "合计"]


def csv_rows(path: Path, encoding: str) -> list[Row]:
    """The rows of a text file with a header."""
    with path.open(encoding=encoding, newline="") as file:
        return [dict(row) for row in csv.DictReader(file)]


def export_day(path: Path) -> date:
    """The day in a file's name."""
    (day,) = re.findall(r"(\d{8})(?=\.)", path.name)
    return datetime.strptime(day, "%Y%m%d").date()


def demo_cases(folder: Path) -> dict[Key, History]:
    """Every case of the sample exports by platform and number, in all exports that tell of it."""
    tellings: dict[Key, list[Telling]] = {}
    listed = listed_limits(folder)
    for platform, pattern in (("nmg", "nmg-办件-*.csv"), ("baotou", "baotou-办件-*.xlsx")):
        for path in sorted(folder.glob(pattern)):
            rows = csv_rows(path, "gb18030") if path.suffix == ".csv" else sheet_rows(path)
            for key, case in _cases(platform, rows, listed).items():
                tellings.setdefault(key, []).append(Telling(export_day(path), case))
    pauses: dict[Key, list[ToldPauses]] = {}
    for path in sorted(folder.glob("baotou-特别程序-*.xlsx")):
        of_file: dict[Key, list[tuple[datetime, datetime | None]]] = {}
        for row in sheet_rows(path):
            start = moment(row["特别程序开始时间"])
            if start is not None:
                key = "baotou", str(row["办件编号"])
                of_file.setdefault(key, []).append((start, moment(row["特别程序结束时间"])))
        for key, told in of_file.items():
            pauses.setdefault(key, []).append(ToldPauses(export_day(path), tuple(told)))
    found: dict[Key, History] = {
        key: ToldCase(tuple(told), tuple(pauses.get(key, ()))) for key, told in tellings.items()
    }
    return found | _construction_cases(folder)


def _cases(platform: str, rows: list[Row], listed: dict[str, list[Listed]]) -> dict[Key, Case]:
    """The cases of one export; a row without number, with a code lost to Excel or with an impossible date is none.

    A promised limit that cannot be read is that of the item list in force.
    """
    found: dict[Key, Case] = {}
    for row in rows:
        cells = {field: row[header] for field, header in HEADERS[platform].items()}
        case_no = str(cells["case_no"])
        if not case_no or "E+" in case_no or "E+" in str(cells["item_code"]):
            continue
        try:
            times = {
                field: moment(cells.get(field))
                for field in ("applied", "received", "accepted", "due", "closed", "pause_start", "pause_end")
            }
        except ValueError:
            continue
        if times["accepted"] is None:
            continue
        promised, unit = limit(cells["limit"], cells.get("limit_unit"))
        if promised is None:
            versions = [told for told in listed.get(str(cells["item_code"]), []) if told[0] <= times["accepted"]]
            promised, unit = max(versions)[1] if versions else (None, "working")
        statutory, statutory_unit = limit(cells["statutory"], cells.get("statutory_unit"))
        case = Case(
            case_no=case_no,
            accepted_at=times["accepted"],
            closed_at=times["closed"],
            limit=promised,
            limit_unit=unit,
            extension=int(float(str(cells.get("extension") or 0))),
            case_kind="immediate" if cells["kind"] in ("1", "即办件") else "promised",
            due_at=times["due"],
            statutory=statutory,
            statutory_unit=statutory_unit,
            status=STATUSES.get(str(cells["status"]), "open"),
            pauses=((times["pause_start"], times["pause_end"]),) if times["pause_start"] is not None else (),
        )
        found[platform, case_no] = case
    return found


def _construction_cases(folder: Path) -> dict[Key, History]:
    """The status events of each case."""
    events: dict[str, list[Event]] = {}
    limits: dict[str, list[tuple[float | None, str]]] = {}
    for path in sorted(folder.glob("gcjs-*.csv")):
        for row in csv_rows(path, "utf-8-sig"):
            case_no = str(row["spsxslbm"])
            try:
                at = moment(row["blsj"])
            except ValueError:
                continue
            if case_no and at is not None:
                events.setdefault(case_no, []).append(Event(at, int(str(row["blzt"])), export_day(path)))
                limits[case_no] = [limit(row["sxblsx"]), limit(row["fdsx"])]
    return {
        ("gcjs", case_no): CaseOfEvents(case_no, tuple(told), *limits[case_no][0], *limits[case_no][1])
        for case_no, told in events.items()
    }


def listed_limits(folder: Path) -> dict[str, list[Listed]]:
    """The promised limit of each item in every version of the list."""
    listed: dict[str, list[Listed]] = {}
    for path in sorted(folder.glob("baotou-事项清单-*.xlsx")):
        for row in sheet_rows(path):
            since = moment(row["版本日期"])
            assert since is not None
            listed.setdefault(str(row["事项编码"]), []).append((since, limit(row["承诺时限"])))
    return listed


def demo_items(folder: Path) -> list[Limits]:
    """The limits of the newest item list."""
    newest = max(folder.glob("baotou-事项清单-*.xlsx"))
    found = []
    for row in sheet_rows(newest):
        (statutory, statutory_unit), (promised, promised_unit) = limit(row["法定时限"]), limit(row["承诺时限"])
        found.append(Limits(statutory, promised, statutory_unit, promised_unit))
    return found


class _Table(HTMLParser):
    """The cells of an HTML table."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[list[str]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "tr":
            self.lines.append([])
        elif tag in ("td", "th"):
            self.lines[-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.lines[-1][-1] += data


def demo_messages(folder: Path) -> list[Message]:
    """The messages of the page that is named .xls."""
    found: list[Message] = []
    for path in sorted(folder.glob("nmg-留言-*.xls")):
        table = _Table()
        table.feed(path.read_text(encoding="utf-8"))
        header, *lines = table.lines
        for line in lines:
            row = dict(zip(header, line, strict=True))
            try:
                asked_at, answered_at = moment(row["留言时间"]), moment(row["答复时间"])
            except ValueError:
                continue
            if row["留言编号"] and asked_at is not None:
                found.append(Message(row["留言编号"], asked_at, answered_at, row["承办单位"]))
    return answered(found)
