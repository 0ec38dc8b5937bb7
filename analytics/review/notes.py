"""Notes at a figure and a day: why did it rise? Every chart of the figure shows them, with who wrote them and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select

from analytics.errors import N_
from analytics.figures.catalogue import figure
from analytics.register import register_of
from analytics.register.record_tables import acts, notes
from analytics.review.weeks import ReviewRefused

NOTE, FIGURE = "note", "figure"


@dataclass(frozen=True)
class Note:
    """A note: what it says of which figure and day, in which unit (None: the whole city), who wrote it and when."""

    figure: str
    day: date
    text: str
    who: str
    at: str
    unit: str | None = None


def write_note(warehouse: Path, about: str, day: date, text: str, who: str, unit: str | None = None) -> None:
    """Write a note at a figure and a day. Raises `ReviewRefused` without words, `ScopeError` for an unknown figure."""
    if not text.strip():
        raise ReviewRefused(N_("The note is empty. Write what explains the figure on that day."))
    row = {
        "kind": NOTE,
        "subject": FIGURE,
        "figure": figure(about).key,
        "day": day,
        "text": text.strip(),
        "unit_name": unit,
    }
    with register_of(warehouse).writing(who) as writing:
        writing.add(notes, [row])


def notes_of(warehouse: Path) -> list[Note]:
    """Every note at a figure, by its day, then in the order in which they were written."""
    asked = select(notes.c.figure, notes.c.day, notes.c.text, acts.c.who, acts.c.at, notes.c.unit_name)
    asked = asked.join_from(notes, acts, acts.c.id == notes.c.act_id).where(
        notes.c.kind == NOTE, notes.c.subject == FIGURE
    )
    return [Note(*row) for row in register_of(warehouse).read(asked.order_by(notes.c.day, notes.c.id))]
