"""Case: one case, its life, why its due day is what it is, what it cost in the assessment, and what each import told of it."""

import streamlit as st

from ui.case.case_points import points_of
from ui.case.found_case import chosen_case, heading, versions
from ui.case.ledger_view import ledger_view, outcome, what_if_switches
from ui.case.life import life
from ui.shell.frame import selected
from ui.shell.wording import _

scope = selected()
case = chosen_case(scope)

if case:
    heading(case)
    ledger = outcome(case)
    life(case, ledger, scope)
    st.subheader(_("Clock ledger, day by day"), anchor="ledger")
    ledger_view(case, ledger, what_if_switches(case), scope)
    points_of(case, scope)
    versions(case)
