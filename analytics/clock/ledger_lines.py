"""A ledger in fewer lines: runs of plain days folded, so that any case fits on one printed page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from analytics.clock.ledger import LedgerDay

PLAIN = ("workday", "weekend")
TURNS = {"accepted", "due", "computed_due", "platform_due", "closed", "as_of"}
"""The marks that never fold: what the outcome rests on. Pauses fold where there are too many."""


@dataclass(frozen=True)
class Line:
    """One day, or a run of days: how many of each kind, how many counted, the counts after the last of them."""

    first: date
    last: date
    kinds: dict[str, int]
    names: tuple[str, ...]
    counted: int
    count: int
    used: int
    phase: str
    marks: tuple[str, ...]
    provisional: bool

    @property
    def days(self) -> int:
        """The calendar days of the line."""
        return sum(self.kinds.values())


def folded(days: Iterable[LedgerDay], at_most: int) -> list[Line]:
    """The ledger in at most `at_most` lines (never fewer than its turning points need), as little folded as that takes."""
    days = list(days)
    lines = [_line([day]) for day in days]
    for key in (_plain_runs, _same_kind, _between_marks, _between_turns):
        if len(lines) <= at_most:
            break
        lines = _fold(days, key)
    return lines


def _fold(days: list[LedgerDay], key: Callable[[LedgerDay], Hashable]) -> list[Line]:
    return [_line(list(run)) for _, run in groupby(days, key)]


def _plain_runs(day: LedgerDay) -> Hashable:
    return (day.phase, "plain") if day.kind in PLAIN and not day.marks else day.day


def _same_kind(day: LedgerDay) -> Hashable:
    if day.marks:
        return day.day
    return day.phase, "plain" if day.kind in PLAIN else day.kind


def _between_marks(day: LedgerDay) -> Hashable:
    return day.day if day.marks else day.phase


def _between_turns(day: LedgerDay) -> Hashable:
    return day.day if TURNS & set(day.marks) else day.phase


def _line(run: list[LedgerDay]) -> Line:
    last = run[-1]
    return Line(
        first=run[0].day,
        last=last.day,
        kinds=dict(Counter(day.kind for day in run)),
        names=tuple(dict.fromkeys(day.name for day in run if day.name)),
        counted=sum(day.counted for day in run),
        count=last.count,
        used=last.used,
        phase=last.phase,
        marks=tuple(dict.fromkeys(mark for day in run for mark in day.marks)),
        provisional=any(day.provisional for day in run),
    )
