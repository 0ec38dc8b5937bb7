"""Interface texts: English in the source, other languages in gettext catalogues. Data is never translated."""

from __future__ import annotations

import re

import streamlit as st

from analytics import languages
from analytics.errors import CasewatchError, Word
from analytics.languages import LANGUAGES, translated
from ui.shell.session import of_session


def language() -> str:
    """The language in force: the switch (and the URL) first, then the browser's."""
    chosen = of_session("lang")
    if chosen in LANGUAGES:
        return chosen
    return browser_language()


def locale() -> str:
    """The locale of the language in force, by which dates are written."""
    return languages.locale(language())


def browser_language() -> str:
    """Chinese for a Chinese browser, else English."""
    return "zh" if (st.context.locale or "").lower().startswith("zh") else "en"


def _(text: str) -> str:
    """The text in the language in force."""
    return translated(language())(text)


def said(error: CasewatchError) -> str:
    """An error's sentence in the language in force."""
    texts = [_(text) for text in (error.template, error.mend) if text]
    details = {name: _(value) if isinstance(value, Word) else value for name, value in error.details.items()}
    return " ".join(text.format(**details) if details else text for text in texts)


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
