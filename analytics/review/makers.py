"""What a closing meeting prints beside its rows: each maker gives a file's name and its bytes, the same for the same agenda."""

from __future__ import annotations

from collections.abc import Callable

from analytics.review.agenda import Agenda
from analytics.review.meeting import Meeting
from analytics.review.memo import memo
from analytics.review.slides import slides

Maker = Callable[[Agenda, Meeting], tuple[str, bytes]]

MAKERS: tuple[Maker, ...] = (slides, memo)
"""What prints a meeting."""


def documents(agenda: Agenda, meeting: Meeting, makers: tuple[Maker, ...] | None = None) -> dict[str, bytes]:
    """The documents of a meeting, by their file names."""
    return dict(make(agenda, meeting) for make in (MAKERS if makers is None else makers))
