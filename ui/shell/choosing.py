"""Choices whose options are worded: what is chosen is kept apart from the words, so that a change of language loses nothing.

Streamlit tells a choice by the label on the screen. A widget that stays the same while its labels change would show the
old words, and the next click would send labels that nobody offers any more. So each language has a widget of its own, and
`st.session_state[key]` holds the value that all of them show.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from ui.shell.wording import language


def choose(
    widget: Callable[..., Any],
    label: str,
    options: Any,
    key: str,
    *,
    on_change: Callable[[], Any] | None = None,
    **how: Any,
) -> Any:
    """Draw a choice with `widget` (st.selectbox, st.multiselect, …) and give the value of `st.session_state[key]`.

    `on_change` is called when somebody chose anew, after the value was taken over.
    """
    own = f"{key} · {language()}"

    def take() -> None:
        st.session_state[key] = st.session_state[own]
        if on_change is not None:
            on_change()

    # at each run: a page that is drawn anew before it stood has not been told what was set before
    st.session_state[own] = st.session_state.get(key)
    widget(label, options, key=own, on_change=take, **how)
    return st.session_state.get(key)
