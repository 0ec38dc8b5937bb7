"""Drafts: made for the as-of day, read one by one, signed one by one or all."""

from __future__ import annotations

import streamlit as st

from analytics.figures.scope import Scope
from analytics.orders.drafting import Drafted, draft
from analytics.orders.signing import Signed
from analytics.warehouse.who import user
from ui.orders.named import order_frame
from ui.orders.order_letters import signed_and_sent
from ui.orders.register_list import all_orders
from ui.shell.data import settings, snapshot
from ui.shell.pressing import do, say_done
from ui.shell.signed_in import signed_in, who_field
from ui.shell.wording import _

SHOWN = ("order_id", "number", "year", "unit_name", "subject", "drafted_of", "lines", "still_open", "settled", "void")

DONE = "orders-done"


def drafts(scope: Scope) -> None:
    """The drafts that stand, those chosen (or all) to be signed; and the button that drafts the as-of day."""
    st.subheader(_("Drafts"), anchor="drafts")
    say_done(DONE)
    rows = all_orders(scope)
    rows = rows[rows["order_state"] == "draft"]
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(_("Draft the orders of {day}").format(day=scope.as_of), icon=":material/edit_document:"):
            do(
                lambda: draft(snapshot(), scope.as_of, settings(), signed_in() or user()),
                DONE,
                lambda made: _drafted(made, scope),
            )
        st.caption(
            _(
                "Every open case, message and negative rating past the ladder's order step, once, by unit. What was struck stays struck."
            )
        )
    if rows.empty:
        return
    shown, configured = order_frame(rows[[*SHOWN]])
    event = st.dataframe(
        shown,
        hide_index=True,
        key="drafts",
        placeholder="–",
        column_config=configured,
        on_select="rerun",
        selection_mode="multi-row",
    )
    full = [*map(int, rows.loc[rows["lines"] > 0, "order_id"])]  # where all lines were struck there is nothing to sign
    chosen = [int(rows["order_id"].iloc[place]) for place in event["selection"]["rows"] if place < len(rows)]
    with st.form("sign", border=True):
        words = (
            _("Sign the {n} chosen drafts").format(n=len(chosen))
            if chosen
            else _("Sign: choose drafts in the table, or all {n} that are listed").format(n=len(full))
        )
        st.markdown(f"**{words}**")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            who = who_field(_("Signed by"), "signer")
            everything = st.checkbox(_("All {n} drafts").format(n=len(full)), value=False)
            pressed = st.form_submit_button(_("Sign"), type="primary")
        if pressed:
            do(lambda: signed_and_sent(full if everything else chosen, who), DONE, _signed)


def _drafted(made: Drafted, scope: Scope) -> str:
    told = _("{n} drafts stand for {day}, {new} of them new.").format(n=len(made.drafts), day=scope.as_of, new=made.new)
    if made.without_unit:
        told += " " + _("{n} cases, messages or ratings name no unit and are in none.").format(n=made.without_unit)
    return told


def _signed(signed: list[Signed]) -> str:
    return _("Signed: {n} orders, from 〔{year}〕{first}号 to {last}号.").format(
        n=len(signed), year=signed[0].year, first=signed[0].number, last=signed[-1].number
    )
