"""The outbox: every letter is a row before it is sent, and what became of it is written beside it, row by row.

A letter is claimed before it leaves; whoever finds a claim without an outcome finds a run that died in between, so nobody
knows whether it was sent: it is `unknown`, shown, and never sent again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Row, select

from analytics.register.record_tables import acts, digests, outbox_events, reminders
from analytics.register.register import Register, Writing
from analytics.reminders.planning import Digest

RETRIES = (timedelta(seconds=65), timedelta(minutes=5), timedelta(minutes=30))
"""How long after each failed attempt the next one is made; after the last the letter has failed."""
FINAL = ("sent", "refused", "unknown", "cancelled", "copied")


@dataclass(frozen=True)
class Letter:
    """A letter that may still have to leave. `attempts` were made; the next is not before `due`."""

    id: int
    recipient: str
    channel: str
    address: str
    unit_name: str | None
    day: date
    body: str
    attempts: int
    due: datetime
    claimed: bool
    waits_since: datetime


def queue(writing: Writing, planned: Sequence[Digest], day: date, not_before: datetime, bureau: str) -> list[Digest]:
    """Write the letters of a day, without what their recipients were told before. Gives those that were written.

    A recipient whom this day has a letter for already gets none; what fired since is in tomorrow's.
    """
    letters = news(writing, planned, day)
    ids = writing.add(
        digests,
        [
            {
                "recipient": one.recipient,
                "channel": one.channel,
                "day": day,
                "part": 1,
                "unit_name": one.unit_name,
                "area": one.area,
                "address": one.address,
                "body": one.body(day, bureau),
                "not_before": not_before.isoformat(timespec="seconds"),
            }
            for one in letters
        ],
    )
    writing.add(
        reminders,
        [
            {
                "subject": fired.matter.subject,
                "platform": fired.matter.platform,
                "number": fired.matter.number,
                "due_day": fired.matter.due_on,
                "step": fired.step,
                "recipient": one.recipient,
                "digest_id": digest_id,
                "unit_name": fired.unit_name,
                "area": fired.area,
                "item_name": fired.matter.matter,
            }
            for digest_id, one in zip(ids, letters, strict=True)
            for fired in one.fired
        ],
    )
    return letters


def news(register: Register | Writing, planned: Sequence[Digest], day: date) -> list[Digest]:
    """The letters of a day that are not written yet, without what their recipients were told before."""
    rows = register.connection.execute if isinstance(register, Writing) else register.read
    r = reminders.c
    told = {tuple(row) for row in rows(select(r.subject, r.platform, r.number, r.due_day, r.step, r.recipient))}
    written = {
        tuple(row)
        for row in rows(select(digests.c.recipient, digests.c.channel).where(digests.c.day == day, digests.c.part == 1))
    }
    left = (one.without(told) for one in planned if (one.recipient, one.channel) not in written)
    return [one for one in left if one.fired]


def unfinished(register: Register, copied_too: bool = False) -> list[Letter]:
    """The letters that may still have to leave, the oldest first; those to be copied by hand only where asked for."""
    done = select(outbox_events.c.digest_id).where(outbox_events.c.event.in_(FINAL))
    event = outbox_events.c
    open_ = select(digests, acts.c.at).join(acts, acts.c.id == digests.c.act_id).where(digests.c.id.not_in(done))
    if not copied_too:
        open_ = open_.where(digests.c.channel != "copy")
    happened = (
        select(event.digest_id, event.attempt, event.event, acts.c.at)
        .join(acts, acts.c.id == event.act_id)
        .where(event.digest_id.not_in(done))
        .order_by(event.id)
    )
    last: dict[int, tuple[int, str, str]] = {row[0]: (row[1], row[2], row[3]) for row in register.read(happened)}
    letters = [_letter(row, last.get(row.id)) for row in register.read(open_.order_by(digests.c.id))]
    return [letter for letter in letters if letter.claimed or letter.attempts <= len(RETRIES)]


def _letter(row: Row, last: tuple[int, str, str] | None) -> Letter:
    attempt, event, at = last or (0, "", "")
    opened = datetime.fromisoformat(row.not_before or row.at)
    due = opened
    if event == "failed" and attempt <= len(RETRIES):
        due = datetime.fromisoformat(at) + RETRIES[attempt - 1]
    return Letter(
        id=row.id,
        recipient=row.recipient,
        channel=row.channel,
        address=row.address or "",
        unit_name=row.unit_name,
        day=row.day,
        body=row.body,
        attempts=attempt,
        due=due,
        claimed=event == "claimed",
        waits_since=opened,
    )


def note(writing: Writing, letter_id: int, attempt: int, event: str, detail: str | None = None) -> None:
    """Write down what happened to a letter. A second claim of the same attempt breaks the table's key."""
    writing.add(outbox_events, [{"digest_id": letter_id, "attempt": attempt, "event": event, "detail": detail or None}])


def matters_told(register: Register, letter_id: int) -> list[tuple[str, str, str, date]]:
    """The matters of a letter: subject, platform, number, due day, in the order in which they stand there."""
    r = reminders.c
    found = select(r.subject, r.platform, r.number, r.due_day).where(r.digest_id == letter_id).order_by(r.id)
    return [tuple(row) for row in register.read(found)]
