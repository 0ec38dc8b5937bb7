"""What a case cost its unit: its entries in the assessment's ledger."""

from __future__ import annotations

import streamlit as st

from analytics.case.case_file import Case
from analytics.figures.scope import Scope
from ui.shell.data import row_page
from ui.shell.wording import _
from ui.tables.rows import definition
from ui.tables.small_tables import table

SHOWN = (
    *("entry_id", "entry_kind", "entry_state", "event_on", "month", "points", "unit_name"),
    *("document_number", "order_number", "reversal_reason", "text", "done_by", "appeal_id"),
)


def points_of(case: Case, scope: Scope) -> None:
    """The case's entries, those that were reversed with their reversals; nothing for a case that cost nothing."""
    every = Scope(as_of=scope.as_of)
    of_case = {name: str(case.row[name]) for name in ("platform", "case_no")}
    entries = row_page("deductions", every, of_case, None, 0)
    own = entries[entries["entry_subject"] == "cases"]
    if own.empty:
        return
    st.subheader(_("Points in the assessment"), anchor="points")
    table(own[[*SHOWN]], key="case-points")
    definition("deductions", every, files=False)
