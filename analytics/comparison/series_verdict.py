"""What a card says of its series: the last whole month judged (variation, assurance), the months before it, the running one.

The rules are those of `analytics/comparison/chance.py`. A running month is never judged: it is not over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import takewhile

import pandas as pd

from analytics.comparison.chance import FEWEST, RULES, Assurance, Better, Variation, XmR, complete_months, xmr
from analytics.figures.scope import Scope

DECIMALS = 4
"""A share is shown, decided and compared with its target to the hundredth of a percent."""
RECENT = 12
"""Months that a card shows, and within which a month outside its limits is named beside a verdict of noise."""


@dataclass(frozen=True)
class Point:
    """One month of a series, by its first day: its value, what it says where it was judged, whether beyond the limits."""

    month: date
    value: float
    side: Variation = "noise"
    outside: bool = False


@dataclass(frozen=True)
class Verdict:
    """A series of months as a card shows it.

    `months` are the last whole ones, `running` the one that the selection cuts at its end. `process`, `variation`, `why`
    and `assurance` are None or empty where there are too few whole months to judge, the last also without a target. Of a
    series that people decide, `first` is its first month and `standing_since` the one since which it is what it is now.
    """

    months: tuple[Point, ...]
    running: Point | None
    whole: int
    process: XmR | None = None
    variation: Variation | None = None
    why: tuple[str, ...] = ()
    assurance: Assurance | None = None
    first: date | None = None
    standing_since: date | None = None

    @property
    def judged(self) -> date | None:
        """The month that the verdict is about."""
        return self.months[-1].month if self.process else None

    @property
    def unchanged(self) -> bool:
        """Whether the series never moved, so that there is nothing that could be noise."""
        return self.process is not None and len(set(self.process.values)) == 1

    @property
    def others_outside(self) -> tuple[Point, ...]:
        """The earlier months shown that lie outside their limits; a verdict of noise must not stand beside them unsaid."""
        return tuple(point for point in self.months[:-1] if point.outside)

    def of_change(self, change: float, better: Better) -> Variation:
        """What a change of the figure may be called: the verdict where it points the same way, else noise."""
        if self.variation in (None, "noise") or change == 0:
            return "noise"
        direction: Variation = "improving" if (change < 0) == (better == "lower") else "worsening"
        return direction if direction == self.variation else "noise"


def verdict(
    frame: pd.DataFrame,
    scope: Scope,
    column: str,
    better: Better,
    target: float | None = None,
    recent: int | None = RECENT,
) -> Verdict:
    """The verdict on a series (columns month, its first day, and `column`) that reaches as far as `scope`.

    `recent`: how many whole months are shown, None for all of them; all are judged.
    """
    whole = complete_months(frame, scope, column)
    days = [day.date() for day in pd.to_datetime(whole["month"])]
    values = [float(value) for value in whole[column]]
    running = _running(frame, scope, column)
    if len(values) < FEWEST:
        points = tuple(Point(*pair) for pair in zip(days, values, strict=True))
        return Verdict(points if recent is None else points[-recent:], running, len(values))
    process = xmr(values)
    points = tuple(
        Point(day, value, process.side(place, better), "outside" in process.signals[place])
        for place, (day, value) in enumerate(zip(days, values, strict=True))
    )
    return Verdict(
        points if recent is None else points[-recent:],
        running,
        len(values),
        process,
        process.variation(better),
        tuple(rule for rule in RULES if rule in process.signals[-1]),
        None if target is None else process.assurance(target, better),
    )


def decided(frame: pd.DataFrame, scope: Scope, column: str, better: Better, target: float | None = None) -> Verdict:
    """The same of a series that people decide, as a list of promised limits: it has no noise, it stands until it is changed.

    Nothing is judged by chance; assurance is whether its last value meets the target, as it will until it is changed.
    """
    whole = complete_months(frame, scope, column)
    points = [
        Point(day.date(), float(value))
        for day, value in zip(pd.to_datetime(whole["month"]), whole[column], strict=True)
    ]
    running = _running(frame, scope, column)
    every = [*points, *([running] if running else [])]
    if not every:
        return Verdict((), None, 0)
    same = takewhile(lambda point: round(point.value, DECIMALS) == round(every[-1].value, DECIMALS), reversed(every))
    *_later, since = same
    return Verdict(
        tuple(points[-RECENT:]),
        running,
        len(points),
        assurance=None if target is None else ("yes" if meets(every[-1].value, target, better) else "no"),
        first=every[0].month,
        standing_since=since.month,
    )


def meets(value: float, target: float, better: Better) -> bool:
    """Whether a share meets its target, to the hundredth of a percent to which both are shown and decided."""
    beyond = round(value - target, DECIMALS)
    return beyond <= 0 if better == "lower" else beyond >= 0


def _running(frame: pd.DataFrame, scope: Scope, column: str) -> Point | None:
    """The series' last month where it is not whole and has a value."""
    told = frame[frame[column].notna()]
    if told.empty:
        return None
    last = told.iloc[-1]
    month = pd.Timestamp(last["month"]).date()
    return None if scope.holds_whole_month(month) else Point(month, float(last[column]))
