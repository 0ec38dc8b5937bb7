"""How each block of the meeting is drawn; six.py draws the standing six."""

from __future__ import annotations

import streamlit as st

from analytics.review.meeting import Block
from ui.review.blocks import heading, parts, rows_of
from ui.review.deciding import decision_acts, decision_form
from ui.review.seen import closed_meeting, in_words
from ui.shell.folding import in_tabs
from ui.shell.wording import _

UNIT = "exception"
_NARROW = "decisions"


def promises(block: Block) -> None:
    """Decisions of earlier meetings first, open ones with what can be done with them; then the orders."""
    if not heading(block):
        return
    for table in block.tables:
        if table.key == _NARROW and len(table.rows) and not closed_meeting():
            st.markdown(f"**{in_words(table.title)}**")
            decision_acts(table, "promises")
        elif len(table.rows):
            rows_of(table, f"promises-{table.key}")


def changes(block: Block) -> None:
    """What changed in sentences, who carries it in tables beneath, one open at a time."""
    if heading(block) and block.tables:
        in_tabs(
            "changes-tables",
            *(
                (table.title.said(_), lambda table=table: rows_of(table, f"changes-{table.key}"))
                for table in block.tables
            ),
        )


def exceptions(block: Block) -> None:
    """One exception at a time: why, its cases, and the decision that is proposed, to be taken as it is or in other words."""
    if not heading(block) or not block.proposals:
        return
    chosen = parts(UNIT, {proposal.key: proposal.unit for proposal in block.proposals})
    proposal = next(one for one in block.proposals if one.key == chosen)
    st.markdown(f"**{in_words(proposal.why)}**")
    if closed_meeting():
        st.markdown(_("Proposed: {decision}").format(decision=in_words(proposal.decision)))
    else:
        decision_form(proposal.key, proposal.decision.said(_), proposal.owner, proposal.unit, proposal.due_on)
    for table in block.tables:
        if table.key == proposal.key:
            rows_of(table, table.key)


def decisions(block: Block) -> None:
    """What was decided so far, a form for the next decision."""
    if not heading(block):
        return
    for table in block.tables:
        if closed_meeting():
            rows_of(table, "decided")
        else:
            decision_acts(table, "decided")
    if not closed_meeting():
        decision_form("new")
