"""A short tour: what each page answers and where to click, and which page answers whose question."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from analytics.errors import N_
from ui.shell.wording import _


@dataclass(frozen=True)
class Stop:
    """One page: its file, the question that it answers, the first thing to do there."""

    page: str
    answers: str
    click: str


STOPS = (
    Stop(
        "overview",
        N_("How does the city stand, what needs attention and why, which lights burn now?"),
        N_("Choose a period above; open the list below a figure to see its cases."),
    ),
    Stop(
        "today",
        N_("What falls due today and next, what will likely be missed, and whom to call?"),
        N_("Choose a unit: its list and a text for its group are there to take along."),
    ),
    Stop(
        "time_limits",
        N_("How far were limits compressed, on which basis, by whom, and what is really used?"),
        N_("Click a unit's bar: the items below are then its own."),
    ),
    Stop(
        "overdue",
        N_("Which units miss deadlines, since when, which differ beyond chance, and which cases?"),
        N_("Click a bar, a month or a cell: the list below shows those cases."),
    ),
    Stop(
        "messages",
        N_("Are residents answered within three working days, by whom not, and which wait?"),
        N_("Click a unit, then open Unanswered below."),
    ),
    Stop(
        "ratings",
        N_("Who rates, how good, by which unit, and what became of the negative ratings?"),
        N_("Click a unit, then a bar of what became of them: those ratings stand below."),
    ),
    Stop(
        "orders",
        N_("Which supervision orders are out, which answers are overdue, and what is to be signed?"),
        N_("Draft the day's orders, read them, strike lines, and sign; open one to see its life."),
    ),
    Stop(
        "bulletins",
        N_("What is the city told of this period, in whose words, and what was told before?"),
        N_("Choose a kind and a period, change the words in the boxes, and issue it."),
    ),
    Stop(
        "assessment",
        N_("Which units lose how many points, for what, and what was appealed against and reversed?"),
        N_("Click an area or a department: its entries and its sheet stand below."),
    ),
    Stop(
        "review",
        N_("What was promised, what changed, how the six stand, who stands out, and what does the meeting decide?"),
        N_("Step through the blocks by the arrow keys; write decisions down, then close the meeting."),
    ),
    Stop(
        "explore",
        N_("Any measure, by what you choose: as a table, ranking, trend or heat map?"),
        N_("Choose a measure and one or two groupings; keep the view under a name."),
    ),
    Stop(
        "findings",
        N_("What looks wrong in the data, how often, where, and what did somebody find out about it?"),
        N_("Choose a finding, look at its rows, and say what you found out."),
    ),
    Stop(
        "case",
        N_("Why is this case's due day what it is, day by day, and what did each export say of it?"),
        N_("Type a case number, or click one in any list."),
    ),
    Stop(
        "imports",
        N_("What came when, what did it change, what was rejected, and how is it undone?"),
        N_("Drop an export on the page; click a row of the history."),
    ),
    Stop(
        "definitions",
        N_("What does each figure mean, by which passage of the law book, under which settings and calendar?"),
        N_("Search for a figure; its source leads to the law book."),
    ),
    Stop(
        "help",
        N_("Where do I begin, what must an export hold, and where is it written?"),
        N_("Choose a kind of export and download its template."),
    ),
)
"""The pages in the order of the navigation. The README asks the same questions."""

ROLES: dict[str, tuple[tuple[str, str], ...]] = {
    N_("For leadership"): (
        (N_("How do we stand, and what needs attention?"), "overview"),
        (N_("Which units are late, beyond chance?"), "overdue"),
        (N_("Are residents answered in time?"), "messages"),
        (N_("How are services rated, and what became of bad ratings?"), "ratings"),
    ),
    N_("For analysts"): (
        (N_("Why is this case late?"), "case"),
        (N_("How does a measure differ by unit, month or channel?"), "explore"),
        (N_("What looks wrong in the data?"), "findings"),
        (N_("Which limits could be shorter?"), "time_limits"),
        (N_("How is this figure computed?"), "definitions"),
    ),
    N_("For the weekly meeting"): (
        (N_("What changed since last week? (period: last week)"), "overview"),
        (N_("Which cases are open and overdue, the longest first?"), "overdue"),
        (N_("What did we know that day? (More filters: known on)"), "overdue"),
        (N_("What did the last import change?"), "imports"),
    ),
}
"""The questions that each role asks, and the page that answers."""

_LEADS = ":material/arrow_forward:"


def tour() -> None:
    """Each role's questions with the page that answers, then every page with its question and its first click."""
    for column, (role, questions) in zip(st.columns(len(ROLES)), ROLES.items(), strict=True):
        with column, st.container(border=True, height="stretch"):
            st.markdown(f"**{_(role)}**")
            for question, page in questions:
                st.page_link(_file(page), label=_(question), icon=_LEADS)
    st.subheader(_("What each page answers"), anchor="pages")
    for stop in STOPS:
        where, what = st.columns([1, 5], vertical_alignment="center")
        where.page_link(_file(stop.page), icon=_LEADS)
        what.markdown(f"{_(stop.answers)}  \n:gray[{_(stop.click)}]")


def _file(page: str) -> str:
    return f"pages/{page}.py"
