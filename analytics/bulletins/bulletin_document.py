"""A bulletin as a document after GB/T 9704, with every number marked and told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analytics.bulletins.bulletin_parts import Bulletin, Failed, Heading, Paragraph, Piece, Place, Table, a_day
from analytics.documents import Column, Marked, Official
from analytics.documents.told_numbers import PART, as_part
from analytics.settings import Settings

_ORDINALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Issue:
    """The number and the day that a bulletin was issued with, and by whom; of a draft there is none."""

    year: int
    number: int
    prefix: str
    bureau: str
    issued_on: date
    issued_by: str

    @property
    def text(self) -> str:
        """The number as it is printed."""
        return f"{self.prefix}〔{self.year}〕{self.number}号"


def document(bulletin: Bulletin, settings: Settings, issue: Issue | None = None) -> bytes:
    """The bulletin as a DOCX: the same parts and the same number give the same bytes.

    A draft has no number and carries the word 征求意见稿 (for comment); its date is the as-of day.
    """
    bureau = issue.bureau if issue else settings.bureau
    day = issue.issued_on if issue else bulletin.scope.as_of
    number = issue.text if issue else f"{settings.bulletins.prefix}〔{day.year}〕　号（征求意见稿）"
    paper = Official("".join(bulletin.title), bureau, day)
    paper.head(bureau)
    paper.number_line(number)
    paper.title(*bulletin.title)
    paper.addressee(bulletin.addressee)
    ordinal = 0
    for block in bulletin.blocks:
        match block:
            case Heading(text):
                paper.heading(f"{_ORDINALS[ordinal]}、{text}")
                ordinal += 1
            case Paragraph(pieces):
                paper.paragraph([_marked(piece) for piece in pieces])
            case Place(_, text):
                paper.body(text or "无。")
            case Table():
                _table(paper, block)
            case Failed(error):
                paper.body(f"本节无法编制：{error}")
    paper.body(f"附件：{''.join(bulletin.title)}附表")
    paper.signature(bureau, a_day(day))
    paper.imprint(settings.bulletins.copy_to, bureau, a_day(day))
    paper.keep(as_part(bulletin.numbers, _about(bulletin, issue)), PART)
    return paper.content()


def _marked(piece: Piece) -> str | Marked:
    return piece if isinstance(piece, str) else Marked(piece.text, f"cw_{piece.name}")


def _table(paper: Official, table: Table) -> None:
    columns = [
        Column(heading, width, place not in table.left)
        for place, (heading, width) in enumerate(zip(table.headings, table.widths, strict=True))
    ]
    paper.caption(table.caption)
    paper.table(columns, [[_marked(cell) for cell in row] for row in table.rows])


def _about(bulletin: Bulletin, issue: Issue | None) -> dict[str, str]:
    about = {"kind": bulletin.kind, "snapshot": bulletin.snapshot}
    about |= {"area": bulletin.area} if bulletin.area else {}
    return about | ({"number": issue.text} if issue else {})
