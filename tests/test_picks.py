"""What is clicked in a chart: how the address says it, which clicks replace each other, and what a link may not say."""

import plotly.graph_objects as go
import pytest
import streamlit as st

from ui.shell import picks


@pytest.fixture(autouse=True)
def session(monkeypatch):
    monkeypatch.setattr(st, "session_state", {})


def bars(*marks):
    return go.Figure(go.Bar(x=[1] * len(marks), y=[1] * len(marks), customdata=list(marks)))


@pytest.mark.parametrize(
    "value", ["甲局", "2026-03-01", "0–5", "[x", '["a"]', "12", "null", "a:b", "", ["甲局", "2026-03-01"]]
)
def test_a_pick_reads_back_from_the_address_as_it_was(value):
    picks.pick("heat", value)
    assert picks.picked_in("heat") == value


def test_of_two_charts_that_say_the_same_the_newer_click_counts():
    picks.pick("by-unit", "甲局")
    picks.pick("by-month", "2026-03-01")
    picks.pick("funnel-overdue_rate", "乙局")
    assert (picks.picked_in("by-unit"), picks.picked_in("funnel-overdue_rate")) == (None, "乙局")
    assert picks.picked_in("by-month") == "2026-03-01"


def test_a_cell_of_the_heat_map_replaces_the_unit_and_the_month():
    picks.pick("by-unit", "甲局")
    picks.pick("by-month", "2026-03-01")
    picks.pick("heat", ["乙局", "2026-02-01"])
    assert st.session_state[picks.PICK] == ['heat:["乙局", "2026-02-01"]']


def test_a_unit_keeps_the_list_that_is_open_and_a_month_opens_the_first():
    st.session_state[picks.ROWS] = "late"
    picks.pick("by-unit", "甲局")
    assert st.session_state[picks.ROWS] == "late"
    picks.pick("by-month", "2026-03-01")
    assert picks.ROWS not in st.session_state


@pytest.mark.parametrize("said", ["no day", ["2026-03-01", "b"], "2026-13-01"])
def test_a_link_that_says_no_day_picks_no_month(said):
    picks.pick("by-month", said)
    assert picks.picked_like("by-month", bars("2026-02-01", "2026-03-01")) is None


def test_the_picked_mark_stands_out():
    figure = bars("甲局", "乙局")
    picks.show_picked(figure, "乙局")
    assert list(figure.data[0].marker.opacity) == [picks.FAINT, 1]


def test_a_click_on_the_picked_mark_takes_it_back():
    st.session_state["by-unit"] = {"selection": {"points": [{"customdata": "甲局"}]}}
    take = picks.picking("by-unit", "by-unit")
    take()
    assert picks.picked_in("by-unit") == "甲局"
    take()
    assert picks.picked_in("by-unit") is None
