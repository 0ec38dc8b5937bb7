"""A measure cut by its groupings: groups sum to the whole, each leads to its rows, and the old names say what they said."""

from __future__ import annotations

from datetime import date

import duckdb
import pandas as pd
import pytest

from analytics.errors import ScopeError
from analytics.figures.catalogue import catalogue
from analytics.figures.groupings import GROUPINGS, OF_TIME
from analytics.figures.listing import rows_of
from analytics.figures.old_names import OLD_NAMES
from analytics.figures.scope import Scope
from analytics.figures.writing import written
from analytics.snapshot.opened import open_snapshot
from tests.warehouses import CASES, cases_of, warehouse_of, write_csv

MARCH = Scope(as_of=date(2026, 3, 31), period_start=date(2026, 3, 1), period_end=date(2026, 3, 31))
LATELY = Scope(date(2026, 11, 20), date(2026, 9, 14), date(2026, 11, 30))
CAN_BE_CUT = {key: figure for key, figure in catalogue().items() if figure.by and figure.stands_for is None}
MEASURES = {key: figure for key, figure in CAN_BE_CUT.items() if figure.is_measure}
CUTS = [(key, by) for key, figure in MEASURES.items() if figure.count for by in figure.by]

OLD_COLUMNS = {
    "closed_by_month": "month closed closed_late late_closure_rate early_rate",
    "compression_by_area": "area items statutory_days promised_days compression",
    "compression_by_unit": "unit_name items statutory_days promised_days compression",
    "deductions_by_unit": "unit_name points case_points message_points circulated_points reversed per_1000 low high "
    "manual_points due entries points_replaced points_added ranked points_capped",
    "messages_by_kind": "message_kind due on_time late unanswered_overdue not_yet_due message_compliance",
    "messages_by_month": "month due on_time late unanswered_overdue not_yet_due message_compliance",
    "messages_by_unit": "unit_name due on_time late unanswered_overdue not_yet_due message_compliance low high ranked",
    "open_overdue_by_age": "age open_overdue",
    "orders_by_unit": "unit_name issued received_on_time answered_on_time overdue median_answer_days",
    "overdue_by_area": "area due missed overdue_rate low high ranked",
    "overdue_by_month": "month due missed overdue_rate",
    "overdue_by_unit": "unit_name due missed overdue_rate low high ranked",
    "overdue_by_unit_month": "unit_name month due missed overdue_rate",
    "pause_audit_by_unit": "unit_name paused saved cancelling saved_share",
    "ratings_by_month": "month ratings positive positive_rate",
    "ratings_by_unit": "unit_name ratings active_ratings active_rate positive_rate low high active_positive_rate "
    "active_low active_high negative verified excused rectified_in_time overdue_to_rectify named revisited satisfied_after",
    "reminders_by_unit": "unit_name reminders letters reminded_cases reminded_messages reminded_ratings reminders_sent reminders_waiting "
    "reminders_failed reminders_cancelled reminders_unknown",
    "response_days": "days messages",
    "time_per_area": "area cases statutory_days promised_days used_days",
}


@pytest.fixture(scope="module")
def demo(demo_warehouse):
    snapshot = open_snapshot(demo_warehouse)
    yield snapshot
    snapshot.close()


@pytest.fixture(scope="module")
def march(tmp_path_factory):
    header = (*CASES, "申报来源")
    rows = [  # limit 5 working days: accepted Monday 03-02 is due Monday 03-09, 03-12 is due 03-19
        ("BT-1", "A", "甲局", "2026-03-02", "2026-03-09", 5, 10, "网上"),  # on time
        ("BT-2", "A", "甲局", "2026-03-02", "2026-03-10", 5, 10, "窗口"),  # late
        ("BT-3", "A", "甲局", "2026-03-12", None, 5, 10, "窗口"),  # open: missed
        ("BT-4", "A", "乙局", "2026-03-12", "2026-03-13", 5, 10, None),  # on time
    ]
    return cases_of(tmp_path_factory.mktemp("march"), rows, header)


def test_a_measure_is_cut_by_name(march):
    assert march.records("overdue_rate", MARCH, ["week"]) == [
        {"week": date(2026, 3, 9), "due": 2, "missed": 1, "overdue_rate": 0.5},
        {"week": date(2026, 3, 16), "due": 2, "missed": 1, "overdue_rate": 0.5},
    ]
    channels = {
        row["channel"]: (row["due"], row["missed"]) for row in march.records("overdue_rate", MARCH, ["channel"])
    }
    assert channels == {"window": (2, 2), "computer": (1, 0), None: (1, 0)}


def test_a_pair_of_groupings_makes_a_row_for_each_pair(march):
    rows = march.records("overdue_rate", MARCH, ["unit", "weekday"])  # 03-09 is a Monday, 03-19 a Thursday
    assert [(row["unit_name"], row["weekday"], row["due"], row["missed"]) for row in rows] == [
        ("乙局", 4, 1, 0),
        ("甲局", 1, 2, 1),
        ("甲局", 4, 1, 1),
    ]


def test_groups_without_an_order_of_their_own_stand_the_worst_first(march):
    assert [row["unit_name"] for row in march.records("overdue_rate", MARCH, ["unit"])] == ["甲局", "乙局"]


@pytest.mark.parametrize(
    ("by", "interval"), [(["unit"], True), (["area", "kind"], True), (["month"], False), (["unit", "month"], False)]
)
def test_a_share_has_an_interval_where_no_group_is_of_time(march, by, interval):
    (row, *_) = march.records("overdue_rate", MARCH, by)
    assert ({"low", "high", "ranked"} <= set(row)) is interval


@pytest.mark.parametrize("by", [["colour"], ["month", "month"], ["age"]])
def test_a_grouping_that_a_measure_does_not_have_is_refused_with_those_it_has(march, by):
    with pytest.raises(ScopeError, match=r"overdue_rate cannot be cut by .* unit, area, item, platform, kind"):
        march.figure("overdue_rate", MARCH, by)


def test_an_old_name_cannot_be_cut_again(march):
    with pytest.raises(ScopeError, match="overdue_by_unit is overdue_rate cut by unit"):
        march.figure("overdue_by_unit", MARCH, ["month"])


@pytest.mark.parametrize("key", CAN_BE_CUT)
def test_a_figure_cut_by_anything_runs_in_the_shell_as_it_stands(march, key):
    with duckdb.connect(str(march.file), read_only=True) as shell:
        for by in CAN_BE_CUT[key].by:
            shell.execute(written(key, (by,)))
        shell.execute(written(key, CAN_BE_CUT[key].by[:2]))


def test_a_listing_cut_by_a_grouping_counts_its_rows(march):
    assert march.records("missed_cases", MARCH, ["month"]) == [{"month": date(2026, 3, 1), "rows": 2}]


@pytest.mark.parametrize(("key", "columns"), OLD_COLUMNS.items())
def test_an_old_name_has_the_columns_it_always_had(march, key, columns):
    assert list(march.figure(key, MARCH).columns) == columns.split()


def test_every_old_name_but_that_of_a_listing_has_its_columns_written_down():
    assert {*OLD_COLUMNS, "cases"} == set(OLD_NAMES)


@pytest.mark.parametrize(("key", "by"), CUTS)
def test_each_group_leads_to_as_many_rows_as_it_counts(demo, key, by):
    figure = MEASURES[key]
    (whole,) = demo.figure(key, LATELY).eval(figure.count)
    groups = demo.figure(key, LATELY, [by])
    counts = groups.eval(figure.count)
    assert counts.sum() == whole
    column = figure.cuts[by].column
    few = groups.index if len(groups) < 8 else [*groups.index[:3], *groups.index[-3:]]
    for place in [*few, *groups.index[groups[column].isna()]]:
        listing, only = rows_of(key, [by], [groups.at[place, column]])
        assert demo.count(listing, LATELY, only) == counts[place], only


def test_a_pair_leads_to_its_rows(demo):
    groups = demo.figure("overdue_rate", LATELY, ["unit", "month"])
    for row in groups.head(5).itertuples():
        listing, only = rows_of("overdue_by_unit_month", values=[row.unit_name, row.month])
        assert listing == "due_cases"
        assert demo.count(listing, LATELY, only) == row.due


@pytest.mark.parametrize("key", [key for key, figure in MEASURES.items() if figure.rows])
def test_the_rows_of_a_measure_can_be_cut_as_the_measure_is(key):
    figure = MEASURES[key]
    listing = catalogue()[figure.rows]
    assert {by: cut.source.rpartition(".")[2] for by, cut in figure.cuts.items()} == {
        by: cut.source for by, cut in listing.cuts.items() if by in figure.cuts
    }


def test_groups_and_columns_pick_rows_together(demo):
    month = date(2026, 10, 1)
    rows = demo.rows("due_cases", LATELY, only={"month": month, "platform": "gcjs", "missed": True})
    assert len(rows) == demo.count("missed_cases", LATELY.in_month(month).narrowed(platforms="gcjs")) > 0
    assert set(rows["platform"]) == {"gcjs"}
    assert set(rows["due_on"].dt.month) == {10}


def test_rows_come_in_their_order_though_a_count_needs_none(demo):
    rows = demo.rows("missed_cases", LATELY, only={"weekday": 3})
    assert rows["overdue_days"].is_monotonic_decreasing
    assert set(rows["due_on"].dt.day_of_week) == {2}


def test_every_time_grouping_cuts_the_day_of_its_cohort(demo):
    by_day = demo.figure("overdue_rate", LATELY, ["day"]).set_index("day")["due"]
    spans = {"week": "W-MON", "month": "MS", "quarter": "QS", "year": "YS"}
    for key, span in spans.items():
        expected = by_day.resample(span, closed="left", label="left").sum()
        found = demo.figure("overdue_rate", LATELY, [key]).set_index(key)["due"]
        assert found.to_dict() == expected[expected > 0].to_dict(), key
    weekdays = demo.figure("overdue_rate", LATELY, ["weekday"]).set_index("weekday")["due"]
    assert weekdays.to_dict() == by_day.groupby(by_day.index.day_of_week + 1).sum().to_dict()
    assert set(OF_TIME) == {*spans, "day", "weekday"}
    assert set(OF_TIME) < set(GROUPINGS)


def test_a_share_of_nothing_is_empty(tmp_path):
    header = ("办件编号", "事项编码", "受理单位", "受理时间", "办结时间")
    snapshot = cases_of(tmp_path, [("BT-1", "A", "甲局", "2026-03-02", "2026-03-04")], header)  # no limit: no due day
    assert snapshot.records("late_closure_rate", MARCH) == [{"closed": 1, "closed_late": 0, "late_closure_rate": None}]
    assert snapshot.records("flow", MARCH)[0]["late_closure_rate"] is None
    assert snapshot.records("closed_by_month", MARCH)[0]["late_closure_rate"] is None
    for key, figure in MEASURES.items():
        for row in snapshot.records(key, MARCH.narrowed(units="丙局")):
            shares = [
                value
                for column, value in row.items()
                if column.endswith(("_rate", "_share", "compliance", "compression"))
            ]
            assert set(shares) <= {None}, (key, figure.name)


def test_a_case_closed_before_it_was_accepted_is_a_residual_and_nothing_else(tmp_path):
    rows = [
        ("BT-1", "A", "甲局", "2026-03-02", "2026-03-05", 5, 10),  # accepted and closed in March
        ("BT-2", "A", "甲局", "2026-03-05", "2026-02-25", 5, 10),  # accepted in March, closed before it: + 1
        ("BT-3", "A", "甲局", "2026-04-07", "2026-03-20", 5, 10),  # closed in March, accepted after it: - 1
        ("BT-4", "A", "甲局", "2026-04-08", "2026-03-21", 5, 10),  # the same: - 1
        ("BT-5", "A", "甲局", "2026-03-10", "2026-03-09", 5, 10),  # both in March: adds up
    ]
    snapshot = cases_of(tmp_path, rows)
    scope = MARCH.narrowed(as_of=date(2026, 4, 30))
    (flow,) = snapshot.records("flow", scope)
    assert (flow["carried_in"], flow["accepted"], flow["closed"], flow["carried_out"]) == (0, 3, 4, 0)
    assert flow["residual"] == -1  # 0 + 3 - 4 - 0
    assert snapshot.records("late_closure_rate", scope)[0]["closed"] == flow["closed"]
    assert snapshot.records("flow", scope, ["unit"])[0] == {"unit_name": "甲局", **flow}


def test_an_item_with_a_statutory_limit_of_0_breaks_no_figure(tmp_path):
    header = ("事项编码", "事项名称", "实施主体", "行政区划", "法定时限", "承诺时限")
    items = [
        ("A", "甲项", "甲局", "包头市", "20个工作日", "10个工作日"),
        ("B", "乙项", "乙局", "包头市", "即办", "即办"),
    ]
    snapshot = warehouse_of(tmp_path, write_csv(tmp_path / "items.csv", header, items), mapping="items")
    scope = snapshot.everything()
    bases = {row["basis"]: row for row in snapshot.records("compression", scope)}
    ratio, mean = bases["ratio of sums"], bases["mean of items"]
    assert (ratio["statutory_days"], ratio["promised_days"], ratio["compression"]) == (20, 10, 0.5)
    assert (ratio["items"], ratio["left_out"]) == (2, 0)  # 0 of 0 days
    assert (mean["compression"], mean["items"], mean["left_out"]) == (0.5, 1, 1)
    units = {row["unit_name"]: row["compression"] for row in snapshot.records("compression_by_unit", scope)}
    assert units == {"甲局": 0.5, "乙局": None}  # a share of 0 days is empty
    for key in catalogue():
        assert isinstance(snapshot.figure(key, scope), pd.DataFrame)
