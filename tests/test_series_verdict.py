"""What a card says of its series: the month it judges, the one that still runs, the ones that chance does not explain."""

from datetime import date

import pandas as pd
import pytest

from analytics.comparison.series_verdict import RECENT, decided, meets, verdict
from analytics.figures.scope import Scope

CALM = [0.020, 0.022, 0.019, 0.021, 0.020, 0.023, 0.018, 0.021, 0.020, 0.022, 0.019, 0.021]


def series(values, start="2025-01"):
    months = pd.date_range(start, periods=len(values), freq="MS")
    return pd.DataFrame({"month": months, "rate": values})


def judged(values, as_of, better="lower", target=None):
    return verdict(series(values), Scope(as_of, date(2025, 1, 1), as_of), "rate", better, target)


def test_the_last_whole_month_is_judged_and_the_running_one_is_not():
    told = judged([*CALM, 0.9], date(2026, 1, 20))
    assert told.judged == date(2025, 12, 1)
    assert told.variation == "noise"
    assert (told.running.month, told.running.value) == (date(2026, 1, 1), 0.9)
    assert 0.9 not in told.process.values


def test_a_month_is_whole_the_day_after_its_last():
    # what is due on its last day is judged a day later
    assert judged(CALM, date(2025, 12, 31)).judged == date(2025, 11, 1)
    assert judged(CALM, date(2026, 1, 1)).judged == date(2025, 12, 1)


def test_a_worse_month_is_worse_whichever_way_is_better():
    after = date(2026, 2, 1)
    assert judged([*CALM, 0.060], after).variation == "worsening"
    assert judged([*CALM, 0.060], after).why == ("outside",)
    assert judged([*CALM, 0.060], after, "higher").variation == "improving"


def test_a_month_outside_its_limits_is_named_beside_a_later_one_of_noise():
    told = judged([*CALM, 0.060, 0.021], date(2026, 3, 1))
    assert told.variation == "noise"
    assert [(point.month, point.side) for point in told.others_outside] == [(date(2026, 1, 1), "worsening")]


def test_a_card_shows_a_years_months_and_names_none_before_them():
    told = judged([0.060, *CALM, 0.020], date(2026, 3, 1))
    assert len(told.months) == RECENT
    assert told.whole == 14
    assert told.others_outside == ()


def test_too_few_months_are_not_judged():
    told = judged(CALM[:9], date(2025, 10, 1), target=0.02)
    assert (told.judged, told.variation, told.assurance, told.whole) == (None, None, None, 9)
    assert [point.value for point in told.months] == CALM[:9]


def test_assurance_needs_a_target():
    after = date(2026, 1, 1)
    assert judged(CALM, after).assurance is None
    assert judged(CALM, after, target=0.5).assurance == "yes"
    assert judged(CALM, after, target=0.02).assurance == "hit-or-miss"
    assert judged(CALM, after, "higher", target=0.5).assurance == "no"


def test_a_series_that_never_moved_is_unchanged():
    assert judged([0.7361] * 12, date(2026, 1, 1)).unchanged
    assert not judged(CALM, date(2026, 1, 1)).unchanged


@pytest.mark.parametrize(
    ("last", "change", "called"),
    [
        (0.060, +0.01, "worsening"),
        (0.060, -0.01, "noise"),  # the year is better, its last month worse: neither is news for the other
        (0.060, 0.0, "noise"),
        (0.021, +0.01, "noise"),
        (0.001, -0.01, "improving"),
    ],
)
def test_a_change_is_a_signal_only_where_the_series_says_the_same(last, change, called):
    assert judged([*CALM, last], date(2026, 2, 1)).of_change(change, "lower") == called


def test_an_empty_series_has_nothing_to_say():
    told = verdict(series([]), Scope(date(2026, 1, 1), date(2025, 1, 1), date(2026, 1, 1)), "rate", "lower")
    assert (told.months, told.running, told.judged) == ((), None, None)


def of_list(values, as_of=date(2026, 1, 15), target=0.7361):
    return decided(series(values), Scope(as_of, date(2025, 1, 1), as_of), "rate", "higher", target)


def test_what_people_decide_is_not_judged_by_chance_but_stands_since_a_month():
    told = of_list([0.0] * 6 + [0.736097] * 7)
    assert (told.variation, told.judged, told.process) == (None, None, None)
    assert told.standing_since == date(2025, 7, 1)
    assert told.assurance == "yes"  # 73.61 %, as it is shown and was decided


def test_a_list_that_was_changed_this_month_stands_since_this_month():
    told = of_list([0.72] * 12 + [0.70])
    assert told.standing_since == date(2026, 1, 1)
    assert told.assurance == "no"


def test_a_share_at_its_target_meets_it_either_way():
    assert meets(0.02, 0.02, "lower")
    assert meets(0.95, 0.95, "higher")
    assert not meets(0.0201, 0.02, "lower")
    assert not meets(0.9499, 0.95, "higher")
