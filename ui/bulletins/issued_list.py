"""The bulletins that were issued, each with its files as they were issued."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analytics.bulletins.issuing import file_of, issued
from ui.bulletins.composed import NAMES
from ui.shell.data import snapshot
from ui.shell.wording import _, plain
from ui.tables.downloads import download

_SHOWN = 20


def issued_list() -> None:
    """The newest ones, with buttons for their documents and annexes."""
    here = snapshot()
    every = issued(here)
    st.subheader(_("Issued bulletins"), anchor="issued")
    if not every:
        st.caption(_("No bulletin has been issued yet."))
        return
    for one in every[:_SHOWN]:
        with st.container(horizontal=True, vertical_alignment="center"):
            about = " · ".join((_(NAMES[one.kind]), plain(one.area or _("the city")), f"{one.issued_on}"))
            st.markdown(f"**{plain(one.text)}** {plain(one.title)}  \n{about} · {plain(one.issued_by)}")
            name = f"bulletin-{one.year}-{one.number}"
            download("DOCX", partial(file_of, here, one), f"{name}.docx", f"{name}-docx", small=True)
            download("XLSX", partial(file_of, here, one, ".xlsx"), f"{name}.xlsx", f"{name}-xlsx", small=True)
    if len(every) > _SHOWN:
        st.caption(_("{n} older ones: `python -m analytics bulletin list`").format(n=len(every) - _SHOWN))
