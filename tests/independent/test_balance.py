"""What must add up, adds up: the balance of cases, breakdowns and their totals, figures and the rows behind them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from analytics.figures.catalogue import catalogue
from analytics.figures.scope import Scope
from analytics.snapshot.opened import Snapshot, open_snapshot

FEW = settings(deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])
MESSAGE_GROUPS = ("on_time", "late", "unanswered_overdue", "not_yet_due")
WHOLE = Scope(date(2026, 11, 20), date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture(scope="module")
def snapshot(demo_warehouse) -> Iterator[Snapshot]:
    opened = open_snapshot(demo_warehouse)
    yield opened
    opened.close()


def one(snapshot: Snapshot, key: str, scope: Scope) -> dict[str, int]:
    """The only row of a figure."""
    (row,) = snapshot.records(key, scope)
    return row  # type: ignore[return-value]


def selections(snapshot: Snapshot) -> st.SearchStrategy[Scope]:
    """Any period, as-of day and choice of areas, units, platforms and kinds, mostly wide enough to hold cases."""

    def some(column: str) -> st.SearchStrategy[tuple[str, ...]]:
        chosen = st.lists(st.sampled_from(sorted({*snapshot.choices(column), ""})), min_size=1, max_size=3, unique=True)
        return st.one_of(st.just(()), st.just(()), chosen.map(tuple))

    days = st.dates(snapshot.first_day - timedelta(days=10), snapshot.data_date + timedelta(days=40))
    return st.builds(
        lambda as_of, start, length, **chosen: Scope(
            max(as_of, start), start, start + timedelta(days=length), **chosen
        ),
        as_of=st.one_of(st.just(snapshot.data_date), days),
        start=days,
        length=st.one_of(st.integers(0, 31), st.integers(0, 800)),
        areas=some("area"),
        units=some("unit_name"),
        platforms=some("platform"),
        kinds=some("case_kind"),
    )


def assert_balanced(snapshot: Snapshot, scope: Scope) -> dict[str, int]:
    """The balance of a selection, which must hold, its residual shown; the cases that it counts are those that rows list."""
    flow = one(snapshot, "flow", scope)
    assert flow["carried_in"] + flow["accepted"] - flow["closed"] - flow["carried_out"] == flow["residual"], scope
    assert flow["closed"] == one(snapshot, "late_closure_rate", scope)["closed"], scope
    assert flow["residual"] == out_of_order(snapshot, scope), scope
    assert flow["closed_late"] <= flow["closed"], scope
    assert flow["accepted"] == snapshot.count("accepted_cases", scope), scope
    if scope.period_end >= scope.as_of >= scope.period_start:
        assert flow["carried_out"] == snapshot.count("open_cases", scope), scope
    return flow


def out_of_order(snapshot: Snapshot, scope: Scope) -> int:
    """What cases closed before they were accepted leave over: accepted in the period and closed before it, less the reverse."""
    cases = snapshot.figure("flow_cases", scope)
    closed_before = cases["closed_at"] < pd.Timestamp(scope.period_start)
    accepted_after = cases["accepted_at"] >= pd.Timestamp(scope.period_end) + pd.Timedelta(days=1)
    return int(closed_before.sum() - accepted_after.sum())


@pytest.mark.parametrize("column", ["area", "unit_name", "item_name", "platform", "case_kind"])
def test_a_filter_offers_each_choice_once(snapshot, column):
    offered = snapshot.choices(column)
    assert len(offered) == len(set(offered))


@settings(FEW, max_examples=40)
@given(data=st.data())
def test_what_came_in_is_closed_or_still_there(snapshot, data):
    assert_balanced(snapshot, data.draw(selections(snapshot)))


@pytest.mark.parametrize(("column", "part"), [("area", "areas"), ("platform", "platforms"), ("case_kind", "kinds")])
def test_the_balances_of_the_parts_sum_to_the_whole(snapshot, column, part):
    total = assert_balanced(snapshot, WHOLE)
    parts = [assert_balanced(snapshot, WHOLE.narrowed(**{part: value})) for value in {*snapshot.choices(column), ""}]
    for name in ("carried_in", "accepted", "closed", "closed_late", "carried_out"):
        assert sum(flow[name] for flow in parts) == total[name], name


def test_the_balances_of_the_units_of_an_area_sum_to_the_area(snapshot):
    area = WHOLE.narrowed(areas="东河区")
    units = {str(record["unit_name"] or "") for record in snapshot.records("cases", area)}
    total = one(snapshot, "flow", area)
    flows = [assert_balanced(snapshot, area.narrowed(units=unit)) for unit in units]
    assert len(units) > 5
    assert sum(flow["accepted"] for flow in flows) == total["accepted"]
    assert sum(flow["closed"] for flow in flows) == total["closed"]


def test_each_month_begins_with_what_the_month_before_left(snapshot):
    starts = [date(2025, month, 1) for month in range(1, 13)] + [date(2026, 1, 1)]
    months = [
        one(snapshot, "flow", replace(WHOLE, period_start=start, period_end=following - timedelta(days=1)))
        for start, following in pairwise(starts)
    ]
    for before, after in pairwise(months):
        assert after["carried_in"] == before["carried_out"]
    year = one(snapshot, "flow", WHOLE)
    assert months[0]["carried_in"] == year["carried_in"]
    assert months[-1]["carried_out"] == year["carried_out"]
    for name in ("accepted", "closed", "closed_late"):
        assert sum(month[name] for month in months) == year[name], name


def breakdowns() -> list[tuple[str, str, tuple[str, ...]]]:
    """Every breakdown of the catalogue with its total and the columns that must sum to it."""
    found: list[tuple[str, str, tuple[str, ...]]] = []
    for key in catalogue():
        if key.startswith("overdue_by_"):
            found.append((key, "overdue_rate", ("due", "missed")))
        elif key.startswith("messages_by_"):
            found.append((key, "message_compliance", ("due", *MESSAGE_GROUPS)))
        elif key.startswith("open_overdue_by_"):
            found.append((key, "open_overdue", ("open_overdue",)))
    return found


@settings(FEW, max_examples=8)
@given(data=st.data())
def test_every_breakdown_sums_to_its_total(snapshot, data):
    scope = data.draw(selections(snapshot))
    for key, total, columns in breakdowns():
        parts, whole = snapshot.figure(key, scope), one(snapshot, total, scope)
        for column in columns:
            assert parts[column].sum() == whole[column], (key, column, scope)


def test_there_are_breakdowns_by_unit_area_and_month():
    assert {key for key, _, _ in breakdowns()} >= {
        "overdue_by_unit",
        "overdue_by_area",
        "overdue_by_month",
        "overdue_by_unit_month",
        "messages_by_unit",
        "messages_by_month",
        "open_overdue_by_age",
    }


@pytest.mark.parametrize("key", ["compression_by_unit", "compression_by_area"])
def test_the_items_of_a_compression_breakdown_sum_to_the_citys(snapshot, key):
    (whole,) = (row for row in snapshot.records("compression", WHOLE) if row["basis"] == "ratio of sums")
    parts = snapshot.figure(key, WHOLE)
    assert parts["items"].sum() == whole["items"]
    assert parts["statutory_days"].sum() == pytest.approx(whole["statutory_days"])
    assert parts["promised_days"].sum() == pytest.approx(whole["promised_days"])


def rows_counted(table: pd.DataFrame, count: str | None) -> int:
    """How many rows a figure says stand behind it."""
    return int(table.eval(count or "carried_in + accepted").sum())


WITH_ROWS = [key for key, figure in catalogue().items() if figure.rows]


@pytest.mark.parametrize("key", WITH_ROWS)
def test_behind_every_figure_stand_as_many_rows_as_it_counts(snapshot, key):
    figure = catalogue()[key]
    recent = Scope(snapshot.data_date, date(2026, 10, 1), date(2026, 12, 31))
    for scope in (WHOLE, recent, recent.narrowed(areas="东河区"), replace(WHOLE, as_of=date(2025, 6, 15))):
        counted = rows_counted(snapshot.figure(key, scope), figure.count)
        assert counted == snapshot.count(str(figure.rows), scope), scope


@pytest.mark.parametrize("key", ["overdue_by_unit", "overdue_by_area", "messages_by_unit"])
def test_behind_every_bar_stand_as_many_rows_as_it_shows(snapshot, key):
    figure = catalogue()[key]
    column, part = ("area", "areas") if key.endswith("area") else ("unit_name", "units")
    table = snapshot.figure(key, WHOLE)
    for _, bar in table.head(12).iterrows():
        value = "" if pd.isna(bar[column]) else bar[column]
        shown = rows_counted(pd.DataFrame([bar]), figure.count)
        assert shown == snapshot.count(str(figure.rows), WHOLE.narrowed(**{part: value})), value


def test_most_figures_name_the_rows_behind_them():
    assert len(WITH_ROWS) >= 14
    assert {catalogue()[key].rows for key in WITH_ROWS} <= set(catalogue())


def test_withdrawn_rejected_and_void_cases_are_in_no_row(snapshot):
    statuses = set(snapshot.figure("cases", snapshot.everything())["status"])
    assert statuses
    assert not statuses & {"withdrawn", "rejected", "void"}
