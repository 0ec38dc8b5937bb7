"""Interface texts: English in the source, other languages in gettext catalogues. Data is never translated."""

from __future__ import annotations

import gettext
from functools import cache

import streamlit as st

from analytics.errors import CasewatchError
from analytics.settings import ROOT
from ui.shell.session import of_session

LANGUAGES = {"en": "English", "zh": "中文"}
_CATALOGUES = {"zh": "zh_CN"}


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(
        "casewatch", ROOT / "locales", [_CATALOGUES[language]] if language in _CATALOGUES else [], fallback=True
    )


def language() -> str:
    """The language in force: the switch (and the URL) first, then the browser's."""
    chosen = of_session("lang")
    if chosen in LANGUAGES:
        return chosen
    return browser_language()


def browser_language() -> str:
    """Chinese for a Chinese browser, else English."""
    return "zh" if (st.context.locale or "").lower().startswith("zh") else "en"


def _(text: str) -> str:
    """The text in the language in force."""
    return _catalogue(language()).gettext(text)


def said(error: CasewatchError) -> str:
    """An error's sentence in the language in force."""
    texts = [_(text) for text in (error.template, error.mend) if text]
    return " ".join(text.format(**error.details) if error.details else text for text in texts)


def figure_name(name: str, name_zh: str) -> str:
    """A figure's own name in the language in force."""
    return name_zh if language() == "zh" else name


def plain(text: object) -> str:
    """Text from an export as Markdown shows it: every mark stays a character."""
    marks = "\\`*_{}[]()<>#+-.!|$~:"
    return "".join(f"\\{char}" if char in marks else char for char in str(text).replace("\n", " "))


def chart_text(text: object) -> str:
    """Text from an export as Plotly shows it, which renders some HTML."""
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unit_label(name: object) -> str:
    """A unit's or area's name, or that none was given."""
    return _("(not given)") if name is None or name != name or name == "" else str(name)
