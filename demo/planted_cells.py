"""Puts the findings on single cells into the demo: times that are missing, too late or rewritten, words and limits that
nobody knows, a unit under another area's code."""

from __future__ import annotations

import numpy as np

from demo.baotou import EARLIER
from demo.cases import DEFAULT_LIMIT_UNITS, plain
from demo.catalogue import AREAS, CITY
from demo.clock import DAY, Ints, day_index
from demo.nmg import CUT_AREA
from demo.pauses import close_after, recent, reopen
from demo.planting import Planter

UNKNOWN_WORDS = np.array(["部门会签", "流转中", "归卷"], dtype=object)
UNREADABLE_LIMITS = np.array(["按规定时限", "3-5个工作日", "以现场勘验为准", "详见办事指南"], dtype=object)
TYPING_ERROR = day_index(EARLIER) + 112  # a day of the next year, where this one was meant


def plant_cells(planter: Planter) -> None:
    """Every finding of this file; `planter` has done its own."""
    _withdrawn_after_due_day(planter)
    _finished_without_time(planter)
    _closing_rewritten(planter)
    _due_before_acceptance(planter)
    _time_after_export(planter)
    _unit_and_area_disagree(planter)
    _unknown_status_word(planter)
    _unread_limits(planter)


def _withdrawn_after_due_day(planter: Planter) -> None:
    """14 overdue cases withdrawn; all others that were withdrawn or made void went before their due day had passed."""
    cases = planter.cases
    gone = cases.status.isin(["withdrawn", "void"]) & (cases.closed // DAY > cases.due)
    in_time = np.maximum(cases.due * DAY + 57_000, cases.accepted + 600)
    cases["closed"] = np.where(gone, in_time, cases.closed)
    for platform, count in (("nmg", 10), ("baotou", 4)):
        chosen = planter.choose(plain(cases, platform, 3) & planter.settled(10), count, "withdrawn late")
        overrun = planter.rng.integers(2, 9, count)
        close_after(cases, planter.clock, chosen, planter.promised(chosen) + overrun, planter.rng)
        cases.loc[chosen, "status"] = "withdrawn"
        planter.planted.add("withdrawn_after_due_day", planter.numbers(chosen))


def _finished_without_time(planter: Planter) -> None:
    """9 cases that are finished, nobody knows when: the due day of 5 had passed before, of 4 it had not."""
    cases, clock = planter.cases, planter.clock
    left = clock.number[cases.due.to_numpy()] - clock.number[clock.as_of]
    late = planter.choose(recent(cases, clock, "nmg", 2, 6, 14) & (left < 0), 5, "no closing time")
    early = planter.choose(recent(cases, clock, "nmg", 2, 2, 14) & (left >= 0), 4, "no closing time")
    both = np.concatenate([late, early])
    reopen(cases, both, "closed")
    known = {"unknown": sorted(planter.numbers(late)), "on_time": sorted(planter.numbers(early))}
    planter.planted.add("finished_without_time", planter.numbers(both), **known)


def _closing_rewritten(planter: Planter) -> None:
    """8 closings that the earlier weekly export tells after the due day, and the later one on it."""
    cases, clock = planter.cases, planter.clock
    last = clock.number[day_index(EARLIER)]
    in_time = clock.number[cases.due.to_numpy()] + 4 <= last
    chosen = planter.choose(recent(cases, clock, "baotou", 3, 12, 50) & in_time, 8, "closing rewritten")
    due = cases.due.to_numpy()[chosen]
    second = planter.rng.integers(50_000, 62_000, 8)
    cases.loc[chosen, "closed"] = due * DAY + second
    cases.loc[chosen, "earlier_closed"] = clock.forward(due, planter.rng.integers(1, 4, 8)) * DAY + second
    planter.planted.add("closing_rewritten", planter.numbers(chosen))


def _due_before_acceptance(planter: Planter) -> None:
    """10 due days of the platform that lie a year too early."""
    chosen = planter.choose(plain(planter.cases, "nmg", 3) & planter.on_time(), 10, "due too early")
    planter.cases.loc[chosen, "due_a_year_early"] = True
    for key in ("due_before_acceptance", "due_dates_disagree", "order_fault"):
        planter.planted.add(key, planter.numbers(chosen))


def _time_after_export(planter: Planter) -> None:
    """4 open cases with a closing time that lies after the export: a typing error."""
    cases = planter.cases
    chosen = planter.choose(recent(cases, planter.clock, "nmg", 6, 2, 4), 4, "closed in the future")
    reopen(cases, chosen, "open")
    cases.loc[chosen, "closed_told"] = TYPING_ERROR * DAY + planter.rng.integers(32_000, 60_000, 4)
    planter.planted.add("time_after_export", planter.numbers(chosen))


def _unit_and_area_disagree(planter: Planter) -> None:
    """7 cases of one area's unit under the code of another area."""
    cases, rng = planter.cases, planter.rng
    in_area = (cases.region_code != CITY[0]).to_numpy()
    chosen = planter.choose(plain(cases, "nmg") & planter.on_time() & in_area, 7, "two areas")
    codes = [code for code, _, _ in AREAS if code != CUT_AREA]
    place = np.array([codes.index(code) for code in cases.region_code.to_numpy()[chosen]])
    other = (place + rng.integers(1, len(codes), 7)) % len(codes)
    cases.loc[chosen, "region_code"] = np.array(codes, dtype=object)[other]
    planter.planted.add("unit_and_area_disagree", planter.numbers(chosen))


def _unknown_status_word(planter: Planter) -> None:
    """8 cases under status words of nobody's list: 5 closed ones, 3 open ones."""
    cases = planter.cases
    closed = planter.choose(plain(cases, "nmg", 2) & planter.on_time(), 5, "unknown word")
    still_open = planter.choose(recent(cases, planter.clock, "nmg", 8, 1, 6), 3, "unknown word")
    reopen(cases, still_open, "open")
    _say(planter, closed, UNKNOWN_WORDS[[2, 2, 2, 2, 2]])
    _say(planter, still_open, UNKNOWN_WORDS[[0, 0, 1]])


def _say(planter: Planter, chosen: Ints, words: np.ndarray) -> None:
    planter.cases.loc[chosen, "status_word"] = words
    planter.planted.add("unknown_status_word", planter.numbers(chosen))


def _unread_limits(planter: Planter) -> None:
    """9 promised limits in words that no count follows from; the item list knows the limit."""
    cases = planter.cases
    careful = ~cases.unit.isin([planter.catalogue.unit(name) for name in DEFAULT_LIMIT_UNITS]).to_numpy()
    chosen = planter.choose(plain(cases, "baotou", 3) & planter.on_time() & careful, 9, "unread limit")
    cases.loc[chosen, "limit_words"] = UNREADABLE_LIMITS[np.arange(9) % len(UNREADABLE_LIMITS)]
    planter.planted.add("unread_limits", planter.numbers(chosen))
