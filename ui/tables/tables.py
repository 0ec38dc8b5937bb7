"""Small tables: what columns and values are called, how days, times and shares are written, where case numbers lead."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics.errors import N_
from ui.shell.links import CASE_LINK, case_links
from ui.shell.wording import _

LIGHT_WORDS = {
    "green": N_("● normal"),
    "yellow": N_("▲ near due"),
    "red": N_("■ overdue"),
    "paused": N_("❚❚ paused"),
}
VALUE_WORDS = LIGHT_WORDS | {
    "immediate": N_("Immediate"),
    "promised": N_("With a promised limit"),
    "other": N_("Other"),
    "working": N_("working days"),
    "calendar": N_("calendar days"),
    "month": N_("months"),
    "hour": N_("hours"),
    "on_time": N_("On time"),
    "late": N_("Late"),
    "unanswered_overdue": N_("Unanswered and overdue"),
    "not_yet_due": N_("Not yet due"),
    "open": N_("open"),
    "closed": N_("closed"),
    "withdrawn": N_("withdrawn"),
    "returned": N_("returned"),
    "question": N_("question"),
    "complaint": N_("complaint"),
    "suggestion": N_("suggestion"),
    "help": N_("request for help"),
    "no statutory limit": N_("no statutory limit"),
    "no promised limit": N_("no promised limit"),
    "promised > statutory": N_("promised > statutory"),
}
WORDED = ("light", "case_kind", "limit_unit", "message_group", "message_kind", "status", "finding")
SHARES = ("compression", "overdue_rate", "message_compliance")
HIDDEN = ("is_open", "missed", "closed_late", "import_id", "line", "age", "days", "computed_due_on", "due_source")
COLUMN_NAMES = {
    "platform": N_("Platform"),
    "case_no": N_("Case number"),
    "item_code": N_("Item code"),
    "item_name": N_("Service item"),
    "unit_name": N_("Unit"),
    "area": N_("Area"),
    "accepted_at": N_("Accepted"),
    "due_on": N_("Due day"),
    "closed_at": N_("Closed"),
    "light": N_("Light"),
    "used_days": N_("Used working days"),
    "remaining_days": N_("Working days left"),
    "overdue_days": N_("Working days over"),
    "paused_days": N_("Paused working days"),
    "limit_days": N_("Limit"),
    "limit_unit": N_("Limit counted in"),
    "promised_days": N_("Promised days"),
    "statutory_days": N_("Statutory days"),
    "case_kind": N_("Case kind"),
    "status": N_("Status"),
    "provisional": N_("Provisional"),
    "platform_due_at": N_("Platform's due date"),
    "message_no": N_("Message number"),
    "message_kind": N_("Kind"),
    "title": N_("Subject"),
    "asked_at": N_("Asked"),
    "answered_at": N_("Answered"),
    "response_days": N_("Working days to answer"),
    "message_group": N_("Group"),
    "compression": N_("Compression"),
    "basis": N_("Basis"),
    "items": N_("Items"),
    "cases": N_("Cases"),
    "left_out": N_("Left out"),
    "converted": N_("Converted"),
    "due": N_("Due"),
    "missed": N_("Missed"),
    "finding": N_("To verify"),
    "rated_at": N_("Rated"),
    "level": N_("Level (1 best)"),
    "positive": N_("Positive"),
    "is_default": N_("Filled in by the platform"),
    "rating_channel": N_("Channel"),
    "comment": N_("Comment"),
    "rectified_on": N_("Rectified"),
    "revisited_on": N_("Revisited"),
}


def column_names(frame: pd.DataFrame) -> dict[str, str]:
    """The columns of a table in the language in force."""
    return {column: _(COLUMN_NAMES[column]) for column in frame.columns if column in COLUMN_NAMES}


def table(frame: pd.DataFrame, key: str | None = None) -> None:
    """A small table with its columns named; shares shown as percent; case numbers lead to the case."""
    names = column_names(frame)
    formats = {column: "percent" for column in frame.columns if column in SHARES}
    formats |= {column: "%.1f" for column in frame.select_dtypes("float") if column not in formats}
    configured: dict[str, Any] = {
        names.get(column, column): st.column_config.NumberColumn(format=form) for column, form in formats.items()
    }
    for column in frame.columns:
        if column.endswith("_on"):
            configured[names.get(column, column)] = st.column_config.DateColumn(format="YYYY-MM-DD")
        elif column.endswith("_at"):
            configured[names.get(column, column)] = st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm")
    shown = in_force(frame)
    if {"platform", "case_no"} <= set(frame.columns):
        shown = shown.assign(case_no=case_links(frame))
        configured[names["case_no"]] = st.column_config.LinkColumn(display_text=CASE_LINK, width="medium")
    st.dataframe(shown.rename(columns=names), hide_index=True, key=key, placeholder="–", column_config=configured)


def value_word(value: Any) -> Any:
    """A value in the language in force where it is a word of ours, else as it is."""
    return _(VALUE_WORDS[value]) if value in VALUE_WORDS else value


def in_force(frame: pd.DataFrame) -> pd.DataFrame:
    """The values that are words of ours, not of the export, in the language in force."""
    words = {column: [value_word(value) for value in frame[column]] for column in WORDED if column in frame}
    return frame.assign(**words)
