"""What is selected: a period, an as-of day, areas, units, items, platforms, kinds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from analytics.clock.months import month_end, months_later
from analytics.clock.workdays import FIRST_DAY
from analytics.errors import N_, ScopeError
from analytics.figures.periods import Grain, Period, a_year_before, period_before

BEGINNING, END = date(1900, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True)
class Scope:
    """A selection. Empty tuples select everything; an empty text selects rows where the column is not given.

    `grain` says what the period is a piece of where its days alone could be several things; it decides only what the
    period is compared with. Raises `ScopeError` when the period ends before it starts, or starts after the as-of day.
    """

    as_of: date
    period_start: date = BEGINNING
    period_end: date = END
    areas: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    grain: Grain | None = None

    def __post_init__(self) -> None:
        if self.period_end < self.period_start:
            raise ScopeError(
                N_("The period ends ({end}) before it starts ({start}). Choose a later end."),
                start=self.period_start,
                end=self.period_end,
            )
        if self.period_start != BEGINNING and self.period_start > self.as_of:
            raise ScopeError(
                N_(
                    "The period starts ({start}) after the as-of day ({as_of}), when nothing of it was known. Choose an "
                    "earlier start or a later as-of day."
                ),
                start=self.period_start,
                as_of=self.as_of,
            )

    @property
    def last_day(self) -> date:
        """The last day of the period that the as-of day has reached."""
        return min(self.period_end, self.as_of)

    def narrowed(self, **changes: object) -> Scope:
        """The same selection with some parts replaced; a single text stands for a tuple of one."""
        as_tuples = {
            key: (value,) if isinstance(value, str) and key != "grain" else value for key, value in changes.items()
        }
        if {"period_start", "period_end"} & set(changes):
            as_tuples.setdefault("grain", None)
        return replace(self, **as_tuples)  # type: ignore[arg-type]

    def in_month(self, day: date) -> Scope:
        """The same selection, its period cut to the month of `day`."""
        first, last = self._days_of(day)
        return self.narrowed(period_start=max(self.period_start, first), period_end=min(self.period_end, last))

    def days_in_month(self, day: date) -> Period:
        """First and last day of the month of `day` that the selection has: cut by its period and its as-of day."""
        first, last = self._days_of(day)
        return max(self.period_start, first), min(self.last_day, last)

    def holds_whole_month(self, day: date) -> bool:
        """Whether the month of `day` lies in the period and is over: what is due on its last day is judged a day later."""
        return self.days_in_month(day) == self._days_of(day) and month_end(day) < self.as_of

    def previous(self) -> Scope | None:
        """The period before this one, like with like (环比): `period_before` says which. None where there is none.

        There is none for all time, for a year to date, and before the calendar begins. It is seen from as many days
        after its end as this one is, so that both had the same time to be answered: 9 to 15 November as of the 20th
        meets 2 to 8 November as of the 13th; 1 to 20 November as of the 20th meets 1 to 20 October as of the 20th.
        """
        if self.period_start < FIRST_DAY:
            return None
        return self._at(period_before(self.period_start, self.last_day, self.grain))

    def last_year(self) -> Scope | None:
        """The same days one year earlier (同比), whole months staying whole, seen from as many days after its end.

        None for all time and before the calendar begins.
        """
        if self.period_start < FIRST_DAY:
            return None
        return self._at(a_year_before(self.period_start, self.last_day))

    def from_a_year_earlier(self) -> Scope:
        """The same selection, its period begun a year earlier, with the first of the month: for a series of months."""
        first = self.period_start.replace(day=1)
        return self.narrowed(period_start=months_later(first, -12)) if first > FIRST_DAY else self

    def _at(self, days: Period | None) -> Scope | None:
        if days is None or days[0] < FIRST_DAY:
            return None
        start, end = days
        return replace(self, period_start=start, period_end=end, as_of=end + (self.as_of - self.last_day))

    @staticmethod
    def _days_of(day: date) -> Period:
        return day.replace(day=1), month_end(day)
