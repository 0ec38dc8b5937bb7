"""Ratings of closed cases: most good, many filled in by the platform, some planted seconds after the closing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from demo import people
from demo.cases import plain
from demo.catalogue import Catalogue
from demo.clock import DAY, NONE, Clock
from demo.planted import Planted

RATINGS = {"nmg": 24_000, "baotou": 6_000}
LEVELS = np.array(["非常满意", "满意", "基本满意", "不满意", "非常不满意"], dtype=object)
DEFAULT_AFTER = 5  # calendar days after which the platform fills in 基本满意
LOST = 7
AT_ONCE = ("东河区行政审批政务服务与数据管理局", 60)
BURST = ("青山区行政审批政务服务与数据管理局", 14)
TOO_EARLY = {"acceptance": 5, "closing": 6}
COMMENTED = 9
ONLY_DEFAULTS = ("固阳县人力资源和社会保障局", "包头市商务局", "昆都仑区教育局")
PRAISE = np.array(["", "", "", "办事效率高", "服务态度好", "很方便", "一次办成,点赞"], dtype=object)
COMPLAINTS = np.array(["等待时间太长", "来回跑了三次", "材料要求不清楚", "窗口态度生硬", ""], dtype=object)


def ratings(
    cases: pd.DataFrame, catalogue: Catalogue, clock: Clock, planted: Planted, rng: np.random.Generator
) -> pd.DataFrame:
    """One row a rating: case (row number), case_no (as told), rated, level 1 to 5, is_default, channel, comment, rectified, revisited, rater."""
    at_once = _at_once(cases, catalogue, planted, rng)
    chosen = [at_once]
    for platform, count in RATINGS.items():
        ready = (cases.platform == platform) & cases.status.isin(["closed", "returned"]) & (cases.tag != "order")
        ready &= cases.closed != NONE
        ready &= cases.closed // DAY <= clock.as_of - DEFAULT_AFTER - 2
        pool = np.setdiff1d(np.flatnonzero(ready & (cases.unit >= 0)), at_once)
        count -= len(at_once) if platform == "nmg" else 0
        chosen.append(np.sort(rng.permutation(pool)[:count]))
    case = np.concatenate(chosen)
    count, first = len(case), len(at_once)
    lazy = np.isin(cases.unit.to_numpy()[case], [catalogue.unit(name) for name in ONLY_DEFAULTS])
    default = lazy | (rng.random(count) < 0.28)
    level = rng.choice([1, 2, 3, 4, 5], count, p=[0.845, 0.10, 0.029, 0.016, 0.010])
    level = np.where(default, 3, level)
    default[:first], level[:first] = False, 1
    closed = cases.closed.to_numpy()[case]
    wait = 300 + np.minimum(rng.exponential(30_000, count), 5 * DAY).astype(np.int64)
    wait[:first] = rng.integers(3, 29, first)
    rated = np.where(default, closed + DEFAULT_AFTER * DAY, closed + wait)
    table = pd.DataFrame({"case": case, "rated": rated, "level": level, "is_default": default})
    table["channel"] = np.where(
        default, "系统默认", rng.choice(np.array(["窗口评价器", "短信", "移动端", "电脑端"]), count)
    )
    talk = np.where(level >= 4, rng.choice(COMPLAINTS, count), rng.choice(PRAISE, count))
    table["comment"] = np.where(default, "", talk)
    _after_care(table, clock, rng)
    _raters(table, rng)
    _lose_cases(table, cases, first, planted, rng)
    planted.add("only_default_ratings", list(ONLY_DEFAULTS))
    _odd_ones(table, cases, catalogue, planted, first)
    return table


def _at_once(cases: pd.DataFrame, catalogue: Catalogue, planted: Planted, rng: np.random.Generator) -> np.ndarray:
    unit, count = AT_ONCE
    mine = plain(cases, "nmg") & (cases.unit == catalogue.unit(unit)).to_numpy()
    mine &= (cases.closed < (cases.closed.max() // DAY - 10) * DAY).to_numpy()
    chosen = np.sort(rng.permutation(np.flatnonzero(mine))[:count])
    planted.add("rating_seconds_after_closing", list(cases.case_no.to_numpy()[chosen]), unit=unit)
    return chosen


def _odd_ones(table: pd.DataFrame, cases: pd.DataFrame, catalogue: Catalogue, planted: Planted, first: int) -> None:
    """A minute with many ratings of a unit, ratings before acceptance or closing, default ones with a comment.

    Evenly spaced among the ratings of ordinary cases, nothing drawn by chance.
    """
    told = cases.iloc[table.case.to_numpy()].reset_index(drop=True)
    ordinary = plain(told, "nmg") & (table.case_no == told.case_no).to_numpy() & (table.index >= first)
    given = ordinary & ~table.is_default.to_numpy() & (table.level == 1).to_numpy()

    name, count = BURST
    of_unit = np.flatnonzero(given & (told.unit == catalogue.unit(name)).to_numpy())
    of_unit = of_unit[np.argsort(told.closed.to_numpy()[of_unit], kind="stable")]
    burst = of_unit[len(of_unit) // 2 :][:count]
    minute = told.closed.to_numpy()[burst].max() // 60 * 60 + 3600
    table.loc[burst, "rated"] = minute + 3 * np.arange(len(burst))
    planted.add("rating_burst", list(table.case_no[burst]), unit=name)

    slow = given & (told.closed - told.accepted > DAY).to_numpy()
    early = _spaced(np.setdiff1d(np.flatnonzero(slow), burst), sum(TOO_EARLY.values()))
    moment = np.where(np.arange(len(early)) < TOO_EARLY["acceptance"], told.accepted[early], told.closed[early])
    table.loc[early, "rated"] = moment - 3600
    planted.add("rating_before_closing", list(table.case_no[early]), **TOO_EARLY)

    commented = _spaced(np.flatnonzero(ordinary & table.is_default.to_numpy()), COMMENTED)
    table.loc[commented, "comment"] = "很方便"
    planted.add("default_rating_with_comment", list(table.case_no[commented]))


def _spaced(places: np.ndarray, count: int) -> np.ndarray:
    return places[np.linspace(0, len(places) - 1, count).astype(int)]


def _after_care(table: pd.DataFrame, clock: Clock, rng: np.random.Generator) -> None:
    """Negative ratings are rectified after 1 to 8 working days, most of them, and then revisited."""
    count = len(table)
    negative = (table.level >= 4).to_numpy()
    day = table.rated.to_numpy() // DAY
    rectified = clock.forward(day, rng.integers(1, 9, count))
    revisited = clock.forward(rectified, rng.integers(1, 6, count))
    done = negative & (rng.random(count) < 0.86) & (rectified <= clock.as_of)
    called = done & (rng.random(count) < 0.85) & (revisited <= clock.as_of)
    table["rectified"] = np.where(done, rectified * DAY + 36_000, NONE)
    table["revisited"] = np.where(called, revisited * DAY + 52_000, NONE)


def _lose_cases(
    table: pd.DataFrame, cases: pd.DataFrame, first: int, planted: Planted, rng: np.random.Generator
) -> None:
    """The case numbers as the ratings tell them: 7 have a digit too many, so that no case has them."""
    number = cases.case_no.to_numpy()[table.case].astype(object)
    given = np.flatnonzero(~table.is_default.to_numpy() & (np.arange(len(table)) >= first))
    lost = np.sort(rng.permutation(given)[:LOST])
    number[lost] = number[lost] + "0"
    table["case_no"] = number
    planted.add("rating_without_case", list(number[lost]))


def _raters(table: pd.DataFrame, rng: np.random.Generator) -> None:
    count = len(table)
    unknown = (rng.random(count) < 0.35) | table.is_default.to_numpy()
    table["rater"] = np.where(unknown, "", people.names(rng, count))
    table["phone"] = np.where(unknown, "", people.phones(rng, count))
