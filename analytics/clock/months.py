"""Months: where one ends, and the same day some months later."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def month_end(day: date) -> date:
    """The last day of the month of `day`."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def months_later(day: date, count: int) -> date:
    """The same day `count` months later (negative: before), or that month's last day where it has none (民法典 202).

    Raises `ValueError` beyond the year 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    end = month_end(date(year, month + 1, 1))
    return end.replace(day=min(day.day, end.day))
