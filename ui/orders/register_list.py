"""The register of orders: how many stand how, filtered and downloaded; how units receive and answer."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.figures.scope import Scope
from ui.figures.card import count_card, draw_cards
from ui.orders.named import STATE_SHAPES, order_frame
from ui.shell.choosing import choose
from ui.shell.data import figures, row_page
from ui.shell.wording import _
from ui.shell.words import column_word, value_word
from ui.tables.downloads import file_name, table_downloads
from ui.tables.rows import definition, selection
from ui.tables.small_tables import in_force, table

SHOWN = (
    "order_id",
    "number",
    "year",
    "unit_name",
    "subject",
    "order_state",
    "answer_overdue_days",
    "signed_on",
    "received_on",
    "answer_by",
    "answered_on",
    "lines",
    "settled",
    "still_open",
    "void",
    "signed_by",
    "contact_name",
    "phone",
)
OVERDUE = "overdue"


def all_orders(scope: Scope) -> pd.DataFrame:
    """Every draft and order of the selection, as of its day."""
    return row_page("orders_register", scope, None, limit=None, offset=0)


def standing(scope: Scope) -> None:
    """How many orders wait for what."""
    rows = all_orders(scope)
    out = figures("orders_waiting", scope).iloc[0]
    counts = (
        (_("Drafts to read and sign"), int((rows["order_state"] == "draft").sum())),
        (_("Orders out, not answered"), int(out["orders_out"])),
        (_("of these, answer overdue"), int(out["answers_overdue"])),
        (_("Answered, to be accepted"), int((rows["order_state"] == "answered").sum())),
        (_("Lines of orders still open"), int(rows.loc[rows["order_state"] != "draft", "still_open"].sum())),
    )
    draw_cards((count_card(name, count) for name, count in counts), "orders-standing")


def order_register(scope: Scope) -> None:
    """The signed orders, by their state, with the number that leads to each."""
    st.subheader(_("Register of orders"), anchor="register")
    rows = all_orders(scope)
    rows = rows[rows["order_state"] != "draft"]
    if rows.empty:
        st.info(_("No order has been signed in this selection."))
        return
    present = [state for state in STATE_SHAPES if (rows["order_state"] == state).any()]
    chosen = choose(
        st.pills,
        _("State of the order"),
        [OVERDUE, *present],
        "orders-state",
        format_func=lambda state: _("answer overdue") if state == OVERDUE else state_name(state),
        label_visibility="collapsed",
    )
    if chosen == OVERDUE:
        rows = rows[rows["answer_overdue"].fillna(False)]
    elif chosen:
        rows = rows[rows["order_state"] == chosen]
    st.markdown(f"**{len(rows):,}**")
    shown, configured = order_frame(rows[[*SHOWN]])
    st.dataframe(shown, hide_index=True, placeholder="–", column_config=configured, key="orders-register")
    with st.container(horizontal=True):
        table_downloads(
            lambda: named(rows),
            selection(scope, "orders_register"),
            file_name(_("Register of orders"), scope),
            "orders",
        )


def named(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows for a file, their columns and values in words."""
    return in_force(rows).rename(columns={column: column_word(column) for column in rows})


def state_name(state: str) -> str:
    """A state with its shape, in the language in force."""
    return f"{STATE_SHAPES[state]} {value_word('order_state', state)}"


def orders_by_unit(scope: Scope) -> None:
    """How each unit receives and answers the orders signed in the period."""
    st.subheader(_("Orders of the period by unit"), anchor="by-unit")
    frame = figures("orders_by_unit", scope)
    if frame.empty:
        st.info(_("No order was signed in this period."))
    else:
        table(frame, key="orders-by-unit")
    definition("orders_by_unit", scope)
