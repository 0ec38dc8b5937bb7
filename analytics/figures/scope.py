"""What is selected: a period, an as-of day, areas, units, items, platforms, kinds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from analytics.errors import N_, ScopeError

BEGINNING, END = date(1900, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True)
class Scope:
    """A selection. Empty tuples select everything; an empty text selects rows where the column is not given.

    Raises `ScopeError` when the period ends before it starts.
    """

    as_of: date
    period_start: date = BEGINNING
    period_end: date = END
    areas: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.period_end < self.period_start:
            raise ScopeError(
                N_("The period ends ({end}) before it starts ({start}). Choose a later end."),
                start=self.period_start,
                end=self.period_end,
            )

    def narrowed(self, **changes: object) -> Scope:
        """The same selection with some parts replaced; a single text stands for a tuple of one."""
        as_tuples = {key: (value,) if isinstance(value, str) else value for key, value in changes.items()}
        return replace(self, **as_tuples)  # type: ignore[arg-type]

    def in_month(self, day: date) -> Scope:
        """The same selection, its period cut to the month of `day`."""
        first = day.replace(day=1)
        last = _months_before(first, -1) - timedelta(days=1)
        return replace(self, period_start=max(self.period_start, first), period_end=min(self.period_end, last))

    def previous(self) -> Scope:
        """The period of the same length just before this one, seen from as many days earlier (环比).

        Whole months stay whole months: March is compared with February.
        """
        start, end = self.period_start, min(self.period_end, self.as_of)
        if start == BEGINNING:
            return self
        months = (end.year - start.year) * 12 + end.month - start.month + 1
        if start.day == 1 and (end + timedelta(days=1)).day == 1:
            new_start, new_end = _months_before(start, months), start - timedelta(days=1)
        else:
            length = end - start
            new_end = start - timedelta(days=1)
            new_start = new_end - length
        return replace(self, period_start=new_start, period_end=new_end, as_of=self._then(new_end, end))

    def last_year(self) -> Scope:
        """The same period one year earlier, seen from one year earlier (同比)."""
        if self.period_start == BEGINNING:
            return self
        end = min(self.period_end, self.as_of)
        return replace(
            self,
            period_start=_months_before(self.period_start, 12),
            period_end=_months_before(end, 12),
            as_of=_months_before(self.as_of, 12),
        )

    def _then(self, new_end: date, end: date) -> date:
        return new_end + (self.as_of - end)


def _months_before(day: date, months: int) -> date:
    position = day.year * 12 + day.month - 1 - months
    first = date(position // 12, position % 12 + 1, 1)
    following = date((position + 1) // 12, (position + 1) % 12 + 1, 1)
    return min(first.replace(day=1) + timedelta(days=day.day - 1), following - timedelta(days=1))
