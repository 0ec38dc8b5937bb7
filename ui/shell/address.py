"""Choices that live in the URL as their own value, not as the label of a language: a link reads the same for everybody.

Streamlit's own binding of widgets to the URL writes labels, and keeps the old choice when a link within the session
names another one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any

import streamlit as st


def from_url(key: str, default: Sequence[Any], read: Callable[[str], Any | None], *, several: bool = False) -> None:
    """Set a widget's state from the URL, before the widget is drawn.

    The URL counts when it was opened or changed from outside; what this session wrote there itself does not, so that a
    choice is kept when a change of page drops it from the URL. A value that `read` gives None for is left out.
    """
    given = st.query_params.get_all(key)
    if from_outside(key):
        chosen = [value for text in given if (value := read(text)) is not None] or list(default)
    elif key not in st.session_state:
        chosen = list(default)
    else:
        return
    st.session_state[key] = chosen if several else next(iter(chosen), None)


def from_outside(key: str) -> bool:
    """Whether the URL says something under a key that this session did not write there itself."""
    given = st.query_params.get_all(key)
    return bool(given) and given != st.session_state.get(_written(key))


def to_url(key: str, chosen: Sequence[Any], default: Sequence[Any]) -> None:
    """Write a widget's choice into the URL, after the widget is drawn; the default needs no place there."""
    values = [str(value) for value in chosen] if list(chosen) != list(default) else []
    st.session_state[_written(key)] = values
    if st.query_params.get_all(key) != values:
        if values:
            st.query_params[key] = values
        else:
            del st.query_params[key]


def one_of(options: Collection[str]) -> Callable[[str], str | None]:
    """Reads a value that is offered."""
    return lambda text: text if text in options else None


def a_day(text: str) -> date | None:
    """Reads a day as it stands in the URL, YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _written(key: str) -> str:
    return f"written-{key}"
