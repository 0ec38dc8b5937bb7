"""Explore: any measure cut freely; the link keeps what was asked for, and a group leads to its rows."""

import pytest

from tests.pages.test_pages import opened
from tests.warehouses import CASES, warehouse_of, write_csv

PAGE = "pages/explore.py"


@pytest.fixture(scope="module")
def two_units(tmp_path_factory):
    folder = tmp_path_factory.mktemp("explore")
    cases = [(f"A-{i}", "A", "甲局", "2026-03-02", "2026-03-11" if i % 4 else None, 5, 10) for i in range(40)]
    cases += [(f"B-{i}", "A", "乙局", "2026-03-02", "2026-03-06", 5, 10) for i in range(20)]
    warehouse_of(folder, write_csv(folder / "cases.csv", CASES, cases))
    return folder / "warehouse"


def chosen(app):
    return {box.key.partition(" · ")[0]: box.value for box in app.selectbox if box.key}


def test_a_link_says_what_is_looked_at(two_units, monkeypatch):
    app = opened(two_units, PAGE, monkeypatch, lang="en", by1="month", value="missed", sort="lowest")
    shown = chosen(app)
    assert (shown["measure"], shown["by1"], shown["value"], shown["draw"]) == (
        "overdue_rate",
        "month",
        "missed",
        "trend",
    )
    assert any("Cases due" in text.value and "60" in text.value for text in app.markdown)


@pytest.mark.parametrize("by1", ["unit", "month", "weekday", "item", "channel"])
@pytest.mark.parametrize("by2", ["-", "week"])
def test_every_drawing_is_drawn(two_units, monkeypatch, by1, by2):
    app = opened(two_units, PAGE, monkeypatch, lang="zh", by1=by1, by2=by2, beside="last year")
    for drawing in next(box for box in app.selectbox if box.key == "draw · zh").options:
        next(box for box in app.selectbox if box.key == "draw · zh").select(drawing).run()
        assert not app.exception
        assert not app.error


def test_what_a_measure_cannot_be_cut_by_gives_way(two_units, monkeypatch):
    app = opened(two_units, PAGE, monkeypatch, lang="en", by1="stage", value="missed")
    app.selectbox(key="measure · en").select("message_compliance").run()
    assert not app.exception
    shown = chosen(app)
    assert (shown["by1"], shown["value"]) == ("unit", "message_compliance")


def test_odd_links_are_no_fault(two_units, monkeypatch):
    app = opened(
        two_units, PAGE, monkeypatch, lang="en", measure="none", by1="unit", by2="unit", most="x", value="'", beside="?"
    )
    assert not app.exception
    assert not app.error
    assert chosen(app)["by2"] == "-"


def test_a_kept_view_is_a_link_and_can_be_taken_off(two_units, monkeypatch):
    app = opened(two_units, PAGE, monkeypatch, lang="en", by1="month", unit="甲局")
    app.text_input(key=next(box.key for box in app.text_input if box.label == "Keep this view as")).input("周会")
    next(button for button in app.button if button.label == "Keep").click().run()
    assert not app.exception
    again = opened(two_units, PAGE, monkeypatch, lang="en")
    assert [button.label for button in again.button if button.label == "Take off"] == ["Take off"]
    next(button for button in again.button if button.label == "Take off").click().run()
    assert "Take off" not in [button.label for button in again.button]
