"""Commands on the clock: due."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from analytics.clock import workdays
from analytics.clock.ledger import Facts, clock_ledger
from analytics.commands.printing import DEFAULT_WAREHOUSE, AsFormat, Format, Warehouse, show
from analytics.settings import load_settings

commands = typer.Typer()


@commands.command()
def due(
    accepted: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Acceptance day.")],
    days: Annotated[int, typer.Option(min=0, help="The limit.")],
    unit: Annotated[str, typer.Option(help="working or calendar days")] = "working",
    calendar: Annotated[str | None, typer.Option(help="A country of the holidays library.")] = None,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Print the due day of a limit and every day counted and skipped."""
    if unit not in ("working", "calendar"):
        raise typer.BadParameter("--unit is working or calendar")
    settings = load_settings()
    start = accepted.date()
    code = calendar or settings.calendar
    years = workdays.FIRST_DAY.year, workdays.LAST_DAY.year
    known = workdays.calendar(code, settings.overrides_path, *years)
    count = workdays.due_day if unit == "working" else workdays.calendar_due_day
    due_on = count(start, days, known)
    counted = clock_ledger(Facts(as_of=due_on, accepted_on=start, limit=days, unit=unit), known).days
    if how is Format.TABLE:
        typer.echo(f"due {due_on} ({due_on:%A}){', provisional' if counted[-1].provisional else ''}")
    show(
        [
            {
                "due_on": due_on.isoformat(),
                "day": day.day.isoformat(),
                "counted": day.counted,
                "why": day.kind,
                "name": day.name,
                "count": day.count,
                "provisional": day.provisional,
            }
            for day in counted
        ],
        how,
    )
