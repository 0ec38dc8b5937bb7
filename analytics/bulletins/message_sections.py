"""The sections of the bulletin on messages and ratings, in their order: what they say of which figures (domain.md 10)."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.bulletins.basis import LISTED, NONE, UNNAMED, Basis, Section, compared, cut, of_units
from analytics.bulletins.bulletin_parts import Block, Paragraph, Piece, Table
from analytics.bulletins.order_section import orders_before
from analytics.orders.printed import STAGES


def message_flow(basis: Basis) -> list[Block]:
    """Messages: asked, due, answered on time, how fast, asked again."""
    said: list[Block] = [Paragraph(told_messages(basis))]
    answered = basis.number("answer_speed", "messages")
    if answered.value:
        median = basis.number("answer_speed", "median_days", "days")
        most = basis.number("answer_speed", "p90_days", "days")
        said.append(
            Paragraph(
                ("已答复的", answered, "件中，半数用时不超过", median, "个工作日，九成不超过", most, "个工作日。")
            )
        )
    asked = basis.number("asked_again_rate", "messages")
    if asked.value:
        again = basis.number("asked_again_rate", "asked_again")
        said.append(Paragraph(("本期收到留言", asked, "件，其中重复留言", again, "件。")))
    said.append(
        compared(
            basis,
            "留言办理总体情况",
            (
                ("到期（件）", "message_compliance", "due", "count"),
                ("按时答复（件）", "message_compliance", "on_time", "count"),
                ("逾期答复（件）", "message_compliance", "late", "count"),
                ("逾期未答复（件）", "message_compliance", "unanswered_overdue", "count"),
                ("按时答复率", "message_compliance", "message_compliance", "share"),
            ),
        )
    )
    return said


def message_units(basis: Basis) -> list[Block]:
    """Each unit with a message that was not answered on time."""
    units = basis.units(("message_compliance", "unanswered_overdue"), ("message_compliance", "late"))
    if not units:
        return [NONE]
    return [
        of_units(
            basis,
            "未全部按时答复的单位",
            units,
            (
                ("到期\n（件）", "message_compliance", "due", "count"),
                ("逾期\n答复", "message_compliance", "late", "count"),
                ("逾期\n未答复", "message_compliance", "unanswered_overdue", "count"),
                ("按时\n答复率", "message_compliance", "message_compliance", "share"),
                ("环比\n（百分点）", "message_compliance", "message_compliance", "gain"),
            ),
        )
    ]


def unanswered(basis: Basis) -> list[Block]:
    """The messages that fell due in the period and wait for an answer, the longest first."""
    due = basis.teller.records("due_messages", basis.scope)
    rows = [row for row in due if row["message_group"] == "unanswered_overdue"]
    rows.sort(key=lambda row: (-int(row["overdue_days"] or 0), str(row["message_no"])))
    if not rows:
        return [NONE]
    return [
        *cut(basis, len(rows), "message_compliance", "unanswered_overdue", "逾期留言"),
        Table(
            "逾期未答复留言（超期天数为工作日）",
            ("序号", "留言编号", "留言标题", "承办单位", "留言日期", "应答复日", "超期\n天数", "类别"),
            LISTED,
            tuple(
                (
                    str(place),
                    str(row["message_no"]),
                    str(row["title"] or ""),
                    str(row["unit_name"] or UNNAMED),
                    f"{row['asked_at']:%Y-%m-%d}" if row["asked_at"] else "",
                    str(row["due_on"] or ""),
                    basis.teller.tell(
                        "due_messages",
                        "overdue_days",
                        basis.scope,
                        "days",
                        where={"platform": row["platform"], "message_no": row["message_no"]},
                    ),
                    STAGES.get(str(row["message_kind"]), str(row["message_kind"] or "")),
                )
                for place, row in enumerate(rows[: basis.settings.bulletins.longest], start=1)
            ),
            frozenset({1, 2, 3}),
        ),
    ]


def ratings(basis: Basis) -> list[Block]:
    """Ratings: how many were actively given and how many of those are good; negative ones, rectified and revisited."""
    said: list[Block] = [Paragraph(told_ratings(basis))]
    negative = basis.number("rectified_rate", "negative")
    if not negative.value:
        return [*said, Paragraph(("本期无差评。",))]
    rectified, in_time = (basis.number("rectified_rate", column) for column in ("rectified", "rectified_in_time"))
    overdue = basis.number("rectified_rate", "overdue_to_rectify")
    rate = basis.number("rectified_rate", "rectified_rate", "share")
    named, revisited = basis.number("revisited_rate", "named"), basis.number("revisited_rate", "revisited")
    said.append(
        Paragraph(
            (
                "本期差评",
                negative,
                "件，已整改",
                rectified,
                "件（按时",
                in_time,
                "件），整改率",
                rate,
                "；逾期未整改",
                overdue,
                "件。实名差评",
                named,
                "件，已回访",
                revisited,
                "件。",
            )
        )
    )
    said.append(
        of_units(
            basis,
            "各单位差评整改情况",
            basis.units(("rectified_rate", "negative"), ("rectified_rate", "overdue_to_rectify")),
            (
                ("差评\n（件）", "rectified_rate", "negative", "count"),
                ("已整改", "rectified_rate", "rectified", "count"),
                ("按时\n整改", "rectified_rate", "rectified_in_time", "count"),
                ("逾期\n未整改", "rectified_rate", "overdue_to_rectify", "count"),
                ("整改率", "rectified_rate", "rectified_rate", "share"),
            ),
        )
    )
    return said


def told_messages(basis: Basis) -> tuple[Piece, ...]:
    due = basis.number("message_compliance", "due")
    if not due.value:
        return ("本期没有到期的留言。",)
    on_time, late, waiting = (
        basis.number("message_compliance", column) for column in ("on_time", "late", "unanswered_overdue")
    )
    rate = basis.number("message_compliance", "message_compliance", "share")
    changed = basis.change("message_compliance", "message_compliance")
    told: tuple[Piece, ...] = ("本期到期留言", due, "件，按时答复", on_time, "件，逾期答复", late, "件，逾期未答复")
    return (*told, waiting, "件；按时答复率", rate, *changed, "。")


def told_ratings(basis: Basis) -> tuple[Piece, ...]:
    given = basis.number("active_rate", "ratings")
    if not given.value:
        return ("本期没有评价。",)
    active = basis.number("active_rate", "active_ratings")
    rate, changed = basis.number("active_rate", "active_rate", "share"), basis.change("active_rate", "active_rate")
    told: tuple[Piece, ...] = ("本期评价", given, "件，其中主动评价", active, "件，主动评价率", rate, *changed, "；")
    good = basis.number("active_positive_rate", "active_positive_rate", "share")
    of_all = basis.number("positive_rate", "positive_rate", "share")
    if good.value is not None:
        told += ("主动评价好评率", good, *basis.change("active_positive_rate", "active_positive_rate"))
        told += ("（含平台默认评价为", of_all, "）。")
        return told
    return (*told, "含平台默认评价的好评率", of_all, "。")


MESSAGE_SECTIONS: Mapping[str, Section] = {
    "留言办理基本情况": message_flow,
    "各单位留言办理情况": message_units,
    "逾期未答复留言": unanswered,
    "“好差评”情况": ratings,
    "上期督办反馈情况": orders_before,
}
"""The sections by their headings."""
