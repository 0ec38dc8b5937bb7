"""Which service items are in force on a day, and which ratings count (domain.md 4, item lists and ratings)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .figures import Limits, share


@dataclass(frozen=True)
class Item:
    """One row of an item list; the owner is the unit, else the area."""

    owner: str
    code: str
    name: str
    limits: Limits
    effective_on: date | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same item within a list."""
        return self.owner, self.code or self.name


@dataclass(frozen=True)
class ItemList:
    """One export of service items."""

    platform: str
    exported_on: date
    items: tuple[Item, ...]


def items_in_force(lists: Iterable[ItemList], on: date) -> dict[tuple[str, str, str], Item]:
    """The items in force at the end of a day, by platform, owner and code.

    The newest list of an owner says which items the owner has; an item that it no longer holds is out of force from
    that list's date. An owner that the newest file does not name keeps what its own newest list says.
    """
    newest: dict[tuple[str, str], date] = {}
    known = [one for one in lists if one.exported_on <= on]
    for one in known:
        for item in one.items:
            owner = one.platform, item.owner
            newest[owner] = max(newest.get(owner, date.min), one.exported_on)
    found: dict[tuple[str, str, str], Item] = {}
    for one in sorted(known, key=lambda each: each.exported_on):
        for item in sorted(one.items, key=lambda each: each.effective_on or one.exported_on):
            if newest[one.platform, item.owner] == one.exported_on and (item.effective_on or one.exported_on) <= on:
                found[one.platform, *item.key] = item
    return found


@dataclass(frozen=True)
class Rating:
    """One row of an export of ratings; levels 1 to 5, 1 the best."""

    platform: str
    case_no: str | None
    rated_on: date | None
    level: int
    is_default: bool
    exported_on: date


def ratings_given(rows: Iterable[Rating]) -> list[Rating]:
    """The ratings that count: of one case and time the newest row, and each row without a case or a time by itself.

    One without a time is dated by its export.
    """
    told: dict[tuple[str, str, date], Rating] = {}
    by_themselves: list[Rating] = []
    for row in sorted(rows, key=lambda each: each.exported_on):
        if row.case_no is None or row.rated_on is None:
            by_themselves.append(row)
        else:
            told[row.platform, row.case_no, row.rated_on] = row
    return [*told.values(), *by_themselves]


def positive_rate(rows: Iterable[Rating], start: date, end: date) -> dict[str, float | None]:
    """The first three levels / all ratings of the period; and the same of those that were actively given."""
    given = [row for row in ratings_given(rows) if start <= (row.rated_on or row.exported_on) <= end]
    active = [row for row in given if not row.is_default]
    return {
        "ratings": len(given),
        "positive_rate": share(sum(row.level <= 3 for row in given), len(given)),
        "active_ratings": len(active),
        "active_positive_rate": share(sum(row.level <= 3 for row in active), len(active)),
    }
