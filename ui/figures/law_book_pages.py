"""The law book on the Definitions page: the section that a link names, the passages of a figure's source, all of it.

It is shown in the language of the screen.
"""

from __future__ import annotations

from functools import partial

import streamlit as st

from analytics.figures.law_book import Section, cited, law_book, passages
from ui.shell.folding import fold
from ui.shell.links import section_link
from ui.shell.wording import _, language, plain


def source_link(source: str) -> str:
    """A figure's source as a Markdown link to the section that it cites, the first where it cites several."""
    return f"[{plain(source)}]({section_link(cited(source).sections[0])})"


def cited_passages(source: str) -> None:
    """What a source cites: the passages that speak of it, and links to their sections."""
    for passage in passages(source, language()):
        st.markdown(passage)
    sections = [law_book(language())[number] for number in cited(source).sections]
    links = " · ".join(f"[{plain(_title(section))}]({section_link(section.number)})" for section in sections)
    st.caption(_("The whole section: {links}").format(links=links))


def linked_section() -> None:
    """The section that the address names (?section=4), open on top."""
    number = st.query_params.get("section")
    if not number:
        return
    section = law_book(language()).get(int(number)) if number.isdecimal() else None
    if section is None:
        st.warning(_("The law book has no section {number}.").format(number=plain(number)))
        return
    with st.container(border=True, key="linked-section"):
        st.subheader(plain(_title(section)), anchor="section")
        st.markdown(section.text)


def whole_law_book() -> None:
    """Every section, each in a fold."""
    st.caption(_("What the words mean and how every figure is computed; each figure cites its section."))
    for section in law_book(language()).values():
        fold(plain(_title(section)), f"section-{section.number}", partial(st.markdown, section.text))


def _title(section: Section) -> str:
    return f"{section.number}. {section.title}"
