"""What was ordered: how many orders are out in a selection, and the way to them."""

from __future__ import annotations

import streamlit as st

from analytics.figures.scope import Scope
from ui.shell.data import figures
from ui.shell.links import orders_page_link
from ui.shell.wording import _


def orders_out(scope: Scope) -> None:
    """How many orders wait for an answer, how many of them since their day has passed, and the way to them."""
    out = figures("orders_waiting", scope).iloc[0]
    if not out["orders_out"]:
        st.markdown(_("No supervision order is out.") + " " + to_orders(orders_page_link()))
        return
    told = _("**{n} supervision orders are out**, {overdue} of them past the day of their answer.").format(
        n=f"{int(out['orders_out']):,}", overdue=f"{int(out['answers_overdue']):,}"
    )
    st.markdown(told + " " + to_orders(orders_page_link()))


def to_orders(address: str) -> str:
    """A link to the register of orders, in the words of the page."""
    name = _("Orders")
    return f"[{name}]({address})"
