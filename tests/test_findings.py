"""Findings: what the demo plants comes out to the very row, and each rule stands at its boundary."""

from datetime import date, datetime, timedelta

import pytest

from analytics.errors import ScopeError
from analytics.figures.catalogue import catalogue, figure
from analytics.figures.scope import Scope
from analytics.findings import (
    FINDINGS,
    STATES,
    VerdictRefused,
    finding,
    in_force,
    listed,
    past,
    record,
    tally,
    verdicts,
)
from analytics.settings import ROOT, Findings, Settings
from analytics.snapshot.opened import open_snapshot
from analytics.warehouse.imports import import_file, undo_import
from analytics.warehouse.lines import LineRefused
from demo import read_manifest
from tests.demo_rows import first_day, workday_no
from tests.warehouses import CASES, cases_of, warehouse_of, write_csv

MARCH = Scope(as_of=date(2026, 3, 31), period_start=date(2026, 3, 1), period_end=date(2026, 3, 31))


@pytest.fixture(scope="module")
def demo(demo_warehouse):
    return open_snapshot(demo_warehouse)


@pytest.fixture(scope="module")
def planted(demo_folder):
    return read_manifest(demo_folder).findings


IDENTITY = {
    "default_limits": "unit_name",
    "only_default_ratings": "unit_name",
    "boilerplate_replies": "unit_name",
    "promised_over_statutory": "item_code",
    "answered_before_asked": "message_no",
}


@pytest.mark.parametrize("key", [one.key for one in FINDINGS if one.key != "excel_damage"])
def test_a_finding_lists_what_the_demo_plants_and_nothing_else(demo, planted, key):
    rows = demo.records(f"finding_{key}", demo.everything())
    assert sorted(row[IDENTITY.get(key, "case_no")] for row in rows) == planted[key]["keys"]
    assert len({row["row_key"] for row in rows}) == len(rows) == planted[key]["count"]


def test_the_damaged_rows_and_the_cut_file_are_the_planted_ones(demo, planted):
    rows = demo.records("finding_excel_damage", demo.everything())
    assert sum(row["damage"] == "lost_digits" for row in rows) == planted["excel_damage"]["rejected_rows"]
    assert [row["file"] for row in rows if row["damage"] == "cut_to_the_day"] == planted["excel_damage"]["keys"]


def test_every_finding_of_the_manifest_is_on_the_page(planted):
    assert {one.key for one in FINDINGS} == set(planted)


def test_every_finding_query_is_a_finding_or_lists_the_rows_behind_one():
    behind = {one.figure.rows for one in FINDINGS if one.figure.rows}
    queries = {key for key in catalogue() if key.startswith("finding_")}
    assert queries == {one.query for one in FINDINGS} | behind


def test_every_threshold_decides_a_finding_and_its_test_names_it():
    named = [name for one in FINDINGS for name in one.thresholds]
    assert sorted(named) == sorted(Findings.model_fields)
    derived = (ROOT / "analytics" / "snapshot" / "derive" / "70_findings.sql").read_text(encoding="utf-8")
    for one in FINDINGS:
        for name in one.thresholds:
            assert name in one.figure.definition
            assert name in one.figure.definition_zh
            assert f"{name}()" in one.figure.body or f"getvariable('{name}')" in derived


def test_the_bursts_are_three_minutes(demo, planted):
    rows = demo.records("finding_closing_burst", demo.everything())
    minutes = {(row["unit_name"], row["closed_in_minute"], row["closings"]) for row in rows}
    assert minutes == {
        (burst["unit"], datetime.fromisoformat(burst["minute"]), burst["count"])
        for burst in planted["closing_burst"]["bursts"]
    }


def test_copies_that_agree_are_no_finding(demo, planted):
    (pair,) = demo.records("platform_reconciliation", demo.everything())
    told = planted["platforms_disagree"]
    assert pair["agree"] == told["copies_that_agree"]
    assert (pair["open_here"], pair["open_there"]) == (len(told["open_in_baotou"]), len(told["open_in_nmg"]))


def test_a_copy_is_found_from_either_platform(demo, planted):
    for platform in ("nmg", "baotou"):
        assert demo.count("finding_platforms_disagree", demo.everything().narrowed(platforms=platform)) == 24


@pytest.mark.parametrize("key", [figure(one.query).key for one in FINDINGS if one.figure.rows])
def test_the_rows_behind_a_finding_are_as_many_as_it_says(demo, key):
    about = figure(key)
    told = sum(row[about.count] for row in demo.records(key, demo.everything()))
    assert told == demo.count(about.rows, demo.everything()) > 0


def test_the_pause_audit_adds_up(demo):
    rows = demo.records("pause_audit_by_unit", demo.everything())
    assert sum(row["saved"] for row in rows) == 165
    assert sum(row["cancelling"] for row in rows) == 45


@pytest.mark.parametrize("one", FINDINGS, ids=lambda one: one.key)
def test_a_finding_obeys_the_selection(demo, one):
    """Over two halves of the time the rows of single cases add up; a unit's selection holds its rows only."""
    everything = demo.everything()
    units = tally(demo, one, everything, {}).by_unit()
    assert units["rows"].sum() == demo.count(one.query, everything)
    named = units[units["unit_name"].notna()]
    if len(named):
        first = named.iloc[0]
        alone = demo.records(one.query, everything.narrowed(units=first["unit_name"]))
        assert len(alone) == first["rows"]
        assert {row["unit_name"] for row in alone} == {first["unit_name"]}
    assert demo.count(one.query, everything.narrowed(units="no'such")) == 0


def test_an_earlier_day_does_not_know_the_later_export(demo, planted):
    before = demo.everything().narrowed(as_of=date(2026, 11, 19))
    for key in ("deadline_rewritten", "vanished", "excel_damage"):
        assert demo.count(f"finding_{key}", before) == 0


# Small tables: 5 working days from Monday 2026-03-02 end on Monday 03-09.
PAUSED = (*CASES, "特别程序开始时间", "特别程序结束时间")


def case(number, closed, pause_from=None, pause_to=None):
    return (number, "A", "甲局", "2026-03-02", closed, 5, 10, pause_from, pause_to)


def numbers(snapshot, key, scope=MARCH):
    return sorted(row["case_no"] for row in snapshot.records(f"finding_{key}", scope))


def test_pauses_that_cancel_an_overrun(tmp_path):
    rows = [
        case("BT-EQUAL", "2026-03-11", "2026-03-04", "2026-03-06"),  # 2 days over, 2 paused
        case("BT-ONE", "2026-03-11", "2026-03-04", "2026-03-09"),  # 2 over, 3 paused: within the tolerance
        case("BT-TWO", "2026-03-11", "2026-03-04", "2026-03-10"),  # 2 over, 4 paused: beyond it
        case("BT-START", "2026-03-11", "2026-03-02", "2026-03-06"),  # 4 paused, from the acceptance day
        case("BT-AFTER", "2026-03-13", "2026-03-04", "2026-03-10"),  # 4 over, 4 + 2 paused,
        case("BT-AFTER", "2026-03-13", "2026-03-11", "2026-03-13"),  # the second after the due day 03-09
        case("BT-NEEDLESS", "2026-03-09", "2026-03-04", "2026-03-06"),  # on time without it
        case("BT-LATE", "2026-03-12", "2026-03-04", "2026-03-06"),  # due 03-11 with it: late all the same
        case("BT-NONE", "2026-03-10"),
    ]
    snapshot = cases_of(tmp_path, rows, PAUSED)
    saved = ["BT-AFTER", "BT-EQUAL", "BT-ONE", "BT-START", "BT-TWO"]
    assert numbers(snapshot, "on_time_only_by_pauses") == saved
    assert numbers(snapshot, "pause_cancels_overrun") == [number for number in saved if number != "BT-TWO"]
    after = next(r for r in snapshot.records("finding_pause_cancels_overrun", MARCH) if r["case_no"] == "BT-AFTER")
    assert (after["overrun_days"], after["paused_days"], after["paused_after_due_day"]) == (4, 6, True)


def test_a_tolerance_is_a_setting(tmp_path):
    settings = Settings(findings=Findings(pause_tolerance_days=2))
    rows = [case("BT-TWO", "2026-03-11", "2026-03-04", "2026-03-10")]
    assert numbers(cases_of(tmp_path, rows, PAUSED, settings=settings), "pause_cancels_overrun") == ["BT-TWO"]


def test_pauses_of_no_length_and_without_end(tmp_path):
    rows = [
        case("BT-SAME", "2026-03-06", "2026-03-04 09:00", "2026-03-04 17:00"),
        case("BT-NEXT", "2026-03-06", "2026-03-04", "2026-03-05"),
        case("BT-CLOSED", "2026-03-06", "2026-03-04", None),
        case("BT-OPEN", None, "2026-03-04", None),
    ]
    snapshot = cases_of(tmp_path, rows, PAUSED)
    assert numbers(snapshot, "pause_zero_length") == ["BT-SAME"]
    assert numbers(snapshot, "pause_never_ended") == ["BT-CLOSED"]
    sixtieth = first_day(workday_no(date(2026, 3, 4)) + 60)
    assert numbers(snapshot, "pause_never_ended", MARCH.narrowed(as_of=sixtieth)) == ["BT-CLOSED"]
    next_day = first_day(workday_no(date(2026, 3, 4)) + 61)
    assert numbers(snapshot, "pause_never_ended", MARCH.narrowed(as_of=next_day)) == ["BT-CLOSED", "BT-OPEN"]


TIMED = ("办件编号", "事项编码", "受理单位", "申请时间", "受理时间", "办结时间", "承诺时限", "办件类型")


def timed(number, applied, accepted, closed, kind="承诺件", unit="甲局"):
    return (number, "A", unit, applied, accepted, closed, 5, kind)


def test_cases_entered_after_the_fact(tmp_path):
    rows = [
        timed("BT-TEN", "2026-03-02 10:00:00", "2026-03-02 10:05:00", "2026-03-02 10:10:00"),
        timed("BT-MORE", "2026-03-02 10:00:00", "2026-03-02 10:05:00", "2026-03-02 10:10:01"),
        timed("BT-IMMEDIATE", "2026-03-02 10:00:00", "2026-03-02 10:05:00", "2026-03-02 10:09:00", "即办件"),
        timed("BT-DAYS", "2026-03-02", "2026-03-02", "2026-03-02"),
        timed("BT-ORDER", "2026-03-02 10:05:00", "2026-03-02 10:00:00", "2026-03-02 10:06:00"),
    ]
    snapshot = cases_of(tmp_path, rows, TIMED)
    assert numbers(snapshot, "entered_after_the_fact") == ["BT-TEN"]
    assert numbers(snapshot, "order_fault") == ["BT-ORDER"]


def test_faults_of_order_are_judged_as_finely_as_the_times_are_given(tmp_path):
    rows = [
        timed("BT-SECOND", "2026-03-02 10:00:00", "2026-03-02 10:00:00", "2026-03-02 09:59:59"),
        timed("BT-SAME", "2026-03-02 10:00:00", "2026-03-02 10:00:00", "2026-03-02 10:00:00"),
        timed("BT-CUT", "2026-03-02 10:00:00", "2026-03-02 11:00:00", "2026-03-02"),  # the closing was cut to the day
        timed("BT-DAY", "2026-03-02", "2026-03-02", "2026-03-01"),
        timed("BT-EARLY", "2026-03-02 10:00:01", "2026-03-02 10:00:00", None),
    ]
    snapshot = cases_of(tmp_path, rows, TIMED)
    assert numbers(snapshot, "order_fault") == ["BT-DAY", "BT-EARLY", "BT-SECOND"]


def test_ten_closings_of_a_unit_in_a_minute_are_a_burst_and_nine_are_not(tmp_path):
    def closings(name, unit, minute, how_many):
        return [
            timed(f"BT-{name}{i}", "2026-03-02", "2026-03-02 09:00", f"2026-03-04 {minute}:{i:02}", unit=unit)
            for i in range(how_many)
        ]

    rows = closings("A", "甲局", "17:00", 10) + closings("B", "甲局", "17:01", 9) + closings("C", "乙局", "17:01", 1)
    rows += [timed(f"BT-D{i}", "2026-03-02", "2026-03-02", "2026-03-04", unit="丙局") for i in range(12)]
    found = numbers(cases_of(tmp_path, rows, TIMED), "closing_burst")
    assert found == sorted(f"BT-A{i}" for i in range(10))


def test_units_with_a_default_limit(tmp_path):
    def limits(unit, ones, others):
        return [
            (f"BT-{unit}{place}", "A", unit, "2026-03-02", None, limit, 10)
            for place, limit in enumerate([1] * ones + [5] * others + [0] * 3)
        ]

    rows = limits("甲局", 15, 15) + limits("乙局", 14, 16) + limits("丙局", 29, 0)
    snapshot = cases_of(tmp_path, rows)
    (found,) = snapshot.records("finding_default_limits", MARCH)
    assert (found["unit_name"], found["cases"], found["with_default"]) == ("甲局", 30, 15)  # 乙 46.7 %, 丙 29 cases
    assert snapshot.count("finding_default_limits_cases", MARCH) == 15


def test_limits_are_compared_in_working_days(tmp_path):
    header = ("事项编码", "事项名称", "实施主体", "法定时限", "承诺时限")
    items = [
        ("A", "甲", "甲局", "10个工作日", "14日"),  # 14 x 5/7 = 10: equal
        ("B", "乙", "甲局", "10个工作日", "15日"),  # 10.7 > 10
        ("C", "丙", "甲局", None, "5个工作日"),
    ]
    snapshot = warehouse_of(
        tmp_path,
        write_csv(tmp_path / "cases.csv", CASES, [("BT-1", "A", "甲局", "2026-03-02", None, 5, 10)]),
        write_csv(tmp_path / "items.csv", header, items),
    )
    assert [row["item_code"] for row in snapshot.records("finding_promised_over_statutory", MARCH)] == ["B"]


def test_due_days_that_disagree_and_cases_without_a_unit(tmp_path):
    header = (*PAUSED, "承诺办结时间")
    rows = [
        (*case("BT-SAME", None), "2026-03-09"),
        (*case("BT-OTHER", None), "2026-03-10"),
        (*case("BT-UNKNOWN", None), None),
        (*case("BT-PAUSED", None, "2026-03-04", None), "2026-03-09"),  # the pause has not ended
        ("BT-NOBODY", "A", None, "2026-03-02", None, 5, 10, None, None, "2026-03-09"),
    ]
    snapshot = cases_of(tmp_path, rows, header)
    assert numbers(snapshot, "due_dates_disagree") == ["BT-OTHER"]
    assert numbers(snapshot, "no_unit") == ["BT-NOBODY"]


def test_returned_near_the_due_day_and_applied_for_again(tmp_path):
    header = (*CASES, "申请时间", "证件号码", "办件状态")

    def returned(name, closed, who):
        return (f"BT-{name}", "A", "甲局", "2026-03-02", closed, 5, 10, "2026-03-01", who, "退回")

    def again(name, applied, who, item="A"):
        return (f"BT-{name}X", item, "甲局", "2026-03-17", None, 5, 10, applied, who, "在办")

    rows = [
        returned("NEAR", "2026-03-05 10:00:00", "150202199001010011"),  # 2 working days before 03-09
        again("NEAR", "2026-03-08 10:00:00", "150202199001010011"),  # 72 hours later
        returned("LONG", "2026-03-11 10:00:00", "150202199001010022"),  # 2 after
        again("LONG", "2026-03-14 10:00:01", "150202199001010022"),  # a second over 72 hours
        returned("EARLY", "2026-03-04 10:00:00", "150202199001010033"),  # 3 before
        again("EARLY", "2026-03-05 10:00:00", "150202199001010033"),
        returned("ITEM", "2026-03-09 10:00:00", "150202199001010044"),
        again("ITEM", "2026-03-10 10:00:00", "150202199001010044", item="B"),
        returned("WHO", "2026-03-09 10:00:00", "150202199001010055"),
        again("WHO", "2026-03-10 10:00:00", "150202199001010066"),
    ]
    (found,) = cases_of(tmp_path, rows, header).records("finding_resubmitted", MARCH)
    assert (found["case_no"], found["again_case_no"], found["hours_between"]) == ("BT-NEAR", "BT-NEARX", 72.0)


RATED = ("办件编号", "受理单位", "评价时间", "满意度", "默认评价")


def test_ratings_seconds_after_closing_and_units_with_defaults_only(tmp_path):
    cases = [
        (f"BT-{i}", "A", "甲局", "2026-03-02 09:00:00", "2026-03-04 10:00:00" if i < 5 else "2026-03-04", 5, 10)
        for i in range(6)
    ]
    ratings = [
        ("BT-0", "甲局", "2026-03-04 10:00:30", "非常满意", "否"),
        ("BT-1", "甲局", "2026-03-04 10:00:31", "非常满意", "否"),
        ("BT-2", "甲局", "2026-03-04 10:00:05", "基本满意", "是"),
        ("BT-3", "甲局", "2026-03-04 09:59:59", "非常满意", "否"),
        ("BT-4", "甲局", "2026-03-04 10:00:00", "非常满意", "否"),
        ("BT-5", "甲局", "2026-03-04 00:00:10", "非常满意", "否"),  # the closing was cut to the day
    ]
    ratings += [(f"BT-乙{i}", "乙局", "2026-03-05 10:00:00", "基本满意", "是") for i in range(20)]
    ratings += [(f"BT-丙{i}", "丙局", "2026-03-05 10:00:00", "基本满意", "是") for i in range(19)]
    ratings += [(f"BT-丁{i}", "丁局", "2026-03-05 10:00:00", "基本满意", "否" if i else "是") for i in range(20)]
    warehouse_of(tmp_path, write_csv(tmp_path / "cases.csv", CASES, cases), mapping="nmg").close()
    snapshot = warehouse_of(tmp_path, write_csv(tmp_path / "ratings.csv", RATED, ratings))
    assert numbers(snapshot, "rating_seconds_after_closing") == ["BT-0", "BT-4"]
    (unit,) = snapshot.records("finding_only_default_ratings", MARCH)
    assert (unit["unit_name"], unit["ratings"]) == ("乙局", 20)


def test_the_same_answer_to_twenty_messages_is_a_finding_and_to_nineteen_is_not(tmp_path):
    header = ("留言编号", "承办单位", "留言时间", "答复时间", "答复意见")

    def answers(unit, text, how_many):
        return [
            (f"M{unit}{text}{i}", unit, "2026-03-02 10:00", "2026-03-03", f" {text}" if i else text)
            for i in range(how_many)
        ]

    rows = answers("甲局", "已收悉", 20) + answers("乙局", "已收悉", 19) + answers("甲局", "请来电", 19)
    snapshot = warehouse_of(tmp_path, write_csv(tmp_path / "messages.csv", header, rows))
    (found,) = snapshot.records("finding_boilerplate_replies", MARCH)
    assert (found["unit_name"], found["messages"], found["answer"]) == ("甲局", 20, "已收悉")
    assert snapshot.count("finding_boilerplate_replies_messages", MARCH) == 20


def two_exports(folder, before, after):
    header = (*CASES, "承诺办结时间")
    return warehouse_of(
        folder,
        write_csv(folder / "baotou-办件-20260313.csv", header, before),
        write_csv(folder / "baotou-办件-20260320.csv", header, after),
    )


def test_deadlines_rewritten_between_two_imports(tmp_path):
    def row(number, accepted="2026-03-02 09:00:00", closed=None, promised="5", statutory="10", due="2026-03-09"):
        return (number, "A", "甲局", accepted, closed, promised, statutory, due)

    before = [row(f"BT-{name}") for name in ("SAME", "DUE", "LIMIT", "UNIT", "LAW", "START", "CUT", "CLOSED")]
    before += [row("BT-NEW", due=None), row("BT-FIRST", "2026-03-01"), row("BT-GONE"), row("BT-OLD", "2026-02-27")]
    after = [
        row("BT-SAME"),
        row("BT-DUE", due="2026-03-10"),
        row("BT-LIMIT", promised="6"),
        row("BT-UNIT", promised="5日"),
        row("BT-LAW", statutory="20"),
        row("BT-START", "2026-03-02 09:00:01"),
        row("BT-CUT", "2026-03-02"),  # the same acceptance, cut to the day
        row("BT-CLOSED", closed="2026-03-18"),  # news, no rewriting
        row("BT-NEW"),  # told for the first time
        row("BT-FIRST", "2026-03-01"),
        row("BT-LATER", "2026-03-18"),
    ]
    snapshot = two_exports(tmp_path, before, after)
    found = {row["case_no"]: row for row in snapshot.records("finding_deadline_rewritten", MARCH)}
    assert sorted(found) == ["BT-DUE", "BT-LAW", "BT-LIMIT", "BT-START", "BT-UNIT"]
    assert (found["BT-DUE"]["due_day_before"], found["BT-DUE"]["due_day_after"]) == (
        date(2026, 3, 9),
        date(2026, 3, 10),
    )
    assert found["BT-DUE"]["promised_before"] is None
    # BT-OLD was accepted before the first day that the later export covers
    assert numbers(snapshot, "vanished") == ["BT-GONE"]
    week_before = MARCH.narrowed(as_of=date(2026, 3, 17))
    assert numbers(snapshot, "deadline_rewritten", week_before) == numbers(snapshot, "vanished", week_before) == []


def test_codes_that_lost_their_digits_and_files_cut_to_the_day(tmp_path):
    rows = [("BT-1", "A", "甲局", "2026-03-02", None, 5, 10), ("1.11526E+42", "A", "甲局", "2026-03-02", None, 5, 10)]
    whole = [("BT-2", "A", "甲局", "2026-03-02 09:00", None, 5, 10)]
    snapshot = warehouse_of(
        tmp_path, write_csv(tmp_path / "a.csv", CASES, rows), write_csv(tmp_path / "b.csv", CASES, whole)
    )
    found = snapshot.records("finding_excel_damage", MARCH)
    assert [(row["damage"], row["file"], row["line"], row["value"]) for row in found] == [
        ("lost_digits", "a.csv", 3, "1.11526E+42"),
        ("cut_to_the_day", "a.csv", None, None),
    ]


# Verdicts: what people set.

EARLIER = (
    '{"finding": "no_unit", "rows": ["a", "b"], "state": "confirmed", "who": "王", "at": "2026-01-02T09:00:00+08:00", '
    '"note": ""}\n'
)
"""A line of the file that verdicts stood in before there was a register."""


@pytest.fixture
def small(tmp_path):
    rows = [
        (f"BT-{i}", "A", "甲局" if i < 3 else "乙局", "2026-03-02", "2026-03-01", 5, 10) for i in range(5)
    ]  # closed before accepted
    return cases_of(tmp_path, rows), tmp_path / "warehouse"


def test_a_verdict_is_kept_with_who_when_and_why_and_nothing_is_deleted(small):
    snapshot, warehouse = small
    fault = finding("order_fault")
    keys = [row["row_key"] for row in snapshot.records(fault.query, MARCH)]
    record(warehouse, fault.key, keys[:2], "confirmed", "王", "电话核实", datetime(2026, 4, 1, 9).astimezone())
    record(warehouse, fault.key, keys[:1], "false_alarm", "李")
    assert {key: verdict.state for key, verdict in in_force(warehouse, fault.key).items()} == {
        keys[0]: "false_alarm",
        keys[1]: "confirmed",
    }
    assert [(verdict.state, verdict.who) for verdict in past(warehouse, fault.key, keys[0])] == [
        ("false_alarm", "李"),
        ("confirmed", "王"),
    ]
    first = verdicts(warehouse)[0]
    assert (first.note, first.at[:16]) == ("电话核实", "2026-04-01T09:00")
    assert in_force(warehouse, "no_unit") == {}


def test_the_tally_counts_states_and_the_list_carries_them(small):
    snapshot, warehouse = small
    fault = finding("order_fault")
    record(warehouse, fault.key, ["baotou|BT-0", "baotou|BT-3", "baotou|no such row"], "confirmed", "王")
    record(warehouse, fault.key, ["baotou|BT-1"], "to_verify", "王", "noch einmal")
    told = tally(snapshot, fault, MARCH, in_force(warehouse, fault.key))
    platform = snapshot.records(fault.query, MARCH)[0]["platform"]
    assert (told.rows(), told.units) == (5, 2)
    if platform == "baotou":
        assert told.states == {"to_verify": 3, "confirmed": 2, "false_alarm": 0}
    assert sum(told.states.values()) == told.rows()


def test_rows_are_listed_by_state_and_by_unit(small):
    snapshot, warehouse = small
    fault = finding("order_fault")
    keys = [row["row_key"] for row in snapshot.records(fault.query, MARCH)]
    record(warehouse, fault.key, keys[:2], "confirmed", "王", "ja")
    given = in_force(warehouse, fault.key)
    confirmed = listed(snapshot, fault, MARCH, given, "confirmed")
    assert list(confirmed["row_key"]) == keys[:2]
    assert list(confirmed["note"]) == ["ja", "ja"]
    assert list(listed(snapshot, fault, MARCH, given, "to_verify")["row_key"]) == keys[2:]
    assert list(listed(snapshot, fault, MARCH, given, limit=2, offset=1)["row_key"]) == keys[1:3]
    told = tally(snapshot, fault, MARCH, given)
    assert told.rows("to_verify", {"unit_name": "乙局"}) == 2
    assert told.rows("false_alarm") == 0
    assert [tuple(row) for row in told.by_unit().values] == [("甲局", 3), ("乙局", 2)]


def test_a_verdict_survives_imports_and_their_undoing(small):
    snapshot, warehouse = small
    fault = finding("order_fault")
    keys = [row["row_key"] for row in snapshot.records(fault.query, MARCH)]
    record(warehouse, fault.key, keys, "confirmed", "王")
    newer = [("BT-0", "A", "甲局", "2026-03-02", "2026-03-01", 5, 10), ("BT-9", "A", "甲局", "2026-03-02", None, 5, 10)]
    result = import_file(write_csv(warehouse.parent / "newer.csv", CASES, newer), warehouse, Settings())
    after = tally(open_snapshot(warehouse), fault, MARCH, in_force(warehouse, fault.key))
    assert (after.rows(), after.states["confirmed"]) == (5, 5)
    undo_import(result.manifest.id, warehouse, Settings())
    again = tally(open_snapshot(warehouse), fault, MARCH, in_force(warehouse, fault.key))
    assert again.states == {"to_verify": 0, "confirmed": 5, "false_alarm": 0}


def test_what_is_no_verdict_is_refused(tmp_path):
    for rows, state, who, says in (
        ([], "confirmed", "王", "No rows"),
        (["a"], "guilty", "王", "No state"),
        (["a"], "confirmed", " ", "Who sets"),
    ):
        with pytest.raises(VerdictRefused, match=says):
            record(tmp_path, "no_unit", rows, state, who)
    with pytest.raises(ScopeError, match="No finding"):
        record(tmp_path, "nonsense", ["a"], "confirmed", "王")
    assert verdicts(tmp_path) == []


def test_a_broken_line_is_named(tmp_path):
    """Of a file of an earlier version; nothing moves in until the line is mended."""
    file = tmp_path / "findings" / "verdicts.jsonl"
    file.parent.mkdir()
    file.write_text(EARLIER + '{"finding": "no_un\n', encoding="utf-8")
    with pytest.raises(LineRefused, match="line 2"):
        verdicts(tmp_path)
    file.write_text(EARLIER, encoding="utf-8")
    assert len(verdicts(tmp_path)) == 1


def test_verdicts_of_an_earlier_version_move_in_once_with_who_and_when(tmp_path):
    file = tmp_path / "findings" / "verdicts.jsonl"
    file.parent.mkdir()
    file.write_text(EARLIER, encoding="utf-8")
    record(tmp_path, "no_unit", ["b"], "false_alarm", "李")
    told = [(verdict.rows, verdict.state, verdict.who, verdict.at[:10]) for verdict in verdicts(tmp_path)][:1]
    assert told == [(("a", "b"), "confirmed", "王", "2026-01-02")]
    assert len(verdicts(tmp_path)) == 2
    assert {row: verdict.state for row, verdict in in_force(tmp_path, "no_unit").items()} == {
        "a": "confirmed",
        "b": "false_alarm",
    }
    assert file.read_text(encoding="utf-8") == EARLIER


def test_a_verdict_can_be_taken_back_to_the_first_state():
    assert next(iter(STATES)) == "to_verify"


def test_two_people_at_once_lose_no_verdict(tmp_path):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda i: record(tmp_path, "no_unit", [f"row {i}"], "confirmed", f"who {i}"), range(40)))
    assert sorted(verdict.who for verdict in verdicts(tmp_path)) == sorted(f"who {i}" for i in range(40))
    assert timedelta(0) <= datetime.now().astimezone() - datetime.fromisoformat(verdicts(tmp_path)[0].at)
