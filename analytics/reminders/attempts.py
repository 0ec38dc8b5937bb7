"""What somebody did to urge a unit by hand: a call, a text copied into its group. An attempt, never an answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from analytics.errors import N_, CasewatchError
from analytics.register import register_of
from analytics.register.record_tables import notes

URGED_BY_PHONE, TEXT_COPIED = "urged_by_phone", "text_copied"
ATTEMPTS = (URGED_BY_PHONE, TEXT_COPIED)


class AttemptRefused(CasewatchError):
    """What was done cannot be written down as it was told; nothing was written."""


def write_down(warehouse: Path, kind: str, unit: str, area: str | None, day: date, text: str, who: str) -> None:
    """Write down an attempt to urge a unit on a day; `text` says with whom, or holds what was copied.

    Raises `AttemptRefused` for a call without a note, `RegisterRefused` without a name.
    """
    if kind == URGED_BY_PHONE and not text.strip():
        raise AttemptRefused(
            N_("The note on the call to {unit} is empty. Write whom you spoke to and what was said."), unit=unit
        )
    with register_of(warehouse).writing(who) as writing:
        writing.add(
            notes,
            [{"kind": kind, "subject": "unit", "unit_name": unit, "area": area, "day": day, "text": text.strip()}],
        )
