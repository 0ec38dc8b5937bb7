"""The life of a signed order: sent, received, answered, returned, extended, accepted, withdrawn; each by somebody, on a day.

What may follow what stands in `FOLLOWS`; everything else is refused with the state that the order is in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from analytics.clock.days_given import working_days_after
from analytics.errors import N_, Word
from analytics.orders.drafting import OrderRefused, lines_left
from analytics.orders.order_states import EVENT_STATES, WORDS
from analytics.register import register_of
from analytics.register.record_tables import order_answers, order_events, order_signings
from analytics.register.register import Writing
from analytics.settings import Settings
from analytics.snapshot.opened import Snapshot

_RUNNING = ("signed", "sent", "received", "returned", "extended")
FOLLOWS = {
    "sent": ("signed",),
    "received": ("signed", "sent", "extended"),
    "attempted": (*_RUNNING, "answered"),
    "answered": _RUNNING,
    "returned": ("answered",),
    "extended": _RUNNING,
    "accepted": (*_RUNNING, "answered"),
    "withdrawn": (*_RUNNING, "answered"),
}
"""What an order can come to, with the states from which it can."""
_NUMBER = re.compile(r"(?:.*?[〔\[（(]?(?P<year>\d{4})[〕\]）)/-])?(?P<number>\d{1,9})号?")
FORM = "form"


@dataclass(frozen=True)
class Answer:
    """A unit's answer to an order, or to one line of it (`line_id`)."""

    cause: str
    measure: str
    expected_on: date
    line_id: int | None = None


@dataclass(frozen=True)
class Standing:
    """A signed order as it stands while somebody writes: its signature, its state, the limit in force."""

    signing: Any
    state: str
    answer_by: date

    @property
    def order_id(self) -> int:
        """The order's id."""
        return int(self.signing.order_id)

    @property
    def name(self) -> str:
        """Its number as a sentence writes it."""
        return f"〔{self.signing.year}〕{self.signing.number}号"


def order_of(snapshot: Snapshot, number: str) -> int:
    """The order with this number: 47, 2026-47 or 〔2026〕47号; of several years the newest. Raises `OrderRefused`."""
    found = _NUMBER.fullmatch(number.strip())
    if found:
        asked = select(order_signings.c.order_id).where(order_signings.c.number == int(found["number"]))
        if found["year"]:
            asked = asked.where(order_signings.c.year == int(found["year"]))
        if rows := register_of(snapshot.warehouse).read(asked.order_by(order_signings.c.year.desc())):
            return int(rows[0].order_id)
    raise OrderRefused(
        N_("There is no order {number}. `orders list` names them; a draft has no number yet."), number=number
    )


def sent(snapshot: Snapshot, order_id: int, how: str, who: str) -> None:
    """The order has gone out; `how` says by which way."""
    _event(snapshot, order_id, who, "sent", how)


def received(snapshot: Snapshot, order_id: int, who: str, note: str = "") -> None:
    """The unit has signed for it."""
    _event(snapshot, order_id, who, "received", note)


def attempted(snapshot: Snapshot, order_id: int, note: str, who: str) -> None:
    """Somebody urged, by phone or otherwise: an attempt, not an answer. Raises `OrderRefused` without a note."""
    _event(snapshot, order_id, who, "attempted", _said(note, N_("Who was reached, and what was said? Write a note.")))


def answered(
    snapshot: Snapshot,
    order_id: int,
    answers: Sequence[Answer],
    answered_by: str,
    who: str,
    source: str = FORM,
) -> None:
    """A unit answers; `who` writes it down for `answered_by`. All answers are written, or none.

    Raises `OrderRefused` for an order that is closed or answered, and for an answer without a cause or a measure. A cause
    beside the list in settings.toml is kept in its words.
    """
    by = _said(answered_by, N_("Who answers for the unit? Give a name."))
    if not answers:
        raise OrderRefused(N_("An answer without a cause and a measure is none."))
    with _writing(snapshot, order_id, who, "answered") as (writing, order):
        lines = {line.id for line in lines_left(writing, order_id)}
        for answer in answers:
            _said(answer.cause, N_("An answer says why it is late: name the cause."))
            _said(answer.measure, N_("An answer says what is done: write the measure."))
            if answer.line_id is not None and answer.line_id not in lines:
                raise OrderRefused(N_("Order {order} has no line {line}."), order=order.name, line=answer.line_id)
        _add(writing, order_id, "answered", by)
        writing.add(
            order_answers,
            [
                {
                    "order_id": order_id,
                    "line_id": answer.line_id,
                    "cause": answer.cause,
                    "measure": answer.measure.strip(),
                    "expected_on": answer.expected_on,
                    "answered_by": by,
                    "source": source,
                }
                for answer in answers
            ],
        )


def returned(
    snapshot: Snapshot, order_id: int, why: str, who: str, settings: Settings, answer_by: date | None = None
) -> date:
    """The answer does not do: it is to be done again until a new day, by default as many working days as the first."""
    said = _said(why, N_("Why is the answer returned? Write it: the unit has to know."))
    with _writing(snapshot, order_id, who, "returned") as (writing, order):
        today = date.fromisoformat(writing.day)
        until = answer_by or working_days_after(today, settings.orders.answer_days, settings)
        _must_come(until, today, order)
        _add(writing, order_id, "returned", said, until)
    return until


def extended(snapshot: Snapshot, order_id: int, answer_by: date, why: str, who: str) -> None:
    """More time, asked for before the limit has passed, with a reason; the day before stays on record."""
    said = _said(why, N_("Why is the order extended? Write the reason that the unit gave."))
    with _writing(snapshot, order_id, who, "extended") as (writing, order):
        today = date.fromisoformat(writing.day)
        if order.answer_by < today:
            raise OrderRefused(
                N_("Order {order} was to be answered by {day}; an extension is asked for before that day has passed."),
                order=order.name,
                day=order.answer_by,
            )
        _must_come(answer_by, order.answer_by, order)
        _add(writing, order_id, "extended", said, answer_by)


def accepted(snapshot: Snapshot, order_id: int, who: str, note: str = "") -> None:
    """The order is done (销号): answered, or every line of it settled or void meanwhile. Raises `OrderRefused`."""
    with _writing(snapshot, order_id, who, "accepted") as (writing, order):
        if order.state != "answered" and (left := _still_open(snapshot, order_id)):
            raise OrderRefused(
                N_(
                    "Order {order} has not been answered, and {n} of its lines are open. Enter the answer first, or "
                    "withdraw the order."
                ),
                order=order.name,
                n=left,
            )
        _add(writing, order_id, "accepted", note.strip() or None)


def withdrawn(snapshot: Snapshot, order_id: int, why: str, who: str) -> None:
    """The order was wrong; its number stays in the register as void."""
    _event(snapshot, order_id, who, "withdrawn", _said(why, N_("Why is the order withdrawn? Write the reason.")))


def standing(writing: Writing, order_id: int) -> Standing:
    """A signed order as it stands. Raises `OrderRefused` for a draft."""
    signing = writing.connection.execute(select(order_signings).where(order_signings.c.order_id == order_id)).first()
    if signing is None:
        raise OrderRefused(N_("Draft {id} is not signed yet. Sign it first."), id=order_id)
    events = writing.connection.execute(
        select(order_events).where(order_events.c.order_id == order_id).order_by(order_events.c.id)
    ).all()
    states = [event.event for event in events if event.event in EVENT_STATES]
    limits = [event.answer_by for event in events if event.answer_by is not None]
    return Standing(signing, states[-1] if states else "signed", limits[-1] if limits else signing.answer_by)


@contextmanager
def _writing(snapshot: Snapshot, order_id: int, who: str, event: str) -> Iterator[tuple[Writing, Standing]]:
    """A transaction in which something happens to an order whose state allows it."""
    with register_of(snapshot.warehouse).writing(who) as writing:
        order = standing(writing, order_id)
        if order.state not in FOLLOWS[event]:
            raise OrderRefused(
                N_("Order {order} is {state}, so it cannot be {event}. `orders show` tells its life."),
                order=order.name,
                state=Word(WORDS[order.state]),
                event=Word(WORDS[event]),
            )
        yield writing, order


def _event(snapshot: Snapshot, order_id: int, who: str, event: str, text: str) -> None:
    with _writing(snapshot, order_id, who, event) as (writing, _):
        _add(writing, order_id, event, text.strip() or None)


def _add(writing: Writing, order_id: int, event: str, text: str | None, answer_by: date | None = None) -> None:
    writing.add(order_events, [{"order_id": order_id, "event": event, "text": text, "answer_by": answer_by}])


def _said(text: str, asked: str) -> str:
    if not text.strip():
        raise OrderRefused(asked)
    return text.strip()


def _must_come(day: date, after: date, order: Standing) -> None:
    if day <= after:
        raise OrderRefused(
            N_("The new day {day} for order {order} does not come after {after}. Name a later one."),
            day=day,
            order=order.name,
            after=after,
        )


def _still_open(snapshot: Snapshot, order_id: int) -> int:
    lines = snapshot.records("order_line_list", snapshot.everything())
    return sum(line["order_id"] == order_id and line["line_state"] == "open" for line in lines)
