"""The assessment from the miss to the appeal: points equal misses, closed months stay as they are, bad input leaves nothing."""

from __future__ import annotations

import io
import json
import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document
from sqlalchemy import inspect, select
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.assessment.appealing import appeal, evidence_file, review
from analytics.assessment.booking import AssessmentRefused
from analytics.assessment.by_hand import circulate, deduct, withdraw
from analytics.assessment.closing import close_month, proved
from analytics.assessment.sheet import document, sheet_of
from analytics.assessment.simulating import changed, simulate
from analytics.assessment_rules import Assessment
from analytics.errors import SettingsError
from analytics.register import register_of
from analytics.register.record_tables import METADATA
from analytics.register.steps import with_assessment
from analytics.settings import Settings, load_settings
from analytics.snapshot.opened import open_snapshot
from analytics.warehouse.imports import import_file, undo_import
from tests.warehouses import CASES, warehouse_of, write_csv

APRIL = datetime.fromisoformat("2026-04-01T09:00:00+08:00")
MARCH = date(2026, 3, 1)
ROWS = [
    ("BT-1", "A", "甲局", "2026-03-02", None, 5, 10),
    ("BT-2", "A", "甲局", "2026-03-03", "2026-03-20", 5, 10),
    ("BT-3", "A", "乙局", "2026-03-04", None, 5, 10),
    ("BT-4", "A", "丙局", "2026-03-05", "2026-03-06", 5, 10),
    ("BT-5", "A", "丙局", "2026-03-30", "2026-04-01", 5, 10),
]


@pytest.fixture(scope="module")
def figures(tmp_path_factory) -> Path:
    """A warehouse with three cases that missed their deadline in March, and data up to 1 April."""
    folder = tmp_path_factory.mktemp("figures")
    warehouse_of(folder, write_csv(folder / "cases.csv", CASES, ROWS)).close()
    return folder / "warehouse"


@pytest.fixture
def city(figures, register_warehouse):
    """The same, once with a register in the warehouse and once with one on a server."""
    snapshot = open_snapshot(shutil.copytree(figures, register_warehouse))
    yield snapshot
    snapshot.close()


@pytest.fixture
def closed_city(city):
    """The same with March closed: entry 1 of 乙局, entries 2 and 3 of 甲局."""
    close_month(city, MARCH, "王", Settings(), APRIL)
    return city


def points(snapshot):
    return {row["unit_name"]: row["points"] for row in snapshot.records("deductions_by_unit", snapshot.everything())}


def entry(snapshot, number, kind="case_late"):
    rows = snapshot.records("deductions", snapshot.everything())
    return next(row for row in rows if row["case_no"] == number and row["entry_kind"] == kind)


def appealed(snapshot, *entries, by="赵", at=APRIL, **more):
    return appeal(snapshot, entries, "系统未回传", "平台没有回传", by, Settings(), at=at, **more)


def test_a_month_is_frozen_as_one_batch_with_its_fingerprint(city):
    made = close_month(city, MARCH, "王", Settings(), APRIL)
    assert (made.entries, made.points, made.appeal_until) == (3, 3, date(2026, 4, 9))  # 04-04 to 04-06: Qingming
    assert proved(city) == {MARCH: True}
    assert {entry(city, f"BT-{n}")["entry_state"] for n in (1, 2, 3)} == {"confirmed"}
    assert points(city) == {"甲局": 2, "乙局": 1, "丙局": 0}


def test_an_entry_that_somebody_changed_beside_us_is_found_by_the_fingerprint(figures, tmp_path):
    city = open_snapshot(shutil.copytree(figures, tmp_path / "warehouse"))
    close_month(city, MARCH, "王", Settings(), APRIL)
    with register_of(city.warehouse).writing("李") as writing:
        writing.connection.exec_driver_sql("DROP TRIGGER ledger_entries_no_update")
        writing.connection.exec_driver_sql("UPDATE ledger_entries SET points = 0 WHERE id = 1")
    assert proved(city) == {MARCH: False}


@pytest.mark.parametrize(
    ("month", "at", "said"),
    [
        (MARCH, "2026-03-31T09:00:00+08:00", "not over"),
        (date(2026, 4, 1), "2026-05-04T09:00:00+08:00", "data reach to 2026-04-01 only"),
    ],
)
def test_a_month_is_closed_when_it_is_over_and_the_data_reach_beyond_it(city, month, at, said):
    with pytest.raises(AssessmentRefused, match=said):
        close_month(city, month, "王", Settings(), datetime.fromisoformat(at))
    assert proved(city) == {}


def test_a_month_is_closed_once(closed_city):
    with pytest.raises(AssessmentRefused, match="closed already"):
        close_month(closed_city, MARCH, "王", Settings())
    assert len(closed_city.records("deductions", closed_city.everything())) == 3


def test_a_corrected_export_reverses_an_entry_of_a_closed_month_and_its_undoing_gives_it_back(figures, tmp_path):
    city = open_snapshot(shutil.copytree(figures, tmp_path / "warehouse"))
    close_month(city, MARCH, "王", Settings(), APRIL)
    mended = [("BT-1", "A", "甲局", "2026-03-02", "2026-03-05", 5, 10), *ROWS[1:]]
    made = import_file(write_csv(tmp_path / "mended.csv", CASES, mended), city.warehouse, Settings())
    mended_city = open_snapshot(city.warehouse)
    told = entry(mended_city, "BT-1", "reversal")
    assert (told["reversal_reason"], told["status_then"], told["status_now"]) == ("in_time", "open", "closed")
    assert (told["closed_now"], told["month"], told["entry_id"]) == (date(2026, 3, 5), date(2026, 4, 1), None)
    assert points(mended_city) == {"甲局": 1, "乙局": 1, "丙局": 0}
    assert proved(mended_city) == {MARCH: True}
    undo_import(made.manifest.id, city.warehouse, Settings())
    assert points(open_snapshot(city.warehouse)) == {"甲局": 2, "乙局": 1, "丙局": 0}


# By hand.


def test_points_by_hand_and_circulars_stand_in_the_month_that_is_open(closed_city):
    deduct(closed_city, "丙局", 3, date(2026, 4, 1), "未按要求报送数据", "王", APRIL)
    circulate(closed_city, "内政办〔2026〕7号", "王", unit="乙局", on=date(2026, 3, 30), at=APRIL)
    rows = closed_city.records("deductions", closed_city.everything())
    told = {row["entry_kind"]: (row["unit_name"], row["points"], str(row["month"])) for row in rows}
    assert told["manual"] == ("丙局", 3, "2026-04-01")
    assert told["circulated"] == ("乙局", 2, "2026-04-01")  # about a day of a closed month: booked in the open one
    assert proved(closed_city) == {MARCH: True}


def test_a_circular_stands_instead_of_an_entry_that_is_frozen_and_taking_it_back_brings_the_miss_back(closed_city):
    made = circulate(closed_city, "内政办〔2026〕7号", "王", number="BT-3", at=APRIL)
    assert points(closed_city)["乙局"] == 2
    with pytest.raises(AssessmentRefused, match="No point stands"):
        circulate(closed_city, "内政办〔2026〕8号", "王", number="BT-3", at=APRIL)
    withdraw(closed_city, made, "不是本单位", "李", APRIL)
    assert points(closed_city)["乙局"] == 1
    with pytest.raises(AssessmentRefused, match="reversed already"):
        withdraw(closed_city, made, "不是本单位", "李", APRIL)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda city: deduct(city, "甲局", -1, date(2026, 4, 1), "x", "王", APRIL), "-1 is no deduction"),
        (lambda city: deduct(city, "甲局", 0, date(2026, 4, 1), "x", "王", APRIL), "0 is no deduction"),
        (lambda city: deduct(city, "甲局", 1, date(2026, 4, 2), "x", "王", APRIL), "has not come yet"),
        (lambda city: deduct(city, "己局", 1, date(2026, 4, 1), "x", "王", APRIL), "No unit is called"),
        (lambda city: deduct(city, "甲局", 1, date(2026, 4, 1), " ", "王", APRIL), "Why are points taken"),
        (lambda city: circulate(city, " ", "王", unit="甲局", on=date(2026, 4, 1)), "By which document"),
        (lambda city: circulate(city, "7号", "王", unit="甲局"), "day of the circular"),
        (lambda city: circulate(city, "7号", "王", number="BT-4"), "No point stands"),
        (lambda city: withdraw(city, 1, "x", "王"), "made by rule"),
        (lambda city: withdraw(city, 99, "x", "王"), "no entry 99"),
    ],
)
def test_what_cannot_be_entered_is_a_sentence_and_leaves_nothing(closed_city, act, said):
    before = register_of(closed_city.warehouse).version()
    with pytest.raises(AssessmentRefused, match=said):
        act(closed_city)
    assert register_of(closed_city.warehouse).version() == before


# Appeals.


def test_an_appeal_is_reviewed_by_somebody_else_and_reverses_what_it_is_about(closed_city, tmp_path):
    shown = tmp_path / "回执.pdf"
    shown.write_bytes(b"%PDF")
    made = appealed(closed_city, 2, 3, evidence=shown)
    (told,) = closed_city.records("appeals", closed_city.everything())
    assert (told["unit_name"], told["entries"], told["points"], told["evidence_name"]) == ("甲局", 2, 2, "回执.pdf")
    (row,) = register_of(closed_city.warehouse).read(select(METADATA.tables["appeals"].c.evidence_sha256))
    assert evidence_file(closed_city.warehouse, row.evidence_sha256).read_bytes() == b"%PDF"
    with pytest.raises(AssessmentRefused, match="cannot review it"):
        review(closed_city, made, "reversed", "属实", " 赵 ", at=APRIL)
    assert review(closed_city, made, "partly", "一件属实", "钱", [3], APRIL) == 1
    assert points(closed_city)["甲局"] == 1
    states = {
        row["entry_id"]: row["entry_state"] for row in closed_city.records("deductions", closed_city.everything())
    }
    assert (states[1], states[2], states[3]) == ("confirmed", "upheld", "reversed")
    (told,) = closed_city.records("reversals", closed_city.everything(), ("reason",))
    assert told == {"reversal_reason": "系统未回传", "reversals": 1, "points_back": 1, "by_appeal": 1}


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda city: appealed(city), "Against which entries"),
        (lambda city: appealed(city, 99), "no entry 99"),
        (lambda city: appealed(city, 1, 3), "one unit's entries"),
        (lambda city: appealed(city, 1, at=datetime.fromisoformat("2026-04-10T09:00:00+08:00")), "until 2026-04-09"),
        (lambda city: appealed(city, 1, evidence=Path("/no/such/file.pdf")), "cannot be read"),
        (lambda city: appeal(city, [1], "不服", "x", "赵", Settings(), at=APRIL), "no reason to appeal"),
        (lambda city: appeal(city, [1], "其他", " ", "赵", Settings(), at=APRIL), "what happened"),
        (lambda city: review(city, 7, "upheld", "x", "钱", at=APRIL), "no appeal 7"),
        (lambda city: review(city, 7, "perhaps", "x", "钱", at=APRIL), "no result"),
    ],
)
def test_an_appeal_that_cannot_be_is_a_sentence_and_leaves_nothing(closed_city, act, said):
    before = register_of(closed_city.warehouse).version()
    with pytest.raises(AssessmentRefused, match=said):
        act(closed_city)
    assert register_of(closed_city.warehouse).version() == before
    assert not (closed_city.warehouse / "evidence").exists()


def test_an_entry_is_appealed_against_once_and_a_review_is_made_once(closed_city):
    made = appealed(closed_city, 1)
    with pytest.raises(AssessmentRefused, match="Appeal 1 is about entry 1 already"):
        appealed(closed_city, 1)
    with pytest.raises(AssessmentRefused, match="Name some of 1, not all"):
        review(closed_city, made, "partly", "x", "钱", [1], APRIL)
    review(closed_city, made, "upheld", "不属实", "钱", at=APRIL)
    with pytest.raises(AssessmentRefused, match="reviewed already"):
        review(closed_city, made, "reversed", "属实", "孙", at=APRIL)
    assert points(closed_city)["甲局"] == 2


def test_a_provisional_entry_made_by_hand_cannot_be_appealed_against_yet(city):
    made = deduct(city, "甲局", 1, date(2026, 3, 16), "x", "王", APRIL)
    with pytest.raises(AssessmentRefused, match="provisional"):
        appealed(city, made)


def test_a_circular_that_an_appeal_reversed_does_not_bring_its_miss_back(city):
    made = circulate(city, "内政办〔2026〕7号", "王", number="BT-3", at=APRIL)
    close_month(city, MARCH, "王", Settings(), APRIL)
    review(city, appealed(city, made), "reversed", "属实", "钱", at=APRIL)
    assert points(city)["乙局"] == 0


# Rules.


def test_other_rules_are_tried_on_what_was_beside_the_rules_in_force(city):
    circulate(city, "内政办〔2026〕7号", "王", number="BT-3", at=APRIL)
    deduct(city, "丙局", 3, date(2026, 3, 16), "x", "王", APRIL)
    rules = changed(Assessment(), {"case_points": 2, "circulated_points": 5, "circulated": "adds"})
    assert simulate(city, city.everything(), rules) == [
        {"unit_name": "乙局", "points": 2, "points_simulated": 2 + 5, "difference": 5},
        {"unit_name": "甲局", "points": 2, "points_simulated": 2 * 2, "difference": 2},
        {"unit_name": "丙局", "points": 3, "points_simulated": 3, "difference": 0},
    ]
    assert all(row["difference"] == 0 for row in simulate(city, city.everything(), Assessment()))


def test_a_rule_with_negative_points_is_a_sentence(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text("[assessment]\ncase_points = -1\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"assessment\.case_points: Input should be greater than or equal to 0"):
        load_settings(file)
    with pytest.raises(AssessmentRefused, match="case_points"):
        changed(Assessment(), {"case_points": -1})


@pytest.mark.parametrize(
    ("caps", "fault"),
    [
        ("{ case_late = 0 }", r"assessment\.caps\.case_late: Input should be greater than or equal to 1"),
        ("{ message_late = -3 }", r"assessment\.caps\.message_late: Input should be greater than or equal to 1"),
        ("{ manual = 3 }", r"assessment\.caps\.manual.*'case_late', 'message_late' or 'circulated'"),
    ],
)
def test_a_cap_of_nothing_below_nothing_or_of_no_indicator_is_a_sentence(caps, fault, tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text(f"[assessment]\ncaps = {caps}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=fault):
        load_settings(file)


def test_a_change_of_rules_touches_open_months_only(figures, tmp_path):
    city = open_snapshot(shutil.copytree(figures, tmp_path / "warehouse"))
    close_month(city, MARCH, "王", Settings(), APRIL)
    rules = Settings.model_validate({"assessment": {"version": "2027", "case_points": 4}})
    more = [
        *ROWS,
        ("BT-9", "A", "丙局", "2026-04-01", None, 5, 10),
        ("BT-10", "A", "丙局", "2026-04-30", "2026-04-30", 5, 10),
    ]
    import_file(write_csv(tmp_path / "more.csv", CASES, more), city.warehouse, rules)
    assert points(open_snapshot(city.warehouse)) == {"丙局": 4, "甲局": 2, "乙局": 1}


# The sheet of a unit.


def test_the_printed_sum_of_a_sheet_is_that_of_its_rows_and_of_the_figure(closed_city):
    circulate(closed_city, "内政办〔2026〕7号", "王", number="BT-2", at=APRIL)
    sheet = sheet_of(closed_city, closed_city.everything(), "甲局")
    content = document(sheet, Settings(), closed_city.rules)
    assert content == document(sheet, Settings(), closed_city.rules)
    paper = Document(io.BytesIO(content))
    printed = [[cell.text for cell in row.cells] for row in paper.tables[0].rows[1:]]
    assert sum(int(row[6]) for row in printed) == sheet.points == points(closed_city)["甲局"] == 3
    assert sorted(row[4] for row in printed) == ["（一）", "（一）", "（三）", "（五）"]  # the rule of each
    assert len(printed) == len(sheet.rows) == 4  # two cases late, a reversal of one, a circular instead
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "共4笔，合计扣3分（办件超期2分，自治区通报2分，冲销-1分）" in text
    with pytest.raises(AssessmentRefused, match="has no entry"):
        sheet_of(closed_city, closed_city.everything(), "丙局")


def test_a_sheet_says_the_caps_where_there_are_any(closed_city):
    sheet = sheet_of(closed_city, closed_city.everything(), "甲局")
    capped = Settings.model_validate({"assessment": {"caps": {"case_late": 20}}})
    said = [
        "\n".join(paragraph.text for paragraph in Document(io.BytesIO(document(sheet, Settings(), rules))).paragraphs)
        for rules in (closed_city.rules, capped)
    ]
    assert "单位每月扣分上限" not in said[0]
    assert "单位每月扣分上限：办件超期20分。" in said[1]


# The command line.


def run(*arguments):
    return CliRunner().invoke(app, ["assess", *map(str, arguments)])


def told_by(*arguments):
    told = run(*arguments, "--format", "json")
    assert told.exit_code == 0, told.exception
    return json.loads(told.stdout)


def test_the_command_line_leads_from_the_closing_to_the_review(closed_city):
    at = ("--warehouse", closed_city.warehouse)
    assert [row["entry_id"] for row in told_by("list", "--unit", "甲局", *at)] == [3, 2]
    (month,) = told_by("list", "--months", *at)
    assert (month["month"], month["points"], month["proved"]) == ("2026-03-01", 3, True)
    again = run("close", "--month", "2026-03", "--by", "王", *at)
    assert isinstance(again.exception, AssessmentRefused)
    appeal_id = appealed(closed_city, 1)
    (made,) = told_by("list", "--appeals", *at)
    assert (made["appeal_id"], made["review_overdue"]) == (appeal_id, True)  # nobody has reviewed it since April
    (made,) = told_by("review", appeal_id, "--result", "reversed", "--text", "属实", "--by", "钱", *at)
    assert (made["appeal_result"], made["points_back"]) == ("reversed", 1)
    (made,) = told_by("manual", "--unit", "甲局", "--points", 2, "--on", "2026-03-16", "--reason", "迟报", *at)
    (back,) = told_by("withdraw", made["entry_id"], "--reason", "有误", *at)
    assert (back["points"], back["reverses_id"]) == (-2, made["entry_id"])
    (made,) = told_by("circulate", "--document", "7号", "--case", "BT-2", *at)
    assert (made["entry_kind"], made["points"]) == ("circulated", 2)
    rows = told_by("simulate", "--case-points", 3, "--from", "2026-01-01", *at)
    assert {row["unit_name"]: row["points_simulated"] for row in rows} == {"甲局": 3 + 2}


# The register.


def test_an_older_register_gets_the_same_tables_as_a_new_one(register_warehouse):
    register = register_of(register_warehouse)
    names = ("assessment_batches", "appeals", "ledger_entries", "appeal_entries", "appeal_reviews")
    with register.writing("王") as writing:
        made = {name: _shape(inspect(writing.connection), name) for name in names}
        for name in reversed(("assessment_batches", "appeals", "ledger_entries", "appeal_entries", "appeal_reviews")):
            writing.connection.exec_driver_sql(f"DROP TABLE {name}")
        with_assessment(writing.connection)
        assert {name: _shape(inspect(writing.connection), name) for name in names} == made


def _shape(database, name):
    return (
        [(column["name"], str(column["type"]), column["nullable"]) for column in database.get_columns(name)],
        sorted((tuple(key["constrained_columns"]), key["referred_table"]) for key in database.get_foreign_keys(name)),
        sorted(tuple(key["column_names"]) for key in database.get_unique_constraints(name)),
        sorted(tuple(index["column_names"]) for index in database.get_indexes(name) if not index["unique"]),
    )
