"""The annex of a bulletin: its lists in full, a sheet each, and what they rest on; every text stays text."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import xlsxwriter

from analytics.bulletins.bulletin_parts import Annex, Bulletin, a_day, in_days
from analytics.bulletins.composing import SUBJECTS
from analytics.bulletins.order_section import ORDER_STATES
from analytics.errors import CasewatchError
from analytics.figures.workbook import SHEET, spelled
from analytics.orders.printed import STAGES
from analytics.reminders.letters import SAID
from analytics.settings import Settings
from analytics.snapshot.opened import Snapshot

Row = Mapping[str, Any]
_ANSWERED = {"late": "逾期答复", "unanswered_overdue": "逾期未答复"}

_CASES: Mapping[str, str] = {
    "办件编号": "case_no",
    "事项名称": "item_name",
    "承办单位": "unit_name",
    "区域": "area",
    "受理时间": "accepted_at",
    "承诺办结时间": "due_on",
    "办结时间": "closed_at",
    "超期天数（工作日）": "overdue_days",
    "当前状态": "status",
}
_MESSAGES: Mapping[str, str] = {
    "留言编号": "message_no",
    "留言标题": "title",
    "承办单位": "unit_name",
    "区域": "area",
    "留言时间": "asked_at",
    "应答复日": "due_on",
    "答复时间": "answered_at",
    "超期天数（工作日）": "overdue_days",
    "办理结果": "message_group",
}
_RATINGS: Mapping[str, str] = {
    "办件编号": "case_no",
    "事项名称": "item_name",
    "承办单位": "unit_name",
    "区域": "area",
    "评价时间": "rated_at",
    "整改期限": "rectify_by",
    "整改日期": "rectified_on",
    "回访日期": "revisited_on",
}
_ORDERS: Mapping[str, str] = {
    "年份": "year",
    "文号": "number",
    "承办单位": "unit_name",
    "事项": "subject",
    "明细": "lines",
    "签发日期": "signed_on",
    "签收期限": "receive_by",
    "签收日期": "received_on",
    "反馈期限": "answer_by",
    "反馈日期": "answered_on",
    "状态": "order_state",
}
_COLUMNS = {
    "open_overdue_cases": _CASES,
    "missed_cases": _CASES,
    "due_messages": _MESSAGES,
    "negative_ratings": _RATINGS,
    "signed_orders": _ORDERS,
}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "status": STAGES | {"closed": "已办结"},
    "message_group": _ANSWERED,
    "subject": {subject: said[0] for subject, said in SAID.items()},
    "order_state": ORDER_STATES,
}
_ONLY: Mapping[str, Callable[[Row], bool]] = {"due_messages": lambda row: row["message_group"] in _ANSWERED}
"""Listings of which the annex has the rows that the bulletin is about."""


def annex(snapshot: Snapshot, bulletin: Bulletin, settings: Settings, made_on: date | None = None) -> bytes:
    """The workbook: the same rows and day give the same bytes. A list that fails says so on its sheet."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, options)
    day = made_on or bulletin.scope.as_of
    book.set_properties({"created": datetime(day.year, day.month, day.day), "author": spelled(settings.bureau)})
    for one in bulletin.annexes:
        _sheet(book, snapshot, one)
    notes = {
        "通报": "".join(bulletin.title),
        "内容": SUBJECTS[bulletin.kind],
        "统计期": in_days(bulletin.scope.period_start, bulletin.scope.period_end),
        "统计时点": a_day(bulletin.scope.as_of),
        "范围": bulletin.area or "全市",
        "数据快照号": bulletin.snapshot,
        "编制单位": settings.bureau,
    }
    sheet = book.add_worksheet("统计口径")
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 70)
    for line, (name, text) in enumerate(notes.items()):
        sheet.write_string(line, 0, name)
        sheet.write_string(line, 1, spelled(text))
    book.close()
    return stream.getvalue()


def _sheet(book: Any, snapshot: Snapshot, one: Annex) -> None:
    sheet = book.add_worksheet(one.sheet)
    columns = _COLUMNS[one.listing]
    bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
    try:
        rows = [row for row in snapshot.records(one.listing, one.scope) if _ONLY.get(one.listing, _all)(row)]
    except CasewatchError as error:
        sheet.write_string(0, 0, f"本表无法编制：{error}")
        return
    for place, heading in enumerate(columns):
        sheet.write_string(0, place, heading, bold)
        sheet.set_column(place, place, 34 if heading in ("事项名称", "留言标题", "承办单位") else 20)
    for line, row in enumerate(rows[:SHEET], start=1):
        for place, column in enumerate(columns.values()):
            value = row[column]
            if isinstance(value, int | float):
                sheet.write_number(line, place, value)
            elif value is not None:
                sheet.write_string(line, place, spelled(_said(column, value)), text)
    sheet.freeze_panes(1, 0)


def _said(column: str, value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return _WORDS.get(column, {}).get(str(value), str(value))


def _all(_row: Row) -> bool:
    return True
