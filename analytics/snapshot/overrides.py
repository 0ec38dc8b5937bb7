"""What the overrides file does: which days it changed and how, and what it will change on the next publish."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from analytics.clock.workdays import Override, Workdays, load_overrides
from analytics.figures.scope import Scope
from analytics.settings import Settings
from analytics.snapshot.opened import Snapshot


@dataclass(frozen=True)
class Effect:
    """A day set by the bureau. `before` is the published calendar's kind of day; `cases` run over the day."""

    calendar: str
    day: date
    before: str
    was_working: bool
    is_working: bool
    reason: str
    cases: int

    @property
    def changes(self) -> bool:
        """Whether the published calendar says otherwise."""
        return self.was_working != self.is_working


def effects(snapshot: Snapshot, scope: Scope) -> list[Effect]:
    """Every day that the overrides set in this snapshot, against what the published calendar says."""
    found = []
    for row in snapshot.records("calendar_overrides", scope):
        code, day = str(row["calendar"]), row["day"]
        assert isinstance(day, date)
        published = Workdays(code, day.year, day.year).day(day)
        found.append(
            Effect(
                calendar=code,
                day=day,
                before=published.kind,
                was_working=published.is_working,
                is_working=bool(row["is_working"]),
                reason=str(row["reason"] or ""),
                cases=int(str(row["cases"])),
            )
        )
    return found


def pending(snapshot: Snapshot, settings: Settings, in_force: Iterable[Effect]) -> list[Override]:
    """The overrides of the file today that this snapshot was not counted with, or counted otherwise."""
    known = {(effect.calendar, effect.day): (effect.is_working, effect.reason) for effect in in_force}
    return [
        override
        for code, overrides in load_overrides(settings.overrides_path).items()
        if code in snapshot.calendars
        for override in overrides
        if known.get((code, override.day)) != (override.working, override.reason)
    ]


def withdrawn(settings: Settings, in_force: Iterable[Effect]) -> list[Effect]:
    """The days that this snapshot was counted with and that the file no longer sets."""
    today = {
        (code, override.day)
        for code, overrides in load_overrides(settings.overrides_path).items()
        for override in overrides
    }
    return [effect for effect in in_force if (effect.calendar, effect.day) not in today]
