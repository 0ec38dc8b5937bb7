"""What several exports tell of one thing: which row counts, since when, and what is known on which day (domain.md 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from .clock import EXCLUDED, Case
from .figures import Message

FINISHED = ("closed",)


@dataclass(frozen=True)
class Telling:
    """One export's row of a case. Of two exports of one day the one imported later is the newer."""

    exported_on: date
    case: Case
    imported: int = 0

    @property
    def rank(self) -> tuple[date, int]:
        """Where it stands among the others; the highest is the newest."""
        return self.exported_on, self.imported


@dataclass(frozen=True)
class ToldPauses:
    """The pauses that one export of pauses tells of a case."""

    exported_on: date
    pauses: tuple[tuple[datetime, datetime | None], ...]
    imported: int = 0

    @property
    def rank(self) -> tuple[date, int]:
        """Where it stands among the others."""
        return self.exported_on, self.imported


@dataclass(frozen=True)
class ToldCase:
    """A case in all exports that tell of it, in any order."""

    tellings: tuple[Telling, ...]
    pauses: tuple[ToldPauses, ...] = ()

    @property
    def case_no(self) -> str:
        """Its number."""
        return self.tellings[0].case.case_no

    def at(self, as_of: date, known_on: date | None = None) -> Case | None:
        """The case as the newest row tells it; what an earlier row told of pauses that no later one tells stays told."""
        told = sorted(
            (each for each in self.tellings if _known(each.exported_on, known_on)), key=lambda each: each.rank
        )
        if not told:
            return None
        newest = told[-1].case
        since = _unbroken(told, lambda each: each.case.status == newest.status)
        excluded_on = finished_on = told_open_on = None
        if newest.status in EXCLUDED:
            excluded_on = newest.closed_at.date() if newest.closed_at is not None else told[since].exported_on
        if newest.status in FINISHED and newest.closed_at is None:
            finished_on = told[since].exported_on
            open_days = [each.exported_on for each in told[:since] if each.case.status not in (*FINISHED, *EXCLUDED)]
            told_open_on = max(open_days, default=None)
        return replace(
            newest,
            excluded_on=excluded_on,
            finished_on=finished_on,
            told_open_on=told_open_on,
            pauses=self._pauses(told, known_on),
        )

    def _pauses(self, told: Sequence[Telling], known_on: date | None) -> tuple[tuple[datetime, datetime | None], ...]:
        """Every pause that was told; of those with the same start what the newest export says."""
        exports = [(each.rank, each.case.pauses) for each in told]
        exports += [(each.rank, each.pauses) for each in self.pauses if _known(each.exported_on, known_on)]
        newest: dict[datetime, tuple[tuple[date, int], list[datetime | None]]] = {}
        for rank, pauses in exports:
            for start, end in pauses:
                known = newest.get(start)
                if known is None or known[0] < rank:
                    newest[start] = rank, [end]
                elif known[0] == rank:
                    known[1].append(end)
        return tuple((start, end) for start, (_, ends) in sorted(newest.items()) for end in ends)


def _known(exported_on: date, known_on: date | None) -> bool:
    return known_on is None or exported_on <= known_on


def _unbroken(told: Sequence[Telling], same: Callable[[Telling], bool]) -> int:
    """The place of the first row of the run that ends with the newest."""
    place = len(told) - 1
    while place and same(told[place - 1]):
        place -= 1
    return place


def answered(rows: Iterable[Message]) -> list[Message]:
    """Messages that stand in several rows: the earliest answer counts."""
    found: dict[str, Message] = {}
    for row in rows:
        known = found.get(row.message_no)
        if known is None:
            found[row.message_no] = row
            continue
        answers = [at for at in (known.answered_at, row.answered_at) if at is not None]
        found[row.message_no] = replace(known, answered_at=min(answers, default=None))
    return list(found.values())


def data_date(exports: Iterable[tuple[date, Iterable[date]]]) -> date | None:
    """The newest event that lies on or before its own export's day; `exports` are their days and their events."""
    return max((event for exported_on, events in exports for event in events if event <= exported_on), default=None)
