"""How the orders of the period before were received and answered."""

from __future__ import annotations

from analytics.bulletins.basis import Basis, before_or_now
from analytics.bulletins.bulletin_parts import Block, Paragraph, Piece, Table, in_days
from analytics.reminders.letters import SAID

ORDER_STATES = {
    "signed": "已签发",
    "sent": "已送达",
    "received": "已签收",
    "answered": "已反馈",
    "accepted": "已销号",
    "returned": "退回重办",
    "extended": "已延期",
    "withdrawn": "已撤销",
    "superseded": "已再次督办",
}


def orders_before(basis: Basis) -> list[Block]:
    """How the orders of the period before were received and answered."""
    if basis.before is None:
        return [Paragraph(("本期无可比的上期，不列督办反馈情况。",))]
    scope = before_or_now(basis.scope)
    tell = basis.teller.tell
    issued = tell("orders_issued", "issued", scope)
    days = in_days(basis.before.period_start, basis.before.period_end)
    if not issued.value:
        return [Paragraph((f"{days}签发督办单", issued, "份。"))]
    received, answered = (tell("orders_issued", f"{what}_on_time", scope) for what in ("received", "answered"))
    overdue = tell("orders_issued", "overdue", scope)
    pieces: tuple[Piece, ...] = (f"{days}签发督办单", issued, "份，按时签收", received, "份，按时反馈", answered)
    rows = basis.teller.records("signed_orders", scope)
    shown = rows[: basis.settings.bulletins.longest]
    more = ("，其余见附件“上期督办单”",) if len(shown) < len(rows) else ()
    return [
        Paragraph((*pieces, "份，逾期未反馈", overdue, "份", *more, "。")),
        Table(
            "上期督办单签收和反馈情况",
            ("文号", "承办单位", "事项", "明细", "反馈期限", "反馈日期", "状态"),
            (32, 42, 14, 12, 22, 22, 12),
            tuple(
                (
                    f"〔{row['year']}〕{row['number']}号",
                    str(row["unit_name"]),
                    SAID[str(row["subject"])][0],
                    tell("signed_orders", "lines", scope, where={"order_id": row["order_id"]}),
                    str(row["answer_by"]),
                    str(row["answered_on"] or "无"),
                    ORDER_STATES.get(str(row["order_state"]), str(row["order_state"])),
                )
                for row in shown
            ),
            frozenset({1}),
        ),
    ]
