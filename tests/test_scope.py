"""Periods and what they are compared with: like with like, seen from as many days after the end (domain.md 4, Comparisons)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.clock.months import month_end
from analytics.errors import ScopeError
from analytics.figures.periods import PRESETS, period, whole_months
from analytics.figures.scope import Scope


def day(text):
    return date.fromisoformat(text)


def chosen(preset, as_of):
    """What the filter bar selects: Friday 2026-11-20 is the as-of day of most cases here."""
    return Scope(day(as_of), *period(preset, day(as_of)), grain=PRESETS[preset])


def own(start, end, as_of):
    return Scope(day(as_of), day(start), day(end))


def window(scope):
    """First day, last day, as-of day."""
    return scope and (str(scope.period_start), str(scope.period_end), str(scope.as_of))


PREVIOUS = [
    # a week to date: the same weekdays of the week before, never over the weekend
    (chosen("this week", "2026-11-18"), ("2026-11-09", "2026-11-11", "2026-11-11")),
    (chosen("this week", "2026-11-16"), ("2026-11-09", "2026-11-09", "2026-11-09")),
    (chosen("this week", "2026-06-03"), ("2026-05-25", "2026-05-27", "2026-05-27")),
    # a whole week: the whole before, each as of the same day of the week after
    (chosen("last week", "2026-11-20"), ("2026-11-02", "2026-11-08", "2026-11-13")),
    # a month to date: the same days of the month before
    (chosen("this month", "2026-11-20"), ("2026-10-01", "2026-10-20", "2026-10-20")),
    (chosen("this month", "2026-06-03"), ("2026-05-01", "2026-05-03", "2026-05-03")),
    (chosen("this month", "2026-01-20"), ("2025-12-01", "2025-12-20", "2025-12-20")),
    # cut at the end of a shorter month
    (chosen("this month", "2026-03-30"), ("2026-02-01", "2026-02-28", "2026-02-28")),
    (chosen("this month", "2024-03-30"), ("2024-02-01", "2024-02-29", "2024-02-29")),
    # a whole month: the whole before
    (chosen("this month", "2026-03-31"), ("2026-02-01", "2026-02-28", "2026-02-28")),
    (chosen("this month", "2026-02-28"), ("2026-01-01", "2026-01-31", "2026-01-31")),
    (chosen("last month", "2026-11-20"), ("2026-09-01", "2026-09-30", "2026-10-20")),
    # a quarter to date: the same days of the quarter before; its whole months stay whole
    (chosen("this quarter", "2026-11-20"), ("2026-07-01", "2026-08-20", "2026-08-20")),
    (chosen("this quarter", "2026-11-30"), ("2026-07-01", "2026-08-31", "2026-08-31")),
    (chosen("this quarter", "2026-01-20"), ("2025-10-01", "2025-10-20", "2025-10-20")),
    (chosen("this quarter", "2026-05-31"), ("2026-01-01", "2026-02-28", "2026-02-28")),
    (chosen("this quarter", "2026-06-30"), ("2026-01-01", "2026-03-31", "2026-03-31")),
    # a year to date has none, whatever its days look like; a whole year has the year before
    (chosen("this year", "2026-11-20"), None),
    (chosen("this year", "2026-01-20"), None),
    (chosen("this year", "2026-03-31"), None),
    (chosen("this year", "2026-12-31"), ("2025-01-01", "2025-12-31", "2025-12-31")),
    # days alone: they are compared as what they are a piece of
    (own("2026-11-16", "2026-11-18", "2026-11-20"), ("2026-11-09", "2026-11-11", "2026-11-13")),
    (own("2026-11-01", "2026-11-20", "2026-11-20"), ("2026-10-01", "2026-10-20", "2026-10-20")),
    (own("2026-11-01", "2026-11-15", "2026-11-20"), ("2026-10-01", "2026-10-15", "2026-10-20")),
    (own("2026-10-01", "2026-11-20", "2026-11-20"), ("2026-07-01", "2026-08-20", "2026-08-20")),
    (own("2026-01-01", "2026-11-20", "2026-11-20"), None),
    # whole months: as many whole months before
    (own("2026-03-01", "2026-03-31", "2026-11-20"), ("2026-02-01", "2026-02-28", "2026-10-20")),
    (own("2026-09-01", "2026-10-31", "2026-11-20"), ("2026-07-01", "2026-08-31", "2026-09-20")),
    (own("2025-01-01", "2025-12-31", "2026-11-20"), ("2024-01-01", "2024-12-31", "2025-11-20")),
    (own("2025-11-01", "2026-01-31", "2026-11-20"), ("2025-08-01", "2025-10-31", "2026-08-20")),
    # seven days from a Monday are its week, though they begin a month; eight are the month to date
    (own("2026-06-01", "2026-06-07", "2026-06-07"), ("2026-05-25", "2026-05-31", "2026-05-31")),
    (own("2026-06-01", "2026-06-08", "2026-06-08"), ("2026-05-01", "2026-05-08", "2026-05-08")),
    # a quarter has three months: 101 days from April into July are no piece of one
    (own("2026-04-01", "2026-06-20", "2026-06-20"), ("2026-01-01", "2026-03-20", "2026-03-20")),
    (own("2026-04-01", "2026-07-10", "2026-07-10"), ("2025-12-21", "2026-03-31", "2026-03-31")),
    # nor are 406 days a year to date
    (own("2025-01-01", "2026-02-10", "2026-02-10"), ("2023-11-22", "2024-12-31", "2024-12-31")),
    # anything else: as many days just before
    (own("2026-11-10", "2026-11-12", "2026-11-12"), ("2026-11-07", "2026-11-09", "2026-11-09")),
    (own("2026-11-10", "2026-11-20", "2026-11-20"), ("2026-10-30", "2026-11-09", "2026-11-09")),
    (own("2026-02-01", "2026-03-20", "2026-03-20"), ("2025-12-15", "2026-01-31", "2026-01-31")),
    # what the as-of day has not reached is not compared
    (own("2026-11-01", "2026-12-31", "2026-11-20"), ("2026-10-01", "2026-10-20", "2026-10-20")),
    # nothing before all time, nothing before the calendar
    (Scope(day("2026-11-20")), None),
    (own("1970-01-01", "1970-01-31", "1970-02-10"), None),
]


@pytest.mark.parametrize(
    ("scope", "expected"),
    PREVIOUS,
    ids=lambda value: "-".join(window(value) or ["none"]) if isinstance(value, Scope) else None,
)
def test_the_period_before_is_like_this_one(scope, expected):
    assert window(scope.previous()) == expected


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (chosen("this year", "2026-11-20"), ("2025-01-01", "2025-11-20", "2025-11-20")),
        (chosen("this month", "2026-11-20"), ("2025-11-01", "2025-11-20", "2025-11-20")),
        (chosen("this week", "2026-11-18"), ("2025-11-16", "2025-11-18", "2025-11-18")),
        (chosen("last month", "2026-11-20"), ("2025-10-01", "2025-10-31", "2025-11-20")),
        # whole months stay whole, in leap years too
        (own("2025-02-01", "2025-02-28", "2025-02-28"), ("2024-02-01", "2024-02-29", "2024-02-29")),
        (own("2024-02-01", "2024-02-29", "2024-03-10"), ("2023-02-01", "2023-02-28", "2023-03-10")),
        (own("2025-01-01", "2025-02-28", "2025-02-28"), ("2024-01-01", "2024-02-29", "2024-02-29")),
        # days of a month stay days; the 29th becomes the 28th
        (own("2025-02-10", "2025-02-28", "2025-02-28"), ("2024-02-10", "2024-02-28", "2024-02-28")),
        (own("2024-02-29", "2024-03-05", "2024-03-05"), ("2023-02-28", "2023-03-05", "2023-03-05")),
        (Scope(day("2026-11-20")), None),
        (own("1970-05-01", "1970-05-31", "1970-06-10"), None),
    ],
)  # fmt: skip
def test_the_same_days_a_year_before(scope, expected):
    assert window(scope.last_year()) == expected


@given(
    as_of=st.dates(day("1975-01-01"), day("2075-12-31")),
    preset=st.sampled_from([name for name in PRESETS if name != "own"]),
)
def test_both_sides_of_a_comparison_are_seen_from_as_many_days_after_their_end(as_of, preset):
    scope = Scope(as_of, *period(preset, as_of), grain=PRESETS[preset])
    for other in filter(None, (scope.previous(), scope.last_year())):
        assert other.as_of - other.period_end == scope.as_of - scope.period_end
        assert other.period_end < scope.period_start or preset == "this year"
        assert whole_months(other.period_start, other.period_end) or not whole_months(
            scope.period_start, scope.period_end
        )


@given(start=st.dates(day("1972-01-01"), day("2075-01-01")), length=st.integers(0, 800))
def test_the_period_before_an_own_period_ends_before_it_starts(start, length):
    scope = Scope(date.fromordinal(start.toordinal() + length), start)
    before = scope.previous()
    assert before is None or before.period_start <= before.period_end < start


def test_nothing_is_compared_with_days_before_there_were_any():
    ancient = own("0001-01-01", "2026-11-20", "2026-11-20")
    assert (ancient.previous(), ancient.last_year()) == (None, None)


def test_filters_stay_in_a_comparison():
    scope = chosen("this month", "2026-11-20").narrowed(areas="东河区", platforms=("nmg",))
    before = scope.previous()
    assert (before.areas, before.platforms) == (("东河区",), ("nmg",))


def test_a_month_of_a_period_is_cut_by_it():
    period = own("2026-09-12", "2026-10-15", "2026-11-20")
    assert window(period.in_month(day("2026-09-20"))) == ("2026-09-12", "2026-09-30", "2026-11-20")
    assert window(period.in_month(day("2026-10-02"))) == ("2026-10-01", "2026-10-15", "2026-11-20")


def test_another_period_is_no_longer_the_piece_that_was_chosen():
    year = chosen("this year", "2026-01-20")
    assert year.grain == "year"
    assert year.narrowed(areas="东河区").grain == "year"
    assert year.narrowed(grain="month").grain == "month"
    assert year.narrowed(period_start=day("2026-01-05")).grain is None
    assert year.in_month(day("2026-01-10")).grain is None


def test_a_period_that_ends_before_it_starts_is_refused():
    with pytest.raises(ScopeError, match="ends \\(2026-03-01\\) before it starts \\(2026-03-02\\)"):
        own("2026-03-02", "2026-03-01", "2026-11-20")


def test_all_time_reaches_from_1900_to_the_last_day_there_is_and_is_seen_from_any_day():
    always = Scope(day("1800-01-01"))
    assert (str(always.period_start), str(always.period_end)) == ("1900-01-01", "9999-12-31")


def test_a_period_that_starts_after_the_as_of_day_is_refused():
    with pytest.raises(ScopeError, match="starts \\(2026-11-21\\) after the as-of day \\(2026-11-20\\)"):
        own("2026-11-21", "2026-11-30", "2026-11-20")
    own("2026-11-20", "2026-11-30", "2026-11-20")


@pytest.mark.parametrize(
    ("scope", "month", "days", "whole"),
    [
        (own("2026-09-12", "2026-12-31", "2026-11-20"), "2026-09-01", ("2026-09-12", "2026-09-30"), False),
        (own("2026-09-12", "2026-12-31", "2026-11-20"), "2026-10-01", ("2026-10-01", "2026-10-31"), True),
        (own("2026-09-12", "2026-12-31", "2026-11-20"), "2026-11-01", ("2026-11-01", "2026-11-20"), False),
        # cut by the end of the period, though the month is over
        (own("2026-09-01", "2026-10-15", "2026-11-20"), "2026-10-01", ("2026-10-01", "2026-10-15"), False),
        # what is due on the last day is judged the day after
        (own("2026-10-01", "2026-10-31", "2026-10-31"), "2026-10-01", ("2026-10-01", "2026-10-31"), False),
        (own("2026-10-01", "2026-10-31", "2026-11-01"), "2026-10-01", ("2026-10-01", "2026-10-31"), True),
    ],
)
def test_a_month_that_the_selection_cuts_is_no_whole_month(scope, month, days, whole):
    assert tuple(map(str, scope.days_in_month(day(month)))) == days
    assert scope.holds_whole_month(day(month)) is whole


def test_a_series_of_months_begins_with_a_whole_one_a_year_earlier():
    series = own("2026-11-12", "2026-11-20", "2026-11-20").from_a_year_earlier()
    assert (str(series.period_start), str(series.period_end)) == ("2025-11-01", "2026-11-20")
    assert Scope(day("2026-11-20")).from_a_year_earlier() == Scope(day("2026-11-20"))


def test_the_presets_of_a_sunday():
    # Sunday 2026-11-22 ends its week
    assert [tuple(map(str, period(preset, day("2026-11-22")))) for preset in PRESETS if preset != "own"] == [
        ("2026-11-16", "2026-11-22"),
        ("2026-11-09", "2026-11-15"),
        ("2026-11-01", "2026-11-22"),
        ("2026-10-01", "2026-10-31"),
        ("2026-10-01", "2026-11-22"),
        ("2026-01-01", "2026-11-22"),
    ]


def test_the_end_of_a_month():
    assert [str(month_end(day(text))) for text in ("2024-02-01", "2026-02-28", "2026-12-05", "9999-12-01")] == [
        "2024-02-29",
        "2026-02-28",
        "2026-12-31",
        "9999-12-31",
    ]
