"""The switch between languages."""

from __future__ import annotations

import streamlit as st

from ui.wording import LANGUAGES, browser_language


def language_switch() -> None:
    """The switch between languages; the choice is in the URL."""
    st.segmented_control(
        "Language / 语言",
        list(LANGUAGES),
        default=browser_language(),
        format_func=LANGUAGES.__getitem__,
        key="lang",
        bind="query-params",
        label_visibility="collapsed",
    )
