"""The ledger of one case, day by day: what counts, when it is due, and what is said about it (domain.md 2)."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.clock.ledger import Facts, WhatIf, clock_ledger
from analytics.clock.months import months_later
from analytics.clock.workdays import Override, Workdays
from tests.independent import clock
from tests.ledgers import CN, MONDAY, drawn, ledger_of, march, on, sentences


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
    assert kinds[15] == "weekend"
    assert sum(entry.counted for entry in ledger.days if entry.day <= date(2026, 2, 27)) == 5
    assert on(ledger, date(2026, 2, 17)).name == "Chinese New Year (Spring Festival)"


def test_a_calendar_limit_day_by_day_to_the_platforms_date():
    # 5 days and a paused one after 03-02 is Sunday 03-08: due on Monday
    ledger = ledger_of(
        unit="calendar",
        pauses=((date(2026, 3, 4), date(2026, 3, 5)),),
        as_of=date(2026, 3, 6),
        platform_due_on=date(2026, 3, 12),
    )
    assert drawn(ledger) == [
        "03-02 start 0/0 running accepted",
        "03-03 workday 1/1 running",
        "03-04 workday 2/2 running pause_starts",
        "03-05 paused 2/2 running pause_ends",
        "03-06 workday 3/3 running as_of",
        "03-07 weekend 4/3 forecast",
        "03-08 weekend 5/3 forecast limit_ends",
        "03-09 workday 6/4 forecast due",
        "03-10 workday 7/5 forecast",
        "03-11 workday 8/6 forecast",
        "03-12 workday 9/7 forecast platform_due",
    ]


def test_a_working_limit_day_by_day_past_its_due_day():
    # 2 days and the paused Monday after 03-05 is Tuesday 03-10; the platform says 03-06; closed on 03-11
    ledger = ledger_of(
        2,
        accepted=date(2026, 3, 5),
        pauses=((date(2026, 3, 6), date(2026, 3, 9)), (date(2026, 3, 12), None)),
        platform_due_on=date(2026, 3, 6),
        closed_at=datetime(2026, 3, 11),
    )
    assert drawn(ledger) == [
        "03-05 start 0/0 running accepted",
        "03-06 workday 1/1 running pause_starts platform_due",
        "03-07 weekend 1/1 running",
        "03-08 weekend 1/1 running",
        "03-09 paused 1/1 running pause_ends",
        "03-10 workday 2/2 running due",
        "03-11 workday 3/3 running closed",
    ]
    assert (ledger.used_days, ledger.paused_days, ledger.overdue_days) == (3, 1, 1)
    assert (ledger.late, ledger.remaining_days, ledger.is_paused) == (True, None, False)


def test_where_the_platform_decides_both_due_days_are_marked():
    facts = {"platform_due_on": date(2026, 3, 4), "platform_decides": True}
    ledger = ledger_of(2, accepted=date(2026, 3, 3), as_of=date(2026, 3, 4), **facts)
    assert drawn(ledger) == [
        "03-03 start 0/0 running accepted",
        "03-04 workday 1/1 running due platform_due as_of",
        "03-05 workday 2/2 forecast computed_due",
    ]
    assert sentences(ledger) == "The platform's due date decides: 2026-03-04."


@pytest.mark.parametrize(("platform", "last"), [("2026-04-09", "2026-04-09"), ("2026-04-10", "2026-03-09")])
def test_the_platforms_date_is_shown_where_it_lies_within_a_month_of_the_last_day(platform, last):
    # due on 03-09; 31 days later is 04-09
    ledger = ledger_of(as_of=date(2026, 3, 4), platform_due_on=date.fromisoformat(platform))
    assert ledger.days[-1].day == date.fromisoformat(last)


def test_an_ordinary_case_needs_no_remark():
    assert ledger_of(closed_at=datetime(2026, 3, 9)).remarks == ()
    assert not ledger_of(closed_at=datetime(2026, 3, 9)).late


def test_the_clock_of_a_case_accepted_today_has_begun():
    ledger = ledger_of(as_of=MONDAY)
    assert drawn(ledger)[0] == "03-02 start 0/0 running accepted as_of"
    assert (ledger.used_days, ledger.remaining_days, ledger.late) == (0, 5, False)


def test_a_case_without_a_clock_has_no_days_and_no_verdict():
    ledger = clock_ledger(Facts(date(2026, 3, 31), None, 5, "working"), CN)
    assert (ledger.days, ledger.paused_days, ledger.overdue_days) == ((), 0, 0)
    assert not any((ledger.late, ledger.undecided, ledger.is_paused, ledger.provisional))


def test_an_open_case_counts_the_days_that_remain_and_those_beyond():
    before, on_the_day, after = (ledger_of(as_of=date(2026, 3, day)) for day in (6, 9, 11))
    assert [(one.remaining_days, one.overdue_days, one.late) for one in (before, on_the_day, after)] == [
        (1, 0, False),
        (0, 0, False),
        (-2, 2, True),  # 10 and 11 March
    ]


def test_a_calendar_limit_counts_every_day_and_moves_on_from_a_free_one():
    # 5 calendar days after Monday 03-02 is Saturday 03-07, so Monday 03-09
    ledger = ledger_of(unit="calendar")
    assert ledger.due_on == date(2026, 3, 9)
    assert on(ledger, date(2026, 3, 7)).marks == ("limit_ends",)
    assert on(ledger, date(2026, 3, 7)).count == 5
    assert "民法典 203" in sentences(ledger)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-10-31", 2, "2026-12-31"),
        ("2026-03-31", 18, "2027-09-30"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-20", -13, "2024-12-20"),
    ],
)
def test_some_months_later_is_the_same_day_or_the_last_one(day, months, later):
    assert months_later(date.fromisoformat(day), months) == date.fromisoformat(later)


def test_a_month_ends_on_its_last_day_where_the_day_is_missing():
    assert ledger_of(1, "month", date(2026, 1, 31)).due_on == date(2026, 2, 28)  # a make-up working Saturday


def test_an_immediate_case_is_due_the_same_day_or_the_next_working_one():
    assert ledger_of(0).due_on == MONDAY
    weekend = ledger_of(0, accepted=date(2026, 3, 7))
    assert weekend.due_on == date(2026, 3, 9)
    assert sentences(weekend) == "Immediate, accepted on a free day: due the next working day."
    assert ledger_of(0, closed_at=datetime(2026, 3, 2)).remarks == ()
    calendar = ledger_of(0, "calendar", date(2026, 3, 7))
    assert calendar.due_on == date(2026, 3, 9)
    assert "Immediate" not in sentences(calendar)
    assert "Immediate" not in sentences(ledger_of(1, accepted=date(2026, 3, 7)))


def test_months_and_an_extension_in_days():
    # 1 month and 3 days after 03-02 is Sunday 04-05, in the holiday of Qingming, which ends on 04-06
    assert ledger_of(1, "month", extension=3).due_on == date(2026, 4, 7)


def test_a_case_without_a_unit_counts_working_days():
    assert ledger_of(unit=None).due_on == march("03-09")
    assert ledger_of(unit=None, what_if=WhatIf(other_count=True)).unit == "calendar"


@pytest.mark.parametrize(
    ("unit", "other", "due"),
    [("working", "calendar", "2026-03-09"), ("calendar", "working", "2026-03-09"), ("month", "month", "2026-08-03")],
)
def test_the_other_count_of_a_limit(unit, other, due):
    # 5 calendar days after 03-02 is Saturday 03-07, 5 months Sunday 08-02: the next working day
    ledger = ledger_of(5, unit, what_if=WhatIf(other_count=True))
    assert (ledger.unit, ledger.due_on) == (other, date.fromisoformat(due))


@pytest.mark.parametrize(
    ("limit", "unit", "due"),
    [
        (5, "working", "2026-03-06"),
        (4, "calendar", "2026-03-05"),
        (1, "month", "2026-04-01"),
        (0, "working", "2026-03-02"),
        (0, "calendar", "2026-03-02"),
    ],
)
def test_a_clock_that_counts_its_first_day_ends_a_day_earlier(limit, unit, due):
    ledger = ledger_of(limit, unit, as_of=MONDAY, what_if=WhatIf(start_day_counts=True))
    assert ledger.due_on == date.fromisoformat(due)
    assert drawn(ledger)[0].startswith("03-02 workday 1/1 running accepted")


@pytest.mark.parametrize(
    ("finished", "open_told", "late", "undecided"),
    [
        ("03-09", None, False, False),  # told as finished on the due day
        ("03-10", None, False, True),
        ("03-13", "03-09", False, True),  # open on the due day, finished four days later: nobody knows
        ("03-13", "03-10", True, False),  # still open a day after it
    ],
)
def test_finished_without_saying_when_is_late_only_where_the_exports_settle_it(finished, open_told, late, undecided):
    told = march(open_told) if open_told else None
    ledger = ledger_of(finished_on=march(finished), open_told_on=told)
    assert (ledger.late, ledger.undecided) == (late, undecided)
    assert (ledger.used_days, ledger.remaining_days, ledger.overdue_days) == (None, None, 0)
    assert sentences(ledger).startswith(f"An export of 2026-{finished} tells the case as finished")


def test_a_closing_time_settles_what_an_export_of_finished_cases_left_open():
    ledger = ledger_of(finished_on=march("03-13"), closed_at=datetime(2026, 3, 6))
    assert (ledger.late, ledger.undecided, ledger.used_days) == (False, False, 4)
    assert ledger.remarks == ()


def test_finished_without_saying_when_and_without_a_limit_is_not_late():
    ledger = ledger_of(None, None, finished_on=march("03-13"), open_told_on=march("03-12"))
    assert (ledger.late, ledger.undecided) == (False, False)


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
    # an open case is late when the day of the instant is over
    assert not ledger_of(as_of=MONDAY, **facts).late
    assert ledger_of(as_of=date(2026, 3, 3), **facts).late


def test_the_platforms_date_is_compared_in_working_days():
    assert ledger_of(platform_due_on=date(2026, 3, 11)).disagreement_days == 2
    assert ledger_of(platform_due_on=date(2026, 3, 6)).disagreement_days == -1


def test_a_due_day_in_an_unpublished_year_is_provisional():
    ledger = ledger_of(5, accepted=date(2026, 12, 30), as_of=date(2026, 12, 31))
    assert ledger.provisional
    assert on(ledger, ledger.due_on).provisional
    assert "2027" in sentences(ledger)


def test_a_due_day_that_the_platform_decides_is_never_provisional():
    facts = {"platform_due_on": date(2027, 1, 8), "platform_decides": True}
    ledger = ledger_of(5, accepted=date(2026, 12, 30), as_of=date(2026, 12, 31), **facts)
    assert not ledger.provisional
    assert "provisional" not in sentences(ledger)


@pytest.mark.parametrize(("day", "said"), [("2026-03-01", True), ("2026-03-02", False)])
def test_a_platforms_date_before_the_acceptance_is_said_to_decide_nothing(day, said):
    ledger = ledger_of(platform_due_on=date.fromisoformat(day))
    assert ("lies before the acceptance" in sentences(ledger)) is said


@pytest.mark.parametrize(("standing", "said"), [("withdrawn", "withdrawn"), ("rejected", "rejected"), ("odd", "void")])
def test_a_case_out_of_every_rate_says_why(standing, said):
    assert f"{said}: it is out of every rate" in sentences(ledger_of(standing=standing))


def test_a_month_limit_beyond_the_year_9999_is_said_to_be():
    assert "beyond every calendar" in sentences(ledger_of(120_000, "month"))
    assert "beyond every calendar" in sentences(ledger_of(10_000_000_000, "calendar"))


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


def test_an_immediate_case_is_due_on_its_first_day_though_that_counts():
    tuesday = date(2026, 3, 3)
    for unit in ("working", "calendar"):
        assert ledger_of(0, unit, tuesday, what_if=WhatIf(start_day_counts=True)).due_on == tuesday
