"""The agenda of a weekly meeting as plain data: blocks in their fixed order, each with what it says and shows.

The page draws it, slides and memo print it, a closed meeting keeps it. A block that fails says so; the others stand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from analytics.errors import N_
from analytics.failures import refusal
from analytics.review.blocks import changes, decided, exceptions, promises, standing_six
from analytics.review.meeting import Block, Meeting
from analytics.review.told import refused, told
from analytics.review.weeks import Week
from analytics.settings import Review

TITLES = {
    "promises": N_("Last week's promises"),
    "changes": N_("What changed"),
    "standing": N_("The standing six"),
    "exceptions": N_("Exceptions"),
    "decisions": N_("Decisions"),
}
BLOCKS = tuple(TITLES)
"""The blocks in their order (domain.md 10)."""
_MADE_BY: dict[str, Callable[[Meeting, Block], Block]] = {
    "promises": promises.block,
    "changes": changes.block,
    "standing": standing_six.block,
    "exceptions": exceptions.block,
    "decisions": decided.block,
}


@dataclass(frozen=True)
class Agenda:
    """A meeting's agenda: what it was computed from, and its blocks in the order of `BLOCKS`."""

    week: Week
    as_of: date
    known_on: date | None
    snapshot: str
    blocks: tuple[Block, ...]


def agenda(meeting: Meeting) -> Agenda:
    """The agenda of a meeting."""
    return Agenda(
        meeting.week,
        meeting.as_of,
        meeting.known_on,
        meeting.snapshot.id,
        tuple(block(key, meeting) for key in BLOCKS),
    )


def minutes_of(key: str, review: Review) -> int:
    """The minutes that a block has."""
    return {
        "promises": review.promises,
        "changes": review.changes,
        "standing": review.standing,
        "exceptions": review.exceptions,
        "decisions": review.decisions,
    }[key]


def block(key: str, meeting: Meeting) -> Block:
    """One block of it; what goes wrong in it is its failure, as a sentence."""
    title, minutes = told(TITLES[key]), minutes_of(key, meeting.settings.review)
    try:
        meeting.scope  # noqa: B018 - refuses a week without data
        return _MADE_BY[key](meeting, Block(key, title, minutes))
    except Exception as error:
        return Block(key, title, minutes, failure=refused(refusal(error, meeting.snapshot.warehouse)))
