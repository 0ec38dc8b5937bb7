"""What is written for readers, in the language of the screen: mapping files, personal data, operation, the figures."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from analytics.errors import N_
from analytics.languages import document, readme
from ui.shell.links import document_link
from ui.shell.wording import _, language, plain

_HEADING = re.compile(r"^(#{1,6}) +(.+)$", re.MULTILINE)
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
OPERATION = ("Every night", "Damage, backup, restore", "Command line", "Without make")
"""The sections of the README that tell how Casewatch is run, by their English headings."""


@dataclass(frozen=True)
class Written:
    """A document: what it is called on screen, and its Markdown in a language."""

    name: str
    text: Callable[[str], str]


def sections(text: str) -> list[tuple[int, str, str]]:
    """The headings of a Markdown text with their level and all that follows them up to the next heading, in order."""
    code = [match.span() for match in _FENCED.finditer(text)]
    heads = [head for head in _HEADING.finditer(text) if not any(start <= head.start() < end for start, end in code)]
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return [
        (len(head[1]), head[2].strip(), text[head.end() : end].strip()) for head, end in zip(heads, ends, strict=True)
    ]


def operation(in_language: str) -> str:
    """How Casewatch is run: sections of the README, which have the same places in every language."""
    places = [heading for _level, heading, _text in sections(readme("en").read_text(encoding="utf-8"))]
    there = sections(readme(in_language).read_text(encoding="utf-8"))
    told = [there[places.index(heading)] for heading in OPERATION]
    return "\n\n".join(f"## {heading}\n\n{text}" for _level, heading, text in told)


def _of_docs(name: str) -> Callable[[str], str]:
    return lambda in_language: document(name, in_language).read_text(encoding="utf-8").partition("\n")[2].strip()


DOCUMENTS = {
    "mappings": Written(N_("Mapping files: every key"), _of_docs("mappings")),
    "personal-data": Written(N_("Personal data: what is masked, what is not"), _of_docs("personal-data")),
    "reminders": Written(N_("Reminders: how they are switched on, what becomes of a letter"), _of_docs("reminders")),
    "operation": Written(N_("Operation: every night, backup, commands"), operation),
}
"""What the Help page shows, by the name in its address; the law book stands on Definitions."""


def linked_document() -> None:
    """The document that the address names (?document=mappings), open on top."""
    name = st.query_params.get("document")
    if not name:
        return
    if name not in DOCUMENTS:
        st.warning(_("There is no document {name}; those that there are stand below.").format(name=plain(name)))
        return
    with st.container(border=True, key="linked-document"):
        st.subheader(_(DOCUMENTS[name].name), anchor="document")
        st.markdown(on_a_page(DOCUMENTS[name].text(language())))


def documents() -> None:
    """Each document in a fold, and the law book, which stands on Definitions."""
    st.page_link("pages/definitions.py", label=_("Definitions: every figure, and the law book"))
    for name, written in DOCUMENTS.items():
        with st.expander(_(written.name), key=f"document-{name}", on_change="rerun") as opened:
            if getattr(opened, "open", True):
                st.markdown(on_a_page(written.text(language())))


def on_a_page(text: str) -> str:
    """A document's Markdown as a page shows it: links between documents lead to them here, those to files are words."""

    def led(link: re.Match[str]) -> str:
        picture, words, target = link.groups()
        if picture:
            return ""
        if "://" in target:
            return link[0]
        name = target.partition("#")[0].rpartition("/")[2].removesuffix(".md")
        return f"[{words}]({document_link(name)})" if name in DOCUMENTS else words

    return _LINK.sub(led, text)
