"""The first screen of an empty warehouse: how figures come here, in three steps, and what they will answer."""

from __future__ import annotations

import streamlit as st

from ui.help.tour import tour
from ui.shell.wording import _


def first_screen() -> None:
    """What to do first, and the tour."""
    st.info(_("Nothing has been imported yet. Import an export file to see its figures here."), icon=":material/inbox:")
    bring, fill_in, try_out = st.columns(3)
    with bring, st.container(border=True, height="stretch"):
        st.markdown("**" + _("You have an export") + "**  \n" + _("Upload it as the platform wrote it."))
        st.page_link("pages/imports.py", label=_("Go to Imports"), icon=":material/upload_file:")
    with fill_in, st.container(border=True, height="stretch"):
        st.markdown("**" + _("You have none yet") + "**  \n" + _("See which columns are needed, and take a template."))
        st.page_link("pages/help.py", label=_("Columns and templates"), icon=":material/table_view:")
    with try_out, st.container(border=True, height="stretch"):
        st.markdown("**" + _("You only want to look") + "**  \n" + _("Make invented data on the command line:"))
        st.code("python -m analytics demo", language=None)
    tour()
