"""Puts the findings on pauses into the demo: pauses that equal the overrun, of no length, without an end."""

from __future__ import annotations

import numpy as np
import pandas as pd

from demo.cases import plain
from demo.clock import DAY
from demo.pauses import AFTER_DUE_DAY, close_after, recent, reopen, rows
from demo.planting import Planter

LONG_AGO = 60  # working days after which a pause that is still running looks forgotten


def plant_pauses(planter: Planter) -> pd.DataFrame:
    """The pauses of all findings, as rows beside the ordinary ones."""
    return pd.concat([_cancelling(planter), _zero_length(planter), _never_ended(planter), _unmatched(planter)])


def plant_late_pauses(planter: Planter) -> pd.DataFrame:
    """12 pauses of late cases that were only begun when the due day had passed, and so count nowhere."""
    cases, clock, rng = planter.cases, planter.clock, planter.rng
    told = []
    for platform, count in (("nmg", 8), ("baotou", 4)):
        chosen = planter.choose(plain(cases, platform, 4) & planter.settled(14), count, "paused late")
        limit = planter.promised(chosen)
        after, length = rng.integers(1, 4, count), rng.integers(3, 6, count)
        close_after(cases, clock, chosen, limit + after + length + rng.integers(1, 5, count), rng)
        told.append(rows(clock, cases, chosen, limit + after, length, AFTER_DUE_DAY, rng))
        planter.planted.add("pause_after_due_day", planter.numbers(chosen))
    return pd.concat(told)


def _cancelling(planter: Planter) -> pd.DataFrame:
    cases, clock, rng = planter.cases, planter.clock, planter.rng
    told = []
    for platform, equal, at_once in (("nmg", 20, 10), ("baotou", 10, 5)):
        count = equal + at_once
        chosen = planter.choose(plain(cases, platform, 6) & planter.settled(8), count, "cancelling")
        limit = planter.promised(chosen)
        overrun = rng.integers(3, 7, count)
        close_after(cases, clock, chosen, limit + overrun, rng)
        start = rng.integers(1, limit - 1)
        length = overrun.copy()
        start[equal:], length[equal:] = 0, overrun[equal:] + rng.integers(3, 5, at_once)
        told.append(rows(clock, cases, chosen, start, length, "cancelling", rng))
        planter.planted.add("pause_cancels_overrun", planter.numbers(chosen))
    needed = planter.numbers(np.flatnonzero(cases.tag == "needed"))
    planter.planted.add("on_time_only_by_pauses", [*needed, *planter.planted.found["pause_cancels_overrun"]["keys"]])
    return pd.concat(told)


def _zero_length(planter: Planter) -> pd.DataFrame:
    cases, clock, rng = planter.cases, planter.clock, planter.rng
    told = []
    for platform, count in (("nmg", 8), ("baotou", 4)):
        chosen = planter.choose(plain(cases, platform, 6) & planter.on_time() & planter.settled(0), count, "zero")
        pauses = rows(clock, cases, chosen, np.full(count, 1), np.full(count, 1), "zero", rng)
        backwards = np.where(np.arange(count) < (2 if platform == "baotou" else 0), DAY, 0)
        told.append(pauses.assign(end=pauses.start - backwards))
        planter.planted.add("pause_zero_length", planter.numbers(chosen))
    return pd.concat(told)


def _never_ended(planter: Planter) -> pd.DataFrame:
    cases, clock, rng = planter.cases, planter.clock, planter.rng
    closed = planter.choose(plain(cases, "nmg", 6) & planter.on_time() & planter.settled(0), 6, "never ended")
    close_after(cases, clock, closed, planter.promised(closed) - 1, rng)
    told = [rows(clock, cases, closed, np.full(6, 2), None, "never ended", rng)]
    planter.planted.add("pause_never_ended", planter.numbers(closed))
    for platform in ("nmg", "baotou"):
        chosen = planter.choose(recent(cases, clock, platform, 6, LONG_AGO + 10, 120), 2, "never ended")
        reopen(cases, chosen, "paused")
        told.append(rows(clock, cases, chosen, np.full(2, 3), None, "never ended", rng))
        planter.planted.add("pause_never_ended", planter.numbers(chosen))
    return pd.concat(told)


def _unmatched(planter: Planter) -> pd.DataFrame:
    cases, clock, rng = planter.cases, planter.clock, planter.rng
    running = planter.choose(recent(cases, clock, "gcjs", 5, 4, 40), 10, "unmatched")
    reopen(cases, running, "paused")
    closed = planter.choose(plain(cases, "gcjs", 5) & planter.on_time() & planter.settled(0), 4, "unmatched")
    close_after(cases, clock, closed, planter.promised(closed) - 1, rng)
    planter.planted.add("unmatched_pause_start", planter.numbers(np.concatenate([running, closed])))
    planter.planted.add("pause_never_ended", planter.numbers(closed))
    chosen = np.concatenate([running, closed])
    return rows(clock, cases, chosen, np.full(14, 2), None, "unmatched", rng)
