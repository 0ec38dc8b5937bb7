"""Negative ratings followed up by hand: verified, rectified, revisited; what cannot be is a sentence and leaves nothing."""

from __future__ import annotations

import json
import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.orders.drafting import draft
from analytics.orders.signing import sign
from analytics.ratings.chain import RatingRefused, rectify, revisit, take_back, verify
from analytics.register import register_of
from analytics.register.steps import with_rating_steps
from analytics.settings import Settings
from analytics.snapshot.opened import open_snapshot
from analytics.warehouse.imports import import_file, undo_import
from analytics.warehouse.manifest import list_imports
from tests.schema_shape import shape
from tests.warehouses import warehouse_of, write_csv

RATINGS = ("办件编号", "受理单位", "评价时间", "满意度", "联系电话", "整改时间")
ROWS = [
    ("BT-1", "甲局", "2026-03-02 10:00", "非常不满意", "13800000001", None),
    ("BT-2", "甲局", "2026-03-02 10:00", "不满意", None, "2026-03-04"),
    ("BT-3", "乙局", "2026-03-02 10:00", "满意", None, None),
]
APRIL = datetime.fromisoformat("2026-04-01T09:00:00+08:00")
FIRST, SECOND, GOOD = (f"BT-{n}@2026-03-02T10:00:00" for n in (1, 2, 3))


@pytest.fixture(scope="module")
def figures(tmp_path_factory) -> Path:
    """A warehouse with two negative ratings, of which the export says that one was rectified, and a good one."""
    folder = tmp_path_factory.mktemp("figures")
    warehouse_of(folder, write_csv(folder / "评价.csv", RATINGS, ROWS)).close()
    return folder / "warehouse"


@pytest.fixture(scope="module")
def untouched(figures, tmp_path_factory):
    """The same for all that is refused: nothing is written into it."""
    snapshot = open_snapshot(shutil.copytree(figures, tmp_path_factory.mktemp("untouched") / "warehouse"))
    yield snapshot
    snapshot.close()


@pytest.fixture
def city(figures, register_warehouse):
    """The same, once with a register in the warehouse and once with one on a server."""
    snapshot = open_snapshot(shutil.copytree(figures, register_warehouse))
    yield snapshot
    snapshot.close()


def rating(snapshot, number):
    (row,) = snapshot.matching("negative_ratings", snapshot.everything(), rating_no=number)
    return row


def state(snapshot, number=FIRST):
    return rating(snapshot, number)["rating_state"]


def test_a_rating_is_verified_rectified_and_its_rater_asked_again(city):
    assert state(city) in ("rated", "overdue")
    verify(city, FIRST, "partly", "窗口排队过长", "李", is_complex=True, on=date(2026, 3, 4), at=APRIL)
    assert rating(city, FIRST)["rectify_by"] == date(2026, 3, 23)
    rectify(city, FIRST, "增设窗口", "王", on=date(2026, 3, 10), at=APRIL)
    revisit(city, FIRST, "not_reached", "", "王", on=date(2026, 3, 11), at=APRIL)
    revisit(city, FIRST, "dissatisfied", "仍需等待", "王", on=date(2026, 3, 12), at=APRIL)
    assert state(city) == "dissatisfied"
    rectify(city, FIRST, "预约办理", "王", on=date(2026, 3, 12), at=APRIL)
    assert state(city) == "rectified"
    revisit(city, FIRST, "satisfied", "", "李", on=date(2026, 3, 13), at=APRIL)
    told = rating(city, FIRST)
    assert (told["rating_state"], told["revisit_attempts"], told["recorded_by"]) == ("revisited", 3, "李")
    assert {told[f"{step}_source"] for step in ("verified", "rectified", "revisited")} == {"register"}
    assert rating(city, SECOND)["rectified_source"] == "export"


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda city: verify(city, GOOD, "true", "x", "李"), "no negative rating"),
        (lambda city: verify(city, FIRST, "maybe", "x", "李"), "Choose one of: true, partly"),
        (lambda city: verify(city, FIRST, "true", " ", "李"), "Write it"),
        (lambda city: verify(city, SECOND, "true", "x", "李"), "rectified on 2026-03-04"),
        (lambda city: rectify(city, FIRST, "", "李"), "put it right"),
        (lambda city: rectify(city, SECOND, "x", "李"), "rectified on 2026-03-04 already"),
        (lambda city: rectify(city, FIRST, "x", "李", on=date(2026, 3, 1)), "before 2026-03-02"),
        (lambda city: rectify(city, FIRST, "x", "李", on=date(2026, 4, 2), at=APRIL), "after today"),
        (lambda city: revisit(city, FIRST, "satisfied", "", "李"), "not rectified yet"),
        (lambda city: revisit(city, FIRST, "glad", "", "李"), "Choose one of: satisfied"),
        (lambda city: take_back(city, 1, "x", "李"), "no step 1"),
    ],
)
def test_what_cannot_be_recorded_is_a_sentence_and_leaves_nothing(untouched, act, said):
    with pytest.raises(RatingRefused) as refused:
        act(untouched)
    assert said in str(refused.value)
    assert untouched.records("recorded_steps", untouched.everything()) == []


def test_what_was_found_untrue_is_not_rectified_and_a_step_is_taken_back_once_the_last_first(city):
    first = verify(city, FIRST, "untrue", "系误点", "李", at=APRIL)
    with pytest.raises(RatingRefused, match="nothing to rectify"):
        rectify(city, FIRST, "x", "李", at=APRIL)
    second = verify(city, FIRST, "true", "重新核实", "李", at=APRIL)
    rectify(city, FIRST, "已改", "李", at=APRIL)
    with pytest.raises(RatingRefused, match=r"take back 3 first"):
        take_back(city, second, "录错", "李", at=APRIL)
    take_back(city, 3, "录错", "李", at=APRIL)
    take_back(city, second, "录错", "李", at=APRIL)
    assert state(city) == "excused"
    with pytest.raises(RatingRefused, match="taken back already"):
        take_back(city, second, "录错", "李", at=APRIL)
    take_back(city, first, "录错", "李", at=APRIL)
    assert rating(city, FIRST)["verified_source"] is None
    assert len(city.records("recorded_steps", city.everything())) == 6


def test_an_answer_is_asked_for_once_until_the_rating_is_rectified_again(city):
    revisit(city, SECOND, "dissatisfied", "", "李", on=date(2026, 3, 5), at=APRIL)
    with pytest.raises(RatingRefused, match="rectify once more"):
        revisit(city, SECOND, "satisfied", "", "李", at=APRIL)
    rectify(city, SECOND, "再改", "李", on=date(2026, 3, 6), at=APRIL)
    revisit(city, SECOND, "basically", "", "李", at=APRIL)
    with pytest.raises(RatingRefused, match="answered on 2026-04-01 already"):
        revisit(city, SECOND, "satisfied", "", "李", at=APRIL)


def test_the_command_line_records_each_step_and_lists_what_is_overdue(city):
    def told_by(*arguments):
        told = CliRunner().invoke(app, ["ratings", *arguments, "--warehouse", str(city.warehouse), "--format", "json"])
        assert told.exit_code == 0, told.exception
        return json.loads(told.stdout)

    assert {row["rating_no"] for row in told_by("list")} == {FIRST, SECOND}
    told_by("verify", FIRST, "--result", "true", "--text", "属实", "--on", "2026-03-03")
    (step,) = told_by("rectify", FIRST, "--text", "已改", "--by", "王")
    assert (step["rating_step"], step["done_by"]) == ("rectified", "王")
    told_by("revisit", FIRST, "--result", "satisfied")
    assert [row["rating_step"] for row in told_by("steps", FIRST)] == ["verified", "rectified", "revisited"]
    (row,) = told_by("take-back", "3", "--reason", "录错")
    assert row["rating_step"] == "taken_back"
    assert {row["rating_no"] for row in told_by("list", "--state", "rectified")} == {FIRST, SECOND}
    assert told_by("list", "--overdue") == []


def test_an_older_register_gets_the_same_table_of_steps_as_a_new_one(register_warehouse):
    with register_of(register_warehouse).writing("王") as writing:
        made = shape(writing.connection, "rating_steps")
        writing.connection.exec_driver_sql("DROP TABLE rating_steps")
        with_rating_steps(writing.connection)
        assert shape(writing.connection, "rating_steps") == made


def test_what_was_recorded_of_a_rating_whose_import_was_undone_is_listed(figures, tmp_path):
    city = open_snapshot(shutil.copytree(figures, tmp_path / "warehouse"))
    rectify(city, FIRST, "增设窗口", "李", at=APRIL)

    def told(*options):
        said = CliRunner().invoke(
            app, ["ratings", "list", "--orphaned", *options, "--format", "json", "--warehouse", str(city.warehouse)]
        )
        return said.exception or said.output

    assert json.loads(told()) == []
    (only,) = list_imports(city.warehouse)
    undo_import(only.id, city.warehouse, Settings())
    import_file(
        write_csv(tmp_path / "other.csv", RATINGS, [("BT-8", "乙局", "2026-03-03 10:00", "满意", None, None)]),
        city.warehouse,
        Settings(),
    )
    (step,) = json.loads(told())
    assert (step["rating_no"], step["unit_name"], step["rating_step"], step["text"]) == (
        FIRST,
        "甲局",
        "rectified",
        "增设窗口",
    )
    assert json.loads(told("--unit", "乙局")) == []
    assert "without --state and --overdue" in str(told("--overdue"))


def test_an_order_keeps_what_was_rectified_after_it_whatever_the_rater_says_then(city):
    """Two ratings are ordered; both are rectified after it. One rater stays dissatisfied, which is a new matter."""
    revisit(city, SECOND, "dissatisfied", "仍不满意", "王", on=date(2026, 3, 6), at=APRIL)
    drafted = draft(city, date(2026, 3, 20), Settings(), "李")
    sign(city, drafted.drafts, "王", Settings())

    def lines():
        rows = city.records("order_line_list", city.everything().narrowed(as_of=date(2026, 12, 1)))
        return {row["case_no"]: (row["line_state"], row["settled_on"]) for row in rows}

    assert lines() == {FIRST: ("open", None), SECOND: ("open", None)}
    for number in (FIRST, SECOND):
        rectify(city, number, "增设窗口", "王", on=date(2026, 3, 23), at=APRIL)
    settled = {number: ("settled", date(2026, 3, 23)) for number in (FIRST, SECOND)}
    assert lines() == settled
    revisit(city, FIRST, "dissatisfied", "仍不满意", "王", on=date(2026, 3, 24), at=APRIL)
    revisit(city, SECOND, "satisfied", "", "王", on=date(2026, 3, 24), at=APRIL)
    assert lines() == settled
