"""Drafts: what the ladder's order step asks for on a day, one draft a unit and subject; and what a person does to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import select

from analytics.errors import N_, CasewatchError
from analytics.figures.scope import Scope
from analytics.register import register_of
from analytics.register.record_tables import order_events, order_lines, order_signings, orders
from analytics.register.register import Writing
from analytics.settings import Settings
from analytics.snapshot.opened import Snapshot

DROPPED, STRUCK, WORDED = "dropped", "struck", "worded"
_LINE = ("platform", "number", "due_on", "title", "began_on", "overdue_days", "stage")


class OrderRefused(CasewatchError):
    """An order cannot be drafted, signed, answered or ended so; the register is as before."""


@dataclass(frozen=True)
class Drafted:
    """What drafting a day gave: the drafts that stand now, how many are new, and what no order can name."""

    drafts: tuple[int, ...]
    new: int
    without_unit: int


def draft(snapshot: Snapshot, as_of: date, settings: Settings, who: str, unit: str | None = None) -> Drafted:
    """Draft the orders of a day: every open case and message past the ladder's order step, once.

    A draft with the same lines stays as it is, with what was struck and added; one that the day makes otherwise is
    dropped for a new one, in which what was struck stays struck. Orders whose answer is overdue are drafted once more
    for the lines that are still open, as far as the ladder says so. With a `unit` only its own drafts are made and given.
    """
    scope = Scope(as_of=as_of, units=(unit,) if unit else ())
    with register_of(snapshot.warehouse).writing(who) as writing:
        found = snapshot.records("things_to_order", scope)
        wanted = [row for row in found if row["unit_name"]]
        plans = [
            _Plan(str(unit), str(subject), None, [*rows])
            for (unit, subject), rows in groupby(wanted, key=lambda row: (row["unit_name"], row["subject"]))
        ]
        plans += _second_orders(snapshot, scope, settings)
        standing = {key: draft for key, draft in _standing_drafts(writing).items() if unit in (None, key[0])}
        kept, new = [], 0
        for plan in plans:
            steps = settings.ladder.urging(plan.subject) if plan.follows else settings.ladder.ordering(plan.subject)
            assert steps is not None
            before = standing.pop(plan.key, None)
            if before is not None and before.as_of == as_of and before.keys == plan.keys:
                kept.append(before.id)
                continue
            if before is not None:
                _event(writing, before.id, DROPPED)
            kept.append(_write(writing, snapshot, as_of, settings, plan, steps.days, before))
            new += 1
        for left in standing.values():
            _event(writing, left.id, DROPPED)
    return Drafted(tuple(kept), new, len(found) - len(wanted))


def strike(warehouse: Path, order_id: int, line_ids: Iterable[int], why: str, who: str) -> None:
    """Strike lines of a draft: they will not be ordered. Raises `OrderRefused` for what is no draft, or no line of it."""
    with register_of(warehouse).writing(who) as writing:
        must_be_draft(writing, order_id)
        of_draft = set(writing.connection.scalars(select(order_lines.c.id).where(order_lines.c.order_id == order_id)))
        chosen = [*dict.fromkeys(line_ids)]
        if not chosen or not of_draft >= {*chosen}:
            raise OrderRefused(N_("Draft {id} has no such line. Choose lines of this draft."), id=order_id)
        writing.add(
            order_events,
            [{"order_id": order_id, "event": STRUCK, "line_id": line, "text": why.strip()} for line in chosen],
        )


def add_words(warehouse: Path, order_id: int, words: str, who: str) -> None:
    """Say with a draft what its reason does not; the last words count, empty ones take them back."""
    with register_of(warehouse).writing(who) as writing:
        must_be_draft(writing, order_id)
        _event(writing, order_id, WORDED, words.strip())


def words_of(writing: Writing, order_id: int) -> str:
    """The words that stand with a draft."""
    said = select(order_events.c.text).where(order_events.c.order_id == order_id, order_events.c.event == WORDED)
    return writing.connection.scalars(said.order_by(order_events.c.id.desc()).limit(1)).first() or ""


def lines_left(writing: Writing, order_id: int) -> list[Any]:
    """The lines of an order that nobody struck, in their order."""
    struck = select(order_events.c.line_id).where(order_events.c.event == STRUCK, order_events.c.order_id == order_id)
    lines = select(order_lines).where(order_lines.c.order_id == order_id, order_lines.c.id.not_in(struck))
    return list(writing.connection.execute(lines.order_by(order_lines.c.position)).all())


def must_be_draft(writing: Writing, order_id: int) -> Any:
    """The order, if it is a draft that stands. Raises `OrderRefused`."""
    row = writing.connection.execute(select(orders).where(orders.c.id == order_id)).first()
    if row is None:
        raise OrderRefused(N_("There is no draft {id}. `orders list` names them."), id=order_id)
    signed = writing.connection.execute(select(order_signings).where(order_signings.c.order_id == order_id)).first()
    if signed is not None:
        raise OrderRefused(
            N_("Draft {id} was signed as 〔{year}〕{number}号 on {day} already; what is signed is not changed."),
            id=order_id,
            year=signed.year,
            number=signed.number,
            day=signed.signed_on,
        )
    dropped = select(order_events.c.id).where(order_events.c.order_id == order_id, order_events.c.event == DROPPED)
    if writing.connection.execute(dropped).first():
        raise OrderRefused(
            N_(
                "Draft {id} gave way to a newer one when the day was drafted again. `orders list` names those that stand."
            ),
            id=order_id,
        )
    return row


@dataclass(frozen=True)
class _Plan:
    """A draft to be: its unit and subject, the order that it follows, and its rows as the snapshot tells them."""

    unit: str
    subject: str
    follows: int | None
    rows: Sequence[dict[str, Any]]

    @property
    def key(self) -> tuple[str, str, int | None]:
        return self.unit, self.subject, self.follows

    @property
    def keys(self) -> frozenset[tuple[str, str, date]]:
        return frozenset((row["platform"], row["case_no"], row["due_on"]) for row in self.rows)


@dataclass(frozen=True)
class _Standing:
    """A draft that stands: its lines by what they are, and those that were struck with the reason."""

    id: int
    as_of: date
    keys: frozenset[tuple[str, str, date]]
    struck: dict[tuple[str, str, date], str]


def _standing_drafts(writing: Writing) -> dict[tuple[str, str, int | None], _Standing]:
    ended = select(order_signings.c.order_id).union(
        select(order_events.c.order_id).where(order_events.c.event == DROPPED)
    )
    found = {}
    for row in writing.connection.execute(select(orders).where(orders.c.id.not_in(ended)).order_by(orders.c.id)):
        lines = writing.connection.execute(select(order_lines).where(order_lines.c.order_id == row.id)).all()
        strikes = select(order_events).where(order_events.c.order_id == row.id, order_events.c.event == STRUCK)
        reasons = {struck.line_id: struck.text for struck in writing.connection.execute(strikes)}
        keyed = {line.id: (line.platform, line.number, line.due_on) for line in lines}
        struck = {keyed[line]: text or "" for line, text in reasons.items() if line is not None}
        found[row.unit_name, row.subject, row.follows_id] = _Standing(
            row.id, row.as_of, frozenset(keyed.values()), struck
        )
    return found


def _second_orders(snapshot: Snapshot, scope: Scope, settings: Settings) -> list[_Plan]:
    """Orders whose answer is overdue by the ladder's measure, with the lines that are still open."""
    overdue = {}
    for row in snapshot.records("orders_register", scope):
        step = settings.ladder.urging(str(row["subject"]))
        late = row["answer_overdue_days"]
        if step and row["answer_overdue"] and isinstance(late, int) and late >= step.days:
            overdue[row["order_id"]] = row
    if not overdue:
        return []
    lines = [row for row in snapshot.records("order_line_list", scope) if row["line_state"] == "open"]
    return [
        _Plan(str(overdue[order]["unit_name"]), str(overdue[order]["subject"]), int(str(order)), [*rows])
        for order, rows in groupby(lines, key=lambda row: row["order_id"])
        if order in overdue
    ]


def _write(
    writing: Writing,
    snapshot: Snapshot,
    as_of: date,
    settings: Settings,
    plan: _Plan,
    after_days: int,
    before: _Standing | None,
) -> int:
    first = plan.rows[0]
    (order_id,) = writing.add(
        orders,
        [
            {
                "unit_name": plan.unit,
                "area": first["area"],
                "subject": plan.subject,
                "as_of": as_of,
                "snapshot": snapshot.id,
                "light_preset": snapshot.rules.lights.preset,
                "calendar": settings.calendar,
                "after_days": after_days,
                "follows_id": plan.follows,
            }
        ],
    )
    lines = [
        {"order_id": order_id, "position": place, **dict(zip(_LINE, _cells(row), strict=True))}
        for place, row in enumerate(plan.rows, start=1)
    ]
    ids = writing.add(order_lines, lines)
    if before is not None:
        struck = [
            {"order_id": order_id, "event": STRUCK, "line_id": id_, "text": before.struck[key]}
            for id_, line in zip(ids, lines, strict=True)
            if (key := (line["platform"], line["number"], line["due_on"])) in before.struck
        ]
        writing.add(order_events, struck)
        if words := words_of(writing, before.id):
            _event(writing, order_id, WORDED, words)
    return order_id


def _cells(row: dict[str, Any]) -> tuple[Any, ...]:
    return (*(row[name] for name in ("platform", "case_no", "due_on", "title", "began_on", "overdue_days", "stage")),)


def _event(writing: Writing, order_id: int, event: str, text: str | None = None) -> None:
    writing.add(order_events, [{"order_id": order_id, "event": event, "text": text}])
