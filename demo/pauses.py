"""Special procedures that stop the clock: ordinary ones, none of which looks suspicious."""

from __future__ import annotations

import numpy as np
import pandas as pd

from demo.cases import closing_seconds, plain
from demo.clock import DAY, NONE, Clock, Ints

KINDS = np.array(["听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审"], dtype=object)
APPROVERS = np.array(["分管副局长", "审批科科长", "首席代表", "值班领导"], dtype=object)
AFTER_DUE_DAY = "after the due day"  # the role of a pause that counts nowhere: a passed deadline does not move
COLUMNS = ["case", "start", "end", "kind", "reason", "approver", "role"]

# role: harmless = on time without it; late = late in spite of it; needed = on time only thanks to it, and in order;
# running = still going on; ended = the case is open again; overlapping = a second one within a harmless one.
COUNTS = {
    "nmg": {"harmless": 723, "late": 45, "needed": 60, "running": 28, "ended": 12},
    "baotou": {"harmless": 230, "late": 15, "needed": 30, "running": 12, "ended": 6, "overlapping": 30},
    "gcjs": {"harmless": 186, "late": 12, "needed": 30},
}
NEEDED_MARGIN = 3  # a pause in order is at least this many working days longer than the overrun it covers


def rows(
    clock: Clock,
    cases: pd.DataFrame,
    chosen: Ints,
    start: Ints,
    length: Ints | None,
    role: str,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Pauses that begin `start` working days after acceptance and last `length` working days (None: no end)."""
    accepted = cases.accepted.to_numpy()[chosen] // DAY
    begin = np.where(start == 0, accepted, clock.forward(accepted, np.maximum(start, 1)))
    count = len(chosen)
    kind = KINDS[rng.integers(0, len(KINDS), count)]
    end = np.full(count, NONE)
    if length is not None:
        end = clock.forward(begin, length) * DAY + 30_600
    return pd.DataFrame(
        {
            "case": chosen,
            "start": np.where(start == 0, cases.accepted.to_numpy()[chosen] + 600, begin * DAY + 36_000),
            "end": end,
            "kind": kind,
            "reason": "需依法进行" + kind,
            "approver": APPROVERS[rng.integers(0, len(APPROVERS), count)],
            "role": role,
        },
        columns=COLUMNS,
    )


def choose(cases: pd.DataFrame, eligible: np.ndarray, count: int, tag: str, rng: np.random.Generator) -> Ints:
    """`count` of the eligible cases, marked with `tag` so that nothing else happens to them."""
    chosen = np.sort(rng.permutation(np.flatnonzero(eligible))[:count])
    if len(chosen) < count:
        raise ValueError(f"only {len(chosen)} cases for {count} of {tag}; choose another seed")
    cases.loc[chosen, "tag"] = tag
    return chosen


def close_after(cases: pd.DataFrame, clock: Clock, chosen: Ints, gross: Ints, rng: np.random.Generator) -> None:
    """Closes the chosen cases `gross` working days after acceptance, in the second half of the day."""
    day = clock.forward(cases.accepted.to_numpy()[chosen] // DAY, gross)
    cases.loc[chosen, "closed"] = day * DAY + np.maximum(closing_seconds(rng, len(chosen)), 43_200)


def reopen(cases: pd.DataFrame, chosen: Ints, status: str) -> None:
    """The chosen cases are not closed yet."""
    cases.loc[chosen, "closed"] = NONE
    cases.loc[chosen, "status"] = status


def _settled(cases: pd.DataFrame, clock: Clock, platform: str, limit: int, most: int) -> np.ndarray:
    """Plain cases that could take `most` more working days than their limit and still end before the last two weeks."""
    number = clock.number[cases.accepted.to_numpy() // DAY]
    last = clock.number[clock.as_of] - 10
    return plain(cases, platform, limit) & (number + cases.promised.to_numpy() + most <= last)


def ordinary_pauses(cases: pd.DataFrame, clock: Clock, rng: np.random.Generator) -> pd.DataFrame:
    """Pauses of all platforms; changes the closing of the cases that have one."""
    told = []
    for platform, counts in COUNTS.items():
        told += [
            _harmless(cases, clock, platform, counts["harmless"], counts.get("overlapping", 0), rng),
            _late(cases, clock, platform, counts["late"], rng),
            _needed(cases, clock, platform, counts["needed"], rng),
        ]
        if "running" in counts:
            told += [
                _running(cases, clock, platform, counts["running"], rng),
                _ended(cases, clock, platform, counts["ended"], rng),
            ]
    return pd.concat(told, ignore_index=True)


def _harmless(
    cases: pd.DataFrame, clock: Clock, platform: str, count: int, twice: int, rng: np.random.Generator
) -> pd.DataFrame:
    chosen = choose(cases, _settled(cases, clock, platform, 7, 0), count, "paused", rng)
    limit = cases.promised.to_numpy()[chosen]
    start = rng.integers(1, 3, count)
    length = rng.integers(3, limit - start)
    close_after(cases, clock, chosen, rng.integers(start + length, limit + 1), rng)
    first = rows(clock, cases, chosen, start, length, "harmless", rng)
    again = rows(clock, cases, chosen[:twice], start[:twice] + 1, length[:twice] - 1, "overlapping", rng)
    return pd.concat([first, again])


def _late(cases: pd.DataFrame, clock: Clock, platform: str, count: int, rng: np.random.Generator) -> pd.DataFrame:
    chosen = choose(cases, _settled(cases, clock, platform, 5, 25), count, "paused", rng)
    limit = cases.promised.to_numpy()[chosen]
    start, length = rng.integers(1, limit), rng.integers(3, 11, count)
    close_after(cases, clock, chosen, limit + length + rng.integers(3, 13, count), rng)
    return rows(clock, cases, chosen, start, length, "late", rng)


def _needed(cases: pd.DataFrame, clock: Clock, platform: str, count: int, rng: np.random.Generator) -> pd.DataFrame:
    chosen = choose(cases, _settled(cases, clock, platform, 7, 6), count, "needed", rng)
    limit = cases.promised.to_numpy()[chosen]
    start, overrun = rng.integers(2, 5, count), rng.integers(1, 7, count)
    length = overrun + NEEDED_MARGIN + rng.integers(0, limit - start - NEEDED_MARGIN + 1)
    close_after(cases, clock, chosen, limit + overrun, rng)
    return rows(clock, cases, chosen, start, length, "needed", rng)


def recent(cases: pd.DataFrame, clock: Clock, platform: str, limit: int, first: int, last: int) -> np.ndarray:
    """Plain cases accepted between `last` and `first` working days before the data date."""
    elapsed = clock.number[clock.as_of] - clock.number[cases.accepted.to_numpy() // DAY]
    return plain(cases, platform, limit) & (elapsed >= first) & (elapsed <= last)


def _running(cases: pd.DataFrame, clock: Clock, platform: str, count: int, rng: np.random.Generator) -> pd.DataFrame:
    chosen = choose(cases, recent(cases, clock, platform, 7, 4, 25), count, "running", rng)
    elapsed = clock.number[clock.as_of] - clock.number[cases.accepted.to_numpy()[chosen] // DAY]
    start = rng.integers(1, np.minimum(cases.promised.to_numpy()[chosen] - 1, elapsed))
    reopen(cases, chosen, "paused")
    return rows(clock, cases, chosen, start, None, "running", rng)


def _ended(cases: pd.DataFrame, clock: Clock, platform: str, count: int, rng: np.random.Generator) -> pd.DataFrame:
    # Ended before the earlier weekly export, so that its due day is the same in both.
    chosen = choose(cases, recent(cases, clock, platform, 7, 12, 14), count, "paused", rng)
    reopen(cases, chosen, "open")
    return rows(clock, cases, chosen, np.full(count, 1), rng.integers(3, 5, count), "ended", rng)
