"""Where every case stands on the data date: paused days, due days, missed, light. The demo's own second opinion."""

from __future__ import annotations

import numpy as np
import pandas as pd

from demo.clock import DAY, NONE, Clock, Ints
from demo.pauses import AFTER_DUE_DAY

COUNTED = ("open", "paused", "closed", "returned")


def with_standing(cases: pd.DataFrame, pauses: pd.DataFrame, clock: Clock) -> pd.DataFrame:
    """Adds `due` (with pauses and extension), `platform_due`, `paused_days`, `counted`, `finished` (without a closing
    time), `settled` (on time or late, or still running), `open`, `missed`, `light`."""
    pauses = pauses[pauses.role != AFTER_DUE_DAY]
    accepted = cases.accepted.to_numpy() // DAY
    closed = cases.closed.to_numpy()
    finished = (closed == NONE) & (cases.status == "closed").to_numpy()
    is_open = (closed == NONE) & ~finished
    until = np.where(closed == NONE, clock.as_of, closed // DAY)
    ended = pauses[pauses.end != NONE]
    paused = _paused_days(cases, pauses, until, clock)
    unit = cases.limit_unit.to_numpy().astype(str)
    limit, extension = cases.promised.to_numpy(), cases.extension.to_numpy()
    due = clock.due(accepted, limit, unit, extension + paused)
    told = clock.due(accepted, limit, unit, extension + _paused_days(cases, ended, until, clock))
    shift = cases.due_shift.to_numpy()
    told = np.where(shift == 0, told, clock.working_day(clock.number[told] + shift))
    told = np.where(cases.due_a_year_early, told - 365, told)
    counted = cases.status.isin(COUNTED).to_numpy()
    settled = ~finished | (due >= clock.as_of)  # the only export that says so is that of the data date
    missed = counted & settled & (due < clock.as_of) & (is_open | (until > due))
    return cases.assign(
        due=due,
        platform_due=told,
        earlier_due=_earlier_due(cases, told, clock),
        paused_days=paused,
        counted=counted,
        finished=finished,
        settled=settled,
        open=counted & is_open,
        missed=missed,
        light=lights_on(cases, pauses, clock, clock.as_of),
    )


def lights_on(cases: pd.DataFrame, pauses: pd.DataFrame, clock: Clock, day: int) -> pd.Series:
    """The light of every case at the end of `day` (preset inner-mongolia); "" where it was not open then."""
    accepted, closed = cases.accepted.to_numpy() // DAY, cases.closed.to_numpy()
    told = (cases.status == "closed").to_numpy() & (
        day >= clock.as_of
    )  # finished without a closing time, as told by then
    is_open = (accepted <= day) & np.where(closed == NONE, ~told, closed // DAY > day)
    is_open &= (cases.status != "rejected").to_numpy()
    begun = pauses[pauses.start // DAY <= day]
    lasting = ((begun.end == NONE) | (begun.end // DAY > day)).to_numpy()
    paused = _paused_days(cases, begun.assign(end=np.where(lasting, NONE, begun.end)), np.full(len(cases), day), clock)
    running = np.zeros(len(cases), dtype=bool)
    running[begun.case[lasting]] = True
    unit = cases.limit_unit.to_numpy().astype(str)
    due = clock.due(accepted, cases.promised.to_numpy(), unit, cases.extension.to_numpy() + paused)
    used = clock.number[day] - clock.number[accepted] - paused
    whole = clock.number[due] - clock.number[accepted] - paused
    near = np.where(whole > 5, clock.number[due] - clock.number[day] <= 3, used * 2 >= whole)
    light = np.select([running, due < day, near], ["paused", "red", "yellow"], "green").astype(object)
    return pd.Series(np.where(is_open, light, ""), index=cases.index)


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
