"""What the figures must say of the planted supervision, counted from the plan: the demo's own second opinion."""

from __future__ import annotations

from collections import Counter, defaultdict
from statistics import median

import pandas as pd

from demo.catalogue import Catalogue
from demo.clock import DAY, NONE, Clock
from demo.supervision import Letter, Order, Supervision

SENT = ("sent", "copied")


def supervision_truths(told: Supervision, cases: pd.DataFrame, catalogue: Catalogue, clock: Clock) -> dict:
    """Orders and reminders by unit, what was closed after a reminder, and how the orders stand on the data date."""
    names = catalogue.units.unit_name
    orders: dict[str, dict] = {}
    for unit in sorted({order.unit for order in told.orders}):
        orders[names[unit]] = _orders_of([order for order in told.orders if order.unit == unit], clock)
    letters: dict[str, list[Letter]] = defaultdict(list)
    for letter in told.letters:
        letters[names[letter.unit]].append(letter)
    return {
        "orders": len(told.orders),
        "letters": len(told.letters),
        "runs": len(told.nights),
        "reminders": sum(len(letter.told) for letter in told.letters),
        "order_states": dict(sorted(Counter(_state(order) for order in told.orders).items())),
        "orders_by_unit": orders,
        "reminders_by_unit": {unit: _reminders_of(written) for unit, written in sorted(letters.items())},
        "after_reminder": _after(told, cases, clock),
    }


def _state(order: Order) -> str:
    changing = [event.event for event in order.events if event.event != "attempted"]
    return changing[-1] if changing else "signed"


def _orders_of(orders: list[Order], clock: Clock) -> dict:
    judged = [_judged(order, clock) for order in orders]
    days = [told["days"] for told in judged if told["days"] is not None]
    return {
        "issued": len(orders),
        "received_on_time": sum(told["received"] for told in judged),
        "answered_on_time": sum(told["answered"] for told in judged),
        "overdue": sum(told["overdue"] for told in judged),
        "median_answer_days": median(days) if days else None,
    }


def _judged(order: Order, clock: Clock) -> dict:
    """An order on the data date: received and answered in time, its answer overdue, its working days to the answer."""
    received = [event.at // DAY for event in order.events if event.event in ("received", "answered")]
    turns = [event for event in order.events if event.event in ("answered", "returned")]
    answered = turns[-1].at // DAY if turns and turns[-1].event == "answered" else None
    limits = [order.answer_by, *(event.answer_by for event in order.events if event.answer_by is not None)]
    ended = _state(order) in ("accepted", "withdrawn", "superseded")
    return {
        "received": bool(received) and received[0] <= order.receive_by,
        "answered": answered is not None and answered <= limits[-1],
        "overdue": not ended and answered is None and limits[-1] < clock.as_of,
        "days": None if answered is None else int(clock.number[answered] - clock.number[order.signed // DAY]),
    }


def _reminders_of(letters: list[Letter]) -> dict[str, int]:
    ends: Counter[str] = Counter()
    for letter in letters:
        ends[letter.events[-1][2]] += len(letter.told)
    return {
        "reminders": sum(ends.values()),
        "letters": len(letters),
        "reminders_sent": sum(ends[end] for end in SENT),
        "reminders_failed": ends["refused"],
        "reminders_cancelled": ends["cancelled"],
        "reminders_unknown": ends["unknown"],
    }


def _after(told: Supervision, cases: pd.DataFrame, clock: Clock) -> dict:
    """Cases still open at the end of the day of their first reminder, five working days ago or more, and how many of them
    were closed within 1, 3 and 5 working days."""
    first: dict[int, int] = {}
    for letter in told.letters:
        if letter.events[-1][2] in SENT:
            for case, _step in letter.told:
                first[case] = min(first.get(case, letter.day), letter.day)
    rows = cases.loc[[*first]]
    sent = clock.number[[*first.values()]]
    closed = clock.number[rows.closed.where(rows.closed != NONE, 0).to_numpy() // DAY]
    after = pd.Series(closed - sent).where((rows.closed != NONE).to_numpy())
    seen = (sent + 5 <= clock.number[clock.as_of]) & ~(after <= 0)
    return {"cases": int(seen.sum()), "closed": {str(days): int((after[seen] <= days).sum()) for days in (1, 3, 5)}}
