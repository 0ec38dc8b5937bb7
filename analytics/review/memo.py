"""A meeting as a memo, within 48 hours: what was promised, what changed, the six, the exceptions, what was decided."""

from __future__ import annotations

from analytics.bulletins.bulletin_parts import a_day, in_days
from analytics.bulletins.order_section import ORDER_STATES
from analytics.documents import Column, Marked, Official
from analytics.documents.told_numbers import PART, Number, as_part, shown
from analytics.languages import translated
from analytics.review.agenda import Agenda
from analytics.review.meeting import Block, Meeting, Table
from analytics.review.shown_columns import WIDE, cells_of, columns_of
from analytics.review.slides import basis, kept

NAME = "memo.docx"
SAYS = translated("zh")
_ORDINALS = "一二三四五六七八九十"
_ROWS = 10
_TEXT = 156.0


def memo(agenda: Agenda, meeting: Meeting) -> tuple[str, bytes]:
    """The memo of a meeting as a DOCX: the same agenda gives the same bytes."""
    paper = Official(f"{agenda.week.name}周例会纪要", meeting.settings.bureau, agenda.as_of)
    paper.head(meeting.settings.bureau)
    paper.number_line(f"办件监察周例会 {agenda.week.name}")
    paper.title("办件监察周例会纪要", f"（{in_days(agenda.week.first, agenda.week.last)}）")
    told: list[Number] = []
    for place, block in enumerate(agenda.blocks):
        paper.heading(f"{_ORDINALS[place]}、{block.title.said(SAYS)}")
        _block(paper, block, told)
    paper.heading(f"{_ORDINALS[len(agenda.blocks)]}、统计口径")
    paper.body(f"{basis(agenda).replace('　·　', '；')}。各项指标的定义见系统“定义”页。")
    paper.signature(meeting.settings.bureau, a_day(agenda.as_of))
    paper.keep(as_part(told, {"kind": "memo", "week": agenda.week.name, "snapshot": agenda.snapshot}), PART)
    return NAME, paper.content()


def _block(paper: Official, block: Block, told: list[Number]) -> None:
    if block.failure is not None:
        paper.body(f"本节无法编制：{block.failure.said(SAYS)}")
        return
    for sentence in block.sentences:
        paper.body(sentence.said(SAYS))
    if block.numbers:
        rows: list[list[str | Marked]] = []
        for number in block.numbers:
            now = kept(number, len(told))
            told.append(now)
            target = f"{number.target:.2%}" if number.target is not None else "—"
            before = shown(number.before, now.form)
            rows.append([number.name.said(SAYS), Marked(now.text, f"cw_{now.name}"), before, target])
        columns = [Column("指标", 60), Column("本周", 32), Column("上周", 32), Column("目标", 32)]
        paper.table(columns, rows)
    for place, proposal in enumerate(block.proposals, start=1):
        paper.second(f"（{_ORDINALS[place - 1] if place <= len(_ORDINALS) else place}）{proposal.unit}")
        paper.body(proposal.why.said(SAYS))
        paper.body(f"建议：{proposal.decision.said(SAYS)}完成时限：{a_day(proposal.due_on)}。")
    if not block.proposals:
        for table in block.tables:
            _table(paper, table)


def _table(paper: Official, table: Table) -> None:
    columns = columns_of(table)
    if not columns or not len(table.rows):
        return
    parts = [3.0 if name in WIDE else 1.2 for name in columns]
    widths = [_TEXT * part / sum(parts) for part in parts]
    more = f"（共{len(table.rows)}行，列前{_ROWS}行）" if len(table.rows) > _ROWS else ""
    paper.caption(table.title.said(SAYS) + more)
    paper.table(
        [
            Column(heading, width, name not in WIDE)
            for (name, heading), width in zip(columns.items(), widths, strict=True)
        ],
        cells_of(table, _ROWS, {"order_state": ORDER_STATES}),
    )
