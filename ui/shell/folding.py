"""Folds and tabs: what is inside is worked out only while it is open, and opening one draws nothing else anew."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui.shell.frame import helpful
from ui.shell.wording import language


@st.fragment
def fold(label: str, key: str, inside: Callable[[], object]) -> None:
    """A fold, closed at first; `inside` draws what is in it. `key` tells it from every other fold of the page."""
    with helpful():
        opened = st.expander(label, key=key, on_change="rerun")
        if opened.open:
            with opened:
                inside()


@st.fragment
def in_tabs(key: str, *tabs: tuple[str, Callable[[], object]]) -> None:
    """Tabs, each a label with what draws its inside; `st.session_state[key]` is the place of the open one, 0 at first.

    Streamlit tells a tab by its label: the place is kept apart from it, so that a change of language opens no other.
    """
    with helpful():
        labels = [label for label, _inside in tabs]
        own = f"{key} · {language()}"

        def take() -> None:
            st.session_state[key] = labels.index(st.session_state[own])

        st.session_state[own] = labels[min(st.session_state.get(key, 0), len(labels) - 1)]
        for tab, (_label, inside) in zip(st.tabs(labels, key=own, on_change=take), tabs, strict=True):
            if tab.open:
                with tab:
                    inside()
