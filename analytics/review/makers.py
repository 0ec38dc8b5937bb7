"""What a closing meeting prints beside its rows: each maker gives a file's name and its bytes, the same for the same agenda."""

from __future__ import annotations

from collections.abc import Callable

from analytics.review.agenda import Agenda
from analytics.review.meeting import Meeting

Maker = Callable[[Agenda, Meeting], tuple[str, bytes]]

MAKERS: tuple[Maker, ...] = ()
"""What prints a meeting: slides and memo are added here."""


def documents(agenda: Agenda, meeting: Meeting, makers: tuple[Maker, ...] | None = None) -> dict[str, bytes]:
    """The documents of a meeting, by their file names."""
    return dict(make(agenda, meeting) for make in (MAKERS if makers is None else makers))
