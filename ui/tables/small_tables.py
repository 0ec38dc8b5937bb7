"""Small tables: how days, times and shares are written, where case numbers lead."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from ui.shell.links import CASE_LINK, case_links
from ui.shell.look import ENLARGED, meeting_size
from ui.shell.words import PLATFORMS, VALUES, column_word, is_share, value_word

DAYS = (
    "due_day_before",
    "due_day_after",
    "rectify_by",
    "rectify_again_by",
    "export_day",
    "due_then",
    "due_replayed",
    "closed_then",
    "closed_replayed",
    "month",
    "closed_now",
    "due_now",
    "appeal_until",
    "review_by",
    "receive_by",
    "answer_by",
)
"""Columns that hold a day, beside those whose name says so (`…_on`)."""
LIMITS = ("promised_before", "promised_after", "statutory_before", "statutory_after")
"""Columns that hold a number and its unit as one text."""
DAY_WIDTH, TIME_WIDTH = 96, 136  # pixels: a column whose first rows are empty would cut the others
KEYS = ("case_no", "message_no")
"""What a row is told by: it stays in sight while the other columns are scrolled."""
FIRST = (
    *KEYS,
    *(
        "light",
        "message_group",
        "rating_state",
        "overdue_days",
        "remaining_days",
        "due_on",
        "unit_name",
        "item_name",
        "title",
    ),
    *("accepted_at", "asked_at", "closed_at", "answered_at", "area", "platform"),
)
"""What a list of rows begins with on the screen, so that a laptop shows it without scrolling."""
KEY_WIDTH = 190
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
    day, time, key = (
        round(width * (ENLARGED if meeting_size() else 1)) for width in (DAY_WIDTH, TIME_WIDTH, KEY_WIDTH)
    )
    formats = {column: "percent" for column in frame.columns if is_share(column)}
    formats |= {column: "%.1f" for column in frame.select_dtypes("float") if column not in formats}
    configured: dict[str, Any] = {
        names[column]: st.column_config.NumberColumn(format=form) for column, form in formats.items()
    }
    for column in frame.columns:
        if holds_days(column):
            configured[names[column]] = st.column_config.DateColumn(format="YYYY-MM-DD", width=day)
        elif column.endswith("_at"):
            configured[names[column]] = st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm", width=time)
    shown = in_force(frame)
    if {"platform", "case_no"} <= set(frame.columns):
        shown = shown.assign(case_no=case_links(frame))
        configured[names["case_no"]] = st.column_config.LinkColumn(display_text=CASE_LINK, width=key, pinned=True)
    if "message_no" in frame:
        configured[names["message_no"]] = st.column_config.TextColumn(width=key, pinned=True)
    return shown.rename(columns=names), configured


def in_sight(frame: pd.DataFrame) -> pd.DataFrame:
    """A list of rows with what a reader looks for first at the left; a table without a number of its rows as it is."""
    if not set(KEYS) & set(frame.columns):
        return frame
    first = [column for column in FIRST if column in frame]
    return frame[[*first, *(column for column in frame.columns if column not in first)]]


def holds_days(column: str) -> bool:
    """Whether a column holds days, without a time."""
    return column in DAYS or column.endswith("_on")


def in_force(frame: pd.DataFrame) -> pd.DataFrame:
    """The values that are words of ours, not of the export, in the language in force."""
    words = {column: _worded(frame[column]) for column in frame.columns if column in VALUES or column in PLATFORMS}
    words |= {column: [_limit(text) for text in frame[column]] for column in LIMITS if column in frame}
    return frame.assign(**words)


def _worded(values: pd.Series) -> list[Any]:
    """Each value as its word, every word looked up once."""
    words = {value: value_word(str(values.name), value) for value in values.unique()}
    return [words.get(value, value) for value in values]


def _limit(text: Any) -> Any:
    """A limit as it is said: 15.0 working is 15 working days."""
    if not isinstance(text, str):
        return text
    number, _space, unit = text.partition(" ")
    return f"{float(number):g} {value_word('limit_unit', unit)}".strip()
