"""What was corrected since a meeting: its numbers and rows as it saw them, beside the same as they are told today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from analytics.review.agenda import Agenda, agenda
from analytics.review.frozen import Closed
from analytics.review.meeting import Block, Meeting
from analytics.review.told import Told
from analytics.settings import Settings
from analytics.snapshot.opened import open_snapshot

ACTED = ("promises", "decisions")
"""Blocks of what people did: it goes on after a meeting, and is no correction."""


@dataclass(frozen=True)
class Corrected:
    """One thing that is told otherwise today: a number with both values, or a table with the rows only then and only now."""

    block: Told
    name: Told
    then: float | None = None
    now: float | None = None
    share: bool = False
    only_then: int = 0
    only_now: int = 0


def corrected_since(closed: Closed, warehouse: Path, settings: Settings) -> list[Corrected]:
    """What a closed meeting saw otherwise than the same week and day are told today."""
    then = closed.agenda
    snapshot = open_snapshot(warehouse)
    try:
        return corrected(then, agenda(Meeting(snapshot, then.week, settings, judged_on=then.as_of)))
    finally:
        snapshot.close()


def corrected(then: Agenda, now: Agenda) -> list[Corrected]:
    """What differs between a meeting as it was seen and the same week and day as known now; both have the same blocks."""
    by_key = {block.key: block for block in now.blocks}
    found: list[Corrected] = []
    for block in then.blocks:
        if block.key not in ACTED and not by_key[block.key].failure:
            found += [*_numbers(block, by_key[block.key]), *_tables(block, by_key[block.key])]
    return found


def _numbers(then: Block, now: Block) -> list[Corrected]:
    today = {number.key: number for number in now.numbers}
    return [
        Corrected(then.title, number.name, number.value, today[number.key].value, number.share)
        for number in then.numbers
        if number.key in today and number.value != today[number.key].value
    ]


def _tables(then: Block, now: Block) -> list[Corrected]:
    """Tables by key; of exceptions, whose few change with others' figures, those that both name."""
    today = {table.key: table for table in now.tables}
    both = {proposal.key for proposal in then.proposals} & {proposal.key for proposal in now.proposals}
    found = []
    for table in then.tables:
        if then.proposals and table.key not in both:
            continue
        old, new = _rows(table.rows), set()
        if table.key in today:  # by the columns that both have: a later version may show more
            columns = [name for name in table.rows.columns if name in today[table.key].rows.columns]
            old, new = _rows(table.rows[columns]), _rows(today[table.key].rows[columns])
        if old != new:
            found.append(Corrected(then.title, table.title, only_then=len(old - new), only_now=len(new - old)))
    return found


def _rows(frame: pd.DataFrame) -> set[tuple[str, ...]]:
    return {tuple(_text(cell) for cell in row) for row in frame.astype(object).itertuples(index=False)}


def _text(cell: object) -> str:
    """A cell alike whether it was read from a file or computed."""
    if cell is None or pd.isna(cell):  # type: ignore[call-overload]
        return ""
    if isinstance(cell, datetime | date):
        return pd.Timestamp(cell).isoformat()
    if isinstance(cell, float):
        return f"{cell:.12g}"
    return str(cell)
