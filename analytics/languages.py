"""The languages that screens, files and documents speak: their names, their gettext catalogues, their documents."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache
from pathlib import Path

from analytics.settings import ROOT

LANGUAGES = {"en": "English", "zh": "中文"}
_CATALOGUES = {"zh": "zh_CN"}
_FOLDERS = {"zh": "zh-CN"}


def locale(language: str) -> str:
    """The locale of a language, by which dates are written."""
    return _CATALOGUES.get(language, "en_US")


@cache
def translated(language: str) -> Callable[[str], str]:
    """What turns an English text of ours into a language."""
    catalogues = [_CATALOGUES[language]] if language in _CATALOGUES else []
    return gettext.translation("casewatch", ROOT / "locales", catalogues, fallback=True).gettext


def document(name: str, language: str) -> Path:
    """The file of a document in docs/ (`domain`, `mappings`, …) in a language."""
    return ROOT / "docs" / _FOLDERS.get(language, "") / f"{name}.md"


def readme(language: str) -> Path:
    """The README in a language."""
    return ROOT / (f"README.{_FOLDERS[language]}.md" if language in _FOLDERS else "README.md")
