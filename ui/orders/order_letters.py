"""Orders on their way: sent by the channels when they are signed, and what became of their letters."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.orders.by_channels import carried_by
from analytics.orders.found import Found
from analytics.orders.signing import Signed, sign
from analytics.reminders.run import send_waiting
from ui.shell.data import settings, snapshot, warehouse
from ui.shell.wording import _
from ui.tables.small_tables import table

SHOWN = ("letter_on", "recipient", "sent_by", "letter_state", "tries", "said", "last_at")


def signed_and_sent(drafts: list[int], who: str) -> list[Signed]:
    """Sign drafts; where sending is on, send their letters. Raises `OrderRefused`."""
    signed = sign(snapshot(), drafts, who, settings())
    with st.spinner(_("Sending what may leave now …")):
        send_waiting(warehouse(), snapshot(), settings(), carried_by(snapshot()))
    return signed


def letters_of(order: Found) -> None:
    """The letters that carry an order, where there is any."""
    if order.letters:
        st.subheader(_("Letters"), anchor="letters")
        table(pd.DataFrame(order.letters)[[*SHOWN]], key="order-letters")
