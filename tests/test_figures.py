"""Figures against small tables whose arithmetic is visible (domain.md 4)."""

from datetime import date

import duckdb
import pytest
from statsmodels.stats.proportion import proportion_confint

from analytics.figures.scope import Scope
from tests.warehouses import CASES, cases_of, warehouse_of, write_csv

MARCH = Scope(as_of=date(2026, 3, 31), period_start=date(2026, 3, 1), period_end=date(2026, 3, 31))


@pytest.fixture(scope="module")
def march(tmp_path_factory):
    # limit 5 working days: accepted Monday 03-02 is due Monday 03-09
    return cases_of(
        tmp_path_factory.mktemp("march"),
        [
            ("BT-1", "A", "甲局", "2026-03-02", "2026-03-09", 5, 10),  # on the due day: on time
            ("BT-2", "A", "甲局", "2026-03-02", "2026-03-10", 5, 10),  # a day late
            ("BT-3", "A", "甲局", "2026-03-02", None, 5, 10),  # open, due 03-09: missed
            ("BT-4", "A", "乙局", "2026-03-27", None, 5, 10),  # due 04-03: not due at 03-31
            ("BT-5", "A", "乙局", "2026-02-27", "2026-03-03", 5, 10),  # carried in, used 2 of 5 days: early
            ("BT-6", "A", "乙局", "2026-03-02", "2026-04-15", 5, 10),  # closed after the as-of day: missed, open then
        ],
    )


def only(snapshot, key, scope=MARCH):
    (row,) = snapshot.records(key, scope)
    return row


def test_the_overdue_rate_counts_open_cases_too(march):
    # due in March and before 03-31: BT-1, 2, 3, 5, 6; missed: BT-2, 3, 6
    assert only(march, "overdue_rate") == {"due": 5, "missed": 3, "overdue_rate": pytest.approx(3 / 5)}


def test_nobody_is_late_before_the_day_is_over(march):
    on_the_due_day = Scope(date(2026, 3, 9), date(2026, 3, 1), date(2026, 3, 31))
    assert only(march, "overdue_rate", on_the_due_day)["due"] == 1  # only BT-5, due 03-06
    assert only(march, "overdue_rate", on_the_due_day.narrowed(as_of=date(2026, 3, 10)))["due"] == 5


def test_the_balance_has_no_residual(march):
    flow = only(march, "flow")
    assert (flow["carried_in"], flow["accepted"], flow["closed"], flow["carried_out"]) == (1, 5, 3, 3)
    assert flow["closed_late"] == 1
    assert flow["residual"] == 0
    assert flow["closure_rate"] == pytest.approx(3 / 6)


def test_the_stock_of_open_overdue_cases_and_the_longest(march):
    # BT-3 and BT-6 were due 03-09; 03-31 is 16 working days later
    assert only(march, "open_overdue") == {"open_overdue": 2, "longest_days": 16}


def test_last_week_can_be_replayed(march):
    last_week = MARCH.narrowed(as_of=date(2026, 3, 9))
    assert only(march, "open_overdue", last_week) == {"open_overdue": 0, "longest_days": 0}
    assert only(march, "lights", last_week)["yellow"] == 3  # BT-2, 3, 6 on their due day
    assert only(march, "lights")["red"] == 2


def test_early_closures_used_fewer_days_than_promised(march):
    assert only(march, "early_rate")["closed_early"] == 1  # BT-5


def test_intervals_of_millions_of_cases_do_not_overflow(march):
    low, high = proportion_confint(123_456, 9_876_543, alpha=0.05, method="wilson")
    with duckdb.connect(str(march.file), read_only=True) as shell:
        sql = "SELECT wilson_low(hits, total), wilson_high(hits, total) FROM (SELECT 123456 AS hits, 9876543 AS total)"
        assert shell.execute(sql).fetchone() == (pytest.approx(low), pytest.approx(high))


def test_unit_rates_carry_wilson_intervals(march):
    rows = {row["unit_name"]: row for row in march.records("overdue_by_unit", MARCH)}
    low, high = proportion_confint(2, 3, alpha=0.05, method="wilson")
    assert rows["甲局"]["overdue_rate"] == pytest.approx(2 / 3)
    assert (rows["甲局"]["low"], rows["甲局"]["high"]) == (pytest.approx(low), pytest.approx(high))


def test_a_selection_narrows_every_figure(march):
    assert only(march, "overdue_rate", MARCH.narrowed(units="乙局")) == {"due": 2, "missed": 1, "overdue_rate": 0.5}
    assert only(march, "overdue_rate", MARCH.narrowed(units="no'such"))["due"] == 0


def test_the_same_items_give_three_compressions(tmp_path):
    cases = [(f"BT-A{i}", "A", "甲局", "2026-03-02", "2026-03-04", 10, 20) for i in range(900)]
    cases += [(f"BT-B{i}", "B", "甲局", "2026-03-02", "2026-03-04", 54, 60) for i in range(100)]
    items = [("A", "甲", "甲局", 20, 10), ("B", "乙", "甲局", 60, 54), ("C", "丙", "甲局", None, 5)]
    snapshot = warehouse_of(
        tmp_path,
        write_csv(tmp_path / "cases.csv", CASES, cases),
        write_csv(tmp_path / "items.csv", ("事项编码", "事项名称", "实施主体", "法定时限", "承诺时限"), items),
    )
    rows = {row["basis"]: row for row in snapshot.records("compression", snapshot.everything())}
    assert rows["ratio of sums"]["compression"] == pytest.approx(0.20)  # 1 - 64/80
    assert rows["mean of items"]["compression"] == pytest.approx(0.30)  # (50 % + 10 %) / 2
    assert rows["by cases"]["compression"] == pytest.approx(0.40)  # 1 - 14400/24000
    assert rows["ratio of sums"]["left_out"] == 1  # C has no statutory limit


def test_a_pause_over_a_weekend_is_not_counted_twice(tmp_path):
    header = (*CASES, "特别程序开始时间", "特别程序结束时间")
    # two overlapping pauses, Friday 03-06 to Tuesday 03-10: 2 working days; due 03-09 + 2 = 03-11
    rows = [
        ("BT-1", "A", "甲局", "2026-03-02", "2026-03-11", 5, 10, "2026-03-06", "2026-03-09"),
        ("BT-1", "A", "甲局", "2026-03-02", "2026-03-11", 5, 10, "2026-03-06 15:00", "2026-03-10"),
    ]
    snapshot = cases_of(tmp_path, rows, header)
    (case,) = snapshot.records("cases", snapshot.everything())
    assert (case["paused_days"], case["due_on"], case["used_days"]) == (2, date(2026, 3, 11), 5)
    assert not case["closed_late"]


def test_an_open_pause_stops_the_light_and_moves_the_due_day(tmp_path):
    header = (*CASES, "特别程序开始时间", "特别程序结束时间")
    snapshot = cases_of(tmp_path, [("BT-1", "A", "甲局", "2026-03-02", None, 5, 10, "2026-03-04", None)], header)
    scope = MARCH.narrowed(as_of=date(2026, 3, 20))
    (case,) = snapshot.records("cases", scope)
    assert (case["light"], case["paused_days"], case["due_on"]) == ("paused", 12, date(2026, 3, 25))
    before = MARCH.narrowed(as_of=date(2026, 3, 3))
    (case,) = snapshot.records("cases", before)
    assert (case["light"], case["paused_days"], case["due_on"]) == ("green", 0, date(2026, 3, 9))


def test_messages_fall_into_four_groups(tmp_path):
    rows = [
        ("M1", "甲局", "2026-03-02 10:00", "2026-03-05 23:00"),  # due 03-05: on time
        ("M2", "甲局", "2026-03-02 10:00", "2026-03-06"),  # late
        ("M3", "甲局", "2026-03-02 10:00", None),  # unanswered and overdue
        ("M4", "甲局", "2026-03-26 10:00", None),  # due 03-31: not yet due at 03-31
    ]
    file = write_csv(tmp_path / "messages.csv", ("留言编号", "承办单位", "留言时间", "答复时间"), rows)
    snapshot = warehouse_of(tmp_path, file)
    assert only(snapshot, "message_compliance") == {
        "due": 3,
        "on_time": 1,
        "late": 1,
        "unanswered_overdue": 1,
        "not_yet_due": 1,
        "message_compliance": pytest.approx(1 / 3),
    }


def test_withdrawn_and_void_cases_are_out_of_every_rate(tmp_path):
    header = (*CASES, "办件状态")
    rows = [
        ("BT-1", "A", "甲局", "2026-03-02", None, 5, 10, "作废"),
        ("BT-2", "A", "甲局", "2026-03-02", None, 5, 10, "撤回"),
        ("BT-3", "A", "甲局", "2026-03-02", "2026-03-03", 5, 10, "办结"),
    ]
    snapshot = cases_of(tmp_path, rows, header)
    assert only(snapshot, "overdue_rate")["due"] == 1
    assert only(snapshot, "flow")["accepted"] == 1
