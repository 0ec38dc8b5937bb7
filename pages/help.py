"""Help: where to begin, what each page answers, what an export must hold, and where it is written."""

import streamlit as st

from ui.help.documents import documents, linked_document
from ui.help.export_columns import export_columns
from ui.help.tour import tour
from ui.shell.frame import enter
from ui.shell.wording import _

enter()
st.header(_("Getting started"), anchor="start")
linked_document()
tour()
st.subheader(_("What an export needs"), anchor="columns")
export_columns()
st.subheader(_("To read"), anchor="documents")
documents()
