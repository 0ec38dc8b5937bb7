"""Limits of the items in two versions of the list, so that the newer is 73.61 % shorter than the older."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from demo.catalogue import CITY

OLDER = date(2024, 6, 1)
NEWER = date(2025, 7, 1)
COMPRESSION = 0.7361
OVER_STATUTORY = 5  # items whose promise is longer than the law allows
WITHOUT_STATUTORY = 10  # Σ older promise 144, Σ newer 38: their own compression is 73.61 % as well
CALENDAR_DAYS = 6
MONTHS = 4

WORKING_PER_CALENDAR = 5 / 7
DAYS_PER_MONTH = 30


def working_days(limit: np.ndarray, unit: np.ndarray) -> np.ndarray:
    """Limits in working days, for comparison (domain.md 4: calendar x 5/7, a month is 30 calendar days)."""
    factor = np.select(
        [unit == "calendar", unit == "month"], [WORKING_PER_CALENDAR, DAYS_PER_MONTH * WORKING_PER_CALENDAR], 1.0
    )
    return limit * factor


def add_limits(items: pd.DataFrame, rng: np.random.Generator, keep_long: set[int]) -> pd.DataFrame:
    """Adds statutory, older and newer limits with their units. The older promise is the statutory limit.

    A statutory limit of -1 says that there is none. Items of the units in `keep_long` never become immediate or short.
    """
    count = len(items)
    statutory = rng.choice([5, 7, 10, 15, 20, 30, 45, 60], count, p=[0.08, 0.07, 0.12, 0.13, 0.34, 0.14, 0.07, 0.05])
    newer = np.maximum(2, np.round(statutory * rng.uniform(0.18, 0.42, count))).astype(int)
    long = items.unit.isin(keep_long).to_numpy()
    building = (items.stage != "").to_numpy()
    immediate = (rng.random(count) < 0.38) & ~building & ~long
    newer[immediate] = 0
    newer[building] = np.clip(newer[building], 3, 15)
    newer[long] = np.maximum(newer[long], 4)
    statutory = np.maximum(statutory, newer)

    unit = np.full(count, "working", dtype="<U8")
    ordinary = np.flatnonzero(~immediate & ~building & ~long & (items.region_code == CITY[0]).to_numpy())
    special = rng.permutation(ordinary)
    calendar, months, over, bare, single = np.split(
        special[: CALENDAR_DAYS + MONTHS + OVER_STATUTORY + WITHOUT_STATUTORY + 3],
        np.cumsum([CALENDAR_DAYS, MONTHS, OVER_STATUTORY, WITHOUT_STATUTORY]),
    )
    unit[calendar] = "calendar"
    statutory[calendar], newer[calendar] = 60, [30, 30, 20, 20, 15, 15]
    unit[months] = "month"
    statutory[months], newer[months] = 3, 1
    statutory[over], newer[over] = 5, [10, 8, 7, 15, 6]
    newer[single] = 1
    older = statutory.copy()
    older[bare], newer[bare] = [10, 10, 10, 12, 15, 15, 15, 17, 20, 20], [2, 2, 3, 3, 4, 4, 4, 5, 5, 6]

    items = items.assign(statutory=statutory, older=older, newer=newer, limit_unit=unit)
    items.loc[bare, "statutory"] = -1
    free = np.setdiff1d(np.flatnonzero((unit == "working") & ~immediate & ~building), [*over, *bare, *single])
    return _tuned(items, rng.permutation(free))


def compression(items: pd.DataFrame, against: str) -> float:
    """1 - Σ newer / Σ `against` ("statutory" or "older") over the items that have both."""
    known = items[items[against] >= 0]
    unit = known.limit_unit.to_numpy()
    newer = working_days(known.newer.to_numpy(), unit).sum()
    return float(1 - newer / working_days(known[against].to_numpy(), unit).sum())


def _tuned(items: pd.DataFrame, free: np.ndarray) -> pd.DataFrame:
    """Moves newer promises by a day at a time, and one statutory limit, until both ratios are 73.61 %."""
    unit = items.limit_unit.to_numpy()
    counted = (items.statutory >= 0).to_numpy()
    best = items
    for extra in range(6):
        trial = items.copy()
        trial.loc[free[0], ["statutory", "older"]] += extra
        total = working_days(trial.statutory.to_numpy(), unit)[counted].sum()
        newer = working_days(trial.newer.to_numpy(), unit)[counted].sum()
        missing = round(total * (1 - COMPRESSION) - newer)
        step = 1 if missing > 0 else -1
        while missing:  # there are many more items to move than days to find
            moved = trial.newer[free] + step
            room = free[(moved <= trial.statutory[free]) & (moved >= 4)][: abs(missing)]
            trial.loc[room, "newer"] += step
            missing -= step * len(room)
        if extra == 0 or _distance(trial) < _distance(best):
            best = trial
    return best


def _distance(items: pd.DataFrame) -> float:
    return max(abs(compression(items, basis) - COMPRESSION) for basis in ("statutory", "older"))
