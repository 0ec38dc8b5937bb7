"""Every finding planted in the sample exports is there, and nothing else looks like one."""

from collections import Counter, defaultdict
from datetime import timedelta

import pandas as pd
import pytest

from demo import read_manifest
from tests.demo_rows import (
    DATA_DATE,
    UNKNOWN_WORDS,
    all_rows,
    baotou_rows,
    first_day,
    limit_of,
    moment,
    spelled,
    texts,
    workbook,
    workday_no,
)


@pytest.fixture(scope="module")
def rows(demo_folder):
    return all_rows(demo_folder)


@pytest.fixture(scope="module")
def planted(demo_folder):
    return read_manifest(demo_folder).findings


def found(rows) -> list[str]:
    return sorted(row.case_no for row in rows)


def on_time(row, due) -> bool:
    return row.closed is not None and row.closed.date() <= due


def needs_its_pauses(row) -> bool:
    if not row.counted or row.closed is None or not row.paused_days():
        return False
    return on_time(row, row.due_day(row.paused_days())) and not on_time(row, row.due_day(0))


def test_pauses_that_equal_the_overrun_are_the_planted_ones(rows, planted):
    def cancels(row):
        overrun = workday_no(row.closed) - workday_no(row.due_day(0))
        at_once = any(start.date() == row.accepted.date() for start, _ in row.pauses)
        return abs(row.paused_days() - overrun) <= 1 or at_once

    needed = [row for row in rows if needs_its_pauses(row)]
    assert found(needed) == planted["on_time_only_by_pauses"]["keys"]
    assert found(filter(cancels, needed)) == planted["pause_cancels_overrun"]["keys"]


def test_pauses_of_no_length_and_without_end_are_the_planted_ones(rows, planted):
    counted = [row for row in rows if row.counted]
    empty = [row for row in counted if any(end and end.date() <= start.date() for start, end in row.pauses)]
    # A supplement before acceptance may end on the day on which it starts: it is before the clock.
    assert found(row for row in empty if row.platform != "gcjs") == planted["pause_zero_length"]["keys"]

    def endless(row):
        begun = [workday_no(start) for start, end in row.pauses if end is None]
        return begun and (not row.open or workday_no(DATA_DATE) - min(begun) > 60)

    assert found(filter(endless, counted)) == planted["pause_never_ended"]["keys"]
    assert found(row for row in rows if row.unmatched) == planted["unmatched_pause_start"]["keys"]


def test_cases_entered_after_the_fact_are_the_planted_ones(rows, planted):
    def afterwards(row):
        if row.immediate or not (row.applied and row.accepted and row.closed) or row.closed == midnight(row.closed):
            return False
        return row.applied <= row.accepted <= row.closed <= row.applied + timedelta(minutes=10)

    assert found(filter(afterwards, rows)) == planted["entered_after_the_fact"]["keys"]


def midnight(time):
    return time.replace(hour=0, minute=0, second=0)


def test_minutes_with_ten_closings_of_a_unit_are_the_planted_ones(rows, planted):
    minutes = defaultdict(list)
    for row in rows:
        if row.closed and row.closed != midnight(row.closed):
            minutes[row.unit, row.closed.replace(second=0)].append(row.case_no)
    bursts = [numbers for numbers in minutes.values() if len(numbers) >= 10]
    assert sorted(number for numbers in bursts for number in numbers) == planted["closing_burst"]["keys"]
    assert sorted(map(len, bursts)) == sorted(burst["count"] for burst in planted["closing_burst"]["bursts"])


def test_faults_of_order_are_the_planted_ones(rows, planted):
    def disordered(row):
        return (row.closed and row.accepted and row.closed < row.accepted) or (
            row.applied and row.accepted and row.accepted < row.applied
        )

    def due_too_early(row):
        return row.due and row.accepted and row.due < row.accepted.date()

    assert found(filter(due_too_early, rows)) == planted["due_before_acceptance"]["keys"]
    assert found(row for row in rows if disordered(row) or due_too_early(row)) == planted["order_fault"]["keys"]


def test_units_with_default_limits_are_the_planted_ones(rows, planted):
    shares = defaultdict(Counter)
    for row in rows:
        if row.counted and row.limit > 0 and row.unit:
            shares[row.unit][(row.limit, row.unit_of_limit) == (1, "working")] += 1
    careless = [unit for unit, share in shares.items() if share.total() >= 30 and share[True] / share.total() >= 0.5]
    assert sorted(careless) == planted["default_limits"]["keys"]


def test_platform_due_days_that_differ_are_the_planted_ones(rows, planted):
    def differs(row):
        endless = any(end is None for _, end in row.pauses)
        return row.counted and row.due and not endless and row.due != row.due_day(row.paused_days())

    assert found(filter(differs, rows)) == planted["due_dates_disagree"]["keys"]


def test_cases_without_a_unit_are_the_planted_ones(rows, planted):
    assert found(row for row in rows if not row.unit) == planted["no_unit"]["keys"]


def test_cases_on_which_two_platforms_disagree_are_the_planted_ones(rows, planted):
    states = defaultdict(set)
    for row in rows:
        if row.counted:
            states[row.case_no].add(row.open)
    told_twice = Counter(row.case_no for row in rows)
    assert (
        sorted(number for number, state in states.items() if len(state) == 2) == planted["platforms_disagree"]["keys"]
    )
    assert sum(times == 2 for times in told_twice.values()) == 24 + planted["platforms_disagree"]["copies_that_agree"]


def test_returned_cases_applied_for_again_at_once_are_the_planted_ones(rows, planted):
    applied = defaultdict(list)
    for row in rows:
        if row.applicant:
            applied[row.item, row.unit, row.applicant].append(row.applied)

    def again(row):
        if row.status != "returned" or not row.applicant:
            return False
        near = abs(workday_no(row.due_day(row.paused_days())) - workday_no(row.closed)) <= 2
        waits = [time - row.closed for time in applied[row.item, row.unit, row.applicant]]
        return near and any(timedelta() < wait <= timedelta(days=3) for wait in waits)

    assert found(filter(again, rows)) == planted["resubmitted"]["keys"]


def test_deadlines_rewritten_between_two_exports_are_the_planted_ones(demo_folder, planted):
    before, after = (
        {row.case_no: row for row in baotou_rows(demo_folder / f"baotou-办件-{day}.xlsx")}
        for day in ("20261113", "20261120")
    )
    rewritten = [
        number
        for number in before.keys() & after.keys()
        if any(
            getattr(before[number], name) != getattr(after[number], name)
            for name in ("due", "limit", "unit_of_limit", "accepted")
        )
        or before[number].statutory.replace("个", "") != after[number].statutory.replace("个", "")
    ]
    assert sorted(rewritten) == planted["deadline_rewritten"]["keys"]
    assert sorted(before.keys() - after.keys()) == planted["vanished"]["keys"]
    closed = [
        (number, row.closed, after[number].closed) for number, row in before.items() if number in after and row.closed
    ]
    assert sorted(number for number, then, now in closed if then != now) == planted["closing_rewritten"]["keys"]
    assert all(then.date() > after[number].due >= now.date() for number, then, now in closed if then != now)


def test_items_that_promise_more_than_the_law_are_the_planted_ones(demo_folder, planted):
    items = workbook(demo_folder / "baotou-事项清单-20250701.xlsx", 1)
    over = [
        item["事项编码"]
        for item in items
        if item["法定时限"] and limit_of(item["承诺时限"])[0] > limit_of(item["法定时限"])[0]
    ]
    assert sorted(over) == planted["promised_over_statutory"]["keys"]


def test_ratings_at_once_and_units_with_defaults_only_are_the_planted_ones(demo_folder, rows, planted):
    closed = {(row.platform, row.case_no): row.closed for row in rows}
    told = [("nmg", row) for row in texts(demo_folder / "nmg-好差评-20261120.csv", "utf-8")]
    told += [("baotou", row) for row in texts(demo_folder / "baotou-好差评-20261120.csv", "gb18030", "\t")]
    told = [(where, row) for where, row in told if row["满意度"] and not row["评价时间"].startswith("2026-02-31")]
    at_once = [
        row["办件编号"]
        for where, row in told
        if row["默认评价"] == "否"
        and (where, row["办件编号"]) in closed
        and 0 <= (moment(row["评价时间"]) - closed[where, row["办件编号"]]).total_seconds() <= 30
    ]
    lost = [row["办件编号"] for where, row in told if (where, row["办件编号"]) not in closed]
    assert sorted(lost) == planted["rating_without_case"]["keys"]
    assert len(told) == 30_000
    assert sorted(at_once) == planted["rating_seconds_after_closing"]["keys"]
    units = (
        pd.DataFrame([row for _, row in told])
        .groupby("受理单位")["默认评价"]
        .agg(["size", lambda told: (told == "是").all()])
    )
    assert sorted(units.index[(units["size"] >= 20) & units.iloc[:, 1]]) == planted["only_default_ratings"]["keys"]


def test_ratings_in_one_minute_before_their_time_or_commented_by_default_are_the_planted_ones(
    demo_folder, rows, planted
):
    when = {(row.platform, row.case_no): (row.accepted, row.closed) for row in rows}
    told = [("nmg", row) for row in texts(demo_folder / "nmg-好差评-20261120.csv", "utf-8")]
    told += [("baotou", row) for row in texts(demo_folder / "baotou-好差评-20261120.csv", "gb18030", "\t")]
    told = [(where, row) for where, row in told if row["满意度"] and not row["评价时间"].startswith("2026-02-31")]

    def is_early(where, row):
        rated = moment(row["评价时间"])
        times = [one for one in when.get((where, row["办件编号"]), ()) if one is not None]
        return any(rated.date() < one.date() if one == midnight(one) else rated < one for one in times)

    minutes = defaultdict(list)
    for _, row in told:
        if row["默认评价"] == "否" and not row["评价时间"].endswith("00:00:00"):
            minutes[row["受理单位"], row["评价时间"][:16]].append(row["办件编号"])
    (burst,) = [numbers for numbers in minutes.values() if len(numbers) >= 10]
    assert sorted(burst) == planted["rating_burst"]["keys"]
    early = [row["办件编号"] for where, row in told if is_early(where, row)]
    assert sorted(early) == planted["rating_before_closing"]["keys"]
    commented = [row["办件编号"] for _, row in told if row["默认评价"] == "是" and row["文字评价"]]
    assert sorted(commented) == planted["default_rating_with_comment"]["keys"]


def test_units_that_answer_alike_are_the_planted_ones(demo_folder, planted):
    page = pd.read_html(demo_folder / "nmg-留言-20261120.xls", encoding="utf-8", keep_default_na=False)[0]
    broken = (page["留言编号"] == "") | page["留言时间"].str.startswith("2026-04-31")
    answered = page[(page["答复意见"] != "") & ~broken]
    early = answered[answered["答复时间"] < answered["留言时间"]]  # both are written alike
    assert sorted(early["留言编号"]) == planted["answered_before_asked"]["keys"]
    alike = answered.groupby("答复意见").size()
    told = planted["boilerplate_replies"]["units"].values()
    assert alike[alike >= 2].to_dict() == {unit["text"]: unit["messages"] for unit in told}


def test_pauses_begun_after_the_due_day_are_the_planted_ones(rows, planted):
    def begun_late(row):
        return row.counted and row.spans() != row.counted_spans()

    assert found(filter(begun_late, rows)) == planted["pause_after_due_day"]["keys"]
    assert all(row.closed.date() > row.due for row in rows if row.counted and begun_late(row))


def test_pauses_and_events_without_their_case_are_the_planted_ones(demo_folder, rows, planted):
    numbers = {(row.platform, row.case_no) for row in rows}
    pauses = workbook(demo_folder / "baotou-特别程序-20261120.xlsx", 1)
    assert (
        sorted(row["办件编号"] for row in pauses if ("baotou", row["办件编号"]) not in numbers)
        == (planted["pause_without_case"]["keys"])
    )
    events = texts(demo_folder / "gcjs-审批事项状态-20261120.csv", "utf-8-sig")
    accepted = {row["spsxslbm"] for row in events if row["blzt"] == "3"}
    later = [row for row in events if row["blzt"] not in {"1", "2", "4", "5", "6", "7"} and row["spsxslbm"]]
    lost = [
        row["spsxslbm"] for row in later if row["spsxslbm"] not in accepted and not row["blsj"].startswith("2026-11-31")
    ]
    assert sorted(lost) == planted["event_without_case"]["keys"]


def test_cases_finished_without_a_closing_time_are_the_planted_ones(rows, planted):
    finished = [row for row in rows if row.finished]
    assert found(finished) == planted["finished_without_time"]["keys"]
    assert found(row for row in finished if row.settled) == planted["finished_without_time"]["on_time"]


def test_cases_withdrawn_after_their_due_day_are_the_planted_ones(rows, planted):
    def too_late(row):
        gone = row.status in ("withdrawn", "void") and row.accepted and row.closed
        return gone and row.closed.date() > row.due_day(row.paused_days())

    assert found(filter(too_late, rows)) == planted["withdrawn_after_due_day"]["keys"]


def test_times_after_their_export_are_the_planted_ones(rows, planted):
    assert found(row for row in rows if row.late_closing) == planted["time_after_export"]["keys"]


def test_units_under_another_area_are_the_planted_ones(rows, planted):
    home = {}
    for (name, region), unit in spelled().items():
        if region and name == unit:
            home[unit] = region
    strange = [row for row in rows if row.region and home.get(row.unit, "150200") not in ("150200", row.region)]
    assert found(strange) == planted["unit_and_area_disagree"]["keys"]


def test_status_words_and_limits_that_nobody_knows_are_the_planted_ones(rows, planted):
    assert found(row for row in rows if row.status_word in UNKNOWN_WORDS) == planted["unknown_status_word"]["keys"]
    assert found(row for row in rows if row.limit_words) == planted["unread_limits"]["keys"]


def test_what_13_november_showed_and_what_it_shows_today_differ_as_the_manifest_says(demo_folder, planted):
    told = read_manifest(demo_folder).truths["known_on"]
    assert (told["rewritten"]["lights_differ"], told["rewritten"]["red_differ"]) == (10, 4)
    assert set(told["rewritten"]["cases"]) <= set(planted["deadline_rewritten"]["keys"])
    assert told["cases"] == len(baotou_rows(demo_folder / "baotou-办件-20261113.xlsx"))


def test_one_file_has_its_dates_cut_to_the_day_and_no_other(demo_folder, planted):
    for name in ("nmg-办件-20261120.csv", "nmg-办件-达茂旗-20261120.csv"):
        cut = all(":" not in row["SLSJ"] for row in texts(demo_folder / name, "gb18030"))
        assert cut == (name in planted["excel_damage"]["files_cut_to_the_day"])


def test_due_days_of_this_check_are_those_of_the_domain_guide():
    # domain.md 2: accepted 2026-02-13 with 5 working days is due on 2026-02-27.
    assert first_day(workday_no(pd.Timestamp("2026-02-13").date()) + 5) == pd.Timestamp("2026-02-27").date()
