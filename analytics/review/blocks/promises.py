"""Last week's promises: decisions and orders that are open or that something happened to since the last meeting."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analytics.errors import N_
from analytics.orders.order_states import ENDED
from analytics.review.meeting import Block, Meeting, Table
from analytics.review.told import Told, told

_DECISIONS = [
    "decision_id",
    "decided",
    "unit_name",
    "owner",
    "due_on",
    "decision_state",
    "decision_late",
    "orders_made",
]
_ORDERS = [
    "number",
    "unit_name",
    "subject",
    "signed_on",
    "answer_by",
    "order_state",
    "answer_overdue",
    "lines",
    "settled",
]
_ORDERS += ["void", "still_open"]


def block(meeting: Meeting, empty: Block) -> Block:
    """Every decision of an earlier meeting and every order, open or moved in the week; the late ones first."""
    seen = meeting.afterwards
    decisions = _since(
        meeting, meeting.snapshot.figure("decisions", seen), "decision_state", "changed_on", ("done", "dropped")
    )
    decisions = decisions[pd.to_datetime(decisions["meeting_on"]) < pd.Timestamp(meeting.week.first)]
    orders = meeting.snapshot.figure("orders_register", seen)
    orders = _since(meeting, orders[orders["order_state"] != "draft"], "order_state", "ended_on", ENDED)
    if decisions.empty and orders.empty:
        return replace(
            empty, sentences=(told(N_("No decision and no order stands open, and none ended since the last meeting.")),)
        )
    return replace(
        empty,
        sentences=(*_of_decisions(decisions), *_of_orders(orders)),
        tables=(
            Table("decisions", told(N_("Decisions")), decisions[_DECISIONS], "decisions", seen),
            Table("orders", told(N_("Orders")), orders[_ORDERS], "orders_register", seen),
        ),
    )


def _since(meeting: Meeting, rows: pd.DataFrame, state: str, ended_on: str, ended: tuple[str, ...]) -> pd.DataFrame:
    """The rows that are open, and those that ended since the week began."""
    lately = pd.to_datetime(rows[ended_on]) >= pd.Timestamp(meeting.week.first)
    return rows[~rows[state].isin(ended) | lately].reset_index(drop=True)


def _of_decisions(rows: pd.DataFrame) -> tuple[Told, ...]:
    if rows.empty:
        return ()
    still = rows[rows["decision_state"] == "open"]
    return (
        told(
            N_(
                "Decisions of earlier meetings: {open} open, {late} of them past their day; {ended} ended since the last meeting."
            ),
            open=len(still),
            late=int(still["decision_late"].sum()),
            ended=len(rows) - len(still),
        ),
    )


def _of_orders(rows: pd.DataFrame) -> tuple[Told, ...]:
    if rows.empty:
        return ()
    still = rows[~rows["order_state"].isin(ENDED)]
    return (
        told(
            N_(
                "Orders: {open} run, the answer to {late} of them is overdue; of {lines} cases and messages in them {settled} "
                "are settled."
            ),
            open=len(still),
            late=int(still["answer_overdue"].sum()),
            lines=int(rows["lines"].sum()),
            settled=int(rows["settled"].sum()),
        ),
    )
