"""The weekly review: an agenda whose blocks fail alone, decisions that become orders, meetings that stay as they were seen."""

import json
import shutil
import stat
from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError
from sqlalchemy import inspect
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.errors import FigureFailed, RegisterRefused, ScopeError
from analytics.orders.drafting import draft
from analytics.orders.found import found
from analytics.orders.signing import sign
from analytics.register import register_of, upgrading
from analytics.review.agenda import BLOCKS, agenda, block
from analytics.review.as_json import as_json
from analytics.review.blocks.standing_six import SIX
from analytics.review.corrected import corrected_since
from analytics.review.decisions import Decision, decide, order_of_decision, tell_anew
from analytics.review.exports_missing import exports_missing
from analytics.review.frozen import close, opened
from analytics.review.meeting import Meeting
from analytics.review.notes import notes_of, write_note
from analytics.review.pinned import meeting_of, usual_week, usually_known_on
from analytics.review.weeks import ReviewRefused, Week, read_week
from analytics.review.weeks_closed import closed_weeks
from analytics.settings import ChartLine, Settings
from analytics.snapshot.opened import Snapshot, open_snapshot
from analytics.warehouse.imports import import_file
from tests.warehouses import CASES, warehouse_of, write_csv

WEEK = read_week("2026-W12")  # 16 to 22 March
MESSAGES = ("留言编号", "承办单位", "留言时间", "答复时间")
ROWS = [
    *((f"A{n}", "A", "甲局", "2026-03-02", "2026-03-13", 5, 10) for n in range(30)),  # due 03-09: closed late
    *((f"B{n}", "A", "乙局", "2026-03-02", "2026-03-05", 5, 10) for n in range(60)),  # on time
    ("GONE", "A", "甲局", "2026-03-02", "2026-03-17", 5, 10),  # late before the week, closed in it
    ("STILL", "A", "甲局", "2026-03-03", None, 5, 10),  # due 03-10
    ("NEW1", "A", "甲局", "2026-03-09", None, 5, 10),  # due 03-16: late from the 17th
    ("NEW2", "A", "乙局", "2026-03-10", None, 5, 10),  # due 03-17
    ("LAST", "A", "乙局", "2026-03-20", None, 5, 10),  # the newest event: Friday of the week
]


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    """A warehouse as of Friday 20 March, its register empty: 甲局 misses most deadlines, 乙局 nearly none."""
    folder = tmp_path_factory.mktemp("review")
    messages = [(f"M{n}", "乙局", "2026-03-10", "2026-03-11") for n in range(4)]
    warehouse_of(
        folder, write_csv(folder / "messages.csv", MESSAGES, messages), write_csv(folder / "cases.csv", CASES, ROWS)
    ).close()
    return folder / "warehouse"


@pytest.fixture(scope="module")
def seen(figures):
    """The agenda of the week, computed once."""
    snapshot = open_snapshot(figures)
    yield agenda(Meeting(snapshot, WEEK, Settings()))
    snapshot.close()


@pytest.fixture
def snapshot(figures, tmp_path):
    """The same warehouse for one test, which may write into its register."""
    opened_here = open_snapshot(shutil.copytree(figures, tmp_path / "warehouse"))
    yield opened_here
    opened_here.close()


def the(agenda_, key):
    return next(one for one in agenda_.blocks if one.key == key)


def said(block_):
    return [sentence.said() for sentence in block_.sentences]


# Weeks.


@pytest.mark.parametrize(("text", "first"), [("2026-W12", date(2026, 3, 16)), ("2026w01", date(2025, 12, 29))])
def test_a_week_has_its_name_and_its_monday(text, first):
    assert (read_week(text), read_week(text).last) == (Week(first), date.fromordinal(first.toordinal() + 6))
    assert read_week(read_week(text).name).first == first


@pytest.mark.parametrize("text", ["", "2026-W54", "2025-W53", "2026-12", "week 12", "9999-W52", "２０２６-W12 x"])
def test_what_names_no_week_is_told_so(text):
    with pytest.raises(ReviewRefused, match="names no week"):
        read_week(text)


def test_the_usual_week_is_the_last_of_which_most_days_are_told():
    assert [usual_week(date(2026, 3, day), date(2026, 1, 1)).name for day in (18, 19, 22, 23)] == [
        "2026-W11",
        "2026-W12",
        "2026-W12",
        "2026-W12",
    ]


def test_of_data_that_begin_this_week_it_is_this_week():
    assert usual_week(date(2026, 3, 16), date(2026, 3, 16)).name == "2026-W12"
    assert usual_week(date(2026, 3, 16), date(2026, 3, 15)).name == "2026-W11"


def test_a_meeting_knows_what_came_until_the_end_of_the_next_week():
    assert usually_known_on(WEEK, date(2026, 3, 29)) is None
    assert usually_known_on(WEEK, date(2026, 3, 30)) == date(2026, 3, 29)


# The agenda.


def test_the_blocks_stand_in_their_order_and_none_fails(seen):
    assert tuple(one.key for one in seen.blocks) == BLOCKS
    assert [one.failure for one in seen.blocks] == [None] * len(BLOCKS)
    assert [one.minutes for one in seen.blocks] == [5, 5, 15, 20, 10]


def test_what_changed_names_the_new_the_old_and_the_gone(seen):
    told = said(the(seen, "changes"))
    assert told[0] == "Of the open cases 2 are newly late and 1 still late; 1 are no longer late. Late now: 3."
    assert told[1] == "Most newly late cases: 甲局 1, 乙局 1."
    tables = {table.key: table.rows for table in the(seen, "changes").tables}
    assert dict(zip(tables["late-cases"]["case_no"], tables["late-cases"]["late_change"], strict=True)) == {
        "NEW1": "newly_late",
        "NEW2": "newly_late",
        "STILL": "still_late",
        "GONE": "no_longer_late",
    }


def test_who_carries_the_change_has_its_share_of_the_city_change(figures):
    # week before: 30 + GONE + STILL of 92 due missed by 甲局; this week NEW1 and NEW2 of 2 due: 32 -> 2 missed
    snapshot = open_snapshot(figures)
    carried = next(
        table.rows for table in block("changes", Meeting(snapshot, WEEK, Settings())).tables if table.key == "carried"
    )
    rows = {row["unit_name"]: row for row in carried.to_dict("records")}
    assert rows["甲局"]["missed_change"] == -31
    assert rows["乙局"]["missed_change"] == 1
    assert rows["甲局"]["share_of_change"] == pytest.approx(-31 / -30)
    snapshot.close()


def test_every_number_of_the_six_is_what_its_figure_says(figures, seen):
    snapshot = open_snapshot(figures)
    numbers = the(seen, "standing").numbers
    assert [number.key for number in numbers] == [one.key for one in SIX]
    for number in numbers:
        rows = snapshot.records(number.figure, number.scope)
        row = next(row for row in rows if number.row is None or number.row in row.values())
        assert number.value == row[number.column]
        if number.value is not None:
            assert number.weeks["value"].iloc[-1] == number.value
    assert (numbers[0].part, numbers[0].whole) == (2, 2)
    assert numbers[3].says.said() == "Ratings actively given: nothing is told of this week."
    snapshot.close()


def test_an_exception_proposes_one_decision_about_its_own_cases(seen):
    exceptions = the(seen, "exceptions")
    first = next(one for one in exceptions.proposals if one.unit == "甲局")
    assert first.why.said().startswith("甲局: 33 of 33 deadlines missed over the year to date (100.0%)")
    assert first.decision.said() == "甲局 settles its 2 open cases past their deadline and reports the causes."
    rows = next(table.rows for table in exceptions.tables if table.key == first.key)
    assert set(rows["case_no"]) == {"STILL", "NEW1"}


def test_a_figure_that_fails_leaves_the_other_blocks_standing(figures, monkeypatch):
    whole = Snapshot.records

    def without_lights(self, key, scope, by=()):
        if key == "lights":
            raise FigureFailed("The figure {key} could not be computed.", key=key)
        return whole(self, key, scope, by)

    monkeypatch.setattr(Snapshot, "records", without_lights)
    snapshot = open_snapshot(figures)
    told = agenda(Meeting(snapshot, WEEK, Settings()))
    assert {one.key: one.failure.said() for one in told.blocks if one.failure} == {
        "changes": "The figure lights could not be computed."
    }
    snapshot.close()


def test_a_week_without_data_says_so_in_every_block(figures):
    snapshot = open_snapshot(figures)
    for week in (read_week("2026-W13"), read_week("2020-W01")):
        told = agenda(Meeting(snapshot, week, Settings()))
        assert all(one.failure.said().startswith(f"Nothing is told of week {week.name}") for one in told.blocks)
    snapshot.close()


def test_an_export_that_came_before_and_did_not_come_is_missed(snapshot, tmp_path):
    later = [*ROWS, ("LATER", "A", "乙局", "2026-03-27", None, 5, 10)]
    import_file(write_csv(tmp_path / "cases.csv", CASES, later), snapshot.warehouse, Settings())
    now = open_snapshot(snapshot.warehouse)
    missing = exports_missing(Meeting(now, read_week("2026-W13"), Settings()))
    assert missing[["kind", "exported_on"]].to_dict("records") == [{"kind": "messages", "exported_on": "2026-03-11"}]
    assert exports_missing(Meeting(now, read_week("2026-W20"), Settings())).empty  # longer ago than four weeks
    # and what was known then is another snapshot, in which the later export is not
    then = meeting_of(snapshot.warehouse, read_week("2026-W10"), Settings())
    assert (then.known_on, then.snapshot.data_date) == (date(2026, 3, 15), date(2026, 3, 11))
    now.close()


# Decisions.

CLEAR = Decision("清理超期办件", "甲局", date(2026, 3, 27), "甲局")


@pytest.mark.parametrize(
    ("decision", "match"),
    [
        (replace(CLEAR, text="  "), "What is decided"),
        (replace(CLEAR, owner=""), "Who does it"),
        (replace(CLEAR, due_on=date(2026, 3, 1)), "lies before the meeting"),
    ],
)
def test_a_decision_without_words_owner_or_with_a_day_gone_is_refused(snapshot, decision, match):
    with pytest.raises(ReviewRefused, match=match):
        decide(snapshot, date(2026, 3, 20), decision, "王")
    with pytest.raises(RegisterRefused):
        decide(snapshot, date(2026, 3, 20), CLEAR, " ")
    assert not snapshot.records("decisions", snapshot.everything())


def test_a_decision_is_of_its_meeting_and_a_promise_of_the_next(snapshot):
    before = decide(snapshot, WEEK.later(-1).last, CLEAR, "王")
    own = decide(snapshot, date(2026, 3, 20), replace(CLEAR, text="修订流程", unit=None), "王")
    meeting = Meeting(snapshot, WEEK, Settings())
    # as somebody sees it who looks today
    promises, decided = block("promises", meeting), block("decisions", meeting)
    assert list(promises.tables[0].rows["decision_id"]) == [before]
    assert list(decided.tables[0].rows["decision_id"]) == [own]
    assert said(promises) == [
        "Decisions of earlier meetings: 1 open, 1 of them past their day; 0 ended since the last meeting."
    ]
    tell_anew(snapshot, before, "李", "done")
    assert said(block("promises", meeting))[0].endswith("1 ended since the last meeting.")


def test_what_ended_is_not_told_anew(snapshot):
    decision = decide(snapshot, date(2026, 3, 20), CLEAR, "王")
    tell_anew(snapshot, decision, "李", "open", due_on=date(2026, 4, 3))
    (row,) = snapshot.records("decisions", snapshot.everything())
    assert (row["due_on"], row["decided"], row["told_by"]) == (date(2026, 4, 3), "清理超期办件", "李")
    tell_anew(snapshot, decision, "李", "dropped")
    with pytest.raises(ReviewRefused, match="is dropped already"):
        tell_anew(snapshot, decision, "李", "done")
    with pytest.raises(ReviewRefused, match="no decision 99"):
        tell_anew(snapshot, 99, "李", "done")


def test_a_decision_becomes_an_order_of_its_unit_once(snapshot):
    decision = decide(snapshot, date(2026, 3, 20), CLEAR, "王")
    (order,) = order_of_decision(snapshot, decision, Settings(), "王")
    made = found(snapshot, order)
    assert made.row["unit_name"] == "甲局"
    assert {line["case_no"] for line in made.lines} == {"STILL", "NEW1"}
    assert order_of_decision(snapshot, decision, Settings(), "王") == (order,)
    (row,) = snapshot.records("decisions", snapshot.everything())
    assert row["orders_made"] == 1
    assert order in draft(snapshot, snapshot.data_date, Settings(), "李").drafts  # the day's drafting keeps it


def test_drafting_one_unit_leaves_the_drafts_of_others(snapshot):
    every = draft(snapshot, snapshot.data_date, Settings(), "李").drafts
    own = draft(snapshot, snapshot.data_date, Settings(), "李", unit="甲局")
    assert (len(every), len(own.drafts), own.new) == (2, 1, 0)
    assert {row["order_state"] for row in snapshot.records("orders_register", snapshot.everything())} == {"draft"}
    assert len(snapshot.records("orders_register", snapshot.everything())) == 2


def test_an_order_needs_a_unit_with_something_to_order(snapshot):
    about_none = decide(snapshot, date(2026, 3, 20), replace(CLEAR, unit=None), "王")
    with pytest.raises(ReviewRefused, match="about no unit"):
        order_of_decision(snapshot, about_none, Settings(), "王")
    draft(snapshot, snapshot.data_date, Settings(), "李")
    sign(snapshot, None, "王", Settings())
    decision = decide(snapshot, date(2026, 3, 20), replace(CLEAR, unit="甲局"), "王")
    with pytest.raises(ReviewRefused, match="nothing to order of 甲局"):
        order_of_decision(snapshot, decision, Settings(), "王")


# Notes.


def test_a_note_stands_at_its_figure_and_day_with_who_and_when(snapshot):
    write_note(snapshot.warehouse, "overdue_rate", date(2026, 3, 20), " 系统切换 ", "王")
    write_note(snapshot.warehouse, "overdue_rate", date(2026, 3, 2), "轮岗", "李", unit="甲局")
    first, second = notes_of(snapshot.warehouse)
    assert (first.day, first.text, first.who, first.unit) == (date(2026, 3, 2), "轮岗", "李", "甲局")
    assert (second.figure, second.text, second.unit) == ("overdue_rate", "系统切换", None)
    with pytest.raises(ReviewRefused, match="note is empty"):
        write_note(snapshot.warehouse, "overdue_rate", date(2026, 3, 2), " ", "李")
    with pytest.raises(ScopeError):
        write_note(snapshot.warehouse, "no_figure", date(2026, 3, 2), "x", "李")


@pytest.mark.parametrize(
    "line", [{}, {"at": 0.1, "low": 0.0, "high": 0.2}, {"low": 0.1}, {"low": 0.2, "high": 0.1}], ids=str
)
def test_a_line_of_a_chart_is_a_line_or_a_band(line):
    with pytest.raises(ValidationError):
        ChartLine(figure="overdue_rate", name="考核线", **line)


# Closing.


def slides(agenda_, meeting):
    return "slides.pptx", f"{agenda_.week.name} as of {meeting.as_of}".encode()


def test_a_closed_meeting_stays_as_it_was_seen_without_any_snapshot(snapshot, seen):
    write_note(snapshot.warehouse, "overdue_rate", date(2026, 3, 20), "系统切换", "王")
    meeting = Meeting(snapshot, WEEK, Settings())
    before = as_json(agenda(meeting))
    folder = close(meeting, "王", (slides,))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    shutil.rmtree(snapshot.warehouse / "snapshots")
    closed = opened(snapshot.warehouse, WEEK)
    assert as_json(closed.agenda) == before
    assert (closed.closed_by, closed.documents, closed.damaged) == ("王", ("slides.pptx",), ())
    assert [note.text for note in closed.notes] == ["系统切换"]
    assert (folder / "slides.pptx").read_bytes() == b"2026-W12 as of 2026-03-20"
    for then, now in zip(the(closed.agenda, "changes").tables, the(seen, "changes").tables, strict=True):
        assert then.rows.astype(str).equals(now.rows.astype(str)), then.key


def test_a_meeting_is_closed_once(snapshot):
    close(Meeting(snapshot, WEEK, Settings()), "王")
    kept = (snapshot.warehouse / "meetings" / WEEK.name / "files.json").read_bytes()
    with pytest.raises(ReviewRefused, match=r"2026-W12 was closed on .* by 王 already"):
        close(Meeting(snapshot, WEEK, Settings()), "李")
    assert (snapshot.warehouse / "meetings" / WEEK.name / "files.json").read_bytes() == kept
    assert [row["closed_by"] for row in closed_weeks(snapshot.warehouse)] == ["王"]


def test_a_meeting_that_saw_nothing_or_is_closed_by_nobody_stays_open(snapshot):
    with pytest.raises(ReviewRefused, match="2020-W01 is not closed: Nothing is told"):
        close(Meeting(snapshot, read_week("2020-W01"), Settings()), "王")
    with pytest.raises(RegisterRefused):
        close(Meeting(snapshot, WEEK, Settings()), "")
    assert opened(snapshot.warehouse, WEEK) is None
    assert closed_weeks(snapshot.warehouse) == []


def test_a_document_that_cannot_be_printed_leaves_the_meeting_open(snapshot):
    def no_slides(_agenda, _meeting):
        raise ReviewRefused("The template is missing.")

    left = snapshot.warehouse / "meetings" / WEEK.name
    left.mkdir(parents=True)
    (left / "of-a-closing-that-did-not-end").write_text("x")
    with pytest.raises(ReviewRefused, match="template is missing"):
        close(Meeting(snapshot, WEEK, Settings()), "王", (no_slides,))
    assert closed_weeks(snapshot.warehouse) == []
    close(Meeting(snapshot, WEEK, Settings()), "王")
    assert not (left / "of-a-closing-that-did-not-end").exists()


def test_a_file_that_was_changed_is_named_and_one_that_is_gone_is_said(snapshot):
    folder = close(Meeting(snapshot, WEEK, Settings()), "王", (slides,))
    (folder / "slides.pptx").write_bytes(b"others")
    assert opened(snapshot.warehouse, WEEK).damaged == ("slides.pptx",)
    (folder / "agenda.json").unlink()
    with pytest.raises(ReviewRefused, match="Put the folder meetings/2026-W12 back from a backup"):
        opened(snapshot.warehouse, WEEK)


def test_what_was_corrected_since_stands_beside_what_was_seen(snapshot, tmp_path):
    close(Meeting(snapshot, WEEK, Settings()), "王")
    closed = opened(snapshot.warehouse, WEEK)
    assert corrected_since(closed, snapshot.warehouse, Settings()) == []
    # a later export tells that STILL was closed on time, and what came after the week
    later = [
        ("STILL", "A", "甲局", "2026-03-03", "2026-03-09", 5, 10),
        ("AFTER", "A", "乙局", "2026-03-27", None, 5, 10),
    ]
    import_file(write_csv(tmp_path / "later.csv", CASES, later), snapshot.warehouse, Settings())
    found_ = {one.name.said(): one for one in corrected_since(closed, snapshot.warehouse, Settings())}
    assert (found_["Open and overdue"].then, found_["Open and overdue"].now) == (3, 2)
    late = found_["Cases newly late, no longer late, still late"]
    assert (late.only_then, late.only_now) == (1, 0)
    assert "Overdue rate" not in found_  # of the week itself nothing was told otherwise


# The command line, and older registers.


def test_meetings_are_closed_listed_and_shown_by_commands(snapshot):
    def run(*words):
        return CliRunner().invoke(app, ["review", *words, "--warehouse", str(snapshot.warehouse), "--format", "json"])

    shown = json.loads(run("show").stdout)
    assert {line["block"] for line in shown} >= {"What changed", "The standing six", "Exceptions"}
    (closed,) = json.loads(run("close", "2026-W12", "--by", "王").stdout)
    assert (closed["week"], closed["as_of"], closed["closed_by"]) == ("2026-W12", "2026-03-20", "王")
    assert json.loads(run("list").stdout) == [closed]
    assert json.loads(run("show", "2026-W12").stdout) == shown
    assert isinstance(run("close", "2026-W12", "--by", "李").exception, ReviewRefused)
    assert isinstance(run("show", "W12").exception, ReviewRefused)


def test_a_note_is_written_by_a_command_at_the_data_date_or_another_day(snapshot):
    def run(*words):
        return CliRunner().invoke(
            app, ["review", "note", *words, "--warehouse", str(snapshot.warehouse), "--by", "李", "--format", "json"]
        )

    (written,) = json.loads(run("overdue_rate", "--text", "轮岗").stdout)
    assert (written["day"], written["text"], written["who"]) == ("2026-03-20", "轮岗", "李")
    assert len(json.loads(run("overdue_rate", "--text", "切换", "--on", "2026-03-02", "--unit", "甲局").stdout)) == 2
    assert isinstance(run("overdue_rat", "--text", "x").exception, ScopeError)
    assert len(notes_of(snapshot.warehouse)) == 2


def test_a_decision_is_written_told_anew_ordered_and_ended_by_commands(snapshot):
    def run(*words):
        return CliRunner().invoke(
            app, ["review", *words, "--warehouse", str(snapshot.warehouse), "--by", "李", "--format", "json"]
        )

    (made,) = json.loads(run("decide", "办结3件", "--owner", "甲局", "--unit", "甲局", "--due", "2026-04-01").stdout)
    assert (made["decided"], made["owner"], made["decision_state"]) == ("办结3件", "甲局", "open")
    assert (made["meeting_on"][:10], made["due_on"][:10]) == ("2026-03-20", "2026-04-01")
    number = str(made["decision_id"])
    (moved,) = json.loads(run("decided", number, "--due", "2026-04-08", "--text", "办结4件").stdout)
    assert (moved["decided"], moved["due_on"][:10], moved["decision_id"]) == (
        "办结4件",
        "2026-04-08",
        made["decision_id"],
    )
    (ordered,) = json.loads(run("decided", number, "--order").stdout)
    assert ordered["orders_made"] == 1
    (ended,) = json.loads(run("decided", number, "--state", "done").stdout)
    assert ended["decision_state"] == "done"
    assert isinstance(run("decided", number).exception, ReviewRefused)
    assert isinstance(run("decided", "99", "--state", "done").exception, ReviewRefused)
    assert isinstance(run("decide", "x", "--owner", "甲局", "--unit", "丁局").exception, ReviewRefused)
    assert isinstance(run("decide", " ", "--owner", "甲局").exception, ReviewRefused)
    assert run("decided", number, "--state", "gone").exit_code == 2
    assert run("decided", number, "--order", "--text", "x").exit_code == 2


def test_a_register_of_before_the_meetings_takes_their_tables_in(tmp_path):
    register = register_of(tmp_path)
    with register.writing("王") as writing:
        fresh = {table: columns_of(writing.connection, table) for table in ("meetings", "decision_orders")}
        for table in fresh:
            writing.connection.exec_driver_sql(f"DROP TABLE {table}")
        upgrading.STEPS[3](writing.connection)
        assert {table: columns_of(writing.connection, table) for table in fresh} == fresh
        triggers = writing.connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars()
        assert {f"{table}_no_{what}" for table in fresh for what in ("update", "delete")} <= set(triggers)


def columns_of(connection, table):
    looked = inspect(connection)
    return (
        [(column["name"], str(column["type"]), column["nullable"]) for column in looked.get_columns(table)],
        {tuple(key["column_names"]) for key in looked.get_unique_constraints(table)},
        {index["name"] for index in looked.get_indexes(table)},
    )


def test_while_the_week_of_the_meeting_runs_orders_are_judged_by_today_and_by_no_day_to_come(snapshot, monkeypatch):
    held = {
        date(2026, 3, 24): date(2026, 3, 24),
        date(2026, 3, 29): date(2026, 3, 29),
        date(2026, 5, 1): date(2026, 3, 29),
    }
    for today, looked_at in held.items():
        monkeypatch.setattr(Snapshot, "today", today)
        assert Meeting(snapshot, WEEK, Settings()).afterwards.as_of == looked_at
    assert Meeting(snapshot, WEEK, Settings(), known_on=date(2026, 3, 29)).afterwards.as_of == date(2026, 3, 29)


@pytest.mark.parametrize("signing", [False, True])
def test_a_meeting_is_told_of_orders_none_of_which_has_ended_yet(snapshot, signing):
    draft(snapshot, snapshot.data_date, Settings(), "李")
    if signing:
        sign(snapshot, None, "王", Settings())
    promises = the(agenda(Meeting(snapshot, WEEK, Settings())), "promises")
    assert promises.failure is None
    assert bool(promises.tables and not promises.tables[-1].rows.empty) == signing
