"""A bulletin to read, as its document says it; the words of its marked places can be changed, its numbers cannot."""

from __future__ import annotations

import hashlib

import pandas as pd
import streamlit as st

from analytics.bulletins.bulletin_parts import Bulletin, Failed, Heading, Paragraph, Place, Table, read
from analytics.bulletins.composing import worded
from analytics.errors import N_
from ui.shell.wording import _, plain, sentence

PLACES = {"opening": N_("Opening words"), "problems": N_("Problems"), "required": N_("What is required")}
_ORDINALS = "一二三四五六七八九十"


def preview(bulletin: Bulletin) -> Bulletin:
    """Draw it; gives it with the words as they stand on the page."""
    st.caption(
        _(
            "Numbers come from the figures and cannot be changed here; the words in the boxes can. The document is in Chinese."
        )
    )
    words: dict[str, str] = {}
    ordinal = 0
    with st.container(border=True):
        st.markdown(f"### {plain(''.join(bulletin.title))}")
        for place, block in enumerate(bulletin.blocks):
            match block:
                case Heading(text):
                    st.markdown(f"**{_ORDINALS[ordinal]}、{plain(text)}**")
                    ordinal += 1
                case Paragraph():
                    st.markdown(plain(block.text))
                case Place():
                    words[block.key] = _place(bulletin, block)
                case Table():
                    _table(block, f"bulletin-table-{place}")
                case Failed(error):
                    st.error(sentence(error), icon=":material/error:")
    return worded(bulletin, words)


def _place(bulletin: Bulletin, block: Place) -> str:
    about = f"{bulletin.kind} {bulletin.area} {bulletin.scope.period_start} {bulletin.scope.period_end}"
    key = f"bulletin-{block.key}-{hashlib.sha256(about.encode()).hexdigest()[:8]}"
    return st.text_area(_(PLACES[block.key]), value=block.text, key=key, max_chars=2000) or ""


def _table(table: Table, key: str) -> None:
    st.caption(plain(table.caption))
    headings = [heading.replace("\n", "") for heading in table.headings]
    if not table.rows:
        st.markdown("无")
        return
    rows = pd.DataFrame([[read(cell) for cell in row] for row in table.rows], columns=headings)
    st.dataframe(rows, hide_index=True, key=key, placeholder="–")
