"""What of an agenda's tables slides and memo show, under which headings; the page and the files have all of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.documents.told_numbers import NOTHING
from analytics.orders.printed import STAGES
from analytics.review.meeting import Table

_DECIDED = {"text": "事项", "owner": "责任单位", "due_on": "完成时限", "decision_state": "状态"}
SHOWN: Mapping[str, Mapping[str, str]] = {
    "decisions": _DECIDED,
    "orders": {
        "number": "文号",
        "unit_name": "承办单位",
        "answer_by": "反馈期限",
        "order_state": "状态",
        "lines": "明细",
        "settled": "已办结",
        "still_open": "未办结",
    },
    "late-by-unit": {
        "unit_name": "承办单位",
        "newly_late": "新增超期",
        "still_late": "持续超期",
        "no_longer_late": "不再超期",
    },
    "carried": {
        "unit_name": "承办单位",
        "due": "本周到期",
        "missed": "本周超期",
        "missed_before": "上周超期",
        "missed_change": "增减",
    },
    "lights": {"light": "预警", "cases_before": "上周末", "cases_now": "本周末", "cases_change": "增减"},
    "open_overdue_cases": {
        "case_no": "办件编号",
        "item_name": "事项名称",
        "due_on": "应办结日",
        "overdue_days": "超期天数",
        "status": "状态",
    },
    "due_messages": {
        "message_no": "留言编号",
        "title": "留言标题",
        "due_on": "应答复日",
        "overdue_days": "超期天数",
    },
}
"""Headings by the key of a table, or by the listing that it shows."""
WIDE = {"text", "unit_name", "item_name", "title", "owner", "case_no", "message_no"}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "decision_state": {"open": "未完成", "done": "已完成", "dropped": "已取消"},
    "light": {"red": "红灯", "yellow": "黄灯", "green": "绿灯", "paused": "暂停"},
    "status": STAGES,
}


def columns_of(table: Table) -> Mapping[str, str]:
    """The columns of a table that are shown, with their headings; none where it is not shown."""
    return SHOWN.get(table.key) or SHOWN.get(table.figure) or {}


def cells_of(table: Table, most: int, words: Mapping[str, Mapping[str, str]]) -> list[list[str]]:
    """The first rows of a table as texts. `words` says what values of a column are called, beside those known here."""
    columns = columns_of(table)
    return [[_cell(row[name], {**_WORDS, **words}.get(name, {})) for name in columns] for row in _rows(table, most)]


def _rows(table: Table, most: int) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.rows.head(most).to_dict("records")]


def _cell(value: Any, words: Mapping[str, str]) -> str:
    if value is None or pd.isna(value):
        return NOTHING
    if isinstance(value, pd.Timestamp) or hasattr(value, "isoformat"):
        return str(value)[:10]
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return words.get(str(value), str(value))
