"""Today: the order that proved its worth, the runs of the reminders, the letters that wait."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.pages.test_pages import opened
from tests.reminder_world import Clock, bureau, run, settings_with

TODAY = "pages/today.py"


def shown(app):
    return " ".join(
        element.value for kind in (app.markdown, app.caption, app.info, app.warning, app.error) for element in kind
    )


@pytest.fixture
def warehouse(tmp_path):
    return bureau(tmp_path, settings_with())


def test_where_chances_prove_nothing_the_order_is_by_days_left(warehouse, monkeypatch):
    words = shown(opened(warehouse, TODAY, monkeypatch, lang="en"))
    assert "chances cannot be judged" in words
    assert "Chance: the share" not in words


def test_a_night_that_was_missed_is_red(warehouse, monkeypatch):
    run(warehouse, settings_with(), Clock(datetime.now(ZoneInfo("Asia/Shanghai")) - timedelta(days=2)))
    (error,) = opened(warehouse, TODAY, monkeypatch, lang="en").error
    assert "was missed" in error.value


def test_after_a_run_the_letters_are_counted_by_their_state(warehouse, monkeypatch):
    run(warehouse, settings_with(), Clock(datetime.now(ZoneInfo("Asia/Shanghai"))))
    app = opened(warehouse, TODAY, monkeypatch, lang="en")
    assert not app.error
    assert {metric.label: metric.value for metric in app.metric}["to be copied"] == "5"
    assert "Nothing is sent from here." in shown(app)
