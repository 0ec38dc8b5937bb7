"""What a channel is given, and what it says became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Became = Literal["sent", "busy", "refused", "unknown"]
"""`busy`: it was not taken, and may be later. `unknown`: it may have been taken, so it is never sent again."""


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a message, where the channel takes one."""

    name: str
    content: bytes
    mime: str


@dataclass(frozen=True)
class Envelope:
    """One message to one address; `key` is the same whenever it is the same message. Only mail carries `files`."""

    key: str
    address: str
    subject: str
    body: str
    unit: str
    day: date
    count: int
    late: int
    mobiles: tuple[str, ...] = ()
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True)
class Delivery:
    """What became of a message, and what the service said: never an address with a key in it."""

    became: Became
    detail: str = ""
