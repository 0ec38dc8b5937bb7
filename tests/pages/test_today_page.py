"""Today: the order that proved its worth, the runs of the reminders, the letters that wait."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.pages.drawn_parts import values
from tests.pages.test_pages import opened as opened_page
from tests.reminder_world import Clock, bureau, run, settings_with

TODAY = "pages/today.py"
TABS = ("units", "cases", "messages", "ratings", "reminders", "chances")


def shown(app):
    return " ".join(
        element.value for kind in (app.markdown, app.caption, app.info, app.warning, app.error) for element in kind
    )


def opened(warehouse, tab, monkeypatch):
    """Today with one of its lists open."""
    app = opened_page(warehouse, TODAY, monkeypatch, lang="en")
    app.session_state["today-lists"] = TABS.index(tab)
    app.run()
    assert not app.exception
    return app


@pytest.fixture
def warehouse(tmp_path):
    return bureau(tmp_path, settings_with())


def test_where_chances_prove_nothing_the_order_is_by_days_left(warehouse, monkeypatch):
    assert "chances cannot be judged" in shown(opened(warehouse, "chances", monkeypatch))
    assert "Chance: the share" not in shown(opened(warehouse, "cases", monkeypatch))


def test_a_night_that_was_missed_is_red(warehouse, monkeypatch):
    run(warehouse, settings_with(), Clock(datetime.now(ZoneInfo("Asia/Shanghai")) - timedelta(days=2)))
    (error,) = opened(warehouse, "reminders", monkeypatch).error
    assert "was missed" in error.value


def test_after_a_run_the_letters_are_counted_by_their_state(warehouse, monkeypatch):
    run(warehouse, settings_with(), Clock(datetime.now(ZoneInfo("Asia/Shanghai"))))
    app = opened(warehouse, "reminders", monkeypatch)
    assert not app.error
    assert values(app)["to be copied"] == "5"
    assert "Nothing is sent from here." in shown(app)
