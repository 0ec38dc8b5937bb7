"""Half a year of supervision: which late cases were reminded of, what was ordered of whom, and how each order went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from demo.clock import DAY, NONE, Clock
from demo.nmg import CUT_AREA

HALF_A_YEAR = 184  # days
UNITS_A_BATCH, BETWEEN_BATCHES = 4, 14  # orders signed on one day, days from one such day to the next
RECEIVE, ANSWER = 1, 3  # working days that an order gives
CLERK, HEAD = "王芳", "李主任"
RUNS_AT = "07:00"  # when the reminders of a day are written; they leave when the office opens
FATES: dict[str, tuple[tuple[str, int, str, str], ...]] = {
    "on time": (
        ("received", 1, "09:30", ""),
        ("answered", 3, "15:00", ""),
        ("accepted", 4, "16:00", "已核实，予以销号"),
    ),
    "quick": (("received", 0, "11:00", ""), ("answered", 2, "15:00", ""), ("accepted", 5, "16:00", "")),
    "received late": (("received", 2, "09:30", ""), ("answered", 3, "15:00", ""), ("accepted", 6, "16:00", "")),
    "answered late": (("received", 1, "09:30", ""), ("answered", 6, "15:00", ""), ("accepted", 8, "16:00", "")),
    "extended": (
        ("received", 1, "09:30", ""),
        ("extended", 2, "14:00", "需组织专家评审"),
        ("answered", 7, "15:00", ""),
        ("accepted", 9, "16:00", ""),
    ),
    "returned": (
        ("received", 1, "09:30", ""),
        ("answered", 3, "15:00", ""),
        ("returned", 4, "09:20", "未说明超期原因，退回重办"),
        ("answered", 7, "15:00", ""),
        ("accepted", 8, "16:00", ""),
    ),
    "urged": (
        ("received", 1, "09:30", ""),
        ("attempted", 4, "10:10", "电话联系，答复当日反馈"),
        ("answered", 5, "15:00", ""),
        ("accepted", 7, "16:00", ""),
    ),
    "withdrawn": (("withdrawn", 1, "11:10", "平台数据有误，办件已在规定时限内办结"),),
    "superseded": (("received", 1, "09:30", ""),),
    "never answered": (("received", 1, "09:30", ""),),
    "never received": (),
}
"""What happens to an order after it was sent: the event, so many working days after the signing, the hour, the words."""
USUAL = ("on time", "quick", "received late", "extended", "on time", "answered late", "superseded", "urged", "returned")
LATELY = ("never answered", "on time", "never received", "answered late")
"""The fates of the batch two weeks before the data date: some of it is overdue."""
SAID = {
    "mail": ("SMTP 250", "SMTP 451: try again later", "SMTP 550: no such mailbox"),
    "sms": ("code 0", "HTTP 503", "code 5: no such number"),
}
"""What a service says: taken, busy, refused."""
LIMITS = {"extended": 8, "returned": 7}
"""Until how many working days after the signing an order is to be answered from such an event on."""


@dataclass(frozen=True)
class Event:
    """Something that happened to an order, at seconds since the demo's first day."""

    at: int
    event: str
    text: str = ""
    answer_by: int | None = None
    who: str = CLERK


@dataclass
class Order:
    """An order by its unit and its cases (rows of the demo's cases); days are the clock's."""

    unit: int
    as_of: int
    signed: int
    receive_by: int
    answer_by: int
    lines: list[int]
    events: list[Event]
    follows: Order | None = None
    number: int = 0


@dataclass(frozen=True)
class Letter:
    """A reminder to a unit: its cases with the step of the ladder, and what became of it."""

    unit: int
    day: int
    channel: str
    told: list[tuple[int, str]]
    events: list[tuple[int, int, str, str]]  # when, which attempt, what happened, what the service said


@dataclass(frozen=True)
class Supervision:
    """All of it, in the order of time."""

    orders: list[Order] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    nights: range = range(0)
    """The days on which the reminders ran."""


def supervise(cases: pd.DataFrame, clock: Clock) -> Supervision:
    """What the half year before the data date saw, told by the cases alone: the same cases, the same acts."""
    plain = cases[
        (cases.tag == "")
        & cases.counted
        & ~cases.finished
        & cases.platform.isin(["nmg", "baotou"])
        & (cases.region_code != CUT_AREA)
        & (cases.unit >= 0)
        & ((cases.closed == NONE) | (cases.closed // DAY > cases.accepted // DAY))
    ]
    orders = sorted(_orders(plain, clock), key=lambda order: order.signed)
    for number, order in enumerate(orders, start=1):
        order.number = number
    letters = [*_letters(plain, clock)]
    return Supervision(orders, letters, range(min(letter.day for letter in letters), clock.as_of + 1))


def moment(day: int, hour: str) -> int:
    """An hour of a day, in seconds."""
    hours, minutes = hour.split(":")
    return int(day) * DAY + int(hours) * 3600 + int(minutes) * 60


def _open_at_end_of(cases: pd.DataFrame, day: int) -> pd.Series:
    return (cases.closed == NONE) | (cases.closed // DAY > day)


def _orders(cases: pd.DataFrame, clock: Clock) -> Iterator[Order]:
    """Every two weeks the units with the most late cases that are in no order yet."""
    ordered: set[int] = set()
    first = clock.as_of - HALF_A_YEAR
    batches = clock.next_working(np.arange(clock.as_of - 3 - 12 * BETWEEN_BATCHES, clock.as_of, BETWEEN_BATCHES))
    nth = 0
    for place, day in enumerate(batches):
        as_of = int(day) - 1
        late = cases[_open_at_end_of(cases, as_of) & (cases.due < as_of) & (cases.due >= first)]
        late = late[(clock.number[as_of] > clock.number[late.due]) & ~late.index.isin(ordered)]
        most = late.groupby("unit").size().sort_values(ascending=False, kind="stable").index[:UNITS_A_BATCH]
        for of_batch, unit in enumerate(most):
            lines = [*late.index[late.unit == unit]]
            ordered |= {*lines}
            recent = place == len(batches) - 2
            fate = LATELY[of_batch] if recent else USUAL[nth % len(USUAL)]
            if place == 1 and of_batch == UNITS_A_BATCH - 1:
                fate = "withdrawn"
            nth += 1
            yield from _order(cases, clock, int(unit), as_of, int(day), lines, fate)


def _order(
    cases: pd.DataFrame, clock: Clock, unit: int, as_of: int, day: int, lines: list[int], fate: str
) -> Iterator[Order]:
    """One order with its fate, as far as the data date knows it; after it the one that supersedes it."""
    number = int(clock.number[day])
    later = lambda days: int(clock.working_day(np.array([number + days]))[0])  # noqa: E731
    events = [Event(moment(day, "10:30"), "sent", "公文系统")]
    for event, days, hour, text in FATES[fate]:
        until = later(LIMITS[event]) if event in LIMITS else None
        events.append(Event(moment(later(days), hour), event, text, until))
    order = Order(unit, as_of, moment(day, "10:00"), later(RECEIVE), later(ANSWER), lines, events)
    again = later(ANSWER + 3)
    left = [line for line in lines if _open_at_end_of(cases.loc[[line]], again - 1).item()]
    if fate == "superseded" and again <= clock.as_of and left:
        (second,) = _order(cases, clock, unit, again - 1, again, left, "on time")
        second.follows = order
        order.events.append(Event(second.signed, "superseded", who=HEAD))
        yield second
    last = moment(clock.as_of, "17:00")
    order.events = [event for event in order.events if event.at <= last]
    yield order


def _letters(cases: pd.DataFrame, clock: Clock) -> Iterator[Letter]:
    """On each working day a letter to every unit with a case newly past due, or due the next day (every eighth of them)."""
    first = clock.as_of - HALF_A_YEAR
    of_time = cases[(cases.due >= first) & (cases.due < clock.as_of)]
    number = clock.number[of_time.due.to_numpy()]
    fired = pd.concat(
        [
            of_time.assign(step="past_due", fired=clock.working_day(number + 1)),
            of_time[of_time.index % 8 == 0].assign(step="near_due", fired=lambda rows: _day_before(rows, clock)),
        ]
    )
    open_then = (fired.closed == NONE) | (fired.closed // DAY >= fired.fired)
    fired = fired[open_then & (fired.fired <= clock.as_of) & (fired.accepted // DAY < fired.fired)].sort_index()
    for nth, ((day, unit), rows) in enumerate(fired.groupby(["fired", "unit"])):
        told = [*zip(rows.index, rows.step, strict=True)]
        channel = "copy" if unit % 7 == 3 else "sms" if unit % 11 == 5 else "mail"
        yield Letter(int(unit), int(day), channel, told, _became(channel, moment(int(day), "09:00"), nth))


def _day_before(rows: pd.DataFrame, clock: Clock) -> np.ndarray:
    return clock.working_day(clock.number[rows.due.to_numpy()] - 1)


def _became(channel: str, at: int, nth: int) -> list[tuple[int, int, str, str]]:
    """What became of the nth letter: most were sent; some only at the second attempt, some never."""
    if channel == "copy":
        return [(at + 2400, 1, "copied", "")]
    if nth % 37 == 20:
        return [(at, 1, "cancelled", "closed meanwhile")]
    yes, busy, no = SAID[channel]
    if nth % 50 == 13:
        first = [(at, 1, "claimed", ""), (at + 2, 1, "failed", busy)]
        return [*first, (at + 67, 2, "claimed", ""), (at + 69, 2, "sent", yes)]
    taken = (at + 2, "sent", yes)
    if nth % 50 == 7:
        taken = (at + 2, "refused", no)
    if nth % 97 == 31:
        taken = (at + 1800, "unknown", "the run ended between sending and writing it down")
    return [(at, 1, "claimed", ""), (taken[0], 1, taken[1], taken[2])]
