"""Random lives of cases, and what several exports tell of them.

Pauses that overlap, touch, last no time, begin too late or never end; extensions, days off, open cases, faults of order;
closings that no export dates, states that change, limits that are rewritten between two exports.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from .clock import EXCLUDED, Case
from .figures import Message
from .status_events import CaseOfEvents, Event
from .tellings import Telling, ToldCase, ToldPauses

T = TypeVar("T")

FIRST, LAST = date(2021, 1, 1), date(2026, 11, 20)
EXPORT_DAYS = (date(2023, 6, 30), date(2025, 9, 30), LAST)
"""The days on which a platform's cases are exported; each tells all that has happened by then."""
UNITS = {"甲局": "包头市", "乙局": "东河区", "丙局": "东河区", "丁局": "稀土高新区"}

# Days round which the calendar is unusual: eves and ends of holidays, make-up weekends, month ends, a new year.
UNUSUAL = [
    date(2021, 9, 18), date(2021, 9, 30), date(2022, 1, 29), date(2023, 4, 23), date(2024, 1, 31), date(2024, 2, 9),
    date(2024, 2, 29), date(2024, 9, 27), date(2024, 12, 31), date(2025, 1, 24), date(2025, 1, 25), date(2025, 4, 27),
    date(2025, 8, 31), date(2025, 9, 28), date(2025, 9, 30), date(2026, 2, 13), date(2026, 2, 14), date(2026, 2, 28),
    date(2026, 9, 30), date(2026, 10, 10),
]  # fmt: skip

days = st.one_of(
    st.dates(FIRST, LAST),
    st.dates(date(2025, 1, 1), LAST),
    st.builds(lambda day, n: day + timedelta(days=n), st.sampled_from(UNUSUAL), st.integers(-3, 3)),
)
times = st.sampled_from([time(0, 0), time(8, 30), time(12, 0), time(17, 59, 59), time(23, 59, 59)])


@st.composite
def pauses(draw: st.DrawFn, accepted_at: datetime) -> tuple[tuple[datetime, datetime | None], ...]:
    """Up to four pauses near a case's acceptance; some begin before it, some begin where another ends."""
    found: list[tuple[datetime, datetime | None]] = []
    for _ in range(draw(st.sampled_from([0, 0, 1, 1, 2, 3, 4]))):
        start = datetime.combine(accepted_at.date() + timedelta(days=draw(st.integers(-6, 45))), draw(times))
        if found and found[-1][1] is not None and draw(st.booleans()):
            start = found[-1][1]
        length = draw(st.sampled_from(["none", "hours", "days", "days", "days", "long", "open"]))
        if length == "none":
            found.append((start, start))
        elif length == "hours":
            found.append((start, start + timedelta(hours=draw(st.integers(1, 30)))))
        elif length == "open":
            found.append((start, None))
        else:
            longest = 12 if length == "days" else 90
            found.append((start, start + timedelta(days=draw(st.integers(1, longest)))))
    return tuple(found)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """One case. Its number is given by whoever collects several."""
    accepted_at = datetime.combine(draw(days), draw(times))
    limit_unit = draw(st.sampled_from(["working"] * 5 + ["calendar", "calendar", "month", "hour"]))
    limits = {"working": st.integers(0, 45), "calendar": st.integers(0, 90), "month": st.integers(1, 14)}
    some_limit = st.one_of(st.just(5), limits.get(limit_unit, st.just(8)))
    limit = draw(some_limit) if draw(st.sampled_from([True] * 9 + [False])) else None
    kind = "immediate" if limit == 0 or draw(st.sampled_from([False] * 5 + [True])) else "promised"
    closed_after = draw(st.one_of(st.none(), st.integers(0, 12), st.integers(0, 120), st.integers(0, 400)))
    closed_at = None
    if closed_after is not None:
        closed_at = datetime.combine(accepted_at.date() + timedelta(days=closed_after), draw(times))
        closed_at = max(closed_at, accepted_at)
        if draw(st.sampled_from([False] * 29 + [True])):
            closed_at = accepted_at - timedelta(days=draw(st.integers(1, 40)))  # a fault: closed before it was accepted
    due_at = None
    if draw(st.sampled_from([False, False, True])):
        due_at = datetime.combine(accepted_at.date() + timedelta(days=draw(st.integers(0, 60))), draw(times))
        if draw(st.sampled_from([False] * 9 + [True])):
            due_at = accepted_at - timedelta(days=draw(st.integers(1, 40)))  # a fault: due before it was accepted
    unit_name = draw(st.sampled_from(list(UNITS)))
    return Case(
        case_no="",
        accepted_at=accepted_at,
        closed_at=closed_at,
        limit=limit,
        limit_unit=limit_unit if limit is not None else "working",
        extension=draw(st.sampled_from([0, 0, 0, 0, 1, 5, 10])) if limit is not None else 0,
        case_kind=kind,
        due_at=due_at,
        status=draw(st.sampled_from(["open"] * 9 + ["withdrawn", "rejected", "void"]))
        if closed_at is None
        else "closed",
        unit_name=unit_name,
        area=UNITS[unit_name],
        pauses=draw(pauses(accepted_at)),
    )


@st.composite
def messages(draw: st.DrawFn) -> tuple[Message, ...]:
    """The rows of one message; some are answered before the limit, some after, twice, before they were asked, never."""
    asked_at = datetime.combine(draw(days), draw(times))
    wait = draw(st.one_of(st.none(), st.integers(0, 6), st.integers(0, 6), st.integers(0, 60)))
    answered_at = (
        None if wait is None else max(asked_at, datetime.combine(asked_at.date() + timedelta(wait), draw(times)))
    )
    if answered_at is not None and draw(st.sampled_from([False] * 29 + [True])):
        answered_at = asked_at - timedelta(days=draw(st.integers(1, 9)))  # a fault of order
    first = Message("", asked_at, answered_at, draw(st.sampled_from(list(UNITS))))
    if answered_at is None or draw(st.sampled_from([True, True, False])):
        return (first,)
    return first, replace(first, answered_at=answered_at + timedelta(days=draw(st.integers(0, 5)), hours=1))


@st.composite
def status_events(draw: st.DrawFn) -> CaseOfEvents:
    """The events of one case: starts told twice, ends without a start, several of one moment, closings that do not last."""
    at = datetime.combine(draw(days), draw(times))
    events = [Event(at, 1), Event(at, 3)]

    def later(most: int) -> datetime:
        nonlocal at
        at += timedelta(days=draw(st.sampled_from([0, 0, *range(1, most)])))
        return at

    for begins, ends in draw(st.lists(st.sampled_from([(6, 7), (9, 10)]), max_size=3)):
        for code in draw(st.sampled_from([(begins, ends)] * 4 + [(begins,), (begins, begins, ends), (ends,)])):
            events.append(Event(later(9), code))
    closing = draw(st.sampled_from([(), (11,), (12,), (13,), (11, 12)]))
    events += [Event(later(30), code) for code in closing]
    at += timedelta(days=1)  # what ends a case has a day of its own
    events += [Event(at, code) for code in draw(st.sampled_from([()] * 5 + [(2,), (5,), (14,), (15,)]))]
    return CaseOfEvents("", tuple(events), limit=float(draw(st.integers(1, 30))))


@dataclass(frozen=True)
class Life:
    """A case with what its exports make of it: no time of closing, another limit at first, a late word of its end."""

    case: Case
    untimed: bool = False
    limit_at_first: float = 0
    told_late: int = 0


lives = st.builds(
    Life,
    cases(),
    untimed=st.sampled_from([False] * 7 + [True]),
    limit_at_first=st.sampled_from([0] * 7 + [3]),
    told_late=st.sampled_from([0, 0, 1]),
)


def told(life: Life, number: int) -> ToldCase | None:
    """What the exports tell of a life, each what has happened by its day; None where it begins after the last."""
    case = replace(life.case, case_no=f"NO-{number:05d}")
    days_told = [day for day in EXPORT_DAYS if day >= case.accepted_at.date()]
    tellings, pauses = [], []
    for place, day in enumerate(days_told):
        newest = place == len(days_told) - 1
        row = _as_known(case, day, life.untimed)
        if row.status in EXCLUDED and place < min(life.told_late, len(days_told) - 1):
            row = replace(row, status="open")
        if not newest and row.limit is not None and row.limit_unit == "working":
            row = replace(row, limit=row.limit + life.limit_at_first)
        in_row, beside = row.pauses[: _in_the_row(row)], row.pauses[_in_the_row(row) :]
        tellings.append(Telling(day, replace(row, pauses=in_row)))
        if beside:
            pauses.append(ToldPauses(day, beside))
    return ToldCase(tuple(tellings), tuple(pauses)) if tellings else None


def _as_known(case: Case, day: date, untimed: bool) -> Case:
    closed_at = case.closed_at if case.closed_at is not None and case.closed_at.date() <= day else None
    status = case.status if case.status in EXCLUDED else "open" if closed_at is None else "closed"
    pauses = tuple(
        (start, end if end is not None and end.date() <= day else None)
        for start, end in case.pauses
        if start.date() <= day
    )
    return replace(case, closed_at=None if untimed else closed_at, status=status, pauses=pauses)


def _in_the_row(case: Case) -> bool:
    """Whether the first pause stands in the case's row, as some platforms export it.

    Not where another begins at the same moment: two exports would then tell of the same pause, and the newer one counts.
    """
    return bool(case.pauses) and all(start != case.pauses[0][0] for start, _ in case.pauses[1:])


def numbered(found: list[Life]) -> list[ToldCase]:
    """What is told of these lives, each under a case number of its own."""
    return [told_case for number, life in enumerate(found) if (told_case := told(life, number)) is not None]


def collected(count: int) -> list[ToldCase]:
    """The exports of `count` different lives, the same ones at every run of the same code."""
    return numbered(_generated(lives, count))


def collected_messages(count: int) -> list[Message]:
    """The rows of `count` different messages with numbers of their own."""
    found = _generated(messages(), count)
    return [replace(row, message_no=f"LY-{n:05d}") for n, rows in enumerate(found) for row in rows]


def collected_events(count: int) -> list[CaseOfEvents]:
    """`count` different cases of the construction platform that have happened by the last export."""
    found = [replace(case, case_no=f"GC-{n:05d}") for n, case in enumerate(_generated(status_events(), count))]
    return [case for case in found if max(event.at for event in case.events).date() <= LAST]


def _generated(strategy: st.SearchStrategy[T], count: int) -> list[T]:
    found: list[T] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(drawn: T) -> None:
        found.append(drawn)

    run: Callable[[], None] = collect
    run()
    assert len(found) >= count
    return found[:count]
