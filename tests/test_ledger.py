"""The ledger of one case, day by day: what counts, what moves the due day, and what is said about it (domain.md 2)."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.clock.ledger import Facts, WhatIf, clock_ledger, months_later
from analytics.clock.ledger_lines import TURNS, folded
from analytics.clock.workdays import Override, Workdays
from tests.independent import clock

CN = Workdays("CN", 2015, 2030)
MONDAY = date(2026, 3, 2)


def ledger_of(limit=5, unit="working", accepted=MONDAY, as_of=date(2026, 3, 31), what_if=None, **facts):
    return clock_ledger(Facts(as_of, accepted, limit, unit, **facts), CN, what_if)


def on(ledger, day):
    return next(entry for entry in ledger.days if entry.day == day)


def sentences(ledger):
    return " ".join(remark.template.format(**remark.details) for remark in ledger.remarks)


def test_the_start_day_is_not_counted_and_the_last_one_is_the_due_day():
    ledger = ledger_of(closed_at=datetime(2026, 3, 6, 9))
    assert [(entry.day.day, entry.counted, entry.count) for entry in ledger.days] == [
        (2, False, 0),
        (3, True, 1),
        (4, True, 2),
        (5, True, 3),
        (6, True, 4),  # closed here: 4 of 5 days used
        (7, False, 4),
        (8, False, 4),
        (9, True, 5),  # due
    ]
    assert (ledger.due_on, ledger.used_days, ledger.late) == (date(2026, 3, 9), 4, False)
    assert on(ledger, date(2026, 3, 6)).marks == ("closed",)
    assert on(ledger, date(2026, 3, 9)).marks == ("due",)
    assert on(ledger, date(2026, 3, 9)).phase == "closed"


def test_every_kind_of_day_has_its_word():
    # Spring Festival 2026: Saturday 02-14 is worked, 02-15 to 02-23 is free
    ledger = ledger_of(accepted=date(2026, 2, 13))
    kinds = {entry.day.day: entry.kind for entry in ledger.days if entry.day.month == 2}
    assert (kinds[13], kinds[14], kinds[17], kinds[28]) == ("start", "make-up", "holiday", "make-up")
    assert ledger.due_on == date(2026, 2, 27)


def test_paused_days_do_not_count_and_move_the_due_day():
    # paused from Friday 03-06 to Tuesday 03-10: Monday and Tuesday do not count, the weekend would not anyway
    ledger = ledger_of(pauses=((date(2026, 3, 6), date(2026, 3, 10)),), closed_at=datetime(2026, 3, 11))
    assert [on(ledger, date(2026, 3, day)).kind for day in (6, 7, 9, 10, 11)] == [
        "workday",
        "weekend",
        "paused",
        "paused",
        "workday",
    ]
    assert (ledger.paused_days, ledger.due_on, ledger.used_days) == (2, date(2026, 3, 11), 5)


def test_overlapping_pauses_count_once():
    pauses = ((date(2026, 3, 3), date(2026, 3, 5)), (date(2026, 3, 4), date(2026, 3, 6)))
    assert ledger_of(pauses=pauses).paused_days == 3  # 4, 5 and 6 March


def test_an_open_pause_runs_to_the_as_of_day_and_the_rest_is_a_forecast():
    ledger = ledger_of(pauses=((date(2026, 3, 4), None),), as_of=date(2026, 3, 20))
    assert (ledger.paused_days, ledger.due_on, ledger.is_paused) == (12, date(2026, 3, 25), True)
    assert on(ledger, date(2026, 3, 20)).marks == ("as_of",)
    assert on(ledger, date(2026, 3, 23)).phase == "forecast"
    assert "due day moves on while it lasts" in sentences(ledger)


def test_a_pause_begun_after_the_due_day_counts_nowhere_and_the_ledger_says_so():
    ledger = ledger_of(pauses=((date(2026, 3, 12), date(2026, 3, 16)),), closed_at=datetime(2026, 3, 17))
    # due 03-09; the pause of 03-12 comes too late to move it
    assert ledger.due_on == date(2026, 3, 9)
    assert ledger.paused_days == 0
    assert ledger.late
    assert "a passed deadline does not move" in sentences(ledger)


def test_a_calendar_limit_counts_every_day_and_moves_on_from_a_free_one():
    # 5 calendar days after Monday 03-02 is Saturday 03-07, so Monday 03-09
    ledger = ledger_of(unit="calendar")
    assert ledger.due_on == date(2026, 3, 9)
    assert on(ledger, date(2026, 3, 7)).marks == ("limit_ends",)
    assert on(ledger, date(2026, 3, 7)).count == 5
    assert "民法典 203" in sentences(ledger)


def test_a_calendar_limit_stands_still_for_the_calendar_days_of_a_pause():
    # 5 days and 4 paused ones (03-04 to 03-07) after 03-02: 03-11
    ledger = ledger_of(unit="calendar", pauses=((date(2026, 3, 3), date(2026, 3, 7)),))
    assert ledger.due_on == date(2026, 3, 11)
    assert ledger.paused_days == 3  # working days: 4, 5, 6 March


def test_a_month_ends_on_its_last_day_where_the_day_is_missing():
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert ledger_of(1, "month", date(2026, 1, 31)).due_on == date(2026, 2, 28)  # a make-up working Saturday


def test_an_immediate_case_is_due_the_same_day_or_the_next_working_one():
    assert ledger_of(0).due_on == MONDAY
    weekend = ledger_of(0, accepted=date(2026, 3, 7))
    assert weekend.due_on == date(2026, 3, 9)
    assert "accepted on a free day" in sentences(weekend)


def test_an_extension_is_named():
    assert "extension of 10 days" in sentences(ledger_of(15, extension=10))


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"limit": None, "unit": None}, "names a limit"),
        ({"limit": 6, "unit": "hour"}, "6 hours"),
        ({"accepted": None}, "no acceptance date"),
        ({"accepted": date(2026, 4, 9)}, "not accepted yet"),
        ({"accepted": date(1960, 1, 4)}, "outside the calendar"),
        ({"limit": 36500}, "before the due day"),
        ({"limit": 36500, "unit": "calendar"}, "before the due day"),
    ],
)
def test_what_cannot_be_computed_says_why(facts, sentence):
    ledger = ledger_of(**facts)
    assert ledger.due_on is None
    assert sentence in sentences(ledger)


def test_a_withdrawn_case_has_a_ledger_that_no_rate_counts():
    ledger = ledger_of(standing="withdrawn")
    assert ledger.due_on == date(2026, 3, 9)
    assert "out of every rate" in sentences(ledger)


def test_closing_before_acceptance_has_no_used_days_and_says_so():
    ledger = ledger_of(closed_at=datetime(2026, 2, 26), closed_before_accepted=True)
    assert ledger.used_days is None
    assert not ledger.late
    assert "before it was accepted" in sentences(ledger)


def test_an_instant_decides_to_the_minute():
    facts = {"platform_due_on": MONDAY, "due_instant": datetime(2026, 3, 2, 12), "platform_decides": True}
    assert not ledger_of(closed_at=datetime(2026, 3, 2, 12), **facts).late
    late = ledger_of(closed_at=datetime(2026, 3, 2, 12, 1), **facts)
    assert (late.late, late.overdue_days) == (True, 0)
    assert "12:00" in sentences(late)


def test_the_platforms_date_is_compared_in_working_days():
    assert ledger_of(platform_due_on=date(2026, 3, 11)).disagreement_days == 2
    assert ledger_of(platform_due_on=date(2026, 3, 6)).disagreement_days == -1


def test_a_due_day_in_an_unpublished_year_is_provisional():
    ledger = ledger_of(5, accepted=date(2026, 12, 30), as_of=date(2026, 12, 31))
    assert ledger.provisional
    assert on(ledger, ledger.due_on).provisional
    assert "2027" in sentences(ledger)


def test_a_day_set_by_the_bureau_is_named_in_the_ledger():
    flood = Workdays("CN", 2026, 2026, (Override(date(2026, 3, 4), False, "flood"),))
    ledger = clock_ledger(Facts(date(2026, 3, 31), MONDAY, 5, "working"), flood)
    assert (on(ledger, date(2026, 3, 4)).kind, on(ledger, date(2026, 3, 4)).name) == ("override", "flood")
    assert ledger.due_on == date(2026, 3, 10)


@pytest.mark.parametrize(
    ("what_if", "due", "used"),
    [
        (WhatIf(), date(2026, 3, 11), 5),
        (WhatIf(without_pauses=True), date(2026, 3, 9), 7),
        (WhatIf(other_count=True), date(2026, 3, 11), 5),  # 5 days and 4 paused ones after 03-02
        (WhatIf(start_day_counts=True), date(2026, 3, 10), 6),
        (WhatIf(without_pauses=True, other_count=True), date(2026, 3, 9), 7),  # Saturday 03-07 moves on
    ],
)
def test_what_if_switches_recompute_the_ledger(what_if, due, used):
    ledger = ledger_of(
        pauses=((date(2026, 3, 6), date(2026, 3, 10)),), closed_at=datetime(2026, 3, 11), what_if=what_if
    )
    assert (ledger.computed_due_on, ledger.used_days) == (due, used)


DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@given(
    accepted=DAYS,
    as_of=DAYS,
    limit=st.integers(0, 60),
    unit=st.sampled_from(["working", "calendar", "month"]),
    closed=st.none() | DAYS,
    pauses=st.lists(st.tuples(DAYS, st.none() | DAYS), max_size=4),
)
def test_the_ledger_agrees_with_the_slow_clock(accepted, as_of, limit, unit, closed, pauses):
    limit = min(limit, 6) if unit == "month" else limit
    as_of = max(as_of, accepted)
    closed = closed if closed and accepted <= closed <= as_of else None
    known = tuple((start, end if end is None or end <= as_of else None) for start, end in pauses if start <= as_of)
    at = datetime.combine
    case = clock.Case(
        "1",
        at(accepted, datetime.min.time()),
        at(closed, datetime.min.time()) if closed else None,
        limit,
        unit,
        pauses=tuple(
            (at(start, datetime.min.time()), at(end, datetime.min.time()) if end else None) for start, end in known
        ),
    )
    slow = clock.computed_due_day(case, as_of, _slow_days())
    facts = Facts(as_of, accepted, limit, unit, closed_at=case.closed_at, pauses=known)
    ledger = clock_ledger(facts, CN)
    assert ledger.due_on == slow
    assert ledger.used_days == on(ledger, closed or as_of).used


def _slow_days():
    return clock.WorkingDays({entry.day: entry.is_working for entry in CN.days})


@given(
    limit=st.integers(0, 90),
    spans=st.lists(st.tuples(st.integers(0, 120), st.integers(0, 40)), max_size=30),
    lines=st.integers(12, 40),
)
def test_a_folded_ledger_loses_no_day_and_no_turn(limit, spans, lines):
    day = lambda n: date.fromordinal(date(2025, 12, 1).toordinal() + n)  # noqa: E731
    pauses = tuple((day(start), day(start + length)) for start, length in spans)
    ledger = clock_ledger(Facts(day(121), day(0), limit, "working", pauses=pauses), CN)
    short = folded(ledger.days, lines)
    assert len(short) <= lines
    assert sum(line.days for line in short) == len(ledger.days)
    assert sum(line.counted for line in short) == sum(entry.counted for entry in ledger.days)
    assert short[-1].count == ledger.days[-1].count
    turns = {mark for entry in ledger.days for mark in entry.marks} & TURNS
    assert {mark for line in short for mark in line.marks} >= turns
