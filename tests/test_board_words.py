"""What the board says in words: since when, how sure, and the months of a card for who cannot see its chart."""

from datetime import date

import pandas as pd
import pytest

from analytics.comparison.attention import FALSE_DISCOVERIES
from analytics.comparison.series_verdict import decided, verdict
from analytics.comparison.since import Since
from analytics.figures.scope import Scope
from ui.figures.attention import since_in_words, sure_in_words
from ui.figures.card import Change, Shown, card_tree
from ui.figures.sparkline import sparkline
from ui.shell.drawn import text_of

CALM = [0.020, 0.022, 0.019, 0.021, 0.020, 0.023, 0.018, 0.021, 0.020, 0.022, 0.019, 0.021]
AFTER = date(2026, 2, 15)


def told(values, judge=verdict, **options):
    months = pd.DataFrame({"month": pd.date_range("2025-01", periods=len(values), freq="MS"), "rate": values})
    return judge(months, Scope(AFTER, date(2025, 1, 1), AFTER), "rate", "lower", **options)


def shown(judged, moved=0.01, decided=False, value=0.0254):
    called = judged.of_change(moved, "lower")
    change = Change("Oct", value - moved, moved, called)
    return Shown("overdue_rate", None, value, True, "lower", 0.02, False, decided, "", (change,), judged, 2026)


def parts(tree, tag):
    return (
        []
        if isinstance(tree, str)
        else [tree] * (tree[0] == tag) + [found for inner in tree[2] for found in parts(inner, tag)]
    )


def read(card):
    return [text_of(line) for line in card_tree(card)[2][-1][2]]


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (Since(date(2026, 9, 1), date(2026, 10, 1), 2, 3, 10, True), "since Sep, 2 months in a row"),
        (Since(date(2026, 10, 1), date(2026, 10, 1), 1, 1, 10, True), "since Oct"),
        (Since(date(2025, 3, 1), date(2025, 4, 1), 2, 2, 10, False), "last outside in Apr 2025"),
        (Since(None, None, 0, 0, 10, False), "no single month"),
        (None, "no single month"),
    ],
)
def test_since_when_is_said_with_the_month_and_how_many_in_a_row(since, words):
    assert since_in_words(since, 2026)[0] == words


def test_how_often_is_said_beside_it():
    since = Since(date(2026, 9, 1), date(2026, 10, 1), 2, 3, 10, True)
    assert since_in_words(since, 2026)[1] == "3 of 10 months outside its limits"


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (0.0, ("almost certain", "a false alarm in at most 1 of 1,000")),
        (0.001, ("almost certain", "a false alarm in at most 1 of 1,000")),
        (0.0011, ("very sure", "a false alarm in at most 1 of 100")),
        (FALSE_DISCOVERIES, ("sure", "a false alarm in at most 1 of 20")),
    ],
)
def test_how_sure_it_is_is_a_word_and_a_number(rate, words):
    assert sure_in_words(rate) == words


def test_noise_is_grey_and_has_no_arrow_and_a_signal_is_coloured_and_has_one():
    noise, signal = shown(told([*CALM, 0.021, 0.02])), shown(told([*CALM, 0.060, 0.02]))
    assert read(noise)[:2] == ["Change +1.00 pp vs Oct (1.54%)", "Variation ● Jan: just noise"]
    assert read(signal)[:2] == ["Change ▲ +1.00 pp vs Oct (1.54%)", "Variation ▲ Jan: worse than noise"]
    classes = [parts(card_tree(card)[2][-1][2][0], "strong")[0][1]["class"] for card in (noise, signal)]
    assert classes == ["muted", "worse"]


def test_a_verdict_of_noise_names_the_months_outside_their_limits_beside_it():
    assert read(shown(told([*CALM[:-1], 0.060, 0.021, 0.02])))[1] == (
        "Variation ● Jan: within its limits; outside: Dec 2025 (worse)"
    )


def test_too_few_months_are_said_and_not_judged():
    assert read(shown(told(CALM[:4])))[1] == "Variation 4 of the 10 whole months that it takes"


def test_what_people_decide_stands_since_a_month():
    card = shown(told([0.03] * 5 + [0.02] * 9, decided, target=0.02), decided=True)
    assert read(card)[1:] == ["Variation ● unchanged since Jun 2025", "Assurance ✓ will be met as things are"]
    card = shown(told([0.03] * 14, decided, target=0.02), decided=True)
    assert read(card)[1:] == [
        "Variation ● unchanged since Jan 2025 at least",
        "Assurance ✕ will be missed as things are",
    ]


def test_the_running_month_is_hollow_and_the_judged_one_the_largest():
    chart = sparkline(told([*CALM, 0.021, 0.05]), "lower", "")
    circles = [(mark[1]["class"], float(mark[1]["r"])) for mark in parts(chart, "circle")]
    assert circles[-1] == ("running", 3.5)
    assert circles[-2] == ("noise", 3.5)
    assert {radius for _name, radius in circles[:-2]} == {1.5}


def test_a_special_cause_has_a_shape_of_its_own_that_points_where_the_value_went():
    (above,) = parts(sparkline(told([*CALM, 0.060]), "lower", ""), "polygon")[-1:]
    points = [tuple(map(float, point.split(","))) for point in above[1]["points"].split()]
    assert above[1]["class"] == "worsening"
    assert points[2][1] < points[0][1]  # its tip is above its base


def test_who_cannot_see_the_chart_is_told_its_months():
    card = card_tree(shown(told([*CALM, 0.021, 0.05])))
    (chart,) = parts(card, "svg")
    assert chart[1]["role"] == "img"
    assert chart[1]["aria-label"].endswith("2026-01 2.10%; 2026-02 still runs: 5.00%")


def test_a_series_of_one_month_draws_nothing():
    assert sparkline(told([0.02]), "lower", "") is None
