"""The switch between languages: the browser's at first, then the choice, which is in the URL."""

from __future__ import annotations

import streamlit as st

from analytics.languages import LANGUAGES
from ui.shell.address import from_url, one_of, to_url
from ui.shell.spoken import say_language
from ui.shell.wording import browser_language


def language_from_url() -> None:
    """Take the language of the link, before anything is worded."""
    from_url("lang", [browser_language()], one_of(LANGUAGES))


def language_switch() -> None:
    """Draw the switch, and let the page be in the language that it shows."""
    chosen = st.segmented_control(
        "Language / 语言",
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        key="lang",
        required=True,
        persist_state="session",
        label_visibility="collapsed",
    )
    to_url("lang", [chosen] if chosen else [], [browser_language()])
    say_language()
