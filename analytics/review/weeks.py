"""The week that a meeting is about, from Monday to Sunday, as calendars number it: 2026-W46."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from analytics.clock.workdays import FIRST_DAY, LAST_DAY
from analytics.errors import N_, CasewatchError

_NAMED = re.compile(r"(\d{4})-?[Ww](\d{1,2})")


class ReviewRefused(CasewatchError):
    """A week cannot be reviewed, a meeting not be closed or shown; nothing was written."""


@dataclass(frozen=True, order=True)
class Week:
    """A week by its Monday."""

    first: date

    @property
    def last(self) -> date:
        """Its Sunday."""
        return self.first + timedelta(days=6)

    @property
    def name(self) -> str:
        """2026-W46 (ISO 8601)."""
        year, number, _day = self.first.isocalendar()
        return f"{year}-W{number:02}"

    def later(self, weeks: int) -> Week:
        """The week so many weeks later."""
        return Week(self.first + timedelta(weeks=weeks))


def week_of(day: date) -> Week:
    """The week that a day lies in."""
    return Week(day - timedelta(days=day.weekday()))


def read_week(text: str) -> Week:
    """The week with a name like 2026-W46. Raises `ReviewRefused` for what names none of the calendar."""
    found = _NAMED.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError(text)
        week = Week(date.fromisocalendar(int(found[1]), int(found[2]), 1))
        if not FIRST_DAY <= week.first <= week.last <= LAST_DAY:
            raise ValueError(text)
    except (ValueError, OverflowError) as error:
        raise ReviewRefused(
            N_("{text} names no week from {first} to {last}. Write it as in 2026-W46."),
            text=text,
            first=FIRST_DAY.year,
            last=LAST_DAY.year,
        ) from error
    return week
