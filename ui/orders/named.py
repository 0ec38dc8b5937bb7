"""What orders are called on the screen, and rows of theirs as tables."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from ui.shell.links import ORDER_LINK, order_link
from ui.shell.words import column_word
from ui.tables.small_tables import holds_days, in_force

STATE_SHAPES = {
    "draft": "◇",
    "signed": "▷",
    "sent": "▷",
    "received": "◐",
    "answered": "◕",
    "returned": "↺",
    "extended": "⟳",
    "accepted": "●",
    "withdrawn": "✕",
    "superseded": "⇉",
}
"""A shape for each state beside its word."""


def address_of(row: Any) -> str:
    """What an order is called in an address: 2026-47, or draft-12."""
    number = row["number"]
    if number is None or pd.isna(number):
        return f"draft-{int(row['order_id'])}"
    return f"{int(row['year'])}-{int(number)}"


def order_frame(frame: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Rows of the register as they are shown: the number leads to the order's page, states with their shape."""
    shown = in_force(frame)
    if "order_state" in frame:
        words = [
            f"{STATE_SHAPES.get(key, '')} {word}"
            for key, word in zip(frame["order_state"], shown["order_state"], strict=True)
        ]
        shown = shown.assign(order_state=words)
    shown.insert(0, "order", [order_link(address_of(row)) for _at, row in frame.iterrows()])
    columns = [
        column for column in shown if column not in ("order_id", "number", "year", "prefix", "calendar", "follows_id")
    ]
    names = {column: column_word(column) for column in columns}
    configured: dict[str, Any] = {names["order"]: st.column_config.LinkColumn(display_text=ORDER_LINK, width=110)}
    configured |= {
        names[column]: st.column_config.DateColumn(format="YYYY-MM-DD", width=96)
        for column in columns
        if holds_days(column) or column in ("receive_by", "answer_by", "drafted_of")
    }
    return shown[columns].rename(columns=names), configured
