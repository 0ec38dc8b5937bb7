"""One look for every page, and the meeting size: larger type and fewer controls, for a projector."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui.shell.address import from_url, to_url
from ui.shell.wording import _

HERE = Path(__file__).parent
MEETING = "meeting"
ENLARGED = 1.375  # in meeting size what is measured in pixels grows as the letters of meeting.css do: 22 pixels for 16


def look() -> None:
    """Dress the page; before anything is drawn on it."""
    from_url(MEETING, [False], {"on": True}.get)
    st.html(HERE / "look.css")
    if meeting_size():
        st.html(HERE / "meeting.css")


def meeting_size() -> bool:
    """Whether the page is shown in meeting size."""
    return bool(st.session_state.get(MEETING))


def meeting_switch() -> None:
    """Draw the switch; the choice is in the link and holds on every page."""
    chosen = st.toggle(
        _("Meeting size"),
        key=MEETING,
        persist_state="session",
        help=_("Larger type for a projector; filters are folded, downloads and definitions are left out."),
    )
    to_url(MEETING, ["on"] if chosen else [], [])
