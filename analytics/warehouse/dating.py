"""Which day an import tells of: its own date where the rows do not belie it, else its newest believable event."""

from __future__ import annotations

from datetime import date

_LONE_AFTER_DAYS, _LONE_AMONG_ROWS = 31, 5


def newest_believable(days: dict[date, int]) -> date | None:
    """The newest day that is no lone row far after all others: one row of at least five, over 31 days after the rest.

    `days` counts rows by day, as an `Export` does (domain.md 3, Which export is newer).
    """
    newest = sorted(days, reverse=True)[:2]
    if len(newest) == 2 and days[newest[0]] == 1 and sum(days.values()) >= _LONE_AMONG_ROWS:
        return newest[1] if (newest[0] - newest[1]).days > _LONE_AFTER_DAYS else newest[0]
    return newest[0] if newest else None


def own_day(named: date | None, days: dict[date, int]) -> date | None:
    """The date that an export bears, where its rows do not belie it: most of them happened on or before that day.

    A file named after the first day of its period would otherwise lose everything that it tells.
    """
    if named is None:
        return None
    later = sum(rows for day, rows in days.items() if day > named)
    return None if 2 * later > sum(days.values()) else named
