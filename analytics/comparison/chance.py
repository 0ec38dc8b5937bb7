"""Room for chance: the lines of a funnel plot, and what in a series is more than noise (XmR).

Funnel limits: exact binomial, interpolated between counts (Spiegelhalter 2005, Funnel plots for comparing institutional
performance, Statistics in Medicine 24:1185, appendix A.1.1). XmR chart and its rules: NHS England, Making Data Count;
the reference is the R package NHSRplotthedots. One deviation from its default: moving ranges are not screened for
outliers before the limits are drawn (its option screen_outliers = FALSE does the same).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, permutations
from typing import Literal

import numpy as np
import pandas as pd
from scipy.stats import binom

from analytics.figures.scope import Scope

Better = Literal["lower", "higher"]
Variation = Literal["improving", "worsening", "noise"]
Assurance = Literal["yes", "no", "hit-or-miss"]

WARNING, ALARM = 0.95, 0.998
"""The two funnels: 1 unit in 20 lies outside the first by chance, 1 in 500 outside the second."""

LIMIT = 2.66  # mean moving ranges from the mean to a limit: 3 / 1.128 (Wheeler; Making Data Count)
RUN = 7  # points in a row on one side, or in one direction
FEWEST, SETTLED = 10, 12  # points that a chart needs; under the second its limits are trial limits

RULES = ("outside", "two of three", "one side", "trend")
"""What makes a point a special cause (Making Data Count)."""


def funnel_limits(rate: float, volumes: Sequence[int] | np.ndarray, level: float) -> tuple[np.ndarray, np.ndarray]:
    """The shares between which `level` of all units of each volume lie if all have the true share `rate`.

    Exact binomial quantiles, interpolated between counts so that the lines are smooth; lower and upper, cut at 0.
    """
    counts = np.asarray(volumes, dtype=int)
    tails = ((1 - level) / 2, 1 - (1 - level) / 2)
    low, high = (_interpolated(rate, counts, tail) / counts for tail in tails)
    return np.maximum(low, 0), np.maximum(high, 0)


def _interpolated(rate: float, counts: np.ndarray, tail: float) -> np.ndarray:
    reached = binom.ppf(tail, counts, rate)
    at, below = binom.cdf(reached, counts, rate), binom.cdf(reached - 1, counts, rate)
    return reached - (at - tail) / (at - below)


@dataclass(frozen=True)
class XmR:
    """A series with its limits. `signals` has one set of rules a point (empty: noise); the rules are keys of `RULES`."""

    values: tuple[float, ...]
    mean: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float
    signals: tuple[frozenset[str], ...]

    @property
    def trial(self) -> bool:
        """Whether the limits rest on too few points to be more than a trial."""
        return len(self.values) < SETTLED

    def side(self, place: int, better: Better) -> Variation:
        """What a point says: noise, or a special cause on the better or the worse side of the mean."""
        if not self.signals[place]:
            return "noise"
        low = self.values[place] < self.mean
        return "improving" if low == (better == "lower") else "worsening"

    def variation(self, better: Better) -> Variation:
        """The first verdict, on the latest point."""
        return self.side(len(self.values) - 1, better)

    def assurance(self, target: float, better: Better) -> Assurance:
        """The second verdict: will the process, as it is, meet the target? Only where both limits are on one side of it.

        A share exactly at the target meets it; so a limit exactly at the target leaves it to chance, as in the reference.
        """
        if target > self.upper:
            return "yes" if better == "lower" else "no"
        if target < self.lower:
            return "yes" if better == "higher" else "no"
        return "hit-or-miss"


def xmr(values: Sequence[float]) -> XmR:
    """Mean, limits and special causes of a series in the order of time. Raises `ValueError` for fewer than 2 values.

    Limits are the mean ± 2.66 × the mean moving range; they are not cut at 0 or 1, charts do that.
    """
    series = tuple(float(value) for value in values)
    if len(series) < 2:
        raise ValueError("an XmR chart needs at least 2 values")
    mean = sum(series) / len(series)
    moving_range = sum(abs(after - before) for before, after in pairwise(series)) / (len(series) - 1)
    reach, near = LIMIT * moving_range, LIMIT * moving_range * 2 / 3
    found: list[set[str]] = [set() for _ in series]
    # a series that never moves has no limits to cross, only the rounding of its mean
    for rule, places in (
        ()
        if moving_range == 0
        else (
            ("outside", _outside(series, mean - reach, mean + reach)),
            ("two of three", _two_of_three(series, mean, near, reach)),
            ("one side", _one_side(series, mean)),
            ("trend", _trend(series)),
        )
    ):
        for place in places:
            found[place].add(rule)
    return XmR(series, mean, mean - reach, mean + reach, mean - near, mean + near, tuple(map(frozenset, found)))


def _outside(series: Sequence[float], lower: float, upper: float) -> set[int]:
    return {place for place, value in enumerate(series) if not lower <= value <= upper}


def _two_of_three(series: Sequence[float], mean: float, near: float, reach: float) -> set[int]:
    """Points between near limit and limit, of which two of three in a row lie on the same side of the mean."""
    found: set[int] = set()
    for sign in (1, -1):
        close = [place for place, value in enumerate(series) if near < sign * (value - mean) <= reach]
        found.update(place for place, other in permutations(close, 2) if abs(place - other) <= 2)
    return found


def _one_side(series: Sequence[float], mean: float) -> set[int]:
    return _runs([(value > mean) - (value < mean) for value in series], RUN)


def _trend(series: Sequence[float]) -> set[int]:
    """Runs of `RUN` points, each above (or each below) the one before it: one step fewer than points."""
    steps = _runs([(after > before) - (after < before) for before, after in pairwise(series)], RUN - 1)
    return steps | {step + 1 for step in steps}


def _runs(signs: Sequence[int], length: int) -> set[int]:
    """The places of all runs of at least `length` equal signs; 0 breaks a run."""
    found: set[int] = set()
    start = 0
    for sign, equal in groupby(signs):
        end = start + len(list(equal))
        if sign and end - start >= length:
            found.update(range(start, end))
        start = end
    return found


def complete_months(frame: pd.DataFrame, scope: Scope, share: str) -> pd.DataFrame:
    """The months of a series (column month, its first day) that the selection holds whole and that have a share."""
    whole = [scope.holds_whole_month(month.date()) for month in pd.to_datetime(frame["month"])]
    return frame[pd.Series(whole, frame.index, dtype=bool) & frame[share].notna()].reset_index(drop=True)
