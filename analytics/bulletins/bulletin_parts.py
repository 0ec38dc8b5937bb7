"""What a bulletin is made of, as plain data: what a page shows and what a document prints are the same parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from analytics.documents.told_numbers import Number
from analytics.errors import CasewatchError
from analytics.figures.scope import Scope

Kind = Literal["overdue", "messages"]
KINDS: tuple[Kind, ...] = ("overdue", "messages")
Piece = str | Number


class BulletinRefused(CasewatchError):
    """A bulletin cannot be made, issued or checked so; the register is as before."""


@dataclass(frozen=True)
class Heading:
    """A heading of the first order; its number is given when all are known."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of words and numbers."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The paragraph as it is read."""
        return "".join(map(read, self.pieces))


@dataclass(frozen=True)
class Place:
    """A marked place, whose wording an author may change: `key` names it, `text` is what stands there."""

    key: str
    text: str


@dataclass(frozen=True)
class Table:
    """A table with its caption; widths in mm, together 156."""

    caption: str
    headings: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Piece, ...], ...]
    left: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Failed:
    """A section that could not be composed, with why; the others stand."""

    error: CasewatchError


Block = Heading | Paragraph | Place | Table | Failed


@dataclass(frozen=True)
class Annex:
    """A list that goes into the annex workbook in full: its sheet, and the listing with its scope."""

    sheet: str
    listing: str
    scope: Scope


@dataclass(frozen=True)
class Bulletin:
    """A bulletin as composed: what it is about, its parts, every number that it tells."""

    kind: Kind
    area: str | None
    scope: Scope
    snapshot: str
    title: tuple[str, ...]
    addressee: str
    blocks: tuple[Block, ...]
    numbers: tuple[Number, ...]
    annexes: tuple[Annex, ...]

    @property
    def words(self) -> dict[str, str]:
        """The wording of its marked places."""
        return {block.key: block.text for block in self.blocks if isinstance(block, Place)}

    @property
    def failed(self) -> list[Failed]:
        """The sections that could not be composed."""
        return [block for block in self.blocks if isinstance(block, Failed)]


def read(piece: Piece) -> str:
    """A piece as it is read."""
    return piece if isinstance(piece, str) else piece.text


def in_days(start: date, end: date) -> str:
    """A period as a document names it, each year and month once: 2026年11月1日至20日."""
    if start == end:
        return a_day(start)
    if start.year != end.year:
        return f"{a_day(start)}至{a_day(end)}"
    if start.month != end.month:
        return f"{a_day(start)}至{end.month}月{end.day}日"
    return f"{a_day(start)}至{end.day}日"


def a_day(day: date) -> str:
    """A day as a document names it."""
    return f"{day.year}年{day.month}月{day.day}日"


def listed(names: Sequence[str]) -> str:
    """Names one after the other; 无 for none."""
    return "、".join(names) or "无"
