"""The law book, docs/domain.md: its sections, and the passages that a figure's `source` cites.

A source cites the English text; in another language the passages are those that stand at the same places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from analytics.languages import document

LAW_BOOK = "domain"

_HEADING = re.compile(r"^## (?P<number>\d+)\. (?P<title>.+)$", re.MULTILINE)
_SMALL_WORDS = {"the", "and", "or", "of"}


@dataclass(frozen=True)
class Section:
    """One numbered section, in Markdown."""

    number: int
    title: str
    text: str

    @property
    def blocks(self) -> list[str]:
        """Its paragraphs, list items and table rows, each table row under its table's head."""
        return list(_blocks(self.text))

    def places(self, topic: str) -> list[int]:
        """Which of its blocks speak of a topic: they hold each of its words.

        Empty where the topic is empty or nothing speaks of it.
        """
        words = set(_words(topic)) - _SMALL_WORDS
        return [place for place, block in enumerate(self.blocks) if words and words <= set(_words(block))]


@cache
def law_book(language: str = "en") -> dict[int, Section]:
    """The sections by their numbers, in a language."""
    text = document(LAW_BOOK, language).read_text(encoding="utf-8")
    heads = list(_HEADING.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return {
        int(head["number"]): Section(int(head["number"]), head["title"].strip(), text[head.end() : end].strip())
        for head, end in zip(heads, ends, strict=True)
    }


@dataclass(frozen=True)
class Citation:
    """Which sections a `source` names, and what it says it is about there."""

    sections: tuple[int, ...]
    topics: tuple[str, ...]


def cited(source: str) -> Citation:
    """What a `source` such as "domain.md 4, late_closure_rate and early_rate" or "domain.md 2 and 3" cites.

    Raises `ValueError` for a text that names no section of the law book.
    """
    named = re.match(r"domain\.md (?P<sections>\d+(?:(?:, | and )\d+)*)(?:, (?P<topics>.+))?$", source)
    sections = tuple(int(number) for number in re.findall(r"\d+", named["sections"])) if named else ()
    if not named or not set(sections) <= set(law_book()):
        raise ValueError(f"{source!r} names no section of {LAW_BOOK}.md; write it as in: domain.md 4, overdue_rate")
    return Citation(sections, tuple(re.split(r", | and ", named["topics"])) if named["topics"] else ())


def passages(source: str, language: str = "en") -> list[str]:
    """The passages that a source cites, in the order of the book; none where it names sections only."""
    citation = cited(source)
    return [
        law_book(language)[number].blocks[place]
        for number in citation.sections
        for topic in citation.topics
        for place in law_book()[number].places(topic)
    ]


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z_]{2,}|[\u4e00-\u9fff]+", text.casefold())


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs and list items as they are; each row of a table under the table's two head lines."""
    for paragraph in re.split(r"\n\n+", text):
        lines = paragraph.splitlines()
        if lines[0].startswith("|"):
            yield from ("\n".join((*lines[:2], row)) for row in lines[2:])
        elif lines[0].startswith("- "):
            yield from re.split(r"\n(?=- )", paragraph)
        else:
            yield paragraph
