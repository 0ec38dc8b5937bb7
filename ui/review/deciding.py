"""Decisions: written down in the meeting, ended or put off later, made an order of by one click."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analytics.review.decisions import Decision, State, decide, order_of_decision, tell_anew
from analytics.review.meeting import Table
from ui.review.week_bar import this_meeting
from ui.shell.data import choices, opened, published, settings, warehouse
from ui.shell.frame import helpful
from ui.shell.pressing import do
from ui.shell.signed_in import who_field
from ui.shell.wording import _
from ui.tables.small_tables import selectable

DONE = "review-done"


def decision_form(key: str, text: str = "", owner: str = "", unit: str = "", due_on: date | None = None) -> None:
    """A form for one decision, with what is proposed in it already."""
    with helpful(), st.form(f"decide-{key}", border=True):
        st.markdown("**" + _("Decide") + "**")
        what = st.text_area(_("What is decided?"), text, key=f"what-{key}", height=80)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            who_does = st.text_input(_("Who does it?"), owner, key=f"owner-{key}", width=220)
            units = choices("unit_name")
            place = units.index(unit) if unit in units else None
            about = st.selectbox(_("About the unit"), units, place, key=f"unit-{key}", width=260, placeholder=_("none"))
            due = st.date_input(_("To be done by"), due_on, key=f"due-{key}", format="YYYY-MM-DD", width=150)
            who = who_field(_("Written by"), f"by-{key}")
            pressed = st.form_submit_button(_("Decide"), type="primary")
        if pressed:
            day = due if isinstance(due, date) else None
            do(
                lambda: decide(
                    this_meeting().snapshot,
                    this_meeting().as_of,
                    Decision(what or "", who_does or "", day, about or None),
                    who,
                ),
                DONE,
                _("The decision is written down."),
            )


def decision_acts(shown: Table, key: str) -> None:
    """The decisions; a ticked one can be ended, put off, or made an order of."""
    chosen = selectable(shown.rows, f"decisions-{key}", several=False)
    if not chosen:
        st.caption(_("Tick a decision to end it, put it off, or make an order of it."))
        return
    row = shown.rows.iloc[chosen[0]]
    decision = int(row["decision_id"])
    with st.form(f"act-{key}", border=True), st.container(horizontal=True, vertical_alignment="bottom"):
        due = st.date_input(_("New day"), None, key=f"new-day-{key}", format="YYYY-MM-DD", width=150)
        who = who_field(_("Entered by"), f"act-by-{key}")
        done = st.form_submit_button(_("Done"), icon=":material/check:")
        dropped = st.form_submit_button(_("Dropped"), icon=":material/close:")
        put_off = st.form_submit_button(_("Put off"), icon=":material/event:")
        order = st.form_submit_button(_("Make an order"), icon=":material/assignment_late:", type="primary")
    if order:
        do(lambda: _order(decision, who), DONE, _("The order is drafted; sign it on the page Orders."))
    elif put_off and not isinstance(due, date):
        st.error(_("To which day? Choose it."), icon=":material/error:")
    elif done or dropped or put_off:
        state: State = "done" if done else "dropped" if dropped else "open"
        day = due if isinstance(due, date) else None
        do(lambda: tell_anew(this_meeting().snapshot, decision, who, state, day), DONE, _("Saved."))


def _order(decision: int, who: str) -> None:
    """An order is about what is open now, whatever week is on the screen."""
    order_of_decision(opened(str(warehouse() / "snapshots" / published())), decision, settings(), who)
