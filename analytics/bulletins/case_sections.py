"""The sections of the bulletin on overdue cases, in their order: what they say of which figures (domain.md 10)."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.bulletins.basis import LISTED, NONE, UNNAMED, Basis, Section, compared, cut, of_units
from analytics.bulletins.bulletin_parts import Block, Paragraph, Piece, Table, a_day, listed
from analytics.bulletins.message_sections import told_messages, told_ratings
from analytics.bulletins.order_section import orders_before
from analytics.orders.printed import STAGES


def flow(basis: Basis) -> list[Block]:
    """What came in with what was carried over, what was closed, what fell due and was missed, what is open past its due day."""
    carried, accepted, closed = (basis.number("flow", column) for column in ("carried_in", "accepted", "closed"))
    due, missed = basis.number("overdue_rate", "due"), basis.number("overdue_rate", "missed")
    late, longest = basis.number("open_overdue", "open_overdue"), basis.number("open_overdue", "longest_days")
    said: list[Block] = []
    if not any(one.value for one in (carried, accepted, closed, due)):
        said.append(Paragraph(("本期没有受理、办结和到期的办件。",)))
    else:
        rate = basis.number("flow", "closure_rate", "share")
        said.append(
            Paragraph(
                (
                    "期初结转办件",
                    carried,
                    "件，本期受理",
                    accepted,
                    "件；办结",
                    closed,
                    "件，办结率",
                    rate,
                    *basis.change("flow", "closure_rate"),
                    "。",
                )
            )
        )
    if due.value:
        rate = basis.number("overdue_rate", "overdue_rate", "share")
        changed = basis.change("overdue_rate", "overdue_rate")
        said.append(Paragraph(("本期到期办件", due, "件，其中超期", missed, "件，超期率", rate, *changed, "。")))
    stock: tuple[Piece, ...] = (f"截至{a_day(basis.scope.as_of)}，超期未办结", late, "件")
    if late.value:
        stock += ("，最长超期", longest, "个工作日")
    said.append(Paragraph((*stock, "。")))
    said.append(
        compared(
            basis,
            "总体情况",
            (
                ("本期受理（件）", "flow", "accepted", "count"),
                ("办结（件）", "flow", "closed", "count"),
                ("办结率", "flow", "closure_rate", "share"),
                ("到期（件）", "overdue_rate", "due", "count"),
                ("超期（件）", "overdue_rate", "missed", "count"),
                ("超期率", "overdue_rate", "overdue_rate", "share"),
            ),
        )
    )
    return said


def late_units(basis: Basis) -> list[Block]:
    """Each unit that missed a due day in the period, or has a case open past it."""
    units = basis.units(("overdue_rate", "missed"), ("open_overdue", "open_overdue"))
    if not units:
        return [NONE]
    small = basis.teller.snapshot.rules.ranking.minimum_count
    return [
        of_units(
            basis,
            "各单位超期情况",
            units,
            (
                ("到期\n（件）", "overdue_rate", "due", "count"),
                ("超期\n（件）", "overdue_rate", "missed", "count"),
                ("超期率", "overdue_rate", "overdue_rate", "share"),
                ("环比\n（百分点）", "overdue_rate", "overdue_rate", "gain"),
                ("超期未\n办结（件）", "open_overdue", "open_overdue", "count"),
            ),
        ),
        Paragraph((f"注：到期不足{small}件的单位，超期率仅供参考，不作比较。",)),
    ]


def longest_open(basis: Basis) -> list[Block]:
    """The cases that are open past their due day the longest."""
    rows = basis.teller.records("open_overdue_cases", basis.scope)
    if not rows:
        return [NONE]
    return [
        *cut(basis, len(rows), "open_overdue_cases", None, "超期未办结办件"),
        Table(
            "超期未办结办件（超期天数为工作日）",
            (
                "序号",
                "办件编号",
                "事项名称",
                "承办单位",
                "受理时间",
                "承诺办结\n时间",
                "超期\n天数",
                "当前\n状态",
            ),
            LISTED,
            tuple(
                (
                    str(place),
                    str(row["case_no"]),
                    str(row["item_name"] or ""),
                    str(row["unit_name"] or UNNAMED),
                    f"{row['accepted_at']:%Y-%m-%d}" if row["accepted_at"] else "",
                    str(row["due_on"] or ""),
                    basis.teller.tell(
                        "open_overdue_cases",
                        "overdue_days",
                        basis.scope,
                        "days",
                        where={"platform": row["platform"], "case_no": row["case_no"]},
                    ),
                    STAGES.get(str(row["status"]), str(row["status"] or "")),
                )
                for place, row in enumerate(rows[: basis.settings.bulletins.longest], start=1)
            ),
            frozenset({1, 2, 3}),
        ),
    ]


def messages_and_ratings(basis: Basis) -> list[Block]:
    """Messages and ratings in a sentence each."""
    return [Paragraph(told_messages(basis)), Paragraph(told_ratings(basis))]


def units_without(basis: Basis) -> list[Block]:
    """The units that had no business in the period."""
    rows = basis.teller.records("units_without_cases", basis.scope)
    if not rows:
        return [NONE]
    count = basis.number("units_without_cases", None)
    return [Paragraph((count, f"个单位本期无业务：{listed([str(row['unit_name']) for row in rows])}。"))]


CASE_SECTIONS: Mapping[str, Section] = {
    "基本情况": flow,
    "各单位超期情况": late_units,
    "超期未办结办件": longest_open,
    "留言和“好差评”情况": messages_and_ratings,
    "无业务单位": units_without,
    "上期督办反馈情况": orders_before,
}
"""The sections by their headings."""
