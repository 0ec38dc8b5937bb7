"""Choices that live in the URL as their own value, not as the label of a language: a link reads the same for everybody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st


def from_url(key: str, options: Iterable[str], default: Sequence[str], *, several: bool = False) -> None:
    """Set a widget's state from the URL, before the widget is drawn.

    The URL counts when it was opened or changed from outside; what this session wrote there itself does not, so that a
    choice is kept when a change of page drops it from the URL. A value that is not offered is left out.
    """
    given = st.query_params.get_all(key)
    if given and given != st.session_state.get(_written(key)):
        offered = [value for value in given if value in set(options)]
        chosen = offered or list(default)
    elif key not in st.session_state:
        chosen = list(default)
    else:
        return
    st.session_state[key] = chosen if several else next(iter(chosen), None)


def to_url(key: str, chosen: Sequence[str], default: Sequence[str]) -> None:
    """Write a widget's choice into the URL, after the widget is drawn; the default needs no place there."""
    values = list(chosen) if list(chosen) != list(default) else []
    st.session_state[_written(key)] = values
    if st.query_params.get_all(key) != values:
        if values:
            st.query_params[key] = values
        else:
            del st.query_params[key]


def _written(key: str) -> str:
    return f"written-{key}"
