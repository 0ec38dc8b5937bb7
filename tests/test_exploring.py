"""A measure looked at freely: its numbers, the drawing that fits, its groups sorted, cut and compared."""

import pandas as pd
import pytest

from analytics.figures.catalogue import figure
from analytics.figures.exploring import (
    beside,
    counted,
    explorable,
    fitting,
    group_columns,
    in_sort,
    largest,
    value_columns,
)


def by_unit(**columns) -> pd.DataFrame:
    return pd.DataFrame({"unit_name": ["甲", "乙", "丙", None], **columns})


def test_only_measures_that_can_be_cut_are_offered_each_under_one_name():
    offered = explorable()
    assert {"overdue_rate", "message_compliance", "positive_rate", "lights", "flow"} <= set(offered)
    assert not {"compression", "overdue_by_unit", "missed_cases", "finding_due_before_accepted"} & set(offered)


def test_the_number_that_a_measure_is_named_after_stands_first():
    overdue = by_unit(due=0, missed=0, overdue_rate=0.0, low=0.0, high=0.0, ranked=True)
    assert value_columns(figure("overdue_rate"), overdue, ["unit"]) == ["overdue_rate", "due", "missed"]
    # lights have no such number: their order looks at red first
    lights = by_unit(green=0, yellow=0, red=0, paused=0)
    assert value_columns(figure("lights"), lights, ["unit"]) == ["red", "green", "yellow", "paused"]
    months = pd.DataFrame({"unit_name": [], "month": [], "due": [], "overdue_rate": []})
    assert group_columns(figure("overdue_rate"), ["unit", "month"]) == ["unit_name", "month"]
    assert value_columns(figure("overdue_rate"), months, ["unit", "month"]) == ["overdue_rate", "due"]


@pytest.mark.parametrize(
    ("by", "drawings"),
    [
        (["unit"], ["ranking", "table"]),
        (["weekday"], ["ranking", "table"]),
        (["month"], ["trend", "table"]),
        (["unit", "month"], ["trend", "heat map", "table"]),
        (["week", "area"], ["trend", "heat map", "table"]),
        (["unit", "weekday"], ["heat map", "table"]),
        (["unit", "platform"], ["heat map", "table"]),
        (["month", "year"], ["heat map", "table"]),
    ],
)
def test_the_drawing_that_fits_is_proposed(by, drawings):
    assert fitting(by) == drawings


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("figure", ["甲", "乙", "丙", None]),
        ("highest", ["丙", "甲", None, "乙"]),
        ("lowest", [None, "甲", "丙", "乙"]),
        ("name", ["丙", "乙", "甲", None]),  # in the order of the characters
    ],
)
def test_groups_are_sorted_and_those_without_a_value_come_last(sort, order):
    frame = in_sort(by_unit(rate=[0.2, None, 0.5, 0.1]), ["unit_name"], "rate", sort)
    assert [name if isinstance(name, str) else None for name in frame["unit_name"]] == order
    assert list(frame.index) == [0, 1, 2, 3]


def test_another_period_stands_beside_group_by_group():
    now = by_unit(rate=[0.2, 0.3, 0.5, 0.1])
    then = pd.DataFrame({"unit_name": ["甲", None, "丁"], "rate": [0.1, 0.4, 0.9]})
    both = beside(now, then, ["unit_name"], "rate")
    assert both["value_before"].fillna(-1).tolist() == [0.1, -1, -1, 0.4]
    assert both["change_since"].round(9).fillna(-1).tolist() == [0.1, -1, -1, -0.3]


def test_the_largest_groups_are_kept_with_all_of_their_rows():
    frame = pd.DataFrame({"unit_name": ["甲", "乙", "甲", None], "month": [1, 1, 2, 1]})
    behind = pd.Series([5, 8, 6, 9])  # 甲 11, none 9, 乙 8
    assert largest(frame, "unit_name", behind, 2).index.tolist() == [0, 2, 3]
    assert largest(frame, "unit_name", behind, 1).index.tolist() == [0, 2]


def test_how_many_stand_behind_a_group():
    overdue = by_unit(due=[1, 2, 3, 4], missed=0, overdue_rate=0.0)
    assert counted(figure("overdue_rate"), overdue, ["unit"]).tolist() == [1, 2, 3, 4]
    lights = by_unit(green=[1, 0, 0, 0], yellow=[1, 0, 0, 2], red=1, paused=0, without_due_day=[0, 3, 0, 0])
    assert counted(figure("lights"), lights, ["unit"]).tolist() == [3, 4, 1, 3]
    flow = by_unit(carried_in=9, accepted=[4, 3, 2, 1])
    assert counted(figure("flow"), flow, ["unit"]).tolist() == [4, 3, 2, 1]
