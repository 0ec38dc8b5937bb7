"""Messages of residents to units, with answers: on time, late, or none yet."""

from __future__ import annotations

import numpy as np
import pandas as pd

from demo import people
from demo.cases import arrival_weights, closing_seconds
from demo.catalogue import Catalogue
from demo.clock import DAY, NONE, Clock
from demo.planted import Planted

MESSAGES = 8_000
LIMIT = 3  # working days
KINDS = np.array(["咨询", "投诉", "建议", "求助"], dtype=object)
SLOW = {"包头市城市管理综合执法局": 0.30, "东河区住房和城乡建设局": 0.35, "包头市公安局": 0.16}
LATE = 0.075
UNANSWERED = 0.012
ANSWERED_BEFORE = 6
BOILERPLATE = {"包头市住房公积金中心": 40, "昆都仑区市场监督管理局": 25}
CANNED = {
    "包头市住房公积金中心": "您好,您反映的问题已收悉,我单位将认真研究处理,感谢您对我们工作的关心与支持。",
    "昆都仑区市场监督管理局": "您好,您的留言已转相关科室办理,请耐心等待,如有疑问请到窗口咨询。",
}


def messages(catalogue: Catalogue, clock: Clock, planted: Planted, rng: np.random.Generator) -> pd.DataFrame:
    """One row a message: unit, item, kind, texts, asked, answered (NONE: not yet), due, group."""
    units, items = catalogue.units, catalogue.items
    busy = units.index[units.weight > 0]
    busy = busy[busy.isin(items.unit)]
    weight = units.weight.to_numpy()[busy] ** 0.8
    unit = rng.choice(busy, MESSAGES, p=weight / weight.sum())
    days = rng.choice(np.arange(clock.start, clock.as_of + 1), MESSAGES, p=_any_day(clock))
    asked = np.sort(days) * DAY + rng.integers(7 * 3_600, 22 * 3_600, MESSAGES)
    answered = _answered(unit, asked // DAY, catalogue, clock, rng)
    item = _an_item(unit, items, rng)
    table = pd.DataFrame({"unit": unit, "item": item, "asked": asked, "answered": answered})
    table["message_no"] = [f"LY{day:%Y%m%d}{n:05d}" for n, day in enumerate(pd.to_datetime(_dates(asked)))]
    table["kind"] = rng.choice(KINDS, MESSAGES, p=[0.52, 0.22, 0.08, 0.18])
    table["due"] = clock.forward(asked // DAY, LIMIT)
    table["name"] = people.names(rng, MESSAGES)
    table["phone"] = people.phones(rng, MESSAGES)
    table["identity"] = people.identity_numbers(rng, MESSAGES)
    late = table.index[(table.answered // DAY > table.due) & (table.answered != NONE)]
    table["circulated"] = table.index.isin(rng.permutation(late)[:40])
    _plant_boilerplate(table, catalogue, planted, rng)
    _plant_answers_before(table, planted, rng)
    return table


def _dates(seconds: np.ndarray) -> np.ndarray:
    return np.datetime64("2024-01-01", "s") + seconds.astype("timedelta64[s]")


def _any_day(clock: Clock) -> np.ndarray:
    """Messages arrive on weekends as well, though fewer."""
    weight = arrival_weights(clock)
    weight = np.maximum(weight, weight.mean() * 0.35)
    return weight / weight.sum()


def _answered(
    unit: np.ndarray, asked: np.ndarray, catalogue: Catalogue, clock: Clock, rng: np.random.Generator
) -> np.ndarray:
    count = len(unit)
    chance = np.full(len(catalogue.units), LATE) * rng.lognormal(-0.1, 0.4, len(catalogue.units))
    for name, value in SLOW.items():
        chance[catalogue.unit(name)] = value
    late = rng.random(count) < chance[unit]
    days = np.where(late, LIMIT + rng.geometric(0.25, count), rng.choice([1, 2, 3], count, p=[0.35, 0.35, 0.3]))
    same_day = ~late & clock.working[asked] & (rng.random(count) < 0.12)
    day = np.where(same_day, asked, clock.forward(asked, days))
    moment = np.where(same_day, day * DAY + 22 * 3_600 + 1_800, day * DAY + closing_seconds(rng, count))
    never = (rng.random(count) < UNANSWERED * chance[unit] / LATE) | (day > clock.as_of)
    return np.where(never, NONE, moment)


def _an_item(unit: np.ndarray, items: pd.DataFrame, rng: np.random.Generator) -> np.ndarray:
    """Some item of each unit."""
    ordered = np.argsort(items.unit.to_numpy(), kind="stable")
    first = np.searchsorted(items.unit.to_numpy()[ordered], unit)
    size = np.bincount(items.unit, minlength=unit.max() + 1)[unit]
    return ordered[first + (rng.random(len(unit)) * size).astype(int)]


def _plant_boilerplate(table: pd.DataFrame, catalogue: Catalogue, planted: Planted, rng: np.random.Generator) -> None:
    table["canned"] = ""
    told = {}
    for unit, count in BOILERPLATE.items():
        mine = table.index[(table.unit == catalogue.unit(unit)) & (table.answered != NONE)]
        chosen = np.sort(rng.permutation(mine)[:count])
        table.loc[chosen, "canned"] = CANNED[unit]
        told[unit] = {"messages": len(chosen), "text": CANNED[unit], "message_no": list(table.message_no[chosen])}
    planted.add("boilerplate_replies", list(told), units=told)


def _plant_answers_before(table: pd.DataFrame, planted: Planted, rng: np.random.Generator) -> None:
    """Answers that were given before the question: a typing error in one of the two times."""
    in_time = (
        (table.answered != NONE) & (table.answered // DAY <= table.due) & (table.canned == "") & (table.index > 500)
    )
    chosen = np.sort(rng.permutation(np.flatnonzero(in_time))[:ANSWERED_BEFORE])
    asked = table.asked.to_numpy()[chosen]
    table.loc[chosen, "answered"] = (
        asked - rng.integers(1, 4, ANSWERED_BEFORE) * DAY - rng.integers(60, 3_000, ANSWERED_BEFORE)
    )
    planted.add("answered_before_asked", list(table.message_no[chosen]))
