"""Views kept under a name: open one, keep the one on the screen, take one off the list."""

from __future__ import annotations

import streamlit as st

from analytics.errors import CasewatchError
from analytics.warehouse.kept_views import LONGEST_NAME, forget_view, keep_view, kept_views
from ui.shell.data import warehouse
from ui.shell.wording import _, plain, said

PAGE = "pages/explore.py"


def kept_views_menu() -> None:
    """A menu of the kept views; what is kept is the link of the page, without its language."""
    with st.popover(_("Kept views"), icon=":material/bookmarks:"):
        try:
            views = kept_views(warehouse())
        except CasewatchError as error:
            st.error(said(error), icon=":material/error:")
            return
        for place, (name, query) in enumerate(views.items()):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.page_link(PAGE, label=plain(name), query_params={**query}, width="stretch")
                st.button(
                    _("Take off"),
                    key=f"forget-{place}",
                    on_click=forget_view,
                    args=(warehouse(), name),
                    type="tertiary",
                )
        with st.form("keep-view", border=False, clear_on_submit=True):
            name = st.text_input(_("Keep this view as"), max_chars=LONGEST_NAME)
            if st.form_submit_button(_("Keep")):
                _keep(name)


def _keep(name: str) -> None:
    shown = {key: st.query_params.get_all(key) for key in st.query_params if key not in ("lang", "embed")}
    try:
        keep_view(warehouse(), name, shown)
    except CasewatchError as error:
        st.error(said(error), icon=":material/error:")
        return
    st.rerun()
