"""Small tables: how days, times and shares are written, where case numbers lead."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from ui.shell.links import CASE_LINK, case_links
from ui.shell.words import VALUES, column_word, is_share, value_word

DAYS = (
    "due_day_before",
    "due_day_after",
    "rectify_by",
    "export_day",
    "due_then",
    "due_replayed",
    "closed_then",
    "closed_replayed",
)
"""Columns that hold a day, beside those whose name says so (`…_on`)."""
LIMITS = ("promised_before", "promised_after", "statutory_before", "statutory_after")
"""Columns that hold a number and its unit as one text."""
DAY_WIDTH, TIME_WIDTH = 96, 136  # pixels: a column whose first rows are empty would cut the others
HIDDEN = ("is_open", "missed", "closed_late", "import_id", "line", "age", "days", "computed_due_on", "due_source")


def table(frame: pd.DataFrame, key: str | None = None) -> None:
    """A small table with its columns named; shares shown as percent; case numbers lead to the case."""
    shown, configured = _dressed(frame)
    st.dataframe(shown, hide_index=True, key=key, placeholder="–", column_config=configured)


def selectable(frame: pd.DataFrame, key: str, several: bool = True) -> list[int]:
    """A small table whose rows can be ticked, one or several. Gives the places of the ticked ones, in the order of ticking."""
    shown, configured = _dressed(frame)
    event = st.dataframe(
        shown,
        hide_index=True,
        key=key,
        placeholder="–",
        column_config=configured,
        on_select="rerun",
        selection_mode="multi-row" if several else "single-row",
    )
    return [row for row in event["selection"]["rows"] if row < len(frame)]


def _dressed(frame: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, Any]]:
    """A frame as it is shown, and how its columns are written."""
    names = {column: column_word(column) for column in frame.columns}
    formats = {column: "percent" for column in frame.columns if is_share(column)}
    formats |= {column: "%.1f" for column in frame.select_dtypes("float") if column not in formats}
    configured: dict[str, Any] = {
        names[column]: st.column_config.NumberColumn(format=form) for column, form in formats.items()
    }
    for column in frame.columns:
        if holds_days(column):
            configured[names[column]] = st.column_config.DateColumn(format="YYYY-MM-DD", width=DAY_WIDTH)
        elif column.endswith("_at"):
            configured[names[column]] = st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm", width=TIME_WIDTH)
    shown = in_force(frame)
    if {"platform", "case_no"} <= set(frame.columns):
        shown = shown.assign(case_no=case_links(frame))
        configured[names["case_no"]] = st.column_config.LinkColumn(display_text=CASE_LINK, width="medium")
    return shown.rename(columns=names), configured


def holds_days(column: str) -> bool:
    """Whether a column holds days, without a time."""
    return column in DAYS or column.endswith("_on")


def in_force(frame: pd.DataFrame) -> pd.DataFrame:
    """The values that are words of ours, not of the export, in the language in force."""
    words = {
        column: [value_word(column, value) for value in frame[column]] for column in frame.columns if column in VALUES
    }
    words |= {column: [_limit(text) for text in frame[column]] for column in LIMITS if column in frame}
    return frame.assign(**words)


def _limit(text: Any) -> Any:
    """A limit as it is said: 15.0 working is 15 working days."""
    if not isinstance(text, str):
        return text
    number, _space, unit = text.partition(" ")
    return f"{float(number):g} {value_word('limit_unit', unit)}".strip()
