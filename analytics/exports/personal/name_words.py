"""The lists of names.toml, as sets and as alternations."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_LISTS = tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))


def signs(name: str) -> frozenset[str]:
    """The characters of a list."""
    return frozenset("".join(_LISTS[name].split()))


def words(name: str) -> list[str]:
    """The words of a list, the longest first: an alternation takes the first that fits."""
    return sorted(set(_LISTS[name].split()), key=lambda word: (-len(word), word))


def either(name: str, *more: str) -> str:
    """A list, and more words, as an alternation that prefers the longer one, beginnings shared so that it is tried quickly.

    A pattern that begins with it passes over all characters with which no word begins.
    """
    return _shared(sorted({*words(name), *more}, key=lambda word: (-len(word), word)))


def _shared(endings: list[str]) -> str:
    by_first: dict[str, list[str]] = {}
    for ending in endings:
        if ending:
            by_first.setdefault(ending[0], []).append(ending[1:])
    branches = [re.escape(first) + _shared(rest) for first, rest in by_first.items()]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)})" + ("?" if "" in endings else "")


class Words:
    """The words of a list, looked for at one place. Most places are settled by their first character."""

    def __init__(self, name: str, behind: str = "") -> None:
        self._firsts = frozenset(word[0] for word in words(name))
        self._words = re.compile(f"(?:{either(name)}){behind}")

    def at(self, text: str, at: int) -> bool:
        """Does one of them stand at a place?"""
        return text[at : at + 1] in self._firsts and self._words.match(text, at) is not None


TITLES = frozenset(words("titles"))
USUAL = frozenset(word for word in words("roles") if word.endswith(("人", "人员", "户主")))
HAN = "\u4e00-\u9fff"
