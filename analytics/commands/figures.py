"""Commands on figures: queries, query."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Annotated

import typer

from analytics.commands.printing import DEFAULT_WAREHOUSE, AsFormat, Format, Warehouse, plain, show
from analytics.figures.catalogue import catalogue
from analytics.figures.scope import BEGINNING, END, Scope
from analytics.snapshot.opened import open_snapshot

commands = typer.Typer()


@commands.command()
def queries(how: AsFormat = Format.TABLE, warehouse: Warehouse = DEFAULT_WAREHOUSE) -> None:
    """List the figures with their definitions."""
    shown = ("key", "name", "name_zh", "unit", "cohort", "definition", "source")
    show([{field: getattr(figure, field) for field in shown} for figure in catalogue().values()], how)


@commands.command()
def query(
    name: str,
    start: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day.")] = None,
    end: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day.")] = None,
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Default: the data date.")] = None,
    area: Annotated[list[str] | None, typer.Option(help="Area; may be given several times.")] = None,
    unit: Annotated[list[str] | None, typer.Option(help="Unit; may be given several times.")] = None,
    item: Annotated[list[str] | None, typer.Option(help="Service item, code or name.")] = None,
    platform: Annotated[list[str] | None, typer.Option(help="Platform.")] = None,
    kind: Annotated[list[str] | None, typer.Option(help="Case kind: immediate, promised, other.")] = None,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
    sql: Annotated[bool, typer.Option("--sql", help="Print the SQL instead of running it.")] = False,
) -> None:
    """Run a figure; without a period it runs over all time."""
    if name not in catalogue():
        raise typer.BadParameter(f"no figure {name!r}; `python -m analytics queries` lists them")
    if start and end and end < start:
        raise typer.BadParameter("--to is before --from")
    snapshot = open_snapshot(warehouse)
    scope = Scope(
        as_of=as_of.date() if as_of else snapshot.data_date,
        period_start=start.date() if start else BEGINNING,
        period_end=end.date() if end else END,
        areas=tuple(area or ()),
        units=tuple(unit or ()),
        items=tuple(item or ()),
        platforms=tuple(platform or ()),
        kinds=tuple(kind or ()),
    )
    if sql:
        sys.stdout.write(snapshot.sql(name, scope) + "\n")
        return
    show([{key: plain(value) for key, value in row.items()} for row in snapshot.records(name, scope)], how)
