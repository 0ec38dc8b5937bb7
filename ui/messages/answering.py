"""How long answers take by kind of message, under which limits; what was asked again, what the platform extended."""

from __future__ import annotations

import streamlit as st

from analytics.figures.scope import Scope
from ui.shell.data import figures
from ui.shell.wording import _
from ui.tables.rows import definition
from ui.tables.small_tables import table


def answering(scope: Scope) -> None:
    """Each kind with its limit and times, then the messages extended."""
    st.subheader(_("Time to answer and limits by kind"), anchor="answering")
    kinds = figures("answer_limits", scope, "kind")
    if kinds.empty:
        st.info(_("No message has its due day in this selection."))
        return
    table(kinds, key="answer-limits")
    definition("answer_limits", scope, files=False)
    extended = figures("extended_messages", scope).iloc[0]
    if extended["messages"]:
        st.markdown(
            _(
                "Extended by the platform: {extended:,} of {messages:,}; on time only thanks to that: {thanks:,}."
            ).format(
                extended=int(extended["extended"]),
                messages=int(extended["messages"]),
                thanks=int(extended["only_thanks"]),
            )
        )
        definition("extended_messages", scope, files=False)
