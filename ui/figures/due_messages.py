"""How many messages are due, and how many of the listed are not yet: what every rate on the page is a share of."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ui.shell.wording import _


def due_and_not_yet(compliance: pd.DataFrame) -> None:
    """Of the messages whose due day lies in the period: those due by the as-of day, and those whose day is still to come.

    `compliance` is the figure `message_compliance` of the selection that is listed.
    """
    counts = compliance.iloc[0]
    st.caption(
        _("{due} messages due, {not_yet} not yet due; a rate counts only those due.").format(
            due=f"{int(counts['due']):,}", not_yet=f"{int(counts['not_yet_due']):,}"
        )
    )
