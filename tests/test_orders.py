"""Orders from the draft to the end: numbers without gaps, states that allow what they allow, bad input leaves nothing; on both databases."""

import io
import json
import re
import shutil
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.clock.days_given import working_days_after
from analytics.errors import ExportRefused, RegisterRefused, SettingsError
from analytics.ladder import Ladder, LadderStep
from analytics.orders import course
from analytics.orders.drafting import OrderRefused, add_words, draft, strike
from analytics.orders.found import found, register_rows
from analytics.orders.printed import FORM_COLUMNS, answer_form, document, frozen_order, printed_document, prints
from analytics.orders.returned_workbook import read_answers
from analytics.orders.signing import sign
from analytics.register import register_of
from analytics.register.record_tables import order_signings
from analytics.settings import Settings, load_settings
from analytics.snapshot.opened import open_snapshot
from analytics.warehouse.imports import import_file, undo_import
from tests.warehouses import CASES, warehouse_of, write_csv

pytestmark = pytest.mark.usefixtures("on_thursday")

MONDAY = datetime.fromisoformat("2026-11-23T09:00:00+08:00")
ROWS = [
    ("BT-1", "A", "甲局", "2026-03-02", None, 5, 10),
    ("BT-2", "A", "甲局", "2026-03-03", None, 5, 10),
    ("BT-3", "A", "乙局", "2026-03-04", None, 5, 10),
    ("BT-4", "A", "丙局", "2026-03-05", None, 5, 10),
    ("BT-5", "A", "丙局", "2026-03-30", "2026-03-31", 5, 10),
]


@pytest.fixture(scope="module")
def figures(tmp_path_factory) -> Path:
    """A warehouse of three units with four cases open past their due day, and their contacts; its register is empty."""
    folder = tmp_path_factory.mktemp("figures")
    contacts = write_csv(folder / "contacts.csv", ("单位名称", "联络人", "手机"), [("甲局", "王芳", "13800000001")])
    warehouse_of(folder, write_csv(folder / "cases.csv", CASES, ROWS), contacts).close()
    return folder / "warehouse"


@pytest.fixture
def city(figures, register_warehouse):
    """The same with three drafts, once with a register in the warehouse and once with one on a server."""
    snapshot = open_snapshot(shutil.copytree(figures, register_warehouse))
    draft(snapshot, snapshot.data_date, Settings(), "李")
    yield snapshot
    snapshot.close()


def ids(snapshot, state=None):
    return [row["id"] for row in register_rows(snapshot) if state in (None, row["state"])]


def signed(snapshot, who="王"):
    """The id of the first order, signed on Monday."""
    return sign(snapshot, [min(ids(snapshot))], who, Settings(), MONDAY)[0].order_id


def state(snapshot, order_id):
    return found(snapshot, order_id).row["state"]


def answer(snapshot, order_id, by="赵", **parts):
    one = {"cause": "其他", "measure": "补录", "expected_on": date(2027, 1, 4), **parts}
    course.answered(snapshot, order_id, [course.Answer(**one)], by, "李")


# Drafting.


def test_a_draft_of_a_day_holds_every_case_past_the_order_step_once_by_unit(city):
    rows = register_rows(city)
    assert [(row["unit_name"], row["subject"], row["lines"], row["state"], row["number"]) for row in rows] == [
        ("丙局", "cases", 1, "draft", None),
        ("乙局", "cases", 1, "draft", None),
        ("甲局", "cases", 2, "draft", None),
    ]


def test_drafting_a_day_again_changes_nothing(city):
    before = ids(city)
    again = draft(city, city.data_date, Settings(), "李")
    assert (ids(city), again.new, sorted(again.drafts)) == (before, 0, sorted(before))


def test_a_draft_made_otherwise_takes_the_place_of_the_earlier_with_what_was_struck(city, tmp_path):
    (order,) = [row["id"] for row in register_rows(city) if row["unit_name"] == "甲局"]
    line = found(city, order).lines[0]["line_id"]
    strike(city.warehouse, order, [line], "在停", "李")
    add_words(city.warehouse, order, "尽快办理。", "李")
    more = [*ROWS, ("BT-6", "A", "甲局", "2026-03-06", None, 5, 10)]
    import_file(write_csv(tmp_path / "more.csv", CASES, more), city.warehouse, Settings())
    newer = open_snapshot(city.warehouse)
    draft(newer, newer.data_date, Settings(), "李")
    (other,) = [row for row in register_rows(newer) if row["unit_name"] == "甲局"]
    assert (other["id"] != order, other["lines"], len(register_rows(newer))) == (True, 2, 3)
    told = {event["event"]: event["text"] for event in found(newer, other["id"]).life}
    assert told == {"struck": "在停", "worded": "尽快办理。"}
    with pytest.raises(OrderRefused, match="gave way"):
        sign(newer, [order], "王", Settings())


def test_what_is_ordered_is_not_drafted_again_but_what_was_withdrawn_is(city):
    order = signed(city)
    lines = len(found(city, order).lines)
    assert draft(city, city.data_date, Settings(), "李").new == 0
    course.withdrawn(city, order, "平台有误", "王")
    again = draft(city, city.data_date, Settings(), "李")
    assert again.new == 1
    assert len(found(city, max(again.drafts)).lines) == lines


def test_an_order_without_an_answer_is_followed_by_a_second_one_that_supersedes_it(city):
    late = datetime.fromisoformat("2026-03-02T09:00:00+08:00")
    (first,) = sign(city, [min(ids(city))], "王", Settings(), late)
    drafted = draft(city, city.data_date, Settings(), "李")
    (second,) = [row for row in register_rows(city) if row["follows_id"] == first.order_id]
    assert (second["id"] in drafted.drafts, second["lines"]) == (True, found(city, first.order_id).row["still_open"])
    sign(city, [second["id"]], "王", Settings(), MONDAY)
    assert (state(city, first.order_id), state(city, second["id"])) == ("superseded", "signed")
    assert "分管领导" in frozen_order(city, second["id"]).signing.copy_to
    assert draft(city, city.data_date, Settings(), "李").new == 0


# Signing.


def test_a_signed_order_has_number_limits_contact_and_phone_of_that_day(city):
    (order,) = [row["id"] for row in register_rows(city) if row["unit_name"] == "甲局"]
    sign(city, [order], "王", Settings(), MONDAY)
    row = found(city, order).row
    assert (row["number"], row["year"], row["signed_by"], row["signed_on"]) == (1, 2026, "王", date(2026, 11, 23))
    assert (row["receive_by"], row["answer_by"]) == (date(2026, 11, 24), date(2026, 11, 26))
    assert (row["contact_name"], row["phone"]) == ("王芳", "13800000001")


def test_limits_run_in_working_days_of_the_calendar():
    assert working_days_after(date(2026, 9, 30), 1, Settings()) == date(2026, 10, 8)  # behind the holidays of October
    assert working_days_after(date(2026, 11, 20), 0, Settings()) == date(2026, 11, 20)


def test_nothing_is_signed_where_one_of_several_cannot_be(city):
    drafts = sorted(ids(city))
    strike(city.warehouse, drafts[-1], [line["line_id"] for line in found(city, drafts[-1]).lines], "", "李")
    for chosen, who, says in (
        (drafts, "王", "no line left"),
        ([drafts[0], 999], "王", "no draft 999"),
        (drafts[:1], "  ", "Who signs"),
        ([], "王", "no draft to sign"),
    ):
        with pytest.raises(OrderRefused, match=says):
            sign(city, chosen, who, Settings())
    assert register_of(city.warehouse).read(select(order_signings)) == []
    assert [one.number for one in sign(city, None, "王", Settings())] == [1, 2]  # all but the one without lines
    with pytest.raises(OrderRefused, match="already"):
        sign(city, [drafts[0]], "王", Settings())


def test_two_who_sign_at_once_get_numbers_without_gaps_and_none_twice(register_warehouse, tmp_path):
    rows = [(f"BT-{number}", "A", f"局{number:02}", "2026-03-02", None, 5, 10) for number in range(40)]
    rows.append(("BT-X", "A", "局X", "2026-03-30", "2026-03-31", 5, 10))
    snapshot = warehouse_of(tmp_path, write_csv(tmp_path / "cases.csv", CASES, rows))
    drafts = list(draft(snapshot, snapshot.data_date, Settings(), "李").drafts)

    @given(st.permutations(drafts), st.integers(1, 4))
    def signers(order, many):
        with ThreadPoolExecutor(many + 1) as pool:
            list(pool.map(attempt, order[:6] + order[:3]))

    def attempt(order_id):
        try:
            return sign(snapshot, [order_id], "王", Settings())
        except OrderRefused:
            return None  # another signer was first

    from hypothesis import settings

    settings(max_examples=12, deadline=None, derandomize=True)(signers)()
    signings = register_of(snapshot.warehouse).read(select(order_signings).order_by(order_signings.c.number))
    assert [row.number for row in signings] == [*range(1, len(signings) + 1)]
    assert len({row.order_id for row in signings}) == len(signings) >= 12


def test_a_new_year_begins_with_one_and_an_old_number_is_found_by_its_year(city):
    first, second, *_ = sorted(ids(city))
    sign(city, [first], "王", Settings(), datetime.fromisoformat("2026-12-31T23:59:59+08:00"))
    sign(city, [second], "王", Settings(), datetime.fromisoformat("2027-01-01T00:00:00+08:00"))
    assert [course.order_of(city, text) for text in ("2026-1", "〔2026〕1号", "包审政数督〔2027〕1号", "1")] == [
        first,
        first,
        second,
        second,
    ]
    for text in ("2", "2025-1", "", "nonsense", "1.5"):
        with pytest.raises(OrderRefused, match="no order"):
            course.order_of(city, text)


# The life of an order.


def test_an_order_is_sent_received_answered_and_accepted(city):
    order = signed(city)
    course.sent(city, order, "企业微信", "李")
    assert state(city, order) == "sent"
    course.received(city, order, "李", "赵")
    assert state(city, order) == "received"
    course.attempted(city, order, "赵称下周办结", "李")
    assert state(city, order) == "received"
    answer(city, order)
    assert state(city, order) == "answered"
    course.accepted(city, order, "王")
    told = found(city, order)
    assert (told.row["state"], told.row["attempts"], told.row["ended_on"] is not None) == ("accepted", 1, True)
    assert [event["event"] for event in told.life] == [
        "signed",
        "sent",
        "received",
        "attempted",
        "answered",
        "accepted",
    ]


def test_an_answer_that_does_not_do_is_returned_with_a_new_limit(city):
    order = signed(city)
    answer(city, order)
    until = course.returned(city, order, "措施不具体", "王", Settings())
    row = found(city, order).row
    assert (row["state"], row["answer_by"], row["answered_on"]) == ("returned", until, None)
    answer(city, order, measure="十日内补正")
    assert (state(city, order), len(found(city, order).answers)) == ("answered", 2)


def test_an_extension_is_asked_for_before_the_limit_and_the_day_before_stays_on_record(city):
    drafts = sorted(ids(city))
    order = sign(city, drafts[:1], "王", Settings())[0].order_id
    before = found(city, order).row["answer_by"]
    later = working_days_after(before, 5, Settings())
    with pytest.raises(OrderRefused, match="does not come after"):
        course.extended(city, order, before, "评审", "王")
    course.extended(city, order, later, "评审", "王")
    told = found(city, order)
    assert (told.row["state"], told.row["answer_by"], told.row["extended"]) == ("extended", later, 1)
    assert [event["answer_by"] for event in told.life] == [before, later]
    past = sign(city, drafts[1:2], "王", Settings(), datetime.fromisoformat("2026-03-02T09:00:00+08:00"))[0].order_id
    with pytest.raises(OrderRefused, match="before that day has passed"):
        course.extended(city, past, later, "评审", "王")


def test_an_order_whose_lines_are_settled_can_be_closed_in_one_step_and_no_other(city, tmp_path):
    order = signed(city)
    with pytest.raises(OrderRefused, match="not been answered"):
        course.accepted(city, order, "王")
    (number,) = [line["case_no"] for line in found(city, order).lines]
    closed = [(*row[:4], "2026-04-01", *row[5:]) if row[0] == number else row for row in ROWS]
    result = import_file(write_csv(tmp_path / "closed.csv", CASES, closed), city.warehouse, Settings())
    newer = open_snapshot(city.warehouse)
    told = found(newer, order)
    assert (told.row["settled"], told.lines[0]["line_state"], told.lines[0]["settled_on"]) == (
        1,
        "settled",
        date(2026, 4, 1),
    )
    undo_import(result.manifest.id, city.warehouse, Settings())
    assert found(open_snapshot(city.warehouse), order).row["settled"] == 0
    course.accepted(newer, order, "王", "已办结")
    assert state(newer, order) == "accepted"


@pytest.mark.parametrize("ended", ["accepted", "withdrawn"])
def test_nothing_more_happens_to_an_order_that_has_ended(city, ended):
    order = signed(city)
    answer(city, order)
    course.accepted(city, order, "王") if ended == "accepted" else course.withdrawn(city, order, "有误", "王")
    before = len(found(city, order).life)
    for act in (
        lambda: answer(city, order),
        lambda: course.received(city, order, "李"),
        lambda: course.returned(city, order, "不行", "王", Settings()),
        lambda: course.extended(city, order, date(2030, 1, 2), "评审", "王"),
        lambda: course.accepted(city, order, "王"),
        lambda: course.withdrawn(city, order, "有误", "王"),
        lambda: course.attempted(city, order, "催", "李"),
    ):
        with pytest.raises(OrderRefused, match=f"is {ended}"):
            act()
    assert len(found(city, order).life) == before
    assert found(city, order).row["number"] == 1  # stays in the register


def test_what_lacks_a_part_is_refused_and_nothing_is_written(city):
    order = signed(city)
    before = found(city, order)
    for act, says in (
        (lambda: answer(city, order, by=" "), "Who answers"),
        (lambda: answer(city, order, cause=" "), "name the cause"),
        (lambda: answer(city, order, measure=""), "write the measure"),
        (lambda: answer(city, order, line_id=999), "no line 999"),
        (lambda: course.answered(city, order, [], "赵", "李"), "none"),
        (lambda: course.withdrawn(city, order, "", "王"), "Write the reason"),
        (lambda: course.extended(city, order, date(2030, 1, 2), " ", "王"), "Write the reason"),
        (lambda: course.returned(city, order, "", "王", Settings()), "has to know"),
        (lambda: course.attempted(city, order, "", "李"), "Write a note"),
        (lambda: course.sent(city, min(ids(city, "draft")), "", "李"), "not signed"),
        (lambda: strike(city.warehouse, order, [1], "", "李"), "already"),
        (lambda: strike(city.warehouse, min(ids(city, "draft")), [], "", "李"), "no such line"),
    ):
        with pytest.raises(OrderRefused, match=says):
            act()
    with pytest.raises(RegisterRefused, match="Give a name"):
        course.received(city, order, " ")
    assert found(city, order) == before


# The returned workbook.


def filled(file: Path, content: bytes, rows: dict[int, tuple[str, str, object]]) -> Path:
    """The workbook as a unit would fill it in: cause, measure and expected day by row."""
    from python_calamine import CalamineWorkbook

    (file.parent / "form.xlsx").write_bytes(content)
    cells = CalamineWorkbook.from_path(str(file.parent / "form.xlsx")).get_sheet_by_index(0).to_python()
    book = xlsxwriter.Workbook(str(file))
    sheet = book.add_worksheet()
    for place, row in enumerate(cells):
        row = [*row, *[""] * (len(FORM_COLUMNS) - len(row))]
        row[5:8] = rows.get(place, row[5:8])
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(place, column, datetime(cell.year, cell.month, cell.day), book.add_format({"num_format": "yyyy-mm-dd"}))  # fmt: skip
            else:
                sheet.write(place, column, cell)
    book.close()
    return file


@pytest.fixture
def two_lines(city):
    """An order with two lines."""
    (order,) = [row["id"] for row in register_rows(city) if row["lines"] == 2]
    sign(city, [order], "王", Settings(), MONDAY)
    return city, found(city, order), answer_form(frozen_order(city, order), Settings())


def test_a_returned_workbook_answers_line_by_line(two_lines, tmp_path):
    city, order, form = two_lines
    file = filled(
        tmp_path / "back.xlsx", form, {1: ("其他", "补录", date(2026, 12, 1)), 2: ("材料补正", "催补", "2026/12/2")}
    )
    course.answered(city, order.id, read_answers(file, order, Settings()), "赵", "李", file.name)
    told = found(city, order.id)
    assert [(row["line_id"], row["cause"], row["expected_on"], row["source"]) for row in told.answers] == [
        (order.lines[0]["line_id"], "其他", date(2026, 12, 1), "back.xlsx"),
        (order.lines[1]["line_id"], "材料补正", date(2026, 12, 2), "back.xlsx"),
    ]


def test_a_wrong_row_of_a_returned_workbook_is_named_and_nothing_is_written(two_lines, tmp_path):
    city, order, form = two_lines
    good = ("其他", "补录", "2026-12-01")
    for rows, says in (
        ({1: good, 2: ("其他", "", "soon")}, r"1 rows are wrong.* 3: 整改措施"),
        (
            {1: ("", "补录", "2026-12-01"), 2: ("其他", "x", "2026-02-30")},
            r"2 rows are wrong.* 2: .*; 3: 预计办结日 2026-02-30",
        ),
        ({}, "answers nothing"),
    ):
        file = filled(tmp_path / "back.xlsx", form, rows)
        with pytest.raises(OrderRefused, match=says):
            read_answers(file, order, Settings())
    other = order.row | {"number": 9}
    with pytest.raises(OrderRefused, match="answers order 2026-1, and this is order 2026-9"):
        read_answers(
            filled(tmp_path / "back.xlsx", form, {1: good}), type(order)(other, order.lines, [], []), Settings()
        )
    one, two = ([line["line_id"], line["case_no"], "", "", *good] for line in order.lines)
    mixed = [FORM_COLUMNS, ("2026-1", *one), ("2026-9", *two)]
    (tmp_path / "mixed.csv").write_text("\n".join(",".join(map(str, row)) for row in mixed), encoding="utf-8")
    with pytest.raises(OrderRefused, match=r"1 rows are wrong.* 3: 督办单 2026-9 ≠ 2026-1"):
        read_answers(tmp_path / "mixed.csv", order, Settings())
    (tmp_path / "no.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(OrderRefused, match="lacks the columns"):
        read_answers(tmp_path / "no.csv", order, Settings())
    (tmp_path / "no.xlsx").write_bytes(b"PK\x03\x04nonsense")
    with pytest.raises(ExportRefused):
        read_answers(tmp_path / "no.xlsx", order, Settings())
    assert state(city, order.id) == "signed"


# On the command line.


def run(snapshot, *words, ok=True):
    told = CliRunner().invoke(app, ["orders", *words, "--warehouse", str(snapshot.warehouse), "--format", "json"])
    if not ok:
        assert isinstance(told.exception, OrderRefused | SystemExit), told.output
        return str(told.exception)
    assert told.exception is None, told.exception
    return json.loads(told.stdout)


KEYS = (
    "id",
    "number",
    "year",
    "unit_name",
    "subject",
    "state",
    "signed_on",
    "receive_by",
    "answer_by",
    "lines",
    "settled",
)


def test_the_command_line_takes_an_order_through_its_life(city, tmp_path):
    drafted = run(city, "draft", "--as-of", str(city.data_date))
    assert {tuple(row)[:11] for row in drafted} == {KEYS}
    assert {(row["number"], row["state"]) for row in drafted} == {(None, "draft")}
    (first, *_) = run(city, "sign", str(drafted[0]["id"]), "--by", "王")
    assert (first["number"], first["state"], first["signed_by"]) == (1, "signed", "王")
    assert [row["number"] for row in run(city, "sign", "--all", "--by", "王")] == [3, 2]
    assert run(city, "list", "--state", "draft") == []
    assert run(city, "receive", "1")[0]["state"] == "received"
    answered = run(
        city, "answer", "1", "--cause", "其他", "--measure", "补录", "--expected", "2026-12-31", "--by", "赵"
    )
    assert (answered[0]["state"], answered[0]["answers"][0]["answered_by"]) == ("answered", "赵")
    assert run(city, "return", "1", "--reason", "不具体", "--until", "2030-01-02")[0]["answer_by"] == "2030-01-02"
    assert run(city, "extend", "1", "--until", "2030-02-01", "--reason", "评审")[0]["state"] == "extended"
    assert run(city, "answer", "1", "--cause", "其他", "--measure", "补", "--expected", "2026-12-31", "--by", "赵")
    assert run(city, "accept", "1")[0]["state"] == "accepted"
    assert "is accepted" in run(city, "answer", "1", "--cause", "x", "--measure", "y", "--expected", "2026-12-31", "--by", "z", ok=False)  # fmt: skip
    assert run(city, "withdraw", "2", "--reason", "有误")[0]["state"] == "withdrawn"
    assert run(city, "show", "3")[0]["line_list"]
    out = tmp_path / "order.docx"
    assert run(city, "export", "3", "--out", str(out))[0]["bytes"] == out.stat().st_size
    assert "exists already" in run(city, "export", "3", "--out", str(out), ok=False)
    assert "docx, .pdf or .xlsx" in run(city, "export", "3", "--out", str(tmp_path / "order.doc"), ok=False)
    told = CliRunner().invoke(app, ["query", "orders_by_unit", "--warehouse", str(city.warehouse), "--format", "json"])
    assert sum(row["issued"] for row in json.loads(told.stdout)) == 3


def test_the_command_line_refuses_with_a_sentence(city):
    for words, says in (
        (("sign",), "which drafts"),
        (("sign", "1", "--all", "--by", "王"), "which drafts"),
        (("sign", "--all"), "Who signs"),
        (("show", "9"), "no order 9"),
        (("list", "--state", "foo"), "ever foo"),
        (("show", "x", "--draft"), "no draft x"),
        (("answer", "1", "--by", "赵"), "no order 1"),
    ):
        assert says in run(city, *words, ok=False)


# The ladder.


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ([{"step": "a", "does": "order", "after": "near_due"}], "before the due day has passed"),
        ([{"step": "a", "does": "order", "after": "due_day", "days": 0}], "before the due day has passed"),
        ([{"step": "a", "does": "remind", "after": "due_day"}], "reminds nobody"),
        ([{"step": "a", "does": "remind", "after": "answer_day", "to": ["contact"]}], "the order's page does"),
        ([{"step": "a", "does": "bulletin", "after": "answer_day"}], "no step orders"),
        ([{"step": "a", "does": "bulletin", "after": "due_day", "days": 3}], "follows an order"),
        ([{"step": "a", "does": "remind", "after": "near_due", "days": 2, "to": ["contact"]}], "write days = 0"),
        ([{"step": "a", "does": "remind", "after": "due_day", "to": ["contact"], "copy_to": ["contact"]}], "each once"),
        (
            [
                {"step": "a", "does": "order", "after": "due_day", "days": 3},
                {"step": "b", "does": "remind", "after": "due_day", "days": 1, "to": ["contact"]},
            ],
            "change their order",
        ),
        (
            [
                {"step": "a", "does": "order", "after": "due_day", "days": 1},
                {"step": "a", "does": "bulletin", "after": "answer_day"},
            ],
            "two steps called",
        ),
        (
            [
                {"step": "a", "does": "order", "after": "due_day", "days": 1},
                {"step": "b", "does": "order", "after": "due_day", "days": 2},
            ],
            "ordered once",
        ),
    ],
)
def test_a_ladder_that_contradicts_itself_is_a_sentence(tmp_path, steps, says):
    lines = []
    for step in steps:
        lines += ["[[ladder.cases]]", *(f"{key} = {json.dumps(value)}" for key, value in step.items())]
    (tmp_path / "settings.toml").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(SettingsError, match=says) as refused:
        load_settings(tmp_path / "settings.toml")
    assert "Value error" not in str(refused.value)  # the checker's own word


def test_limits_of_orders_that_contradict_each_other_are_a_sentence(tmp_path):
    for text, says in (
        ("receive_days = 5\nanswer_days = 2", "less than receive_days"),
        ('causes = ["a", "a"]', "twice"),
        ("causes = []", "causes"),
    ):
        (tmp_path / "settings.toml").write_text(f"[orders]\n{text}", encoding="utf-8")
        with pytest.raises(SettingsError, match=says):
            load_settings(tmp_path / "settings.toml")


def test_a_ladder_without_an_order_drafts_none(tmp_path):
    reminding = (LadderStep(step="a", does="remind", after="due_day", to=("contact",)),)
    settings = Settings(ladder=Ladder(cases=reminding, messages=reminding))
    snapshot = warehouse_of(tmp_path, write_csv(tmp_path / "cases.csv", CASES, ROWS), settings=settings)
    assert draft(snapshot, snapshot.data_date, settings, "李").drafts == ()


# What is printed.


def test_an_order_is_printed_from_what_was_signed_the_same_each_time(two_lines, tmp_path):
    city, order, _form = two_lines
    frozen = frozen_order(city, order.id)
    told = zipfile.ZipFile(io.BytesIO(document(frozen))).read("word/document.xml").decode("utf-8")
    texts = "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", told))
    for part in ("包审政数督〔2026〕1号", "甲局：", "BT-1", "BT-2", "2026年11月26日前反馈", "《中华人民共和国行政许可法》第八十二条", "王芳，13800000001", "签发人：王", "自治区规则"):  # fmt: skip
        assert part in texts, part
    answer(city, order.id)
    later = [("BT-1", "A", "甲局", "2026-03-02", "2026-04-10", 5, 10)]
    import_file(write_csv(tmp_path / "later.csv", CASES, later), city.warehouse, Settings())
    newer = open_snapshot(city.warehouse)
    assert document(frozen_order(newer, order.id)) == document(frozen)
    first, again = (printed_document(newer, order.id, who) for who in ("王", "李"))
    assert first == again
    assert [(one.name, one.who, one.size) for one in prints(newer, order.id)] == [(".docx", "王", len(first))]


def test_a_number_is_whole_in_a_csv_where_a_draft_has_none(city):
    number = found(city, signed(city)).row["number"]
    asked = ["query", "orders_register", "--warehouse", str(city.warehouse), "--format", "csv"]
    lines = CliRunner().invoke(app, asked).stdout.splitlines()
    assert [line.split(",")[1] for line in lines] == ["number", "", "", str(number)]
