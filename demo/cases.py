"""Cases of the two general platforms: when they arrive, how long they take, which end late. One row a case."""

from __future__ import annotations

import numpy as np
import pandas as pd

from demo.catalogue import SMALL_UNITS, Catalogue
from demo.clock import DAY, NONE, Clock, Ints, day_index
from demo.limits import NEWER

MINUTE = 60
CASES = {"nmg": 42_400, "baotou": 13_600}
MONTH_FACTOR = np.array([0.95, 0.78, 1.15, 1.1, 1.05, 1.1, 0.95, 0.9, 1.05, 1.0, 1.05, 1.12])

# Traits of units; everybody else draws a factor of their own around 1.
SLOW = {"包头市农牧局": 3.5, "青山区市场监督管理局": 4.0, "东河区住房和城乡建设局": 5.0, "包头市交通运输局": 3.0}
IMPROVED, IMPROVED_SINCE = "包头市人力资源和社会保障局", day_index(pd.Timestamp("2025-10-01").date())
BACKLOG = ("包头市林业和草原局", "昆都仑区自然资源局", "包头市城市管理综合执法局")
BACKLOG_SINCE = day_index(pd.Timestamp("2026-06-01").date())
DEFAULT_LIMIT_UNITS = ("包头市残疾人联合会", "九原区民政局")
DEFAULT_LIMIT_SHARE = 0.9
LATE = 0.027

EXCLUDED = {"withdrawn": 0.010, "rejected": 0.006, "void": 0.003, "returned": 0.012}


def arrival_weights(clock: Clock) -> np.ndarray:
    """How busy each day from the first to the data date is: season, month ends, days after a break, weekends."""
    days = np.arange(clock.start, clock.as_of + 1)
    dates = pd.to_datetime("2024-01-01") + pd.to_timedelta(days, unit="D")
    weight = MONTH_FACTOR[dates.month.to_numpy() - 1] * (1 + 0.10 * (days - clock.start) / 365)
    working = clock.working[days]
    left = clock.number[(dates + pd.offsets.MonthEnd(0) - pd.Timestamp("2024-01-01")).days.to_numpy()]
    weight = weight * np.where(left - clock.number[days] < 3, 1.3, 1.0)
    pause = days - clock.working_day(clock.number[days - 1])
    weight = weight * np.select([pause >= 4, pause >= 2], [1.6, 1.15], 1.0)
    weight[~working] *= 0.07
    weight[clock.holiday[days] & ~working] *= 0.2
    return weight / weight.sum()


def office_seconds(rng: np.random.Generator, count: int) -> Ints:
    """Seconds of the day at which a hall accepts: 8:40 to 11:50 and 13:40 to 16:20."""
    morning = rng.integers(31_200, 42_600, count)
    afternoon = rng.integers(49_200, 58_800, count)
    return np.where(rng.random(count) < 0.58, morning, afternoon)


def closing_seconds(rng: np.random.Generator, count: int) -> Ints:
    """Seconds of the day at which a case is closed: 8:30 to 17:50."""
    return rng.integers(30_600, 64_200, count)


def general_cases(catalogue: Catalogue, clock: Clock, rng: np.random.Generator) -> pd.DataFrame:
    """Cases of `nmg` and `baotou` with every time, as they really happened (open ones close after the data date)."""
    items, units = catalogue.items, catalogue.units
    general = items[items.stage == ""]
    small = general[general.unit.isin([catalogue.unit(name) for name in SMALL_UNITS])]
    crowd = general.drop(small.index)
    handful = np.concatenate(
        [rng.choice(small.index[small.unit == catalogue.unit(name)], n) for name, n in SMALL_UNITS.items()]
    )
    count = sum(CASES.values()) - len(handful)
    item = np.concatenate([rng.choice(crowd.index, count, p=crowd.weight / crowd.weight.sum()), handful])
    count = len(item)
    days = rng.choice(np.arange(clock.start, clock.as_of + 1), count, p=arrival_weights(clock))
    platform = np.full(count, "nmg", dtype=object)
    platform[rng.permutation(count)[: CASES["baotou"]]] = "baotou"
    cases = pd.DataFrame({"platform": platform, "item": item, "unit": items.unit.to_numpy()[item]})
    cases["accepted"] = days * DAY + office_seconds(rng, count)
    cases = with_limits(cases, catalogue, rng)
    cases = with_closing(cases, catalogue, clock, rng)
    cases["region_code"] = units.region_code.to_numpy()[cases.unit]
    return with_outcome(cases, clock, rng)


def with_limits(cases: pd.DataFrame, catalogue: Catalogue, rng: np.random.Generator) -> pd.DataFrame:
    """Adds the limits in force on the acceptance day; two units let the platform's default of 1 stand."""
    items = catalogue.items
    item = cases.item.to_numpy()
    newer = cases.accepted.to_numpy() // DAY >= day_index(NEWER)
    promised = np.where(newer, items.newer.to_numpy()[item], items.older.to_numpy()[item])
    statutory = items.statutory.to_numpy()[item]
    careless = cases.unit.isin([catalogue.unit(name) for name in DEFAULT_LIMIT_UNITS]).to_numpy()
    default = careless & (promised > 0) & (rng.random(len(cases)) < DEFAULT_LIMIT_SHARE)
    return cases.assign(
        promised=np.where(default, 1, promised),
        statutory=np.where(default, 1, statutory),
        limit_unit=items.limit_unit.to_numpy()[item],
        extension=0,
        kind=np.where(promised == 0, "immediate", "promised"),
        tag="",
    )


def _late_chance(cases: pd.DataFrame, catalogue: Catalogue, clock: Clock, rng: np.random.Generator) -> np.ndarray:
    factor = rng.lognormal(-0.15, 0.5, len(catalogue.units))
    for name, value in SLOW.items():
        factor[catalogue.unit(name)] = value
    unit, day = cases.unit.to_numpy(), cases.accepted.to_numpy() // DAY
    chance = LATE * factor[unit]
    improved = catalogue.unit(IMPROVED)
    chance[unit == improved] = np.where(day[unit == improved] < IMPROVED_SINCE, 0.12, 0.010)
    for name in BACKLOG:
        growing = (unit == catalogue.unit(name)) & (day >= BACKLOG_SINCE)
        chance[growing] = 0.10 + 0.5 * (day[growing] - BACKLOG_SINCE) / (clock.as_of - BACKLOG_SINCE)
    return np.where(cases.kind == "immediate", chance * 0.15, chance)


def with_closing(cases: pd.DataFrame, catalogue: Catalogue, clock: Clock, rng: np.random.Generator) -> pd.DataFrame:
    """Adds due day and closing time. Late ones overrun by days, a few by months."""
    count = len(cases)
    accepted = cases.accepted.to_numpy()
    day = accepted // DAY
    due = clock.due(day, cases.promised.to_numpy(), cases.limit_unit.to_numpy().astype(str), np.zeros(count, int))
    room = clock.between(day, due)
    share = np.where(rng.random(count) < 0.15, rng.uniform(0.8, 1, count), rng.beta(1.6, 2.6, count))
    used = np.minimum(np.ceil(room * share), room).astype(np.int64)
    late = rng.random(count) < _late_chance(cases, catalogue, clock, rng)
    overrun = rng.geometric(0.2, count)
    overrun = np.where(rng.random(count) < 0.10, overrun + rng.exponential(60, count).astype(int), overrun)
    backlog = cases.unit.isin([catalogue.unit(name) for name in BACKLOG]).to_numpy() & (day >= BACKLOG_SINCE)
    overrun = np.where(backlog, overrun + rng.integers(10, 60, count), overrun)
    immediate = (cases.kind == "immediate").to_numpy()
    overrun = np.minimum(overrun, 220)  # nobody waits longer than a year
    used = np.where(late, room + overrun, np.where(immediate, 0, used))
    closed_day = np.where(used == 0, day, clock.forward(day, np.maximum(used, 1)))
    same_day = accepted + np.where(immediate, rng.integers(3, 45, count), rng.integers(35, 70, count)) * MINUTE
    closed = np.where(
        closed_day == day, same_day + rng.integers(0, 60, count), closed_day * DAY + closing_seconds(rng, count)
    )
    return cases.assign(due=due, closed=closed)


def with_outcome(cases: pd.DataFrame, clock: Clock, rng: np.random.Generator) -> pd.DataFrame:
    """Adds status, channel and the times before acceptance; what closes after the data date is still open."""
    count = len(cases)
    edges = np.cumsum(list(EXCLUDED.values()))
    status = np.array([*EXCLUDED, "closed"], dtype=object)[np.searchsorted(edges, rng.random(count), side="right")]
    closed = cases.closed.to_numpy().copy()
    still_open = closed // DAY > clock.as_of
    status[still_open] = "open"
    closed[still_open] = NONE
    small = cases.unit.isin(cases.unit.value_counts().loc[lambda n: n < 30].index).to_numpy()
    status[small & ~still_open] = "closed"
    channel = rng.choice(np.array([1, 2, 3, 4, 9]), count, p=[0.46, 0.34, 0.17, 0.02, 0.01])
    accepted = cases.accepted.to_numpy()
    walk_in = (channel == 1) | (cases.kind == "immediate").to_numpy()
    before = np.where(walk_in, rng.integers(4, 25, count) * MINUTE, rng.integers(2, 40, count) * 3_600)
    applied = accepted - before
    received = accepted - before * rng.integers(1, 8, count) // 10
    return cases.assign(status=status, closed=closed, channel=channel, applied=applied, received=received)


def plain(cases: pd.DataFrame, platform: str, limit: int = 0, region_not: str = "150223") -> np.ndarray:
    """True for cases that nothing has been planted on: closed, with a limit of at least `limit` working days.

    The area in `region_not` is left alone: its file has dates cut to the day.
    """
    return (
        (cases.platform == platform)
        & (cases.tag == "")
        & (cases.status == "closed")
        & (cases.kind == "promised")
        & (cases.limit_unit == "working")
        & (cases.promised >= limit)
        & (cases.extension == 0)
        & (cases.region_code != region_not)
    ).to_numpy()
