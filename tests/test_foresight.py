"""Whether chances are worth their place: past Mondays, what came of them, on invented and on real data."""

from datetime import date

import pandas as pd
import pytest

from analytics.comparison.foresight import SUMMED, foresight, past_mondays
from analytics.figures.scope import Scope
from analytics.settings import ROOT
from tests.warehouses import warehouse_of


def test_the_mondays_are_those_whose_week_is_judged():
    # what falls due seven days after Monday the 9th is due on the 16th and judged on the 17th
    assert past_mondays(date(2026, 11, 17), date(2026, 1, 1), 2) == [date(2026, 11, 2), date(2026, 11, 9)]
    assert past_mondays(date(2026, 11, 16), date(2026, 1, 1), 2) == [date(2026, 10, 26), date(2026, 11, 2)]
    assert past_mondays(date(2026, 11, 17), date(2026, 11, 2), 9) == [date(2026, 11, 9)]


def test_mondays_are_summed_and_the_chance_is_better_only_where_it_finds_more():
    def told(_day):
        return pd.DataFrame([(0.1, 10, 1.5, 2, 2, 1.5, 1.0)], columns=["chance_from", *SUMMED])

    seen = foresight(told, [date(2026, 11, 2), date(2026, 11, 9)])
    assert (seen.missed, seen.first_by_chance, seen.first_by_days, seen.is_better) == (4, 3.0, 2.0, True)
    (tenth,) = seen.tenths.to_dict("records")
    assert (tenth["cases"], tenth["mean_chance"], tenth["share_missed"]) == (20, 0.15, 0.2)
    nothing = foresight(lambda _day: pd.DataFrame(), [date(2026, 11, 2)])
    assert (nothing.missed, nothing.is_better) == (0, False)


@pytest.mark.slow
def test_on_real_permits_the_chance_is_no_better_than_the_days_left(shared_data, tmp_path):
    """1,434 permits with one limit of eight weeks: whatever is open in its last week is late anyway, in either order."""
    snapshot = warehouse_of(
        tmp_path, shared_data / "receipt" / "receipt.csv", mapping=ROOT / "tests" / "mappings" / "receipt.toml"
    )
    mondays = past_mondays(snapshot.data_date, snapshot.first_day)
    seen = foresight(lambda day: snapshot.figure("chances_turned_out", Scope(as_of=day)), mondays)
    assert seen.missed > 100
    assert seen.first_by_chance == pytest.approx(seen.first_by_days)
    assert not seen.is_better
