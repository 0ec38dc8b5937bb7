"""Cases of the construction platform, folded from their status events up to a day (domain.md 3 and 5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from .clock import Case

ACCEPTED, CLOSED = 3, (11, 12, 13)
OUT = {2: "withdrawn", 4: "rejected", 5: "rejected", 14: "withdrawn", 15: "void"}
PAUSES = ((6, 7), (9, 10))


@dataclass(frozen=True)
class Event:
    """One status of one case at a moment, told by an export."""

    at: datetime
    code: int
    exported_on: date = date.min


@dataclass(frozen=True)
class CaseOfEvents:
    """A case that is told by its events."""

    case_no: str
    events: tuple[Event, ...]
    limit: float | None = None
    limit_unit: str = "working"
    statutory: float | None = None
    statutory_unit: str = "working"

    def at(self, as_of: date, known_on: date | None = None) -> Case | None:
        """The case as its events up to the end of `as_of` tell it: what happened later has not happened.

        Accepted with the earliest 3, closed with the latest of 11 to 13. The last of what ends a case or takes it back
        says whether it counts: 不予受理 after 受理 ends it, and a closing that is revoked later was a closing until then.
        """
        life = sorted(
            {
                (event.at, event.code)
                for event in self.events
                if event.at.date() <= as_of and (known_on is None or event.exported_on <= known_on)
            }
        )
        accepted = [at for at, code in life if code == ACCEPTED]
        if not accepted:
            return None
        closed = [at for at, code in life if code in CLOSED]
        deciding = [(at, code) for at, code in life if at >= min(accepted) and code in (ACCEPTED, *CLOSED, *OUT)]
        ended_at, last = deciding[-1]
        status = OUT.get(last) or ("closed" if closed else "open")
        return Case(
            case_no=self.case_no,
            accepted_at=min(accepted),
            closed_at=max(closed, default=None),
            limit=self.limit,
            limit_unit=self.limit_unit,
            statutory=self.statutory,
            statutory_unit=self.statutory_unit,
            status=status,
            excluded_on=ended_at.date() if last in OUT else None,
            pauses=tuple(pause for begins, ends in PAUSES for pause in pairs(life, begins, ends)),
        )


def pairs(life: Iterable[tuple[datetime, int]], begins: int, ends: int) -> list[tuple[datetime, datetime | None]]:
    """The pauses between the events `begins` and `ends`; one that nothing ends is still running.

    A start told again while a pause runs is the same start; an end without a start is none. Of one moment, where a
    pause runs its end comes before the next start; where none runs, the start comes first.
    """
    moments: dict[datetime, set[int]] = {}
    for at, code in life:
        if code in (begins, ends):
            moments.setdefault(at, set()).add(code)
    found: list[tuple[datetime, datetime | None]] = []
    running: datetime | None = None
    for at, codes in sorted(moments.items()):
        if running is not None and ends in codes:
            found.append((running, at))
            running = at if begins in codes else None
        elif running is None and begins in codes:
            running = at
            if ends in codes:
                found.append((at, at))
                running = None
    return [*found, (running, None)] if running is not None else found
