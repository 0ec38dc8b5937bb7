"""Commands on the assessment: close a month, list entries, months and appeals, circulate, deduct, appeal, review, simulate."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from analytics.assessment.appealing import appeal, review
from analytics.assessment.by_hand import circulate, deduct, withdraw
from analytics.assessment.closing import close_month, proved
from analytics.assessment.simulating import changed, simulate
from analytics.clock.months import months_later
from analytics.commands.printing import DEFAULT_WAREHOUSE, AsFormat, Format, Warehouse, say, show, show_few
from analytics.figures.scope import BEGINNING, END, Scope
from analytics.settings import load_settings
from analytics.snapshot.opened import Snapshot, open_snapshot
from analytics.warehouse.who import user

commands = typer.Typer()
assess = typer.Typer(
    no_args_is_help=True,
    help="The assessment: points that units lose, from the entry to the appeal.",
    rich_markup_mode=None,
)
commands.add_typer(assess, name="assess")

By = Annotated[str, typer.Option("--by", help="Who does it.")]
From = Annotated[
    datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day that entries are about.")
]
To = Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day that entries are about.")]
Unit = Annotated[str, typer.Option(help="Name of the unit.")]


@assess.command("close")
def close(
    month: Annotated[datetime, typer.Option(formats=["%Y-%m"], help="The month, as in 2026-10.")],
    by: By = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Close a month: its entries are frozen as one batch, and units can appeal from then on."""
    made = close_month(open_snapshot(warehouse), month.date(), by or user(), load_settings())
    show(
        [
            {
                "month": f"{made.month:%Y-%m}",
                "entries": made.entries,
                "points": made.points,
                "appeal_until": made.appeal_until.isoformat(),
                "sha256": made.sha256,
            }
        ],
        how,
    )


@assess.command("list")
def list_entries(
    unit: Annotated[list[str] | None, typer.Option(help="Unit; may be given several times.")] = None,
    month: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m"], help="Only what is booked in this month.")
    ] = None,
    state: Annotated[list[str] | None, typer.Option(help="provisional, confirmed, appealed, upheld, reversed")] = None,
    appeals: Annotated[bool, typer.Option("--appeals", help="Appeals instead of entries.")] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only appeals whose review is overdue.")] = False,
    months: Annotated[bool, typer.Option("--months", help="Closed months instead of entries, each proved.")] = False,
    first: From = None,
    last: To = None,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """List the ledger's entries; with --appeals, the appeals; with --months, the closed months."""
    snapshot = open_snapshot(warehouse)
    scope = _scope(snapshot, first, last).narrowed(units=tuple(unit or ()))
    if months:
        whole = proved(snapshot)
        rows = snapshot.records("closed_months", scope)
        told = [row | {"proved": whole[row["month"]]} for row in rows]  # type: ignore[index]
        show_few(told, "month entries points rule_version appeal_until done_by proved", how)
    elif appeals or overdue:
        rows = snapshot.records("appeals", scope)
        show_few(
            [row for row in rows if row["review_overdue"] or not overdue],
            "appeal_id unit_name appeal_reason entries points done_by review_by appeal_result review_overdue points_back",
            how,
        )
    else:
        rows = snapshot.records("deductions", scope)
        show_few(
            [
                row
                for row in rows
                if (month is None or row["month"] == month.date()) and (not state or row["entry_state"] in state)
            ],
            "entry_id entry_kind entry_state unit_name case_no event_on month points reversal_reason reverses_id",
            how,
        )


@assess.command("manual")
def by_hand(
    unit: Unit,
    points: Annotated[int, typer.Option(help="Points that the unit loses.")],
    on: Annotated[datetime, typer.Option("--on", formats=["%Y-%m-%d"], help="The day that it is about.")],
    reason: Annotated[str, typer.Option(help="Why; it stays on record.")],
    by: By = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Take points from a unit by hand."""
    snapshot = open_snapshot(warehouse)
    _show_entry(snapshot, deduct(snapshot, unit, points, on.date(), reason, by or user()), how)


@assess.command("circulate")
def circulated(
    document: Annotated[str, typer.Option(help="Number of the region's document.")],
    unit: Unit = "",
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="Its day, where it is about no case.")
    ] = None,
    case: Annotated[str, typer.Option(help="Number of the missed case or message that it is about.")] = "",
    platform: Annotated[str, typer.Option(help="Its platform, where several have the number.")] = "",
    reason: Annotated[str, typer.Option(help="What it says.")] = "",
    by: By = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Enter that the region circulated a unit, or a case or message of it."""
    snapshot = open_snapshot(warehouse)
    made = circulate(
        snapshot,
        document,
        by or user(),
        unit=unit,
        on=on.date() if on else None,
        number=case,
        platform=platform,
        why=reason,
    )
    _show_entry(snapshot, made, how)


@assess.command("withdraw")
def take_back(
    entry: Annotated[int, typer.Argument(help="Number of an entry made by a person.")],
    reason: Annotated[str, typer.Option(help="Why; it stays on record.")],
    by: By = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Take back an entry that was made by hand or for a circular."""
    snapshot = open_snapshot(warehouse)
    _show_entry(snapshot, withdraw(snapshot, entry, reason, by or user()), how)


@assess.command("appeal")
def make_appeal(
    entries: Annotated[list[int], typer.Argument(help="Numbers of entries of one unit, as `assess list` prints them.")],
    reason: Annotated[str, typer.Option(help="One of the reasons in settings.toml.")],
    text: Annotated[str, typer.Option(help="What happened.")],
    evidence: Annotated[Path | None, typer.Option(help="A file that shows it; a copy is kept.")] = None,
    by: By = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Appeal against entries of a closed month, within the limit."""
    snapshot = open_snapshot(warehouse)
    _show_appeal(snapshot, appeal(snapshot, entries, reason, text, by or user(), load_settings(), evidence), how)


@assess.command("review")
def make_review(
    appeal_id: Annotated[int, typer.Argument(metavar="APPEAL", help="Number of the appeal.")],
    result: Annotated[str, typer.Option(help="reversed, partly (with --entry) or upheld")],
    text: Annotated[str, typer.Option(help="Why.")],
    entry: Annotated[
        list[int] | None, typer.Option(help="An entry that is reversed; may be given several times.")
    ] = None,
    by: By = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Review an appeal; its author cannot."""
    snapshot = open_snapshot(warehouse)
    review(snapshot, appeal_id, result, text, by or user(), entry or ())
    _show_appeal(snapshot, appeal_id, how)


@assess.command("simulate")
def simulate_rules(
    case_points: Annotated[int | None, typer.Option(help="Default: the rules in force.")] = None,
    message_points: Annotated[int | None, typer.Option(help="Default: the rules in force.")] = None,
    circulated_points: Annotated[int | None, typer.Option(help="Default: the rules in force.")] = None,
    counted: Annotated[str | None, typer.Option("--circulated", help="replaces or adds")] = None,
    first: From = None,
    last: To = None,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """What other rules would have given, beside the ledger; by default over the twelve months up to the data date."""
    snapshot = open_snapshot(warehouse)
    wanted = {
        "case_points": case_points,
        "message_points": message_points,
        "circulated_points": circulated_points,
        "circulated": counted,
    }
    changes = {key: value for key, value in wanted.items() if value is not None}
    rules = changed(snapshot.rules.assessment, changes)
    start = first.date() if first else months_later(snapshot.data_date.replace(day=1), -11)
    scope = Scope(snapshot.data_date, start, last.date() if last else END)
    say(
        f"Entries about {start} to {min(scope.period_end, snapshot.data_date)}, by the ledger and by the rules asked for."
    )
    show(simulate(snapshot, scope, rules), how)


def _scope(snapshot: Snapshot, first: datetime | None, last: datetime | None) -> Scope:
    return Scope(snapshot.data_date, first.date() if first else BEGINNING, last.date() if last else END)


def _show_entry(snapshot: Snapshot, entry_id: int, how: Format) -> None:
    rows = snapshot.records("deductions", snapshot.everything())
    show_few(
        [row for row in rows if row["entry_id"] == entry_id],
        "entry_id entry_kind entry_state unit_name case_no event_on month points document_number reversal_reason text",
        how,
    )


def _show_appeal(snapshot: Snapshot, appeal_id: int, how: Format) -> None:
    rows = snapshot.records("appeals", snapshot.everything())
    show_few(
        [row for row in rows if row["appeal_id"] == appeal_id],
        "appeal_id unit_name appeal_reason entries points review_by appeal_result points_back",
        how,
    )
