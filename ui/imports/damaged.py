"""Imports that are damaged or missing: what is wrong with each, and the decision to go on without it."""

from __future__ import annotations

import streamlit as st

from analytics.snapshot.settling import settle
from ui.shell.data import settings, warehouse
from ui.shell.unsettled import damage_words, damages
from ui.shell.wording import _, plain


def damaged_imports() -> None:
    """Each one with its way out; a click settles it. Nothing is drawn where all is well."""
    found = damages()
    if not found:
        return
    st.subheader(_("Damaged"))
    for damage in found:
        what = damage.import_id or damage.place
        with st.container(border=True):
            if damage.file:
                st.markdown(f"**{plain(damage.file)}**")
            st.markdown(damage_words(damage))
            if st.button(_("Go on without it"), key=f"settle-{what}"):
                settle(what, warehouse(), settings())
                st.rerun()
