"""What the sections of a bulletin are composed from, and the tables that they share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from analytics.bulletins.bulletin_parts import Block, Paragraph, Piece, Table
from analytics.documents.told_numbers import Form, Number, Teller
from analytics.figures.scope import Scope
from analytics.settings import Settings

UNNAMED = "（未注明单位）"
NONE = Paragraph(("无。",))
LISTED = (10, 32, 25, 24, 22.5, 22.5, 10, 10)
"""The widths of a list of cases or messages, in mm."""


@dataclass(frozen=True)
class Basis:
    """What a section is composed from: the figures, the period and the one before it, the settings."""

    teller: Teller
    scope: Scope
    before: Scope | None
    settings: Settings
    area: str | None

    def number(self, figure: str, column: str | None, form: Form = "count") -> Number:
        """A number of the period, about the whole of what is selected."""
        return self.teller.tell(figure, column, self.scope, form)

    def change(self, figure: str, column: str) -> tuple[Piece, ...]:
        """，环比 and the change of a share to the period before; nothing where there is none."""
        if self.before is None:
            return ()
        told = self.teller.tell(figure, column, self.scope, "points", less=self.before)
        return ("，环比", told) if told.value is not None else ("，上期无可比数据",)

    def of_unit(self, figure: str, column: str, unit: object, form: Form = "count", change: bool = False) -> Number:
        """A number of one unit in the period."""
        less = self.before if change else None
        return self.teller.tell(figure, column, self.scope, form, ("unit",), {"unit_name": unit}, less)

    def units(self, *asked: tuple[str, str]) -> list[str | None]:
        """The units that have any of these counts (figure, column), those with most of the first on top."""
        counts: dict[str | None, list[float]] = {}
        for place, (figure, column) in enumerate(asked):
            for row in self.teller.records(figure, self.scope, ("unit",)):
                counts.setdefault(row["unit_name"], [0.0] * len(asked))[place] = float(row[column] or 0)
        named = [unit for unit, found in counts.items() if any(found)]
        return sorted(named, key=lambda unit: ([-count for count in counts[unit]], unit or ""))


Section = Callable[[Basis], Sequence[Block]]


def before_or_now(scope: Scope) -> Scope:
    """The days of the period before, seen from the same as-of day; where there is none, the period's own."""
    before = scope.previous()
    if before is None:
        return scope
    return scope.narrowed(period_start=before.period_start, period_end=before.period_end)


def cut(basis: Basis, rows: int, figure: str, column: str | None, sheet: str) -> list[Block]:
    """That a list is longer than what follows, by the figure that counts all of it, and where it stands in full."""
    most = basis.settings.bulletins.longest
    if rows <= most:
        return []
    return [Paragraph(("超期时间最长的列于下表，全部", basis.number(figure, column), f"件见附件“{sheet}”。"))]


def compared(basis: Basis, caption: str, lines: Sequence[tuple[str, str, str, Form]]) -> Table:
    """A table of the period beside the one before it."""
    rows: list[tuple[Piece, ...]] = []
    for name, figure, column, form in lines:
        here = basis.teller.tell(figure, column, basis.scope, form)
        if basis.before is None:
            rows.append((name, here, "—", "—"))
            continue
        before = basis.teller.tell(figure, column, basis.before, form)
        change = basis.teller.tell(
            figure, column, basis.scope, "points" if form == "share" else "more", less=basis.before
        )
        rows.append((name, here, before, change))
    return Table(caption, ("指标", "本期", "上期", "环比"), (48, 32, 32, 44), tuple(rows))


def of_units(
    basis: Basis, caption: str, units: Sequence[str | None], columns: Sequence[tuple[str, str, str, Form]]
) -> Table:
    """A table with a row for each unit."""
    rows: list[tuple[Piece, ...]] = []
    for place, unit in enumerate(units, start=1):
        cells: list[Any] = [
            basis.of_unit(figure, column, unit, form, change=form == "gain") if form != "gain" or basis.before else "—"
            for _, figure, column, form in columns
        ]
        rows.append((str(place), unit or UNNAMED, *cells))
    width = {"gain": 22.0, "share": 18.0, "count": 15.0}
    widths = [width[form] for *_, form in columns]
    return Table(
        caption,
        ("序号", "承办单位", *(heading for heading, *_ in columns)),
        (11, 145 - sum(widths), *widths),
        tuple(rows),
        frozenset({1}),
    )
