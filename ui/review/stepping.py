"""Stepping through the meeting by the arrow keys, and the clock of the block that is open."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui.shell.wording import _

_STEPPING = st.components.v2.component(
    "casewatch_stepping",
    html='<span class="review-clock" role="timer"></span>',
    js=(Path(__file__).parent / "stepping.js").read_text(encoding="utf-8"),
    isolate_styles=False,  # the page's style sheet dresses it
)

ICONS = {
    "block": (":material/arrow_back:", ":material/arrow_forward:"),
    "part": (":material/arrow_upward:", ":material/arrow_downward:"),
}
"""What the buttons show, as the keys that press them."""


def stepping(block: str, minutes: int) -> None:
    """Listen to the arrow keys, and show how long the block has been open of its minutes."""
    _STEPPING(
        key="stepping",
        data={"block": block, "minutes": minutes, "words": _("{gone} of {n} minutes").replace("{n}", str(minutes))},
    )


def step_buttons(key: str, place: int, last: int, state: str, options: list[str], before: str, after: str) -> None:
    """Two buttons that move `st.session_state[state]` among its options; the arrow keys press them."""

    def move(by: int) -> None:
        st.session_state[state] = options[place + by]

    back, forth = ICONS[key]
    st.button(before, key=f"{key}-before", disabled=place == 0, on_click=move, args=(-1,), icon=back)
    st.button(after, key=f"{key}-after", disabled=place == last, on_click=move, args=(1,), icon=forth)
