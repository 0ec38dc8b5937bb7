"""The week that the meeting is about, in place of the filters: everybody in the room sees the same, whatever was chosen before."""

from __future__ import annotations

import streamlit as st

from analytics.figures.scope import Scope
from analytics.review.meeting import Meeting
from analytics.review.pinned import usual_week, usually_known_on
from analytics.review.weeks import ReviewRefused, Week, read_week
from analytics.review.weeks_closed import closed_weeks
from ui.shell.address import from_url, to_url
from ui.shell.data import known_on, pin_known_on, settings, snapshot, warehouse
from ui.shell.wording import _, sentence

WEEK, MEETING = "week", "meeting-of"


def week_bar() -> Scope:
    """Draw the week with the one before and after, pin what was known when its meeting was held, and give its scope."""
    usual = usual_week(snapshot().data_date, snapshot().first_day)
    from_url(WEEK, [usual.name], _named)
    _say_refused()
    week = read_week(st.session_state[WEEK])
    with st.container(horizontal=True, vertical_alignment="center", key="week-bar"):
        _step(week.later(-1), "previous-week", _("Week before"), ":material/chevron_left:")
        st.markdown(
            _("**Week {week}** · {first} to {last}").format(week=week.name, first=week.first, last=week.last),
            width="content",
        )
        _step(week.later(1), "next-week", _("Week after"), ":material/chevron_right:")
    to_url(WEEK, [week.name], [usual.name])
    closed = next((row for row in closed_weeks(warehouse()) if row["week"] == week.name), None)
    day = known_on() or usually_known_on(week, snapshot().data_date)
    if day and not known_on() and not closed:
        pin_known_on(day)
        st.caption(_("Shown is what was known on {day}, when this week's meeting was held.").format(day=day))
    judged = closed["as_of"] if closed else None
    st.session_state[MEETING] = meeting = Meeting(snapshot(), week, settings(), day, judged)
    return meeting.scope if _told(meeting) else Scope(snapshot().data_date)


def this_meeting() -> Meeting:
    """The meeting on the screen."""
    return st.session_state[MEETING]


def _told(meeting: Meeting) -> bool:
    """Whether the data reaches the week; where it does not, each block says so."""
    try:
        return bool(meeting.scope)
    except ReviewRefused:
        return False


def _named(text: str) -> str | None:
    """A week of the link by its name; what names none is said."""
    try:
        name = read_week(text).name
    except ReviewRefused as error:
        st.session_state["week-refused"] = sentence(error)
        return None
    return name


def _say_refused() -> None:
    if refused := st.session_state.pop("week-refused", None):
        st.warning(refused, icon=":material/event_busy:")


def _step(week: Week, key: str, label: str, icon: str) -> None:
    def go() -> None:
        st.session_state[WEEK] = week.name

    st.button(label, key=key, icon=icon, on_click=go)
