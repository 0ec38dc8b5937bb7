"""Who stands out: one line against the city without it, exactly, with the false discovery rate held over all lines."""

import math

import numpy as np
import pandas as pd
import pytest

from analytics.comparison.attention import Concern, city_lines, stands_out, worse_than_rest


def lines(*rows, figure="overdue_rate", by="unit_name"):
    """Rows of (unit, missed, count)."""
    told = pd.DataFrame(rows, columns=["subject", "missed", "count"])
    return told.assign(figure=figure, by=by)


def judged(*rows):
    return stands_out(lines(*rows)).set_index("subject")


def at_least(missed, count, share):
    """P(R >= missed), by the sum of its terms."""
    return sum(math.comb(count, k) * share**k * (1 - share) ** (count - k) for k in range(missed, count + 1))


def test_a_line_is_compared_with_the_city_without_it():
    told = judged(("甲局", 30, 300), ("乙局", 70, 4700))
    assert told.loc["甲局", "share"] == pytest.approx(30 / 300)
    assert told.loc["甲局", "rest"] == pytest.approx(70 / 4700)  # not 100 / 5000
    assert told.loc["乙局", "rest"] == pytest.approx(30 / 300)


def test_p_is_the_exact_binomial_tail():
    # beside a large rest the share of the rest is as good as known: 2,000 of 100,000
    told = judged(("甲局", 9, 200), ("乙局", 2000, 100_000))
    assert told.loc["甲局", "p"] == pytest.approx(at_least(9, 200, 0.02), rel=0.02)
    assert told.loc["甲局", "p"] >= at_least(9, 200, 0.02)


def test_one_late_case_of_three_is_no_news_and_thirty_of_three_hundred_are():
    told = judged(("small", 1, 3), ("large", 30, 300), ("rest", 69, 4697))
    # 3 cases at 2 %: one late case has a probability of 5.8 %
    assert told.loc["small", "side"] == "within"
    # 300 cases at 1.5 %: 4.5 expected, 30 seen
    assert told.loc["large", "side"] == "worse"


def test_no_minimum_count_hides_a_small_unit_that_is_clearly_worse():
    # five of five late, where 20 of 1,000 are: a chance of one in 300 million
    assert judged(("five", 5, 5), ("rest", 20, 1000)).loc["five", "side"] == "worse"


def test_one_late_case_is_no_news_where_the_rest_is_small_and_missed_none():
    # the binomial tail at a share of 0 would be 0; given both totals it is 1 in 6
    told = judged(("one", 1, 1), ("rest", 0, 5))
    assert told.loc["one", "p"] == pytest.approx(1 / 6)
    assert told.loc["one", "side"] == "within"


def test_a_false_discovery_rate_of_five_percent_is_the_last_that_is_named():
    # the one late case of 100 falls on this line in 1 of 100: five lines are tested, so q = 5/100
    five = judged(("here", 1, 1), *((f"unit {n}", 0, 25) for n in range(3)), ("last", 0, 24))
    assert five.loc["here", "q"] == 0.05
    assert five.loc["here", "side"] == "worse"
    # 5 of 40 beside 15 of 400: p = 2.69 %, two lines
    assert judged(("here", 5, 40), ("rest", 15, 400)).loc["here", "side"] == "within"


def test_a_line_as_good_as_the_rest_is_asked_whether_it_is_better():
    # at most 2 late of 20, of the 12 late of 120 in all: the terms for none, one and two
    below = sum(math.comb(12, late) * math.comb(108, 20 - late) for late in range(3)) / math.comb(120, 20)
    assert judged(("even", 2, 20), ("rest", 10, 100)).loc["even", "p"] == pytest.approx(below)


def test_a_rest_of_one_case_is_a_rest():
    assert judged(("a", 0, 5), ("b", 0, 1)).loc["a", "tested"]


def test_a_judged_line_keeps_its_columns_and_gains_the_verdict():
    told = stands_out(lines(("none", 0, 0), ("a", 1, 5), ("b", 0, 9)))
    assert list(told.index) == [0, 1]  # a line without a case is left out
    assert list(told.columns) == [
        *("subject", "missed", "count", "figure", "by"),
        *("share", "rest", "p", "q", "tested", "side"),
    ]


def test_fewer_misses_than_chance_explains_are_better():
    told = judged(("good", 0, 400), ("rest", 100, 1000))
    assert told.loc["good", "side"] == "better"
    assert told.loc["rest", "side"] == "worse"  # it is the other half of the same comparison


def test_the_whole_city_and_lines_without_a_name_are_not_tested():
    alone = judged(("only", 9, 10))
    assert not alone.loc["only", "tested"]
    assert alone.loc["only", "side"] == "within"
    told = stands_out(lines((None, 90, 100), ("甲局", 10, 1000)))
    assert list(told["tested"]) == [False, True]
    assert told.loc[1, "rest"] == pytest.approx(0.9)  # but it is part of the city


def test_lines_without_a_case_are_left_out():
    assert list(judged(("none", 0, 0), ("some", 1, 10), ("rest", 1, 10)).index) == ["some", "rest"]
    assert stands_out(lines(("none", 0, 0))).empty


def test_the_false_discovery_rate_is_held_over_all_lines_together():
    """Benjamini and Hochberg: the k-th smallest of m chances times m / k, the smallest from there on."""
    others = [(f"unit {n}", 2, 100) for n in range(40)]
    told = judged(("a", 9, 100), ("b", 8, 100), *others)
    chances = {"a": told.loc["a", "p"], "b": told.loc["b", "p"]}
    assert chances["a"] < chances["b"] < told.loc["unit 0", "p"]
    assert told.loc["b", "q"] == pytest.approx(chances["b"] * 42 / 2)
    assert told.loc["a", "q"] == pytest.approx(min(chances["a"] * 42, told.loc["b", "q"]))


def test_the_same_line_can_stand_out_alone_and_not_among_many():
    few = judged(("a", 6, 100), ("rest", 200, 10_000))
    many = judged(("a", 6, 100), *((f"unit {n}", 2, 100) for n in range(100)))
    assert few.loc["a", "p"] == pytest.approx(many.loc["a", "p"], rel=0.05)
    assert (few.loc["a", "side"], many.loc["a", "side"]) == ("worse", "within")


def test_each_figure_and_grouping_is_a_city_of_its_own():
    both = pd.concat(
        [lines(("甲局", 5, 10), ("乙局", 5, 90)), lines(("甲局", 1, 10), ("乙局", 8, 10), figure="message_compliance")]
    )
    told = stands_out(both)
    assert list(told["rest"]) == pytest.approx([5 / 90, 5 / 10, 8 / 10, 1 / 10])


def test_what_is_worse_is_told_by_what_it_costs():
    told = stands_out(lines(("much", 300, 1000), ("little", 9, 10), ("rest", 100, 10_000)))
    concerns = worse_than_rest(told)
    # much: 300 - 1000 x 109 / 10,010 = 289 misses beyond the rest's share; little: 9 - 10 x 400 / 11,000 = 8.6
    assert [concern.subject for concern in concerns] == ["much", "little"]
    assert concerns[0] == Concern(
        "overdue_rate",
        "unit_name",
        "much",
        300,
        1000,
        pytest.approx(0.3),
        pytest.approx(109 / 10_010),
        told.set_index("subject").loc["much", "q"],
    )


def test_a_large_line_a_little_worse_costs_less_than_a_small_one_far_worse():
    told = stands_out(lines(("large", 260, 2000), ("small", 150, 300), ("rest", 1000, 10_000)))
    # large: 260 - 2000 x 1150 / 10,300 = 37 misses beyond the rest's share; small: 150 - 300 x 1260 / 12,000 = 118
    assert [concern.subject for concern in worse_than_rest(told)] == ["small", "large"]


@pytest.mark.slow
@pytest.mark.parametrize(("units", "smallest", "largest"), [(120, 1, 3000), (60, 1, 40), (11, 50, 5000), (2, 20, 400)])
def test_where_all_are_alike_a_false_alarm_is_rare(units, smallest, largest):
    drawn = np.random.default_rng(units)
    alarms = 0
    for _city in range(200):
        counts = np.exp(drawn.uniform(np.log(smallest), np.log(largest), units)).astype(int)
        missed = drawn.binomial(counts, drawn.uniform(0.01, 0.2))
        told = stands_out(lines(*zip(map(str, range(units)), missed, counts, strict=True)))
        alarms += bool((told["side"] == "worse").any())
    assert alarms / 200 <= 0.05


@pytest.mark.slow
def test_where_some_are_worse_most_of_those_named_are():
    drawn = np.random.default_rng(3)
    named = wrong = 0
    for _city in range(50):
        counts = drawn.integers(100, 1000, 100)
        rates = np.where(np.arange(100) < 10, 0.08, 0.03)
        told = stands_out(lines(*zip(range(100), drawn.binomial(counts, rates), counts, strict=True)))
        worse = told.loc[told["side"] == "worse", "subject"]
        named, wrong = named + len(worse), wrong + int((worse >= 10).sum())
    assert named > 300  # of 500 that are worse
    assert wrong / named <= 0.05


def test_areas_units_and_messages_are_tested_together():
    tables = {
        "overdue_by_area": pd.DataFrame({"area": ["东河区", "青山区"], "due": [10, 20], "missed": [1, 2]}),
        "overdue_by_unit": pd.DataFrame({"unit_name": ["甲局", None], "due": [10, 20], "missed": [1, 2]}),
        "messages_by_unit": pd.DataFrame(
            {"unit_name": ["甲局", "乙局"], "due": [10, 20], "late": [1, 2], "unanswered_overdue": [3, 0]}
        ),
    }
    told = city_lines(tables.__getitem__)
    assert int(told["tested"].sum()) == 5  # not the unit without a name
    assert list(told["missed"]) == [1, 2, 1, 2, 4, 2]
