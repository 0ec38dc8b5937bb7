"""How commands print: tables for people, JSON and CSV for programs; notes go to standard error."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from analytics.settings import ROOT
from analytics.snapshot.settling import unsettled
from analytics.warehouse.damage import Damage

notes = Console(stderr=True)


class Format(StrEnum):
    """How a table is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


Warehouse = Annotated[Path, typer.Option("--warehouse", envvar="CASEWATCH_WAREHOUSE", help="Folder of the warehouse.")]
AsFormat = Annotated[Format, typer.Option("--format", help="How to print.")]
DEFAULT_WAREHOUSE = ROOT / "data" / "warehouse"


def plain(value: Any) -> Any:
    if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)) or value is pd.NA:
        return None
    if isinstance(value, pd.Timestamp | datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value


def as_records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    columns = [str(column) for column in frame.columns]
    return [dict(zip(columns, map(plain, row), strict=True)) for row in frame.astype(object).itertuples(index=False)]


def show(records: list[dict[str, Any]], how: Format) -> None:
    """Print records on standard output."""
    if how is Format.JSON:
        sys.stdout.write(json.dumps(records, ensure_ascii=False, indent=1, default=str) + "\n")
    elif how is Format.CSV:
        pd.DataFrame(records).to_csv(sys.stdout, index=False)
    else:
        table = Table(show_edge=False)
        for column in records[0] if records else ():
            table.add_column(str(column), overflow="fold")
        for record in records:
            table.add_row(*("" if value is None else str(value) for value in record.values()))
        Console().print(table)


def say_damage(state: str, damage: Damage, to: Console | None = None) -> None:
    """A damage as two lines: where and what, and the way out."""
    file = f" ({damage.file}, {damage.rows:,} rows)" if damage.file and damage.rows is not None else ""
    to = to or Console()
    to.print(f"{state}: {damage.what.format(**damage.details)}{file}", markup=False, highlight=False, soft_wrap=True)
    if damage.mend:
        to.print(f"    {damage.mend.format(**damage.details)}", markup=False, highlight=False, soft_wrap=True)


def say_damaged(warehouse: Path) -> None:
    """Say on standard error what the figures are without, as every page does, until it is settled."""
    for damage in unsettled(warehouse):
        say_damage("damaged", damage, notes)
