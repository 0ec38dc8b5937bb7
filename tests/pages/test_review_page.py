"""The Review page as a meeting uses it: its week, its blocks, a decision, a note, the closing and what it leaves."""

import shutil

import pytest

from analytics.review.frozen import opened as opened_meeting
from analytics.review.notes import notes_of
from analytics.review.weeks import read_week
from analytics.review.weeks_closed import closed_weeks
from analytics.snapshot.opened import open_snapshot
from tests.pages.test_pages import opened
from tests.test_review import MESSAGES, ROWS
from tests.warehouses import CASES, warehouse_of, write_csv

PAGE = "pages/review.py"


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    folder = tmp_path_factory.mktemp("meeting")
    messages = [("M1", "乙局", "2026-03-10", "2026-03-11")]
    warehouse_of(
        folder, write_csv(folder / "messages.csv", MESSAGES, messages), write_csv(folder / "cases.csv", CASES, ROWS)
    ).close()
    return folder / "warehouse"


@pytest.fixture
def warehouse(figures, tmp_path):
    return shutil.copytree(figures, tmp_path / "warehouse")


def press(app, label):
    next(button for button in app.button if button.label == label).click()
    app.run()
    assert not app.exception
    return app


def test_a_proposed_decision_is_taken_and_stands_in_the_last_block(warehouse, monkeypatch):
    app = opened(warehouse, PAGE, monkeypatch, lang="en", block="exceptions")
    what = next(area for area in app.text_area if area.key.startswith("what-"))
    proposed = what.value
    assert proposed == "甲局 settles its 2 open cases past their deadline and reports the causes."
    press(app, "Decide")
    assert "Who does this" in app.error[0].value  # a name is missing
    next(field for field in app.text_input if field.key.startswith("by-")).set_value("王")
    press(app, "Decide")
    assert app.success[0].value == "The decision is written down."
    press(app, "Next")
    assert app.session_state["block"] == "decisions"
    assert list(app.dataframe[0].value["What is decided"]) == [proposed]
    snapshot = open_snapshot(warehouse)
    (row,) = snapshot.records("decisions", snapshot.everything())
    assert (row["owner"], row["unit_name"], row["told_by"]) == ("甲局", "甲局", "王")
    snapshot.close()


def test_a_note_is_written_at_a_figure_and_shown_under_its_chart(warehouse, monkeypatch):
    app = opened(warehouse, PAGE, monkeypatch, lang="en", block="standing")
    app.text_input(key="note-text-overdue_rate").set_value("系统 *切换*")
    app.text_input(key="note-by-overdue_rate").set_value("王")
    press(app, "Save")
    assert [note.text for note in notes_of(warehouse)] == ["系统 *切换*"]
    assert any(r"系统 \*切换\* — 王" in caption.value for caption in app.caption)
    elsewhere = opened(warehouse, "pages/overdue.py", monkeypatch, lang="en")
    assert any(r"系统 \*切换\* — 王" in caption.value for caption in elsewhere.caption)


def test_a_closed_meeting_is_shown_as_it_was_seen_and_takes_nothing_more(warehouse, monkeypatch):
    app = opened(warehouse, PAGE, monkeypatch, lang="en", block="decisions")
    press(app, "Close")
    assert "Who does this" in app.error[0].value
    assert closed_weeks(warehouse) == []
    app.text_input(key="closed-by").set_value("王")
    press(app, "Close")
    assert app.success[0].value == "The meeting is closed."
    assert any("Closed on" in info.value for info in app.info)
    assert not {"Decide", "Close"} & {button.label for button in app.button}
    (warehouse / "meetings" / "2026-W12" / "agenda.json").unlink()
    with pytest.raises(Exception, match="Put the folder"):
        opened_meeting(warehouse, read_week("2026-W12"))


def test_a_week_that_is_none_is_said_and_one_without_data_says_so_in_its_block(warehouse, monkeypatch):
    app = opened(warehouse, PAGE, monkeypatch, lang="en", week="2026-W77")
    assert "names no week" in app.warning[0].value
    app = opened(warehouse, PAGE, monkeypatch, lang="en", week="2026-W20")
    assert app.error[0].value.replace("\\", "").startswith("Nothing is told of week 2026-W20")
    press(app, "Week before")
    assert app.session_state["week"] == "2026-W19"
