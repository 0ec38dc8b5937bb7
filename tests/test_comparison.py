"""Funnel plots and XmR charts against published examples, and each rule at its boundary."""

import math
from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics.comparison import chance
from analytics.comparison.chance import ALARM, FEWEST, WARNING, complete_months, funnel_limits, xmr
from analytics.figures.scope import Scope


def binomial_below(count, share, number):
    """P(R <= number), by the sum of its terms."""
    return sum(math.comb(count, k) * share**k * (1 - share) ** (count - k) for k in range(number + 1))


@pytest.mark.parametrize(("count", "share"), [(20, 0.3), (235, 0.7), (1000, 0.02)])
@pytest.mark.parametrize("level", [0.95, 0.998])
def test_funnel_limits_are_spiegelhalters(count, share, level):
    """Spiegelhalter 2005, appendix A.1.1 (the same steps in R. Wicklin, "Funnel plots for proportions", 2011):

    r is the smallest count with P(R <= r) >= p, alpha = (P(R <= r) - p) / (P(R <= r) - P(R <= r - 1)),
    the limit is (r - alpha) / n. Worked here with plain sums instead of scipy.
    """
    expected = []
    for p in ((1 - level) / 2, 1 - (1 - level) / 2):
        r = next(k for k in range(count + 1) if binomial_below(count, share, k) >= p)
        at, below = binomial_below(count, share, r), binomial_below(count, share, r - 1) if r else 0.0
        expected.append(max(0.0, (r - (at - p) / (at - below)) / count))
    low, high = funnel_limits(share, [count], level)
    assert (low[0], high[0]) == pytest.approx(tuple(expected), abs=1e-9)


def test_a_large_unit_has_the_limits_of_the_normal_curve():
    # 10,000 cases at 10 %: 0.1 ± 1.96 x 0.003 and ± 3.09 x 0.003, within half a case of 10,000
    for level, z in ((WARNING, 1.95996), (ALARM, 3.09023)):
        low, high = funnel_limits(0.1, [10_000], level)
        assert (low[0], high[0]) == pytest.approx((0.1 - z * 0.003, 0.1 + z * 0.003), abs=1.5e-4)


def test_limits_narrow_with_volume_and_stay_shares():
    low, high = funnel_limits(0.02, [1, 5, 30, 300, 3000], 0.998)
    assert (low >= 0).all()
    assert (high <= 1).all()
    assert (np.diff(high) < 0).all()
    assert funnel_limits(0.0, [50], 0.95)[1][0] == pytest.approx(0)


FLOWRATE = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]


def test_the_limits_of_the_nist_handbook():
    """NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2, flow rate of ten batches: mean 50.81, mean moving

    range 1.8778, limits 45.8159 and 55.8041 (the handbook uses 3 / 1.128 = 2.6596, the rule here 2.66).
    """
    chart = xmr(FLOWRATE)
    assert chart.mean == pytest.approx(50.81)
    assert (chart.lower, chart.upper) == pytest.approx((45.8159, 55.8041), abs=0.001)
    assert not any(chart.signals)
    assert chart.trial  # ten points
    assert len(FLOWRATE) == FEWEST  # as few as a chart needs
    # two thirds of the way to the limits: the ranges sum to 16.9
    near = 2 / 3 * 2.66 * 16.9 / 9
    assert (chart.near_lower, chart.near_upper) == pytest.approx((50.81 - near, 50.81 + near))


# R: set.seed(123); rnorm(20)
NORMAL = [-0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123]
NORMAL += [-0.68685285, -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314]
NORMAL += [0.49785048, -1.96661716, 0.70135590, -0.47279141]


def test_the_limits_of_the_reference_package():
    """NHSRplotthedots, tests/testthat/_snaps/ptd_spc_standard.md: mean 0.142, limits -3.01 and 3.29."""
    chart = xmr(NORMAL)
    assert (chart.mean, chart.lower, chart.upper) == pytest.approx((0.142, -3.01, 3.29), abs=0.005)
    assert not chart.trial


def test_two_points_near_opposite_limits_are_noise():
    """NHSRplotthedots, test-ptd_spc_standard.R: 14 points 1, -1, ..., then 5.5 and -5.5 are common cause."""
    series = [1, -1] * 7 + [5.5, -5.5]
    assert xmr(series).signals[-2:] == (frozenset(), frozenset())


def test_a_point_outside_the_limits():
    # fourteen points in turn 1 and -1, then 9: mean moving range (13 x 2 + 10) / 14 = 2.5714, mean 0.6, limit 7.44
    chart = xmr([1, -1] * 7 + [9])
    assert chart.mean == pytest.approx(0.6)
    assert chart.upper == pytest.approx(0.6 + 2.66 * 36 / 14)
    assert chart.signals[-1] == {"outside"}
    assert chart.variation("lower") == "worsening"
    assert chart.variation("higher") == "improving"


def test_a_point_of_a_trend_on_the_mean_is_on_its_upper_side():
    assert xmr(range(1, 8)).side(3, "lower") == "worsening"
    assert xmr(range(1, 8)).side(3, "higher") == "improving"


def test_points_on_a_limit_are_within_it_and_points_on_the_near_limit_are_not_beyond_it(monkeypatch):
    # mean 10, four steps of 1 in eight: mean moving range 0.5
    series = [10, 11, 11, 10, 10, 9, 9, 10, 10]
    monkeypatch.setattr(chance, "LIMIT", 2.0)  # limits 9 and 11, near 9.33 and 10.67
    assert xmr(series).signals[1] == {"two of three"}
    assert places(xmr(series), "two of three") == [1, 2, 5, 6]
    assert places(xmr(series), "outside") == []
    monkeypatch.setattr(chance, "LIMIT", 3.0)  # limits 8.5 and 11.5, near 9 and 11
    assert not any(xmr(series).signals)


def places(chart, rule):
    return [place for place, rules in enumerate(chart.signals) if rule in rules]


def test_seven_on_one_side_are_a_signal_and_six_are_not():
    seven = xmr([2, 0] * 6 + [2.0, 2.1, 2.0, 2.1, 2.0, 2.1, 2.0])
    assert places(seven, "one side") == [12, 13, 14, 15, 16, 17, 18]
    six = xmr([2, 0] * 6 + [2.0, 2.1, 2.0, 2.1, 2.0, 2.1])
    assert places(six, "one side") == []


def test_a_point_at_the_mean_breaks_a_run():
    # mean 1: three points of 2 on each side of a 1
    assert places(xmr([0] * 6 + [2, 2, 2, 1, 2, 2, 2]), "one side") == []
    assert places(xmr([2] * 6 + [0, 0, 0, 1, 0, 0, 0]), "one side") == []


def test_seven_points_at_the_mean_are_on_no_side():
    assert places(xmr([0, 2] * 4 + [1] * 7), "one side") == []


def test_seven_points_that_rise_are_a_trend_and_six_are_not():
    """NHSRplotthedots, ptd_seven_point_trend: 1..7 is a trend, 1..6 is not, 1, 2, 3, 3, 4, 5, 6 is not."""
    assert places(xmr(range(1, 8)), "trend") == [0, 1, 2, 3, 4, 5, 6]
    assert places(xmr([9, *range(1, 8), 0]), "trend") == [1, 2, 3, 4, 5, 6, 7]
    assert places(xmr(range(7, 0, -1)), "trend") == [0, 1, 2, 3, 4, 5, 6]
    assert places(xmr(range(1, 7)), "trend") == []
    assert places(xmr([1, 2, 3, 3, 4, 5, 6]), "trend") == []
    assert places(xmr([6, 5, 4, 3, 3, 2, 1]), "trend") == []


@pytest.mark.parametrize(
    ("near", "marked"),
    [
        ([1, 0, 1], [0, 2]),
        ([1, 1, 0], [0, 1]),
        ([0, 0, 1, 0, 1, 0, 0], [2, 4]),
        ([1, 0, 0, 1], []),
        ([1, 0, 0, 1, 1], [3, 4]),
    ],
)
def test_two_of_three_near_a_limit(near, marked):
    """NHSRplotthedots, ptd_part_of_two_in_three: only the points near the limit are marked, not the one between."""
    # a long quiet series fixes the limits: mean about 0, mean moving range about 2, near beyond 3.55, limit 5.32
    quiet = [1, -1] * 200
    chart = xmr([*quiet, *(4.5 if one else -0.5 for one in near), *quiet])
    assert places(chart, "two of three") == [400 + place for place in marked]


def test_a_series_that_never_moves_is_noise():
    chart = xmr([0.1] * 12)
    assert not any(chart.signals)
    assert chart.variation("lower") == "noise"
    assert chart.assurance(0.2, "lower") == "yes"


@pytest.mark.parametrize(
    ("target", "better", "verdict"),
    [
        (56.0, "lower", "yes"),
        (45.0, "lower", "no"),
        (50.0, "lower", "hit-or-miss"),
        (56.0, "higher", "no"),
        (45.0, "higher", "yes"),
        (50.0, "higher", "hit-or-miss"),
    ],
)
def test_assurance_asks_on_which_side_of_the_limits_the_target_lies(target, better, verdict):
    """NHSRplotthedots, ptd_calculate_assurance_type: consistent pass, consistent fail, inconsistent."""
    assert xmr(FLOWRATE).assurance(target, better) == verdict


@pytest.mark.parametrize("better", ["lower", "higher"])
def test_a_target_on_a_limit_is_left_to_chance(better):
    chart = xmr(FLOWRATE)
    assert chart.assurance(chart.lower, better) == "hit-or-miss"
    assert chart.assurance(chart.upper, better) == "hit-or-miss"


def test_twelve_points_are_no_trial():
    assert xmr(NORMAL[:11]).trial
    assert not xmr(NORMAL[:12]).trial


def test_one_point_is_no_series():
    with pytest.raises(ValueError, match="at least 2"):
        xmr([0.5])
    assert xmr([0.5, 1.5]).mean == 1


def test_a_month_counts_when_it_is_whole_and_over():
    months = pd.to_datetime(["2026-09-01", "2026-10-01", "2026-11-01"])
    frame = pd.DataFrame({"month": months, "rate": [0.1, None, 0.3]})

    def rates(as_of, start=date(2026, 9, 1), end=date(2026, 12, 31)):
        return list(complete_months(frame, Scope(as_of, start, end), "rate")["rate"])

    # October has no share; what is due on 30 November is judged the day after
    assert rates(date(2026, 11, 30)) == [0.1]
    assert rates(date(2026, 12, 1)) == [0.1, 0.3]
    # cut by the period: from 2 September, to 29 November
    assert rates(date(2026, 12, 1), start=date(2026, 9, 2)) == [0.3]
    assert rates(date(2026, 12, 1), end=date(2026, 11, 29)) == [0.1]
    assert list(complete_months(frame, Scope(date(2026, 12, 1)), "rate").columns) == ["month", "rate"]
    assert complete_months(frame.head(0), Scope(date(2026, 12, 1)), "rate").empty
