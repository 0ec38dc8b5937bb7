"""Signing: a draft gets its number, its limits, and the words, contact and phone of that day, in one transaction.

Whoever signs holds the register: two who sign at once get numbers one after the other, and a signing that fails gives
none away. So the numbers of a year have no gaps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from analytics.clock.days_given import working_days_after
from analytics.errors import N_
from analytics.orders.by_channels import queue_letter
from analytics.orders.drafting import DROPPED, OrderRefused, lines_left, must_be_draft, words_of
from analytics.register import register_of
from analytics.register.record_tables import order_events, order_signings, orders
from analytics.register.register import Writing
from analytics.reminders.allowed import against_sending
from analytics.settings import Settings
from analytics.snapshot.opened import Snapshot


@dataclass(frozen=True)
class Signed:
    """An order that has just been signed."""

    order_id: int
    year: int
    number: int
    unit_name: str


def sign(
    snapshot: Snapshot, drafts: Sequence[int] | None, who: str, settings: Settings, at: datetime | None = None
) -> list[Signed]:
    """Sign drafts (None: all that stand), in their order: all or none. `at` is the moment, by default now.

    Where sending is allowed, each order's letter is written with its signature.

    Raises `OrderRefused` without a name, for what is no draft, and for a draft whose lines were all struck.
    """
    if not who.strip():
        raise OrderRefused(N_("Who signs? Give a name: an order without a signature is none."))
    contacts = _contacts(snapshot)
    sending = not against_sending(snapshot.warehouse, settings)
    with register_of(snapshot.warehouse).writing(who, at) as writing:
        chosen = _standing(writing) if drafts is None else [*dict.fromkeys(drafts)]
        if not chosen:
            raise OrderRefused(N_("There is no draft to sign. Draft a day first: python -m analytics orders draft"))
        signed = [_sign(writing, order_id, contacts, settings) for order_id in chosen]
        for order in signed if sending else ():
            lines = lines_left(writing, order.order_id)
            queue_letter(writing, order.order_id, lines, contacts.get(order.unit_name), settings)
        return signed


def _sign(writing: Writing, order_id: int, contacts: dict[str, dict[str, Any]], settings: Settings) -> Signed:
    draft = must_be_draft(writing, order_id)
    lines = lines_left(writing, order_id)
    if not lines:
        raise OrderRefused(
            N_("Draft {id} ({unit}) has no line left: all were struck. Nothing was signed; leave it out."),
            id=order_id,
            unit=draft.unit_name,
        )
    today = date.fromisoformat(writing.day)
    number = 1 + (
        writing.connection.scalar(select(func.max(order_signings.c.number)).where(order_signings.c.year == today.year))
        or 0
    )
    contact = contacts.get(draft.unit_name, {})
    copies = [settings.orders.copy_to, settings.orders.leader if draft.follows_id is not None else ""]
    writing.add(
        order_signings,
        [
            {
                "order_id": order_id,
                "year": today.year,
                "number": number,
                "prefix": settings.orders.prefix,
                "bureau": settings.bureau,
                "signed_by": writing.who,
                "signed_on": today,
                "receive_by": working_days_after(today, settings.orders.receive_days, settings),
                "answer_by": working_days_after(today, settings.orders.answer_days, settings),
                "contact_name": contact.get("contact_name"),
                "phone": contact.get("phone"),
                "copy_to": "、".join(filter(None, copies)),
                "reason": reason(draft, len(lines), settings),
                "required": settings.orders.required,
                "words": words_of(writing, order_id),
            }
        ],
    )
    if draft.follows_id is not None:
        writing.add(order_events, [{"order_id": draft.follows_id, "event": "superseded", "other_id": order_id}])
    return Signed(order_id, today.year, number, draft.unit_name)


def reason(draft: Any, lines: int, settings: Settings) -> str:
    """Why an order is given: the rule, on what it rests, as of which day, by which light rules. As it is printed."""
    things = {
        "cases": "件办件超过办理时限仍未办结",
        "messages": "条留言超过答复时限仍未答复",
        "ratings": "条差评超过整改时限仍未整改",
    }[draft.subject]
    basis = "、".join(document.quoted for document in settings.documents if "orders" in document.used_by)
    said = f"截至{_day(draft.as_of)}，你单位有{lines}{things}，超过期限{draft.after_days}个工作日以上"
    if draft.follows_id is not None:
        said = f"前发督办单逾期未反馈；截至{_day(draft.as_of)}，你单位仍有{lines}{things}"
    return said + (f"。依据{basis}，现予督办。" if basis else "。现予督办。")


def _standing(writing: Writing) -> list[int]:
    """The drafts that wait for a signature, but for those whose lines were all struck."""
    ended = select(order_signings.c.order_id).union(
        select(order_events.c.order_id).where(order_events.c.event == DROPPED)
    )
    waiting = writing.connection.scalars(select(orders.c.id).where(orders.c.id.not_in(ended)).order_by(orders.c.id))
    return [order_id for order_id in waiting.all() if lines_left(writing, order_id)]


def _contacts(snapshot: Snapshot) -> dict[str, dict[str, Any]]:
    """Whom each unit named: one with a phone before one without."""
    found: dict[str, dict[str, Any]] = {}
    for row in snapshot.records("unit_contacts", snapshot.everything()):
        found.setdefault(str(row["unit_name"]), row)
    return found


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
