"""A bulletin's draft as files, and the form that issues it."""

from __future__ import annotations

import streamlit as st

from analytics.bulletins.annex import annex
from analytics.bulletins.bulletin_document import document
from analytics.bulletins.bulletin_parts import Bulletin
from analytics.bulletins.issuing import issue
from analytics.documents import pdf_of
from analytics.documents.pdf import can_make_pdf
from ui.shell.data import settings, snapshot
from ui.shell.pressing import do, say_done
from ui.shell.signed_in import signed
from ui.shell.wording import _, plain
from ui.tables.downloads import clean_name, download

DONE = "bulletin-done"


def issuing_form(bulletin: Bulletin) -> None:
    """Files of the draft, the form that issues it, and what was just issued."""
    here, now = snapshot(), settings()
    name = clean_name(["".join(bulletin.title)])
    with st.container(horizontal=True):
        download(_("Draft as DOCX"), lambda: document(bulletin, now), f"{name}.docx", "bulletin-docx")
        if can_make_pdf():
            download(_("Draft as PDF"), lambda: pdf_of(document(bulletin, now)), f"{name}.pdf", "bulletin-pdf")
        download(_("Annex as XLSX"), lambda: annex(here, bulletin, now), f"{name}.xlsx", "bulletin-xlsx")
    say_done(DONE)
    with st.form("issue-bulletin", border=True):
        st.markdown(_("**Issue it**: it gets the next number and is kept as it is now, words and files, for good."))
        who, pressed = signed(_("Issued by"), "bulletin-issuer", _("Issue"), type="primary")
    if pressed:
        do(
            lambda: issue(here, bulletin, who, now),
            DONE,
            lambda given: _("Issued as {number}.").format(number=plain(given.text)),
        )
