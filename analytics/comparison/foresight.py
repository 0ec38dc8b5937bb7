"""Whether chances are worth their place: told on past Mondays, laid beside what became of the cases.

Every Monday is asked as anybody asks a figure for an earlier day, so what is judged is what the page shows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

SUMMED = ("cases", "expected_misses", "missed", "missed_next_week", "first_by_chance", "first_by_days")
WEEKS = 26
"""So many past Mondays are asked: half a year, in which every season of the office has its part."""


@dataclass(frozen=True)
class Foresight:
    """What the replay gave: one row a tenth of the chance, over all Mondays.

    `tenths` has chance_from, cases, expected_misses, missed, mean_chance, share_missed; of the misses of the weeks after the
    Mondays (missed_next_week) those in the first tenth of either order, first_by_chance and first_by_days.
    """

    tenths: pd.DataFrame
    mondays: int

    @property
    def missed(self) -> int:
        """How many cases were missed in the weeks after the Mondays."""
        return int(self.tenths["missed_next_week"].sum())

    @property
    def first_by_chance(self) -> float:
        """How many of them stood in the first tenth of the list ordered by chance."""
        return float(self.tenths["first_by_chance"].sum())

    @property
    def first_by_days(self) -> float:
        """How many of them stood in the first tenth of the list ordered by days left."""
        return float(self.tenths["first_by_days"].sum())

    @property
    def is_better(self) -> bool:
        """Whether the chance finds more of next week's misses than the days left do; only then is it shown."""
        return self.first_by_chance > self.first_by_days


def past_mondays(data_date: date, first_day: date, weeks: int = WEEKS) -> list[date]:
    """The last Mondays whose following week is judged at the data date, the oldest first; none before the data begin."""
    last = data_date - timedelta(days=8)  # due seven days later, judged the day after
    monday = last - timedelta(days=last.weekday())
    return [day for week in reversed(range(weeks)) if (day := monday - timedelta(weeks=week)) > first_day]


def foresight(ask: Callable[[date], pd.DataFrame], mondays: list[date]) -> Foresight:
    """The replay of these Mondays; `ask` gives the figure chances_turned_out as of a day."""
    tables = [table for day in mondays if len(table := ask(day))]
    if not tables:
        return Foresight(pd.DataFrame(columns=[*SUMMED, "mean_chance", "share_missed", "chance_from"]), len(mondays))
    tenths = pd.concat(tables).groupby("chance_from")[[*SUMMED]].sum().reset_index()
    shares = {
        "mean_chance": tenths["expected_misses"] / tenths["cases"],
        "share_missed": tenths["missed"] / tenths["cases"],
    }
    return Foresight(tenths.assign(**shares), len(mondays))
