"""A meeting as slides: a slide for each block and for each of the standing six, in the order of the agenda.

Every number of the six, and every point of their charts, is told with its figure and scope, so that it can be checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from analytics.bulletins.bulletin_parts import a_day, in_days
from analytics.bulletins.order_section import ORDER_STATES
from analytics.documents.deck import MARGIN, WIDTH, Box, Deck, Line, row_height
from analytics.documents.told_numbers import PART, Number, as_part, shown
from analytics.languages import translated
from analytics.review.agenda import Agenda
from analytics.review.meeting import Block, Meeting, Table
from analytics.review.meeting import Number as OfAgenda
from analytics.review.shown_columns import WIDE, cells_of, columns_of

NAME = "slides.pptx"
SAYS = translated("zh")
_ROWS, _LINES, _SIZE = 10, 8, 15
_FULL = Box(MARGIN, 36, WIDTH - 2 * MARGIN, 138)


def slides(agenda: Agenda, meeting: Meeting) -> tuple[str, bytes]:
    """The slides of a meeting: the same agenda gives the same bytes."""
    deck = Deck(f"{agenda.week.name}周例会", meeting.settings.bureau, agenda.as_of)
    deck.slide(f"办件监察周例会 {agenda.week.name}（{in_days(agenda.week.first, agenda.week.last)}）", basis(agenda))
    minutes = [
        f"{place}. {block.title.said(SAYS)}（{block.minutes}分钟）" for place, block in enumerate(agenda.blocks, 1)
    ]
    deck.text([meeting.settings.bureau, *minutes], Box(MARGIN, 44, WIDTH - 2 * MARGIN, 120), 22)
    told: list[Number] = []
    for block in agenda.blocks:
        _block(deck, agenda, block, told)
    deck.keep(as_part(told, {"kind": "review", "week": agenda.week.name, "snapshot": agenda.snapshot}), PART)
    return NAME, deck.content()


def basis(agenda: Agenda) -> str:
    """What everything on a slide rests on, in a line."""
    known = f"　·　已知截至{a_day(agenda.known_on)}" if agenda.known_on else ""
    return f"统计时点{a_day(agenda.as_of)}{known}　·　数据快照号{agenda.snapshot}"


def _block(deck: Deck, agenda: Agenda, block: Block, told: list[Number]) -> None:
    title = block.title.said(SAYS)
    if block.failure is not None:
        deck.slide(f"{title}：本节无法编制", basis(agenda))
        deck.text([block.failure.said(SAYS)], _FULL)
        return
    if block.proposals:
        _exceptions(deck, agenda, block)
        return
    if not block.numbers:
        said = [one.said(SAYS) for one in block.sentences]
        deck.slide(_titled(title, said), basis(agenda))
        tables = [table for table in block.tables if columns_of(table) and len(table.rows)]
        if _titled(title, said) == title:
            deck.text(said, _FULL, 18 if len(said) <= _LINES else 14)
        for table in tables:
            _table_slide(deck, agenda, f"{title}：{table.title.said(SAYS)}", table)
    for number in block.numbers:
        _number(deck, agenda, number, told)


def _titled(title: str, said: Sequence[str]) -> str:
    return f"{title}：{said[0]}" if len(said) == 1 and len(said[0]) < 60 else title


def _table_slide(deck: Deck, agenda: Agenda, title: str, table: Table) -> None:
    deck.slide(title, basis(agenda), _command(table.figure, table.scope.period_start, table.scope.as_of))
    _table(deck, table, _FULL, _ROWS)


def _table(deck: Deck, table: Table, box: Box, most: int) -> None:
    columns = columns_of(table)
    rows = cells_of(table, most, {"order_state": ORDER_STATES})
    widths = [3.0 if name in WIDE else 1.2 for name in columns]
    deck.table([*columns.values()], rows, widths, box, _SIZE)
    if len(table.rows) > most:
        more = Box(box.left, box.top + (len(rows) + 1) * row_height(_SIZE) + 4, box.width, 8)
        deck.text([f"共{len(table.rows)}行，此处列前{most}行，其余见页面。"], more, 11)


def _exceptions(deck: Deck, agenda: Agenda, block: Block) -> None:
    tables = {table.key: table for table in block.tables}
    for proposal in block.proposals:
        deck.slide(proposal.why.said(SAYS), basis(agenda))
        decided = (
            f"建议：{proposal.decision.said(SAYS)}（责任单位：{proposal.owner}，完成时限：{a_day(proposal.due_on)}）"
        )
        deck.text([decided], Box(MARGIN, 36, WIDTH - 2 * MARGIN, 16), 16)
        table = tables.get(proposal.key)
        if table is not None and len(table.rows):
            _table(deck, table, Box(MARGIN, 58, WIDTH - 2 * MARGIN, 100), 7)


def _number(deck: Deck, agenda: Agenda, number: OfAgenda, told: list[Number]) -> None:
    """One of the six: six weeks and twelve months on one scale, last year dashed, the target dotted; numbers under them."""
    name = number.name.said(SAYS)
    title = number.says.said(SAYS) if number.says else name
    deck.slide(title, basis(agenda), _command(number.figure, number.scope.period_start, number.scope.as_of))
    told.append(kept(number, len(told)))
    weeks, months, last = number.weeks, number.months, number.last_year
    form = "0.0%" if number.share else "#,##0"
    span = _span([weeks, months, last], number.target, number.share)
    by_month = {
        str(month)[:7]: value for month, value in zip(last.get("month", []), last.get("value", []), strict=True)
    }
    of_weeks = [_plain(value) for value in weeks["value"]] if len(weeks) else []
    names = [f"{pd.Timestamp(day):%m-%d}" for day in weeks["week"]] if len(weeks) else []
    _chart(deck, "近六周（周一）", names, _lines(of_weeks, None, number), Box(MARGIN, 34, 110, 96), form, span)
    of_months = [_plain(value) for value in months["value"]] if len(months) else []
    labels = _months(months, agenda)
    before = [_plain(by_month.get(str(month)[:7])) for month in months["month"]] if len(months) else []
    place = Box(MARGIN + 110, 34, WIDTH - 2 * MARGIN - 110, 96)
    _chart(deck, "近十二个月", labels, _lines(of_months, before, number), place, form, span)
    form_of: str = "share" if number.share else "count"
    rows = [
        ["本年", *(shown(value, form_of) for value in of_months)],  # type: ignore[arg-type]
        ["上年同月", *(shown(value, form_of) for value in before)],  # type: ignore[arg-type]
    ]
    if labels:
        deck.table(["月份", *labels], rows, [1.3, *[1.0] * len(labels)], Box(MARGIN, 134, WIDTH - 2 * MARGIN, 24), 10)
    said = [f"本周 {kept(number, 0).text}", f"上周 {shown(number.before, form_of)}"]  # type: ignore[arg-type]
    said += [f"目标 {number.target:.2%}"] if number.target is not None else []
    deck.text(["　　".join(said)], Box(MARGIN, 164, WIDTH - 2 * MARGIN, 10), 14)


def _chart(
    deck: Deck, title: str, names: list[str], lines: list[Line], box: Box, form: str, span: tuple[float, float]
) -> None:
    """A chart, or where nothing was told yet the words for that."""
    if any(value is not None for value in lines[0].values):
        deck.lines(title, names, lines, box, form, span)
    else:
        deck.text([f"{title}：无数据"], box)


def kept(number: OfAgenda, place: int) -> Number:
    """A number of the six as documents tell it."""
    where = (("basis", number.row),) if number.row else ()
    form = "share" if number.share else "count"
    scope = replace(number.scope, grain=None)
    return Number(f"n{place + 1}", number.figure, number.column, scope, form, number.value, (), where)  # type: ignore[arg-type]


def _lines(values: list[float | None], before: list[float | None] | None, number: OfAgenda) -> list[Line]:
    lines = [Line("本年" if before is not None else number.name.said(SAYS), values)]
    if before is not None and any(value is not None for value in before):
        lines.append(Line("上年同月", before, "last_year"))
    if number.target is not None:
        lines.append(Line("目标", [number.target] * len(values), "target"))
    return lines


def _months(months: pd.DataFrame, agenda: Agenda) -> list[str]:
    """Months by their numbers; one that is not over says until when, for it would seem to dive."""
    if not len(months):
        return []
    return [
        f"{pd.Timestamp(month).month}月" if whole else f"{pd.Timestamp(month).month}月截至{agenda.as_of.day}日"
        for month, whole in zip(months["month"], months["whole"], strict=True)
    ]


def _span(frames: Sequence[pd.DataFrame], target: float | None, share: bool) -> tuple[float, float]:
    """The ends of the scale that both charts have: from zero, or where shares are high from somewhat below the lowest."""
    values = [float(value) for frame in frames if len(frame) for value in frame["value"] if not pd.isna(value)]
    values += [target] if target is not None else []
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    if share and low > 0.5:
        return max(0.0, int(low * 20 - 0.5) / 20), 1.0
    return 0.0, max(high * 1.2, 0.01 if share else 1.0)


def _plain(value: object) -> float | None:
    return None if value is None or pd.isna(value) else float(str(value))  # type: ignore[call-overload]


def _command(figure: str, start: object, as_of: object) -> str:
    """The command that gives the figure of a slide again."""
    if not figure:
        return ""
    since = f" --from {start}" if str(start) > "1900-01-01" else ""
    return f"python -m analytics query {figure}{since} --as-of {as_of}"
