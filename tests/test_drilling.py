"""The rows behind a part of a chart are as many as the part says, and a series of stocks ends with the stock itself."""

from datetime import date

import pytest

from analytics.errors import ScopeError
from analytics.figures.scope import Scope
from analytics.snapshot.opened import open_snapshot


@pytest.fixture(scope="module")
def demo(demo_warehouse):
    return open_snapshot(demo_warehouse)


@pytest.fixture(scope="module")
def year(demo):
    return Scope(demo.data_date, date(2026, 1, 1), date(2026, 12, 31))


def test_each_age_group_lists_its_cases(demo, year):
    for part in demo.records("open_overdue_by_age", year):
        assert demo.count("open_overdue_cases", year, {"age": part["age"]}) == part["open_overdue"]


def test_each_light_lists_its_cases(demo, year):
    (lights,) = demo.records("lights", year)
    for light in ("green", "yellow", "red", "paused"):
        assert demo.count("open_cases", year, {"light": light}) == lights[light]
    assert demo.count("open_cases", year, {"light": None}) == lights["without_due_day"]


def test_each_group_of_messages_lists_its_messages(demo, year):
    for part in demo.records("messages_by_kind", year):
        for group in ("on_time", "late", "unanswered_overdue", "not_yet_due"):
            only = {"message_kind": part["message_kind"], "message_group": group}
            assert demo.count("due_messages", year, only) == part[group]


def test_each_response_time_lists_its_messages(demo, year):
    for part in demo.records("response_days", year):
        assert demo.count("due_messages", year, {"days": part["days"]}) == part["messages"]


def test_a_month_of_the_trend_lists_its_cases(demo, year):
    for part in demo.records("overdue_by_month", year):
        assert demo.count("missed_cases", year.in_month(part["month"])) == part["missed"]


def test_a_cell_of_the_heat_map_lists_its_cases(demo, year):
    for part in demo.records("overdue_by_unit_month", year)[:50]:
        cell = year.narrowed(units=part["unit_name"] or "").in_month(part["month"])
        assert demo.count("missed_cases", cell) == part["missed"]


def test_the_last_month_end_is_the_stock_now(demo, year):
    (stock,) = demo.records("open_overdue", year)
    assert demo.records("open_overdue_month_ends", year)[-1]["open_overdue"] == stock["open_overdue"]


def test_an_earlier_month_end_is_the_stock_that_a_replay_gives_where_nothing_is_paused(demo, year):
    immediate = year.narrowed(kinds="immediate")
    ends = demo.records("open_overdue_month_ends", immediate)
    (then,) = demo.records("open_overdue", immediate.narrowed(as_of=date(2026, 8, 31)))
    assert {end["month"]: end["open_overdue"] for end in ends}[date(2026, 8, 1)] == then["open_overdue"]


def test_a_value_that_is_no_column_is_refused(demo, year):
    with pytest.raises(ScopeError, match="no column"):
        demo.count("open_cases", year, {"colour": "red"})


def test_a_quote_in_a_value_stays_text(demo, year):
    assert demo.count("open_cases", year, {"light": "red' OR 1=1 --"}) == 0
