"""A letter without a channel, copied into a chat by hand: an attempt, written down like any other."""

from __future__ import annotations

from pathlib import Path

from analytics.errors import N_, CasewatchError
from analytics.register import register_of
from analytics.reminders.enclosed import Carried
from analytics.reminders.outbox import note, unfinished
from analytics.reminders.planning import COPY


class NotToCopy(CasewatchError):
    """The letter is not one that waits to be copied."""


def copied(warehouse: Path, letter_id: int, who: str, carried: Carried) -> None:
    """Write down that somebody copied and sent a letter, and what that means for what it carries. Raises `NotToCopy`, `RegisterRefused` without a name."""
    register = register_of(warehouse)
    waiting = {letter.id for letter in unfinished(register, copied_too=True) if letter.channel == COPY}
    if letter_id not in waiting:
        raise NotToCopy(
            N_("The letter {letter} does not wait to be copied any more. Load the page anew."), letter=letter_id
        )
    enclosed = carried(letter_id)
    with register.writing(who) as writing:
        note(writing, letter_id, 1, "copied")
        if enclosed is not None:
            enclosed.gone(writing)
