"""How commands print: tables for people, JSON and CSV for programs; notes go to standard error.

Whatever comes from an export is printed to the letter: no markup, no emoji, and no control character that a terminal obeys.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from numbers import Number
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from analytics.figures.workbook import csv_lines, spelled
from analytics.settings import ROOT
from analytics.snapshot.settling import unsettled
from analytics.warehouse.damage import Damage

notes = Console(stderr=True, markup=False, emoji=False)
OBEYED = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"}
"""What a terminal would do instead of showing it: moving the cursor, colours, titles."""


class Format(StrEnum):
    """How a table is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


DEFAULT_WAREHOUSE = ROOT / "data" / "warehouse"
_in_use = [DEFAULT_WAREHOUSE]


def _use(warehouse: Path) -> Path:
    _in_use[0] = warehouse
    return warehouse


def warehouse_in_use() -> Path:
    """The warehouse that the running command was given: its log is there."""
    return _in_use[0]


Warehouse = Annotated[
    Path,
    typer.Option("--warehouse", envvar="CASEWATCH_WAREHOUSE", help="Folder of the warehouse.", callback=_use),
]
AsFormat = Annotated[Format, typer.Option("--format", help="How to print.")]


def legible(text: object) -> Text:
    """A text as a terminal shows it to the letter; what a terminal would obey is spelled out."""
    return Text(spelled(str(text)).translate(OBEYED))


def say(text: object, style: str = "") -> None:
    """A note on standard error, on one line, whatever its words hold."""
    words = legible(text)
    words.stylize(style)
    notes.print(words, soft_wrap=True)


def plain(value: Any) -> Any:
    if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)) or value is pd.NA:
        return None
    if isinstance(value, pd.Timestamp | datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value


def show_few(rows: Sequence[Mapping[str, Any]], columns: str, how: Format) -> None:
    """For people the columns that fit a terminal, named apart by blanks; for programs all."""
    if how is Format.TABLE:
        rows = [{key: row[key] for key in columns.split()} for row in rows]
    show(plain_rows(rows), how)


def plain_rows(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows whose values every format can write."""
    return [{key: plain(value) for key, value in row.items()} for row in rows]


def as_records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    columns = [str(column) for column in frame.columns]
    return [dict(zip(columns, map(plain, row), strict=True)) for row in frame.astype(object).itertuples(index=False)]


def show(records: list[dict[str, Any]], how: Format) -> None:
    """Print records on standard output."""
    if how is Format.JSON:
        sys.stdout.write(json.dumps(records, ensure_ascii=False, indent=1, default=str) + "\n")
    elif how is Format.CSV:
        cells = [{key: _cell(value) for key, value in row.items()} for row in records]
        sys.stdout.write(
            csv_lines(pd.DataFrame(cells, dtype=object))
        )  # a whole number beside a missing one stays whole
    else:
        table = Table(show_edge=False)
        for column in records[0] if records else ():
            table.add_column(legible(column), overflow="fold")
        for record in records:
            table.add_row(*(legible("" if value is None else value) for value in record.values()))
        Console().print(table)


def _cell(value: Any) -> Any:
    """What a cell of a CSV holds: numbers as they are, lists and texts as text that a file can carry."""
    return value if value is None or isinstance(value, Number) else spelled(str(value))


def say_damage(state: str, damage: Damage, to: Console | None = None) -> None:
    """A damage as two lines: where and what, and the way out."""
    file = f" ({damage.file}, {damage.rows:,} rows)" if damage.file and damage.rows is not None else ""
    to = to or Console()
    to.print(legible(f"{state}: {damage.what.format(**damage.details)}{file}"), soft_wrap=True)
    if damage.mend:
        to.print(legible(f"    {damage.mend.format(**damage.details)}"), soft_wrap=True)


def say_damaged(warehouse: Path) -> None:
    """Say on standard error what the figures are without, as every page does, until it is settled."""
    for damage in unsettled(warehouse):
        say_damage("damaged", damage, notes)
