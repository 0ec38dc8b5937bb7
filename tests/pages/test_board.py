"""The board: whose it is, what a card says and is compared with, meeting size; what is drawn of our own is text."""

import json
import re
import shutil
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from analytics.review.notes import write_note
from analytics.settings import ROOT, load_settings
from tests.pages.drawn_parts import cards, changes, parts, trees
from tests.pages.test_selection import again, two_units
from ui.shell.drawn import element, text_of


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return two_units(tmp_path_factory.mktemp("board"))


@pytest.fixture
def opened(monkeypatch):
    """Open a page of the dashboard with these query parameters, in English if nothing else is said."""

    def page(warehouse, name="overview", **query):
        monkeypatch.setenv("CASEWATCH_WAREHOUSE", str(warehouse))
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for key, value in {"lang": "en", **query}.items():
            app.query_params[key] = value
        if name != "overview":  # a link opened from outside: the page's file runs app.py first
            app.switch_page(f"pages/{name}.py")
        app.run()
        assert not app.exception
        return app

    return page


def heading(app):
    (line,) = [tree for tree in trees(app) if tree[0] == "h1"]
    return [text_of(part) for part in parts(line, tag="span")]


def test_a_week_is_compared_as_of_the_same_day_of_its_week(plain, opened):
    # the selected one is seen from five days after its end, so the one before is as well
    first, *_others = changes(opened(plain, period="last week"), "Overdue rate")
    assert first.startswith("Mar 2–8 as of 2026-03-13: no data") or "vs Mar 2–8 as of 2026-03-13 (" in first


def test_a_stock_is_compared_with_the_same_stock_a_month_and_a_year_before(plain, opened):
    # of the cases due on 9 February one was open on 20 February; a year before there was no data
    for period in ("this week", "this year"):
        card = cards(opened(plain, period=period))["Open and overdue"]
        heads = [head for head, _rest in card["lines"]]
        assert heads == ["Stock then", "Stock then", "Variation"]
        assert [rest.partition(" (")[0].partition(" vs ")[2] or rest for _head, rest in card["lines"][:2]] == [
            "Feb 20",
            "Mar 20 2025: no data",
        ]


def test_a_card_says_what_stands_behind_it_and_whether_its_target_is_met(plain, opened):
    card = cards(opened(plain, period="this year"))["Overdue rate"]
    assert (card["value"], card["count"], card["target"]) == ("50.62%", "Missed: 41 of 81", "✕ target ≤ 2% missed")


def test_a_change_that_the_series_does_not_call_a_signal_is_grey_and_without_an_arrow(plain, opened):
    # two months are too few to judge anything by
    app = opened(plain, period="this month")
    card = cards(app)["Overdue rate"]
    (moved,) = [part for part in parts(card["tree"], tag="strong") if "pp" in text_of(part)]
    assert moved[1]["class"] == "muted"
    assert text_of(moved) == "-50.00 pp"
    assert "of the 10 whole months that it takes" in dict(card["lines"])["Variation"]


def test_the_newest_notes_of_the_figures_stand_under_their_cards(plain, opened, tmp_path):
    warehouse = shutil.copytree(plain, tmp_path / "warehouse")
    for day, text in ((date(2026, 3, 2), "轮岗<b>"), (date(2024, 3, 2), "早已过去")):
        write_note(warehouse, "overdue_rate", day, text, "李")
    write_note(warehouse, "overdue_rate", date(2026, 3, 2), "只关一个单位", "李", unit="乙局")
    said = [caption.value.replace("\\", "") for caption in opened(warehouse).caption]
    (note,) = [text for text in said if "轮岗" in text]
    assert note.startswith("Overdue rate · 2026-03-02 · 轮岗<b> — 李, 20")
    assert not [text for text in said if "早已过去" in text or "只关一个单位" in text]
    assert [text.value for text in opened(warehouse, unit="乙局").caption if "只关一个单位" in text.value]


def test_every_page_says_whose_board_it_is(plain, opened):
    bureau = load_settings().bureau
    assert heading(opened(plain, "definitions")) == [bureau, "the whole city", "Friday, March 20, 2026"]
    assert heading(opened(plain, unit="甲局", lang="zh")) == [bureau, "甲局", "2026年3月20日星期五"]
    assert heading(opened(plain, "imports")) == [bureau]


def test_meeting_size_is_in_the_link_and_folds_the_filters(plain, opened):
    app = opened(plain, meeting="on")
    assert app.toggle(key="meeting").value
    assert "Filters" in [expander.label for expander in app.expander]
    assert app.query_params["meeting"] == "on"
    app.toggle(key="meeting").set_value(False)
    again(app)
    assert "meeting" not in app.query_params
    assert "Filters" not in [expander.label for expander in app.expander]


def test_a_text_of_an_export_is_a_text_in_what_is_drawn():
    """It is a node of its own in the tree, which the browser makes a text node of: no part of ours is markup."""
    tree = element("p", "<b>局</b>", title="<i>")
    assert json.loads(json.dumps(tree)) == ["p", {"title": "<i>"}, ["<b>局</b>"]]
    script = (ROOT / "ui" / "shell" / "drawn.js").read_text(encoding="utf-8")
    assert "createTextNode(node)" in script
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|eval\(", script)
