"""Commands on figures: queries, query."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Annotated

import typer

from analytics.commands.printing import DEFAULT_WAREHOUSE, AsFormat, Format, Warehouse, as_records, plain, say, show
from analytics.figures.catalogue import Figure, catalogue, figure, refused
from analytics.figures.narrowing import unnarrowed
from analytics.figures.scope import BEGINNING, END, Scope
from analytics.figures.workbook import spelled
from analytics.snapshot.known import known_snapshot_file
from analytics.snapshot.opened import Snapshot, open_snapshot
from analytics.snapshot.replayed import replayed

commands = typer.Typer()


@commands.command()
def queries(how: AsFormat = Format.TABLE, warehouse: Warehouse = DEFAULT_WAREHOUSE) -> None:
    """List the figures with their definitions, groupings (query --by) and the filters that narrow them."""
    show([_described(one, how) for one in catalogue().values()], how)
    for fault in refused().values():
        say(fault)


def _described(one: Figure, how: Format) -> dict[str, object]:
    said: dict[str, object] = {
        field: getattr(one, field) for field in ("key", "name", "name_zh", "unit", "cohort", "definition", "source")
    }
    lists = {"by": one.by, "narrowed_by": one.narrowed_by}
    said |= {name: list(words) if how is Format.JSON else ", ".join(words) for name, words in lists.items()}
    return said | {"rows": one.rows, "stands_for": one.stands_for.words if one.stands_for else None}


@commands.command()
def query(
    name: str,
    by: Annotated[list[str] | None, typer.Option(help="Cut it by: unit, month, … or unit,month.")] = None,
    start: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day.")] = None,
    end: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day.")] = None,
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Default: the data date.")] = None,
    known_on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only what the exports up to this day told.")
    ] = None,
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
    if name not in catalogue() and name not in refused():
        raise typer.BadParameter(f"no figure {name!r}; `python -m analytics queries` lists them")
    asked = figure(name)
    groupings = [part.strip() for given in by or () for part in given.split(",")]
    if start and end and end < start:
        raise typer.BadParameter("--to is before --from")
    snapshot = Snapshot(known_snapshot_file(warehouse, known_on.date())) if known_on else open_snapshot(warehouse)
    scope = Scope(
        as_of=as_of.date() if as_of else snapshot.data_date,
        period_start=start.date() if start else BEGINNING,
        period_end=end.date() if end else END,
        areas=_texts(area),
        units=_texts(unit),
        items=_texts(item),
        platforms=_texts(platform),
        kinds=_texts(kind),
    )
    if sql:
        sys.stdout.write(snapshot.sql(name, scope, groupings) + "\n")
        return
    records = snapshot.records(name, scope, groupings)
    show([{key: plain(value) for key, value in row.items()} for row in records], how)
    if whole := unnarrowed(asked, scope):
        say(f"{name} is not, or not wholly, narrowed by {', '.join(whole)}.")


def _texts(given: list[str] | None) -> tuple[str, ...]:
    """What a filter is given; half characters, which no export holds, are spelled out and so select nothing."""
    return tuple(spelled(text) for text in given or ())


@commands.command()
def replay(
    as_of: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The day to replay.")],
    known_on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day whose knowledge to compare with; default: the same."),
    ] = None,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """List the cases of a day that stood otherwise by what was known then than by what is known today."""
    file = known_snapshot_file(warehouse, (known_on or as_of).date())
    found = replayed(open_snapshot(warehouse), Snapshot(file), Scope(as_of=as_of.date()))
    show(as_records(found.changed), how)
    if found.told_later:
        say(f"{found.told_later:,} cases of {as_of:%Y-%m-%d} were told by later exports only.")
