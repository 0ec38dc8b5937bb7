"""The sample exports read back in plain pandas and Python: nothing here goes through analytics/exports or the warehouse."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import holidays
import pandas as pd

from analytics.settings import ROOT

DATA_DATE = date(2026, 11, 20)
CALENDAR = holidays.country_holidays("CN", years=range(2024, 2029))
STATUS = {"在办": "open", "挂起": "open", "办结": "closed", "退回": "returned"}
UNKNOWN_WORDS = {"部门会签": "open", "流转中": "open", "归卷": "closed"}  # of no list: the case counts by its times
LEFT = {"撤回": "withdrawn", "不予受理": "rejected", "作废": "void"}  # out of every rate
KNOWN = STATUS | LEFT | UNKNOWN_WORDS


@cache
def day_numbers() -> dict[date, int]:
    """How many working days there were up to and including each day."""
    numbers, number, day = {}, 0, date(2024, 1, 1)
    while day < date(2028, 12, 31):
        number += CALENDAR.is_working_day(day)
        numbers[day] = number
        day += timedelta(days=1)
    return numbers


def workday_no(day: date | datetime) -> int:
    """The number of a day among the working days."""
    return day_numbers()[day.date() if isinstance(day, datetime) else day]


@cache
def first_day(number: int) -> date:
    """The first day that has this number."""
    return next(day for day, known in day_numbers().items() if known == number)


@dataclass
class Row:
    """One case as an export tells it."""

    platform: str
    case_no: str
    item: str
    unit: str
    applied: datetime | None
    accepted: datetime | None
    closed: datetime | None
    due: date | None
    limit: int
    unit_of_limit: str
    statutory: str
    status: str
    immediate: bool
    extension: int = 0
    applicant: str = ""
    pauses: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    unmatched: bool = False
    status_word: str = ""
    limit_words: str = ""
    region: str = ""
    late_closing: datetime | None = None  # told, though it lies after the export

    @property
    def counted(self) -> bool:
        return self.accepted is not None and self.status in STATUS.values()

    @property
    def open(self) -> bool:
        return self.counted and self.closed is None and not self.finished

    @property
    def finished(self) -> bool:
        """Told as finished without a closing time."""
        return self.counted and self.closed is None and self.status == "closed"

    @property
    def settled(self) -> bool:
        """Is it sure whether it was late? The only export that tells of a finished case is that of the data date."""
        return not self.finished or self.due_day(self.paused_days()) >= DATA_DATE

    def spans(self) -> list[tuple[date, date]]:
        """The union of the pauses, from the acceptance to the closing or the data date."""
        first, last = self.accepted.date(), self.closed.date() if self.closed else DATA_DATE
        united: list[tuple[date, date]] = []
        for start, end in sorted(
            (max(start.date(), first), min(end.date() if end else last, last)) for start, end in self.pauses
        ):
            if united and start <= united[-1][1]:
                united[-1] = united[-1][0], max(united[-1][1], end)
            elif end > start:
                united.append((start, end))
        return united

    def counted_spans(self) -> list[tuple[date, date]]:
        """Those that begin by the due day as the ones before moved it: a passed deadline does not move."""
        counted, days = [], 0
        for start, end in self.spans():
            if start > self.due_day(days):
                break
            counted.append((start, end))
            days += workday_no(end) - workday_no(start)
        return counted

    def paused_days(self) -> int:
        """Working days in the pauses that count."""
        return sum(workday_no(end) - workday_no(start) for start, end in self.counted_spans())

    def due_day(self, paused: int) -> date:
        """The due day, plainly: working days by number, else days or months moved on to a working day."""
        start = self.accepted.date()
        if self.unit_of_limit == "working":
            steps = self.limit + self.extension + paused
            return first_day(workday_no(start) + (steps or 1)) if steps or not CALENDAR.is_working_day(start) else start
        offset = (
            pd.DateOffset(days=self.limit) if self.unit_of_limit == "calendar" else pd.DateOffset(months=self.limit)
        )
        day = (pd.Timestamp(start) + offset).date()
        while not CALENDAR.is_working_day(day):
            day += timedelta(days=1)
        return day


def moment(text: str) -> datetime | None:
    """A time in any of the ways in which the samples write it."""
    digits = [int(part) for part in re.findall(r"\d+", text)]
    if len(digits) == 1 and len(text) == 14:
        return datetime.strptime(text, "%Y%m%d%H%M%S")
    return datetime(*digits) if digits else None


def told_by_then(text: str) -> datetime | None:
    """A time, unless it lies after the export that tells it."""
    told = moment(text)
    return told if told and told.date() <= DATA_DATE else None


def readable(text: str) -> bool:
    """Is it a limit that anybody can count?"""
    return re.fullmatch(r"|即办|当场办结|\d+(个?工作日|日|个月)", text) is not None


def limit_of(text: str) -> tuple[int, str]:
    """A limit as people write it."""
    if text in ("即办", "当场办结"):
        return 0, "working"
    number = int(re.match(r"\d+", text)[0])
    return number, "working" if "工作日" in text else "month" if "月" in text else "calendar"


def bad(row: dict[str, str], key: str, accepted: str, code: str) -> bool:
    """True for the rows that are broken on purpose."""
    lost = any(re.fullmatch(r"\d\.\d+E\+\d+", row[name]) for name in (key, code))
    return not row[key] or lost or row[accepted].startswith(("2026-02-30", "2026-11-31"))


@cache
def spelled() -> dict[tuple[str, str], str]:
    """(spelling, region) -> unit, and (spelling of a region, "") -> region code."""
    units = pd.read_csv(ROOT / "data/reference/units.csv", dtype=str)
    areas = pd.read_csv(ROOT / "data/reference/areas.csv", dtype=str)
    known = {(row.alias, row.region_code): row.unit_name for row in units.itertuples()}
    for row in areas.itertuples():
        known |= {(name, ""): row.region_code for name in (row.area, row.region_code, *row.aliases.split("|"))}
    return known


def texts(path: Path, encoding: str, separator: str = ",") -> list[dict[str, str]]:
    """The rows of a text export."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding=encoding, sep=separator)
    return table.to_dict("records")


def workbook(path: Path, titles: int) -> list[dict[str, str]]:
    """The rows of a workbook below its titles, without the total."""
    table = pd.read_excel(path, engine="calamine", header=titles, dtype=str, keep_default_na=False)
    return [row for row in table.to_dict("records") if row[table.columns[0]] != "合计"]


def nmg_rows(path: Path) -> list[Row]:
    """Cases of the region's platform."""
    units = {"1": "working", "2": "calendar", "3": "month"}
    return [
        Row(
            platform="nmg",
            case_no=row["PROJECT_NO"],
            item=row["SXBM"],
            unit=row["ORG_NAME"],
            applied=moment(row["SBSJ"]),
            accepted=moment(row["SLSJ"]),
            closed=told_by_then(row["BJSJ"]),
            late_closing=moment(row["BJSJ"]) if told_by_then(row["BJSJ"]) is None else None,
            due=moment(row["CNBJSJ"]).date() if row["CNBJSJ"] else None,
            limit=int(row["PROMISE_DAY"]),
            unit_of_limit=units[row["PROMISE_TYPE"]],
            statutory=row["ANTICIPATE_DAY"],
            status=KNOWN[row["BJZT"]],
            status_word=row["BJZT"],
            region=row["XZQHDM"],
            immediate=row["BJLX"] == "1",
            pauses=[(moment(row["TBCXKSRQ"]), moment(row["TBCXJSRQ"]))] if row["TBCXKSRQ"] else [],
        )
        for row in texts(path, "gb18030")
        if not bad(row, "PROJECT_NO", "SLSJ", "SXBM")
    ]


def baotou_rows(path: Path) -> list[Row]:
    """Cases of the city's platform, without their pauses."""
    rows = []
    for row in workbook(path, 2):
        if not row["办件编号"] or row["办结时间"].startswith("2026-13"):
            continue
        accepted, due = moment(row["受理时间"]), moment(row["承诺办结时间"])
        if readable(row["承诺时限"]):
            limit, unit_of_limit = limit_of(row["承诺时限"])
        else:  # the platform's own due day tells the limit that it did not write down
            limit, unit_of_limit = workday_no(due) - workday_no(accepted), "working"
        rows.append(
            Row(
                platform="baotou",
                case_no=row["办件编号"],
                item=row["事项编码"],
                unit=spelled()[row["受理单位"], spelled()[row["所属区划"], ""]],
                applied=moment(row["申请时间"]),
                accepted=accepted,
                closed=moment(row["办结时间"]),
                due=due.date() if due else None,
                limit=limit,
                unit_of_limit=unit_of_limit,
                statutory=row["法定时限"],
                status=KNOWN[row["办件状态"]],
                status_word=row["办件状态"],
                limit_words="" if readable(row["承诺时限"]) else row["承诺时限"],
                immediate=row["办件类型"] == "即办件",
                extension=int(row["延长天数"] or 0),
                applicant=row["证件号码"],
            )
        )
    return rows


def gcjs_rows(path: Path) -> list[Row]:
    """Cases of the construction platform, put together from their status events."""
    events: dict[str, list[dict[str, str]]] = {}
    for row in texts(path, "utf-8-sig"):
        if not bad(row, "spsxslbm", "blsj", "spsxbm"):
            events.setdefault(row["spsxslbm"], []).append(row)
    # an instance that was neither received nor accepted is no case: its events found none
    return [
        _case_of(case_no, told) for case_no, told in events.items() if {"1", "3"} & {event["blzt"] for event in told}
    ]


def _case_of(case_no: str, told: list[dict[str, str]]) -> Row:
    at: dict[int, list[datetime]] = {}
    for event in told:
        at.setdefault(int(event["blzt"]), []).append(moment(event["blsj"]))
    accepted = min(at.get(3, []), default=None)
    closed = max(at.get(11, []) + at.get(12, []) + at.get(13, []), default=None)
    first = told[0]
    limit, unit_of_limit = limit_of(first["sxblsx"])
    pauses = [
        (start, min((end for end in at.get(code + 1, []) if end >= start), default=None))
        for code in (6, 9)
        for start in at.get(code, [])
    ]
    status = "withdrawn" if {2, 14} & set(at) else "rejected" if accepted is None else "closed" if closed else "open"
    return Row(
        platform="gcjs",
        case_no=case_no,
        item=first["spsxbm"],
        unit=spelled()[first["spbmmc"], first["xzqhdm"]],
        applied=None,
        accepted=accepted,
        closed=closed,
        due=None,
        limit=limit,
        unit_of_limit=unit_of_limit,
        statutory=first["fdsx"],
        status=status,
        immediate=False,
        pauses=pauses,
        unmatched=any(end is None for _, end in pauses),
    )


def all_rows(folder: Path) -> list[Row]:
    """Every case of every platform in its newest state."""
    newest: dict[tuple[str, str], Row] = {}
    for day in ("20261113", "20261120"):
        newest |= {("baotou", row.case_no): row for row in baotou_rows(folder / f"baotou-办件-{day}.xlsx")}
    for row in workbook(folder / "baotou-特别程序-20261120.xlsx", 1):
        pause = (moment(row["特别程序开始时间"]), moment(row["特别程序结束时间"]))
        if case := newest.get(("baotou", row["办件编号"])):
            case.pauses.append(pause)
    for name in ("nmg-办件-20261120.csv", "nmg-办件-达茂旗-20261120.csv"):
        newest |= {("nmg", row.case_no): row for row in nmg_rows(folder / name)}
    newest |= {("gcjs", row.case_no): row for row in gcjs_rows(folder / "gcjs-审批事项状态-20261120.csv")}
    return list(newest.values())
