"""What a meeting decides: written down, told anew where it changes, ended, made an order of. Nothing of it is ever erased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import func, select

from analytics.errors import N_
from analytics.orders.drafting import Drafted, add_words, draft
from analytics.register import register_of
from analytics.register.record_tables import decision_orders, decisions
from analytics.register.register import Writing
from analytics.review.weeks import ReviewRefused
from analytics.settings import Settings
from analytics.snapshot.opened import Snapshot

State = Literal["open", "done", "dropped"]
STATES: tuple[State, ...] = ("open", "done", "dropped")


@dataclass(frozen=True)
class Decision:
    """What is decided: the words, who does it by when, and the unit that it is about, if any."""

    text: str
    owner: str
    due_on: date | None = None
    unit: str | None = None
    area: str | None = None


def decide(snapshot: Snapshot, meeting_on: date, decision: Decision, who: str) -> int:
    """Write a decision down; gives its id.

    Raises `ReviewRefused` without words, without an owner, with a day before the meeting, and about a unit that the data
    does not know.
    """
    _must_say(decision, meeting_on)
    if decision.unit and decision.unit not in snapshot.choices("unit_name"):
        raise ReviewRefused(
            N_("The data knows no unit {unit}. Name it as it stands there: `query overdue_by_unit`."),
            unit=decision.unit,
        )
    with register_of(snapshot.warehouse).writing(who) as writing:
        (decision_id,) = writing.add(decisions, [_row(decision, meeting_on, "open")])
    return decision_id


def tell_anew(
    snapshot: Snapshot, decision_id: int, who: str, state: State, due_on: date | None = None, text: str = ""
) -> None:
    """Say how a decision stands now: its state, and where they changed its day and its words.

    Raises `ReviewRefused` for a decision that there is not, or one that ended already.
    """
    with register_of(snapshot.warehouse).writing(who) as writing:
        last = _last(writing, decision_id)
        if last.state != "open":
            raise ReviewRefused(
                N_("Decision {id} is {state} already. Write a new decision instead."), id=decision_id, state=last.state
            )
        decision = Decision(text.strip() or last.text, last.owner, due_on or last.due_on, last.unit_name, last.area)
        writing.add(decisions, [{**_row(decision, last.meeting_on, state), "replaces_id": decision_id}])


def order_of_decision(snapshot: Snapshot, decision_id: int, settings: Settings, who: str) -> tuple[int, ...]:
    """Draft an order of a decision about a unit, with the decision's words: what the ladder asks of that unit now.

    `snapshot` is the published one. Gives the drafts, one a subject. Raises `ReviewRefused` for a decision about no unit,
    and where nothing of the unit is to be ordered.
    """
    with register_of(snapshot.warehouse).writing(who) as writing:
        last = _last(writing, decision_id)
    if not last.unit_name:
        raise ReviewRefused(
            N_("Decision {id} is about no unit, and an order goes to one. Write a decision about a unit."),
            id=decision_id,
        )
    drafted: Drafted = draft(snapshot, snapshot.data_date, settings, who, unit=last.unit_name)
    if not drafted.drafts:
        raise ReviewRefused(
            N_(
                "There is nothing to order of {unit}: no case, message or rating of it is past the ladder's order step without an order."
            ),
            unit=last.unit_name,
        )
    for order_id in drafted.drafts:
        add_words(snapshot.warehouse, order_id, last.text, who)
    with register_of(snapshot.warehouse).writing(who) as writing:
        known = set(
            writing.connection.scalars(
                select(decision_orders.c.order_id).where(decision_orders.c.decision_id == decision_id)
            )
        )
        rows = [
            {"decision_id": decision_id, "order_id": order_id} for order_id in drafted.drafts if order_id not in known
        ]
        writing.add(decision_orders, rows)
    return drafted.drafts


def _last(writing: Writing, decision_id: int) -> Any:
    """The last row of a decision."""
    asked = select(decisions).where(func.coalesce(decisions.c.replaces_id, decisions.c.id) == decision_id)
    row = writing.connection.execute(asked.order_by(decisions.c.id.desc()).limit(1)).first()
    if row is None:
        raise ReviewRefused(N_("There is no decision {id}. `query decisions` names them."), id=decision_id)
    return row


def _must_say(decision: Decision, meeting_on: date) -> None:
    if not decision.text.strip():
        raise ReviewRefused(N_("What is decided? Write it in a sentence."))
    if not decision.owner.strip():
        raise ReviewRefused(N_("Who does it? Name a unit or a person: what nobody owns is not done."))
    if decision.due_on is not None and decision.due_on < meeting_on:
        raise ReviewRefused(
            N_("The day {day} lies before the meeting's ({meeting}). Choose a later one."),
            day=decision.due_on,
            meeting=meeting_on,
        )


def _row(decision: Decision, meeting_on: date, state: State) -> dict[str, Any]:
    return {
        "meeting_on": meeting_on,
        "text": decision.text.strip(),
        "unit_name": decision.unit or None,
        "area": decision.area or None,
        "owner": decision.owner.strip(),
        "due_on": decision.due_on,
        "state": state,
    }
