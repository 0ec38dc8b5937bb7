"""Whom to urge: every unit with what is urgent there, its contact and phone; its own list as a file, a text to copy."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.errors import CasewatchError
from analytics.figures.scope import Scope
from analytics.reminders.attempts import TEXT_COPIED, URGED_BY_PHONE, write_down
from analytics.reminders.letters import COPIED, letter, matters_of
from ui.figures.units import contact_line
from ui.shell.data import figures, settings, snapshot, warehouse
from ui.shell.frame import helpful
from ui.shell.signed_in import who_field
from ui.shell.wording import _, plain, sentence
from ui.tables.downloads import file_name, table_downloads
from ui.tables.rows import definition, selection
from ui.tables.small_tables import in_force, selectable, table


def urging(scope: Scope) -> None:
    """The units, the worst first; a ticked one shows its list, its text and what was done."""
    units = figures("units_to_urge", scope)
    if units.empty:
        st.info(_("No unit has anything urgent in this selection."))
        return
    without = int(units["contact_name"].isna().sum())
    if without:
        st.warning(
            _(
                "{n} of these units have no contact. Import a contact list (联络人名单), then they can be reminded; until then "
                "copy the text."
            ).format(n=without),
            icon=":material/contact_phone:",
        )
    st.caption(_("Tick a unit to see its list, the text for its group, and to write down a call."))
    with st.container(horizontal=True):
        table_downloads(
            lambda: units, selection(scope, "units_to_urge"), file_name(_("Units to urge"), scope), "units-to-urge"
        )
    chosen = selectable(units, "units-to-urge-table", several=False)
    if chosen:
        _unit(units.iloc[chosen[0]], scope)
    definition("units_to_urge", scope)


@st.fragment
def _unit(unit: pd.Series, scope: Scope) -> None:
    with helpful():
        name = str(unit["unit_name"])
        own = scope.narrowed(units=name)
        st.subheader(plain(name), anchor="unit")
        if contact := contact_line(unit):
            st.markdown(contact)
        rows = snapshot().figure("urgent_matters", own)
        with st.container(horizontal=True):
            table_downloads(
                lambda: in_force(rows), selection(own, "urgent_matters"), file_name(name, scope), "unit-list"
            )
        table(rows, key="unit-matters")
        text = letter(name, scope.as_of, matters_of(rows.to_dict("records")), settings().bureau, COPIED)
        st.markdown("**" + _("Text for the unit's group") + "**")
        st.code(text, language=None, wrap_lines=True)
        done = snapshot().figure("urging_attempts", own)
        _attempt(unit, scope, text, len(done))
        if len(done):
            st.markdown("**" + _("Urged by hand") + "**")
            table(done.drop(columns=["unit_name", "area"]), key="unit-attempts")


def _attempt(unit: pd.Series, scope: Scope, text: str, before: int) -> None:
    """Write down a call with a note, or that the text was copied; with each one written down the note begins empty."""
    name, area = str(unit["unit_name"]), unit["area"] if pd.notna(unit["area"]) else None
    with st.form("attempt", border=True):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            who = who_field(_("Done by"), "attempted-by")
            note = st.text_input(
                _("Note"), placeholder=_("whom you spoke to, what was said"), key=f"attempt-note-{name}-{before}"
            )
        with st.container(horizontal=True):
            called = st.form_submit_button(_("Urged by phone"), icon=":material/call:", type="primary")
            copied = st.form_submit_button(_("Text copied and sent"), icon=":material/content_copy:")
    if not (called or copied):
        return
    try:
        if called:
            write_down(warehouse(), URGED_BY_PHONE, name, area, scope.as_of, note or "", who or "")
        else:
            write_down(warehouse(), TEXT_COPIED, name, area, scope.as_of, text, who or "")
    except CasewatchError as error:
        st.error(sentence(error), icon=":material/error:")
    else:
        st.rerun(scope="fragment")
