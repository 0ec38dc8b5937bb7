"""Interface texts: English in the source, other languages in gettext catalogues. Data is never translated."""

from __future__ import annotations

import gettext
import re
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
    return in_language(language(), text)


def in_language(chosen: str, text: str) -> str:
    """The text in a language."""
    return _catalogue(chosen).gettext(text)


def said(error: CasewatchError) -> str:
    """An error's sentence in the language in force."""
    texts = [_(text) for text in (error.template, error.mend) if text]
    return " ".join(text.format(**error.details) if error.details else text for text in texts)


def sentence(error: CasewatchError) -> str:
    """The same as Markdown shows it to the letter, whatever a file's name or a cell in it holds."""
    return plain(said(error))


def figure_name(name: str, name_zh: str) -> str:
    """A figure's own name in the language in force."""
    return name_zh if language() == "zh" else name


_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_MARKS = re.compile(r"[\\`*_{}\[\]()<>#+\-.!|$~:&=^]")
_JOINED = re.compile(
    r"(?<=:)(?=[A-Za-z0-9_+\-/])|(?<=www)(?=\.)|(?<=@)|(?<=[-<>=~])(?=[-<>=~])",  # :smile: http: www. a@b -- ->
    re.IGNORECASE,
)
SEVERED = ":small[]"
"""Nothing to be seen, between two texts."""


def plain(text: object) -> str:
    """Text from an export as Markdown shows it to the letter: every mark stays a character.

    A backslash is enough for Markdown itself. Streamlit looks once more into the text that Markdown leaves, for links,
    icons, emoji, dashes and arrows: what it would find there is severed by an element that shows nothing.
    """
    line = _BREAKS.sub(" ", str(text)).strip(" \t")
    inner = line.strip()
    if not inner:
        return ""
    before, _inner, after = line.partition(inner)
    escaped = SEVERED.join(_MARKS.sub(r"\\\g<0>", part) for part in _JOINED.split(inner))
    return "".join(f"&#{ord(blank)};" for blank in before) + escaped + "".join(f"&#{ord(blank)};" for blank in after)


def chart_text(text: object) -> str:
    """Text from an export as Plotly shows it, which renders some HTML."""
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unit_label(name: object) -> str:
    """A unit's or area's name, or that none was given."""
    return _("(not given)") if name is None or name != name or name == "" else str(name)
