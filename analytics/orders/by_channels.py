"""An order on its way to its unit: a letter of the outbox, written with the signature, sent like every other letter.

Only where sending is allowed at the moment of signing; else the order goes out by hand, as it always could.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from analytics.orders.order_states import ENDED
from analytics.orders.printed import printed_document
from analytics.register import register_of
from analytics.register.record_tables import digests, order_events, order_letters, order_lines, order_signings, orders
from analytics.register.register import Writing
from analytics.reminders.channels.envelope import Attachment
from analytics.reminders.enclosed import Carried, Enclosed
from analytics.reminders.letters import COPIED, SAID, fitted
from analytics.reminders.planning import LIMITS, addressed_once, elsewhere
from analytics.reminders.run import opening
from analytics.settings import Settings
from analytics.snapshot.opened import Snapshot

ENDED_ALREADY, WENT_OTHERWISE = "the order has ended", "the order went out otherwise"
GONE = ("sent", "received", "answered", *ENDED)
"""What happens to an order only once it has reached its unit, or needs to reach it no more."""
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def queue_letter(
    writing: Writing, order_id: int, lines: list[Any], contact: Mapping[str, Any] | None, settings: Settings
) -> None:
    """Write the letter of an order that has just been signed, to its unit's contact."""
    draft = writing.connection.execute(select(orders).where(orders.c.id == order_id)).one()
    signing = writing.connection.execute(select(order_signings).where(order_signings.c.order_id == order_id)).one()
    recipient, channel, address = addressed_once(draft.unit_name, draft.area, contact, settings)
    (letter_id,) = writing.add(
        digests,
        [
            {
                "recipient": recipient,
                "channel": channel,
                "day": signing.signed_on,
                "part": 1 + order_id,  # a reminder of that day is part 1
                "unit_name": draft.unit_name,
                "area": draft.area,
                "address": address,
                "body": _text(draft, signing, lines, channel),
                "not_before": opening(datetime.fromisoformat(writing.at), settings).isoformat(timespec="seconds"),
            }
        ],
    )
    writing.add(order_letters, [{"order_id": order_id, "digest_id": letter_id}])


def carried_by(snapshot: Snapshot) -> Carried:
    """Which letters of the outbox carry an order, and what goes with them."""
    register = register_of(snapshot.warehouse)

    def of(letter_id: int) -> Enclosed | None:
        found = register.read(select(order_letters.c.order_id).where(order_letters.c.digest_id == letter_id))
        return _enclosed(snapshot, int(found[0].order_id)) if found else None

    return of


def sent_by_channel(writing: Writing, order_id: int, how: str) -> None:
    """Write down on the order that it went out, unless more has happened to it already."""
    happened = select(order_events.c.id).where(order_events.c.order_id == order_id)
    later = happened.where(order_events.c.event.in_(GONE))
    if not writing.connection.execute(later).first():
        writing.add(order_events, [{"order_id": order_id, "event": "sent", "text": how}])


def _enclosed(snapshot: Snapshot, order_id: int) -> Enclosed:
    register = register_of(snapshot.warehouse)
    happened = register.read(select(order_events.c.event).where(order_events.c.order_id == order_id))
    gone = [row.event for row in happened if row.event in GONE]
    (signing,) = register.read(select(order_signings).where(order_signings.c.order_id == order_id))
    ((how,),) = register.read(
        select(digests.c.recipient)
        .join(order_letters, order_letters.c.digest_id == digests.c.id)
        .where(order_letters.c.order_id == order_id)
    )
    name = f"{signing.year}-{signing.number}"
    count = len(register.read(select(order_lines.c.id).where(order_lines.c.order_id == order_id)))
    return Enclosed(
        needless="" if not gone else ENDED_ALREADY if set(gone) & set(ENDED) else WENT_OTHERWISE,
        heading=f"【督办单】{_number(signing)}",
        count=count,
        files=lambda: (
            Attachment(f"order-{name}.docx", printed_document(snapshot, order_id, signing.signed_by), DOCX),
        ),
        gone=lambda writing: sent_by_channel(writing, order_id, how),
    )


def _text(draft: Any, signing: Any, lines: list[Any], channel: str) -> str:
    """The order as a plain text: its number, its limits, its lines as far as the channel has room."""
    kind, unit, ends = SAID[draft.subject]
    head = (
        f"【督办单】{draft.unit_name}\n{_number(signing)}（{_day(signing.signed_on)}签发），督办超期{kind}{len(lines)}{unit}。\n"
        f"请于{_day(signing.receive_by)}前签收，于{_day(signing.answer_by)}前反馈。"
    )
    rows = [
        f"{kind} {line.number}"
        + (f"（{line.title}）" if draft.subject != "messages" and line.title else "")
        + f"，{_day(line.due_on)}{ends}，已超期{line.overdue_days}个工作日"
        for line in lines
    ]
    rest = "见督办单" if channel in ("mail", "copy") else elsewhere(channel)
    return fitted(head, rows, signing.bureau, LIMITS.get(channel, COPIED), rest)


def _number(signing: Any) -> str:
    return f"{signing.prefix}〔{signing.year}〕{signing.number}号"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
