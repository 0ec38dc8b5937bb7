"""Named periods, counted from the as-of day and never from the machine's clock."""

from __future__ import annotations

from datetime import date, timedelta

PRESETS = ("this week", "last week", "this month", "last month", "this quarter", "this year", "own")


def period(preset: str, as_of: date) -> tuple[date, date]:
    """First and last day of a preset, seen from `as_of`; weeks start on Monday. Raises `KeyError` for another name."""
    monday = as_of - timedelta(days=as_of.weekday())
    month = as_of.replace(day=1)
    before = month - timedelta(days=1)
    quarter = date(as_of.year, (as_of.month - 1) // 3 * 3 + 1, 1)
    return {
        "this week": (monday, as_of),
        "last week": (monday - timedelta(days=7), monday - timedelta(days=1)),
        "this month": (month, as_of),
        "last month": (before.replace(day=1), before),
        "this quarter": (quarter, as_of),
        "this year": (date(as_of.year, 1, 1), as_of),
    }[preset]
