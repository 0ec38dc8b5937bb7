"""What was ordered: how many orders are out in a selection, and the way to them."""

from __future__ import annotations

import streamlit as st

from analytics.figures.scope import Scope
from ui.shell.data import figures
from ui.shell.links import link_to_orders
from ui.shell.wording import _


def orders_out(scope: Scope) -> None:
    """How many orders wait for an answer, how many of them since their day has passed, and the way to them."""
    out = figures("orders_waiting", scope).iloc[0]
    told = _("No supervision order is out.")
    if out["orders_out"]:
        told = _("**{n} supervision orders are out**, {overdue} of them past the day of their answer.").format(
            n=f"{int(out['orders_out']):,}", overdue=f"{int(out['answers_overdue']):,}"
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(told, width="content")
        link_to_orders(_("Orders"))
