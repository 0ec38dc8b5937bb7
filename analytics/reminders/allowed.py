"""Whether anything may be sent from here: a person switched it on, and this is the very machine that is meant.

A copy of the warehouse on another machine sends nothing, nor does one whose settings were copied with it.
"""

from __future__ import annotations

import os
import socket
from pathlib import Path

from sqlalchemy import select

from analytics.errors import N_
from analytics.register import register_of
from analytics.register.record_tables import switches
from analytics.settings import Settings

BY_ENVIRONMENT = "CASEWATCH_SEND"
SENDING = "sending"
Reason = tuple[str, dict[str, object]]


def here() -> str:
    """This machine's name, as settings.toml must name it."""
    return socket.gethostname()


def switched_on(warehouse: Path) -> bool:
    """Whether the last who switched sending switched it on."""
    last = register_of(warehouse).read(
        select(switches.c.is_on).where(switches.c.name == SENDING).order_by(switches.c.id.desc()).limit(1)
    )
    return bool(last and last[0].is_on)


def switch(warehouse: Path, on: bool, who: str, note: str = "") -> None:
    """Switch sending on or off. Raises `RegisterRefused` without a name."""
    with register_of(warehouse).writing(who) as writing:
        writing.add(switches, [{"name": SENDING, "is_on": on, "host": here(), "note": note.strip() or None}])


def against_sending(warehouse: Path, settings: Settings) -> list[Reason]:
    """Why nothing is sent from here, each reason a sentence with its details; none where messages may go out."""
    reasons: list[Reason] = []
    if not switched_on(warehouse):
        reasons.append((N_("Sending is switched off. Switch it on: python -m analytics sending on --by NAME"), {}))
    host = settings.reminders.host
    if not host:
        reasons.append(
            (
                N_("settings.toml names no host that may send. Name it under [reminders]: host = {here}"),
                {"here": here()},
            )
        )
    elif host != here():
        reasons.append((N_("Only {host} may send; this is {here}."), {"host": host, "here": here()}))
    if os.environ.get(BY_ENVIRONMENT) != "on":
        reasons.append((N_("{variable} is not “on” in the environment of this process."), {"variable": BY_ENVIRONMENT}))
    return reasons
