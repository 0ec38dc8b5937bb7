"""Since when a line is worse than the rest: month by month against the others in the same month."""

from datetime import date
from math import comb

import pandas as pd
import pytest

from analytics.comparison.attention import TOGETHER
from analytics.comparison.since import TAIL, Since, grouping_of, line_months, since_when
from analytics.figures.scope import Scope


def months(**lines):
    """Each line's (missed, count) a month, from January on; None is a month without a row."""
    return pd.DataFrame(
        [
            {"subject": subject, "month": pd.Timestamp(2026, number, 1), "missed": told[0], "count": told[1]}
            for subject, series in lines.items()
            for number, told in enumerate(series, 1)
            if told is not None
        ]
    )


QUIET, BAD = (2, 100), (20, 100)
REST = (40, 2000)


def first_of(month):
    return date(2026, month, 1)


def test_a_run_to_the_last_month_begins_with_its_first_month_outside():
    told = since_when(months(甲局=[QUIET, BAD, QUIET, BAD, BAD], rest=[REST] * 5))["甲局"]
    assert told == Since(first_of(4), first_of(5), run=2, outside=3, judged=5, lasting=True)


def test_a_run_that_has_ended_says_so():
    told = since_when(months(甲局=[QUIET, BAD, BAD, QUIET], rest=[REST] * 4))["甲局"]
    assert told == Since(first_of(2), first_of(3), run=2, outside=2, judged=4, lasting=False)


def test_a_line_that_is_worse_only_over_all_months_together_has_no_month():
    told = since_when(months(甲局=[(4, 100)] * 3, rest=[REST] * 3))["甲局"]
    assert told == Since(None, None, 0, 0, 3, False)


def test_a_month_without_a_case_ends_no_run():
    told = since_when(months(甲局=[BAD, None, (0, 0), BAD], rest=[REST] * 4))["甲局"]
    assert (told.first, told.run, told.judged) == (first_of(1), 2, 2)


def test_a_month_in_which_nobody_else_had_a_case_is_not_judged():
    told = since_when(months(甲局=[BAD, BAD], rest=[None, REST]))["甲局"]
    assert (told.first, told.judged) == (first_of(2), 1)


def test_a_month_is_compared_with_the_others_of_the_same_month():
    # everybody missed a fifth in January: no news then, but in February
    told = since_when(months(甲局=[BAD, BAD], rest=[(400, 2000), REST]))["甲局"]
    assert (told.first, told.run) == (first_of(2), 1)


def test_the_limit_is_the_upper_one_of_the_first_funnel():
    # of 3 misses among 40, 1 case here: it is the missed one in 3 of 40, 7.5 %; of 1 among 40 in 2.5 %
    assert pytest.approx(0.025) == TAIL
    assert since_when(months(one=[(1, 1)], rest=[(2, 39)]))["one"].outside == 0
    assert since_when(months(one=[(1, 1)], rest=[(0, 40)]))["one"].outside == 1
    # two of two, where 5 of 42 missed in all: 5·4 / 42·41 = 1.16 %
    assert comb(5, 2) / comb(42, 2) < TAIL
    assert since_when(months(two=[(2, 2)], rest=[(3, 40)]))["two"].outside == 1


def test_a_month_without_a_miss_is_never_outside():
    assert since_when(months(甲局=[(0, 5)], rest=[(0, 500)]))["甲局"].outside == 0


def test_a_line_without_a_name_is_part_of_the_rest_and_not_named():
    told = since_when(months(甲局=[BAD]).pipe(lambda one: pd.concat([one, months(x=[REST]).assign(subject=None)])))
    assert list(told) == ["甲局"]


def test_each_compared_table_is_cut_into_the_months_of_its_lines():
    assert [(one.figure, grouping_of(one)) for one in TOGETHER] == [
        ("overdue_rate", "area"),
        ("overdue_rate", "unit"),
        ("message_compliance", "unit"),
    ]


def test_only_whole_months_are_judged_and_what_is_missed_is_summed():
    messages = TOGETHER[2]
    table = pd.DataFrame(
        {
            "unit_name": ["甲局", "甲局"],
            "month": pd.to_datetime(["2026-01-01", "2026-02-01"]),
            "due": [10, 4],
            "late": [1, 2],
            "unanswered_overdue": [2, 1],
        }
    )
    told = line_months(messages, table, Scope(date(2026, 2, 20), date(2026, 1, 1), date(2026, 2, 20)))
    assert told.to_dict("records") == [
        {"subject": "甲局", "month": pd.Timestamp("2026-01-01"), "missed": 3, "count": 10}
    ]
