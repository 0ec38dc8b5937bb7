"""Where every case stands on the data date: paused days, due days, missed, light. The demo's own second opinion."""

from __future__ import annotations

import numpy as np
import pandas as pd

from demo.clock import DAY, NONE, Clock, Ints

COUNTED = ("open", "paused", "closed", "returned")


def with_standing(cases: pd.DataFrame, pauses: pd.DataFrame, clock: Clock) -> pd.DataFrame:
    """Adds `due` (with pauses and extension), `platform_due`, `paused_days`, `counted`, `open`, `missed`, `light`."""
    accepted = cases.accepted.to_numpy() // DAY
    closed = cases.closed.to_numpy()
    is_open = closed == NONE
    until = np.where(is_open, clock.as_of, closed // DAY)
    ended = pauses[pauses.end != NONE]
    paused = _paused_days(cases, pauses, until, clock)
    unit = cases.limit_unit.to_numpy().astype(str)
    limit, extension = cases.promised.to_numpy(), cases.extension.to_numpy()
    due = clock.due(accepted, limit, unit, extension + paused)
    told = clock.due(accepted, limit, unit, extension + _paused_days(cases, ended, until, clock))
    shift = cases.due_shift.to_numpy()
    told = np.where(shift == 0, told, clock.working_day(clock.number[told] + shift))
    counted = cases.status.isin(COUNTED).to_numpy()
    running = np.zeros(len(cases), dtype=bool)
    running[pauses[pauses.end == NONE].case] = True
    running &= is_open
    missed = counted & (due < clock.as_of) & (is_open | (until > due))
    used = clock.number[clock.as_of] - clock.number[accepted] - paused
    whole = clock.number[due] - clock.number[accepted] - paused
    near = np.where(whole > 5, clock.number[due] - clock.number[clock.as_of] <= 3, used * 2 >= whole)
    light = np.select([running, due < clock.as_of, near], ["paused", "red", "yellow"], "green").astype(object)
    return cases.assign(
        due=due,
        platform_due=told,
        earlier_due=_earlier_due(cases, told, clock),
        paused_days=paused,
        counted=counted,
        open=counted & is_open,
        missed=missed,
        light=np.where(counted & is_open, light, ""),
    )


def _earlier_due(cases: pd.DataFrame, told: Ints, clock: Clock) -> Ints:
    """The due day that the earlier weekly export gave: another one only where the deadline was rewritten since."""
    due = told.copy()
    rewritten = (cases.tag == "rewritten").to_numpy()
    before = cases[rewritten]
    accepted = np.where(before.earlier_accepted == NONE, before.accepted, before.earlier_accepted) // DAY
    limit = np.where(before.earlier_promised == NONE, before.promised, before.earlier_promised)
    due[rewritten] = clock.due(accepted, limit, before.limit_unit.to_numpy().astype(str), np.zeros(len(before), int))
    return due


def _paused_days(cases: pd.DataFrame, pauses: pd.DataFrame, until: Ints, clock: Clock) -> Ints:
    """Working days in the union of each case's pauses, between its acceptance and its closing or the data date."""
    rows = pauses.case.to_numpy()
    accepted = cases.accepted.to_numpy() // DAY
    start = np.maximum(pauses.start.to_numpy() // DAY, accepted[rows])
    end = pauses.end.to_numpy()
    end = np.minimum(np.where(end == NONE, until[rows], end // DAY), until[rows])
    order = np.lexsort((start, rows))
    spans = pd.DataFrame({"case": rows[order], "start": start[order], "end": np.maximum(end, start)[order]})
    reached = spans.groupby("case").end.cummax().groupby(spans.case).shift(1)
    begin = np.maximum(spans.start, reached.fillna(-1).astype(np.int64)).to_numpy()
    finish = np.maximum(spans.end.to_numpy(), begin)
    days = clock.number[finish] - clock.number[begin]
    return np.bincount(spans.case, weights=days, minlength=len(cases)).astype(np.int64)
