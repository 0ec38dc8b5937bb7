"""A unit's sheet of points to send: every entry with its evidence, as a document; the same rows as a workbook above it."""

from __future__ import annotations

import streamlit as st

from analytics.assessment.sheet import document, sheet_of
from analytics.figures.scope import Scope
from ui.shell.choosing import choose
from ui.shell.data import figures, rules, settings, snapshot
from ui.shell.wording import _
from ui.tables.downloads import download, table_downloads
from ui.tables.rows import selection

CHOSEN = "assessment-sheet"


def unit_sheet(scope: Scope) -> None:
    """Choose a unit with entries and take its sheet along."""
    frame = figures("deductions_by_unit", scope)
    units = [unit for unit in frame.loc[frame["entries"] > 0, "unit_name"] if isinstance(unit, str)]
    if not units:
        return
    st.subheader(_("Sheet of a unit"), anchor="sheet")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if st.session_state.get(CHOSEN) not in units:
            st.session_state[CHOSEN] = units[0]
        unit = choose(st.selectbox, _("Unit"), units, CHOSEN)
        name = "-".join((_("Assessment"), str(unit), str(scope.as_of)))
        download(
            _("Sheet to send (DOCX)"),
            lambda: document(sheet_of(snapshot(), scope, str(unit)), settings(), rules()),
            f"{name}.docx",
            "assessment-docx",
            icon=":material/description:",
        )
        one = scope.narrowed(units=str(unit))
        table_downloads(
            lambda: snapshot().rows("deductions", one), selection(one, "deductions"), name, "assessment-sheet"
        )
