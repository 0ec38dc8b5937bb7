"""Random lives of cases: pauses that overlap, touch, last no time or never end, extensions, days off, open cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from .clock import Case
from .figures import Message

T = TypeVar("T")

FIRST, LAST = date(2021, 1, 1), date(2026, 12, 31)
UNITS = {"甲局": "包头市", "乙局": "东河区", "丙局": "东河区", "丁局": "稀土高新区"}

# Days round which the calendar is unusual: eves and ends of holidays, make-up weekends, month ends, a new year.
UNUSUAL = [
    date(2021, 9, 18), date(2021, 9, 30), date(2022, 1, 29), date(2023, 4, 23), date(2024, 1, 31), date(2024, 2, 9),
    date(2024, 2, 29), date(2024, 9, 27), date(2024, 12, 31), date(2025, 1, 24), date(2025, 1, 25), date(2025, 4, 27),
    date(2025, 8, 31), date(2025, 9, 28), date(2025, 9, 30), date(2026, 2, 13), date(2026, 2, 14), date(2026, 2, 28),
    date(2026, 9, 30), date(2026, 10, 10), date(2026, 12, 25), date(2026, 12, 31),
]  # fmt: skip

days = st.one_of(
    st.dates(FIRST, LAST),
    st.dates(date(2025, 1, 1), date(2026, 12, 31)),
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
def messages(draw: st.DrawFn) -> Message:
    """One message; some are answered before the limit, some after, some never."""
    asked_at = datetime.combine(draw(days), draw(times))
    wait = draw(st.one_of(st.none(), st.integers(0, 6), st.integers(0, 6), st.integers(0, 60)))
    answered_at = (
        None if wait is None else max(asked_at, datetime.combine(asked_at.date() + timedelta(wait), draw(times)))
    )
    return Message("", asked_at, answered_at, draw(st.sampled_from(list(UNITS))))


def numbered(histories: list[Case]) -> list[Case]:
    """The same cases with case numbers of their own."""
    return [replace(case, case_no=f"NO-{number:05d}") for number, case in enumerate(histories)]


def collected(count: int) -> list[Case]:
    """`count` different histories, the same ones at every run of the same code."""
    return numbered(_generated(cases(), count))


def collected_messages(count: int) -> list[Message]:
    """`count` different messages with numbers of their own."""
    return [replace(message, message_no=f"LY-{n:05d}") for n, message in enumerate(_generated(messages(), count))]


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
