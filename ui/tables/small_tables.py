"""Small tables: how days, times and shares are written, where case numbers lead."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from ui.shell.links import CASE_LINK, case_links
from ui.shell.words import VALUES, column_word, value_word

SHARES = ("compression", "overdue_rate", "message_compliance")
HIDDEN = ("is_open", "missed", "closed_late", "import_id", "line", "age", "days", "computed_due_on", "due_source")


def table(frame: pd.DataFrame, key: str | None = None) -> None:
    """A small table with its columns named; shares shown as percent; case numbers lead to the case."""
    names = {column: column_word(column) for column in frame.columns}
    formats = {column: "percent" for column in frame.columns if column in SHARES}
    formats |= {column: "%.1f" for column in frame.select_dtypes("float") if column not in formats}
    configured: dict[str, Any] = {
        names[column]: st.column_config.NumberColumn(format=form) for column, form in formats.items()
    }
    for column in frame.columns:
        if column.endswith("_on"):
            configured[names[column]] = st.column_config.DateColumn(format="YYYY-MM-DD")
        elif column.endswith("_at"):
            configured[names[column]] = st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm")
    shown = in_force(frame)
    if {"platform", "case_no"} <= set(frame.columns):
        shown = shown.assign(case_no=case_links(frame))
        configured[names["case_no"]] = st.column_config.LinkColumn(display_text=CASE_LINK, width="medium")
    st.dataframe(shown.rename(columns=names), hide_index=True, key=key, placeholder="–", column_config=configured)


def in_force(frame: pd.DataFrame) -> pd.DataFrame:
    """The values that are words of ours, not of the export, in the language in force."""
    words = {
        column: [value_word(column, value) for value in frame[column]] for column in frame.columns if column in VALUES
    }
    return frame.assign(**words)
