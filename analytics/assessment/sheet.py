"""A unit's sheet of points: every entry with its clause and its evidence, and sums that are those of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from analytics.assessment.booking import AssessmentRefused
from analytics.documents import Column, Official
from analytics.errors import N_
from analytics.figures.scope import BEGINNING, Scope
from analytics.settings import Settings
from analytics.snapshot.opened import Snapshot

_KINDS = {
    "case_late": "办件超期",
    "message_late": "留言逾期",
    "circulated": "自治区通报",
    "manual": "人工登记",
    "reversal": "冲销",
}
_CLAUSES = dict(zip(_KINDS, "一二三四五", strict=True))
"""The number under which the second part of the sheet has the rule of each kind."""
_STATES = {
    "provisional": "暂计",
    "confirmed": "已确认",
    "appealed": "申诉中",
    "upheld": "维持",
    "reversed": "已冲销",
}
_REASONS = {
    "undone": "导入已撤销",
    "left": "办件撤回、作废或不再报送",
    "other_unit": "承办单位更正",
    "due_moved": "到期日更正",
    "in_time": "更正为按时办结",
    "circulated": "改按通报计分",
    "withdrawn": "登记撤回",
}
_CASES = {"open": "在办", "closed": "已办结", "paused": "暂停", "answered": "已答复"}
_COUNTED = {"replaces": "替代超期扣分", "adds": "在超期扣分外另计"}


@dataclass(frozen=True)
class Sheet:
    """The entries of one unit in a period, and the rules that they were counted by."""

    unit: str
    scope: Scope
    rows: Sequence[dict[str, Any]]

    @property
    def points(self) -> int:
        """The sum of its rows."""
        return sum(int(row["points"]) for row in self.rows)

    def points_of(self, kind: str) -> int:
        """The sum of its rows of a kind."""
        return sum(int(row["points"]) for row in self.rows if row["entry_kind"] == kind)


def sheet_of(snapshot: Snapshot, scope: Scope, unit: str) -> Sheet:
    """The sheet of a unit for a selection. Raises `AssessmentRefused` where it has no entry."""
    rows = snapshot.records("deductions", scope.narrowed(units=unit))
    if not rows:
        raise AssessmentRefused(
            N_("{unit} has no entry in this period. Choose another, or a unit with points."), unit=unit
        )
    return Sheet(unit, scope, sorted(rows, key=lambda row: (str(row["event_on"]), str(row["case_no"] or ""))))


def document(sheet: Sheet, settings: Settings, rules: Settings) -> bytes:
    """The sheet as a DOCX to send: the same selection gives the same bytes."""
    last = sheet.scope.last_day
    start = "截至" if sheet.scope.period_start == BEGINNING else f"{_day(sheet.scope.period_start)}至"
    paper = Official(f"{sheet.unit}考评扣分情况", settings.bureau, last)
    paper.head(settings.bureau)
    paper.title("考评扣分情况告知单")
    paper.addressee(sheet.unit)
    parts = "，".join(f"{name}{sheet.points_of(kind)}分" for kind, name in _KINDS.items() if sheet.points_of(kind))
    paper.body(
        f"{start}{_day(last)}，你单位考评扣分记录共{len(sheet.rows)}笔，合计扣{sheet.points}分"
        + (f"（{parts}）" if parts else "")
        + "。"
    )
    paper.heading("一、扣分明细")
    paper.table(
        _columns(), [_row(place, row, rules.assessment.version) for place, row in enumerate(sheet.rows, start=1)]
    )
    paper.heading("二、计分规则")
    counting = rules.assessment
    paper.body(
        f"现行规则版本{counting.version}，按其他版本计分的逐笔注明；同一事项同一到期日只计一次，跨月未办结不重复扣分。"
    )
    for kind, said in {
        "case_late": f"办件未按时办结的，每件扣{counting.case_points}分。",
        "message_late": f"留言未按时答复的，每条扣{counting.message_points}分。",
        "circulated": f"被自治区通报的，扣{counting.circulated_points}分（{_COUNTED[counting.circulated]}）。",
        "manual": "人工登记的，按登记的分值和事由扣分。",
        "reversal": "申诉成立、数据更正或登记撤回的，冲销原扣分。",
    }.items():
        paper.body(f"（{_CLAUSES[kind]}）{said}")
    if counting.caps:
        most = "、".join(f"{_KINDS[indicator]}{points}分" for indicator, points in counting.caps.items())
        paper.body(f"单位每月扣分上限：{most}。封顶后的扣分与原扣分并列统计，逐笔记录不变。")
    basis = "、".join(one.quoted for one in settings.documents if "points" in one.used_by)
    if basis:
        paper.body(f"依据：{basis}。")
    paper.body(
        f"月度关账后{settings.assessment.appeal_days}个工作日内可以申诉；关账前为暂计，随导出数据更正。"
        f"统计截至{_day(sheet.scope.as_of)}。"
    )
    paper.signature(settings.bureau, _day(last))
    return paper.content()


def _columns() -> list[Column]:
    return [
        Column("序号", 9),
        Column("类别", 19),
        Column("编号或文号", 35),
        Column("所涉日期", 24),
        Column("条款", 15),
        Column("证据", 29, centred=False),
        Column("分值", 10),
        Column("状态", 15),
    ]


def _row(place: int, row: dict[str, Any], version: str) -> list[str]:
    return [
        str(place),
        _KINDS[row["entry_kind"]],
        row["case_no"] or row["document_number"] or "—",
        row["event_on"].isoformat(),
        f"（{_CLAUSES[row['entry_kind']]}）",
        _evidence(row, version),
        str(row["points"]),
        _STATES[row["entry_state"]],
    ]


def _evidence(row: dict[str, Any], version: str) -> str:
    """What shows it, and the version of the rules where it is not the one in force: the case's state then and now, the reason, the note, the documents."""
    then, now = _CASES.get(row["status_then"] or "", ""), _CASES.get(row["status_now"] or "", "")
    parts = [
        f"当时{then}{_on(row['closed_then'])}" if then else "",
        f"现为{now}{_on(row['closed_now'])}" if now else "",
        _REASONS.get(row["reversal_reason"] or "", row["reversal_reason"] or ""),
        f"文号{row['document_number']}" if row["document_number"] and row["case_no"] else "",
        f"督办单{row['order_number']}" if row["order_number"] else "",
        row["text"] or "",
        f"按规则版本{row['rule_version']}计分" if row["rule_version"] != version else "",
    ]
    return "；".join(filter(None, parts)) or "—"


def _on(day: date | None) -> str:
    return f"（{day.isoformat()}）" if day else ""


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
