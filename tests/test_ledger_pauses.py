"""Pauses in the ledger: which count, where they end, and how they move the due day (domain.md 2)."""

from datetime import date, datetime

import pytest

from analytics.clock.ledger import WhatIf
from tests.ledgers import MONDAY, drawn, ledger_of, march, on, sentences


def test_paused_weekends_are_paused_days_of_a_calendar_limit():
    ledger = ledger_of(2, "calendar", date(2026, 3, 5), pauses=((date(2026, 3, 6), date(2026, 3, 8)),))
    # 2 days and 2 paused ones after 03-05 is Monday 03-09
    assert drawn(ledger)[:5] == [
        "03-05 start 0/0 running accepted",
        "03-06 workday 1/1 running pause_starts",
        "03-07 paused 1/1 running",
        "03-08 paused 1/1 running pause_ends",
        "03-09 workday 2/2 running due",
    ]
    assert ledger.paused_days == 0  # in working days


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


@pytest.mark.parametrize(
    ("pauses", "days", "due"),
    [
        ((("03-04", "03-05"), ("03-05", "03-06")), 2, "03-11"),  # they touch: 5 and 6 March
        ((("03-03", "03-10"), ("03-04", "03-05"), ("03-09", "03-11")), 6, "03-17"),  # one within another: 4 to 11 March
        ((("03-04", "03-04"),), 0, "03-09"),  # no length
        ((("02-24", "03-03"),), 1, "03-10"),  # what lies before the acceptance is no pause of its clock: 3 March
        ((("02-24", "03-02"),), 0, "03-09"),
        ((("03-09", "03-10"),), 1, "03-10"),  # begun on the due day
        ((("03-05", "03-06"), ("03-11", "03-12")), 1, "03-10"),  # the second a day after the due day as moved
        # due on Friday 03-13 by the first alone; the second touches it on Saturday and is one with it
        ((("03-09", "03-14"), ("03-14", "03-17")), 6, "03-17"),
        ((("03-09", "03-14"), ("03-10", "03-11"), ("03-14", "03-17")), 6, "03-17"),
        ((("03-09", "03-14"), ("03-15", "03-17")), 4, "03-13"),  # a day apart: too late
        ((("03-05", "03-06"), ("03-10", "03-12")), 3, "03-12"),  # the second on it
        ((("03-05", "03-06"), ("03-12", "03-13"), ("03-16", "03-17")), 1, "03-10"),
    ],
)
def test_the_union_of_pauses_that_begin_in_time_counts(pauses, days, due):
    ledger = ledger_of(pauses=tuple((march(start), march(end)) for start, end in pauses))
    assert (ledger.paused_days, ledger.due_on) == (days, march(due))


def test_a_pause_without_a_length_comes_neither_in_time_nor_too_late():
    ledger = ledger_of(pauses=((march("03-12"), march("03-12")),), as_of=march("03-12"))
    assert ledger.remarks == ()


def test_the_first_pause_that_comes_too_late_is_named():
    ledger = ledger_of(pauses=((march("03-12"), march("03-13")), (march("03-16"), march("03-17"))))
    assert sentences(ledger) == (
        "The pause of 2026-03-12 began after the due day and counts nowhere: a passed deadline does not move."
    )


def test_two_pauses_of_which_one_is_open_are_an_open_pause():
    for pauses in (
        ((march("03-04"), None), (march("03-05"), march("03-06"))),
        ((march("03-04"), march("03-06")), (march("03-05"), None)),
    ):
        assert ledger_of(pauses=pauses).is_paused
    assert not ledger_of(pauses=((march("03-04"), march("03-06")),)).is_paused


def test_an_open_pause_has_begun_on_the_as_of_day_and_not_the_day_before():
    pauses = ((march("03-06"), None),)
    assert ledger_of(pauses=pauses, as_of=march("03-06")).is_paused
    assert not ledger_of(pauses=pauses, as_of=march("03-05")).is_paused
    # on its first day nothing has been left out yet
    assert ledger_of(pauses=pauses, as_of=march("03-06")).paused_days == 0


def test_a_closed_case_is_not_paused_and_its_pause_ends_with_it():
    ledger = ledger_of(pauses=((march("03-04"), None),), closed_at=datetime(2026, 3, 6))
    assert (ledger.paused_days, ledger.is_paused, ledger.due_on) == (2, False, march("03-11"))
    assert ledger.remarks == ()


def test_without_a_limit_the_platforms_date_decides_which_pauses_come_too_late():
    facts = {"limit": None, "unit": None, "platform_due_on": march("03-06")}
    early, late = ((march("03-05"), march("03-10")),), ((march("03-09"), march("03-10")),)
    assert ledger_of(**facts, platform_decides=True, pauses=early).paused_days == 3  # 6, 9 and 10 March
    assert ledger_of(**facts, platform_decides=True, pauses=late).paused_days == 0
    # a date that does not decide stops no pause
    assert ledger_of(**facts, pauses=late).paused_days == 1


def test_with_a_limit_the_computed_day_decides_which_pauses_come_too_late():
    # due 03-09 by the limit, 03-04 by the platform, which decides
    facts = {"platform_due_on": march("03-04"), "platform_decides": True}
    assert ledger_of(**facts, pauses=((march("03-05"), march("03-06")),)).paused_days == 1
    assert ledger_of(**facts, pauses=((march("03-10"), march("03-11")),)).paused_days == 0


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


def test_a_calendar_limit_stands_still_for_the_calendar_days_of_a_pause():
    # 5 days and 4 paused ones (03-04 to 03-07) after 03-02: 03-11
    ledger = ledger_of(unit="calendar", pauses=((date(2026, 3, 3), date(2026, 3, 7)),))
    assert ledger.due_on == date(2026, 3, 11)
    assert ledger.paused_days == 3  # working days: 4, 5, 6 March


def test_an_immediate_case_can_be_paused_on_its_day():
    # paused from 03-02 to 03-04: two working days later
    assert ledger_of(0, pauses=((MONDAY, march("03-04")),)).due_on == march("03-04")


def test_without_pauses_no_pause_is_marked():
    pauses = ((march("03-04"), march("03-05")),)
    marks = {mark for entry in ledger_of(pauses=pauses).days for mark in entry.marks}
    assert {"pause_starts", "pause_ends"} <= marks
    without = ledger_of(pauses=pauses, what_if=WhatIf(without_pauses=True))
    assert not {"pause_starts", "pause_ends"} & {mark for entry in without.days for mark in entry.marks}


def test_a_finished_case_is_no_longer_paused():
    assert not ledger_of(finished_on=march("03-13"), pauses=((march("03-04"), None),)).is_paused
