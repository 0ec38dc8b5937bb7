"""Orders as they stand now: the register's rows, and one order with its lines, its life and its answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from analytics.errors import N_
from analytics.figures.scope import Scope
from analytics.orders.drafting import OrderRefused
from analytics.snapshot.opened import Snapshot

Row = dict[str, Any]
_FIRST = ("number", "year", "unit_name", "subject", "state", "signed_on", "receive_by", "answer_by", "lines", "settled")


@dataclass(frozen=True)
class Found:
    """An order or draft: its row in the register, its lines that were not struck, its life, its answers, its letters."""

    row: Row
    lines: list[Row]
    life: list[Row]
    answers: list[Row]
    letters: list[Row] = field(default_factory=list)

    @property
    def id(self) -> int:
        """What names it, also before it has a number."""
        return int(self.row["id"])


def register_rows(snapshot: Snapshot, scope: Scope | None = None) -> list[Row]:
    """Every draft and order, drafts first, then the newest number first."""
    return [_named(row) for row in snapshot.records("orders_register", scope or snapshot.everything())]


def found(snapshot: Snapshot, order_id: int) -> Found:
    """One order as it stands now. Raises `OrderRefused` where there is none."""
    scope = snapshot.everything()

    def of_order(key: str) -> list[Row]:
        return [row for row in snapshot.records(key, scope) if row["order_id"] == order_id]

    rows = of_order("orders_register")
    if not rows:
        raise OrderRefused(
            N_("There is no order or draft {id} any more. `orders list` names those that stand."), id=order_id
        )
    parts = ("order_line_list", "order_life", "order_answers", "order_letters")
    return Found(_named(rows[0]), *map(of_order, parts))


def _named(row: Row) -> Row:
    """A row as the command line names it: id, number, year, unit_name, subject, state, the days, the counts, the rest."""
    named = {"id": row["order_id"], **{key: row["order_state" if key == "state" else key] for key in _FIRST}}
    return named | {key: value for key, value in row.items() if key not in ("order_id", "order_state")}
