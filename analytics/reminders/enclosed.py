"""Letters of the outbox that urge nothing themselves, such as an order: what goes with them, and what is written once they went."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from analytics.register.register import Writing
from analytics.reminders.channels.envelope import Attachment
from analytics.snapshot.opened import Snapshot


@dataclass(frozen=True)
class Enclosed:
    """What a letter carries: why it need not go any more (empty: it has to), its heading, how many matters, its files, and what its going means.

    `gone` writes that in the transaction in which the sending is written down.
    """

    needless: str
    heading: str
    count: int
    files: Callable[[], tuple[Attachment, ...]]
    gone: Callable[[Writing], None]


Carried = Callable[[int], Enclosed | None]
"""What the letter with this id carries; None for a reminder."""


def reminders_only(_snapshot: Snapshot) -> Carried:
    """Nothing but reminders."""
    return lambda _letter_id: None
