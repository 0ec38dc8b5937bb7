"""Mailing documents to a list: by the mail of the outbox, under the same switches, to nobody twice."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from analytics.errors import N_, CasewatchError
from analytics.register import Register, register_of
from analytics.register.record_tables import document_sendings
from analytics.reminders.allowed import against_sending
from analytics.reminders.channels.dispatching import sender
from analytics.reminders.channels.envelope import Attachment, Envelope
from analytics.reminders.sending import WHAT_CAME
from analytics.settings import Settings

MOST = 20_000_000
"""Bytes of all files together: what mail servers commonly take."""
_FINAL = ("sent", "refused", "unknown")


class NotMailed(CasewatchError):
    """Documents cannot be mailed so; nothing left."""


@dataclass(frozen=True)
class Mailed:
    """What became of one address: sent, failed, refused, unknown, or already (it has these documents)."""

    address: str
    became: str
    detail: str


def mail(
    warehouse: Path,
    files: Sequence[tuple[str, bytes]],
    addresses: Sequence[str],
    subject: str,
    body: str,
    who: str,
    settings: Settings,
    day: date,
) -> list[Mailed]:
    """Mail documents to each address. What an address got, or may have got, is never sent to it again.

    Raises `NotMailed` while sending is off, for no files, no addresses, no mail server, or more than mail carries.
    """
    chosen = [*dict.fromkeys(one.strip() for one in addresses if one.strip())]
    if wrong := [one for one in chosen if "@" not in one or any(sign.isspace() for sign in one)]:
        raise NotMailed(N_("{address} is no mail address. Write it as name@example.org."), address=wrong[0])
    if not chosen:
        raise NotMailed(N_("To whom? Name addresses with --to, or send_to under [bulletins] in settings.toml."))
    if sum(len(content) for _, content in files) > MOST:
        raise NotMailed(N_("The documents are larger than mail carries ({most} MB). Send fewer."), most=MOST // 10**6)
    if reasons := against_sending(warehouse, settings):
        said, details = reasons[0]
        raise NotMailed(N_("Nothing leaves: {reason}"), reason=said.format(**details))
    register = register_of(warehouse)
    together = hashlib.sha256(b"".join(hashlib.sha256(content).digest() for _, content in files)).hexdigest()
    names = ", ".join(name for name, _ in files)
    return [_mail(register, one, together, names, files, subject, body, who, settings, day) for one in chosen]


def _mail(
    register: Register,
    address: str,
    sha256: str,
    names: str,
    files: Sequence[tuple[str, bytes]],
    subject: str,
    body: str,
    who: str,
    settings: Settings,
    day: date,
) -> Mailed:
    send = sender("mail", address, settings.reminders)
    if isinstance(send, tuple):
        raise NotMailed(send[0], **send[1])
    table = document_sendings.c
    told = select(table.attempt, table.event).where(table.sha256 == sha256, table.address == address)
    before = register.read(told.order_by(document_sendings.c.id))
    ends = {row.event for row in before} & {*_FINAL}
    if ends or (before and before[-1].event == "claimed"):
        return Mailed(address, "already", ", ".join(sorted(ends)) or "claimed by a run that did not end")
    attempt = 1 + max((row.attempt for row in before), default=0)
    row = {"sha256": sha256, "name": names, "address": address, "attempt": attempt}
    try:
        with register.writing(who) as writing:
            writing.add(document_sendings, [row | {"event": "claimed", "detail": None}])
    except IntegrityError:
        return Mailed(address, "already", "claimed by another run")
    key = f"casewatch-{sha256[:16]}-{hashlib.sha256(address.encode()).hexdigest()[:8]}"
    enclosed = tuple(
        Attachment(name, content, mimetypes.guess_type(name)[0] or "application/octet-stream")
        for name, content in files
    )
    delivery = send(Envelope(key, address, subject, body, names, day, len(files), 0, files=enclosed))
    became = WHAT_CAME[delivery.became]
    with register.writing(who) as writing:
        writing.add(document_sendings, [row | {"event": became, "detail": delivery.detail or None}])
    return Mailed(address, became, delivery.detail)
