"""Commands on negative ratings: list them, record that one was verified, rectified, revisited, take a step back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from analytics.commands.printing import DEFAULT_WAREHOUSE, AsFormat, Format, Warehouse, show_few
from analytics.errors import N_, ScopeError
from analytics.ratings import chain
from analytics.snapshot.opened import Snapshot, open_snapshot
from analytics.warehouse.who import user

commands = typer.Typer()
ratings = typer.Typer(
    no_args_is_help=True,
    help="Negative ratings: what was done about them, where no export tells it.",
    rich_markup_mode=None,
)
commands.add_typer(ratings, name="ratings")

By = Annotated[str, typer.Option("--by", help="Who does it.")]
Number = Annotated[str, typer.Argument(metavar="RATING", help="Number of the rating, as `ratings list` prints it.")]
On = Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day; default: today.")]
Platform = Annotated[str, typer.Option(help="Its platform, where several have the number.")]
_SHORT = "rating_no rating_state unit_name due_on overdue_days"
_ORPHAN = "step_id platform rating_no unit_name rated_on rating_step happened_on step_result done_by text"
_STEP = "step_id rating_no rating_step happened_on step_result is_complex done_by is_taken_back text"


@ratings.command("list")
def list_ratings(
    state: Annotated[
        list[str] | None, typer.Option(help="rated, rectifying, overdue, rectified, revisited, dissatisfied, …")
    ] = None,
    unit: Annotated[list[str] | None, typer.Option(help="Unit; may be given several times.")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only those past the day to rectify.")] = False,
    orphaned: Annotated[
        bool, typer.Option("--orphaned", help="Instead, what was recorded of ratings that no export tells any more.")
    ] = False,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """List negative ratings with their state in the chain."""
    snapshot = open_snapshot(warehouse)
    scope = snapshot.everything().narrowed(units=tuple(unit or ()))
    if orphaned:
        if state or overdue:
            raise ScopeError(
                N_("A rating that no export tells has no state: give --orphaned without --state and --overdue.")
            )
        show_few(snapshot.records("orphaned_steps", scope), _ORPHAN, how)
        return
    rows = snapshot.records("negative_ratings", scope)
    kept = [row for row in rows if not state or row["rating_state"] in state]
    show_few([row for row in kept if row["overdue_days"] or not overdue], _SHORT, how)


@ratings.command("steps")
def list_steps(
    rating: Annotated[str, typer.Argument(metavar="[RATING]", help="Only those of this rating.")] = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """List what was recorded by hand, with who and when."""
    snapshot = open_snapshot(warehouse)
    rows = snapshot.records("recorded_steps", snapshot.everything())
    show_few([row for row in rows if not rating or row["rating_no"] == rating], _STEP, how)


@ratings.command("verify")
def verify(
    rating: Number,
    result: Annotated[str, typer.Option(help=", ".join(chain.VERDICTS))],
    text: Annotated[str, typer.Option(help="What was found.")],
    is_complex: Annotated[bool, typer.Option("--complex", help="Give it the longer limit.")] = False,
    on: On = None,
    platform: Platform = "",
    by: By = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Record what verifying a negative rating found."""
    snapshot = open_snapshot(warehouse)
    made = chain.verify(
        snapshot, rating, result, text, by or user(), is_complex=is_complex, on=_day(on), platform=platform
    )
    _show(snapshot, made, how)


@ratings.command("rectify")
def rectify(
    rating: Number,
    text: Annotated[str, typer.Option(help="What was done.")],
    on: On = None,
    platform: Platform = "",
    by: By = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Record that what a negative rating says was put right."""
    snapshot = open_snapshot(warehouse)
    _show(snapshot, chain.rectify(snapshot, rating, text, by or user(), on=_day(on), platform=platform), how)


@ratings.command("revisit")
def revisit(
    rating: Number,
    result: Annotated[str, typer.Option(help=", ".join(chain.ANSWERS))],
    text: Annotated[str, typer.Option(help="What was said.")] = "",
    on: On = None,
    platform: Platform = "",
    by: By = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Record that the rater was asked again; a call that reaches nobody is an attempt."""
    snapshot = open_snapshot(warehouse)
    _show(snapshot, chain.revisit(snapshot, rating, result, text, by or user(), on=_day(on), platform=platform), how)


@ratings.command("take-back")
def take_back(
    step: Annotated[int, typer.Argument(help="Number of the step, as `ratings steps` prints it.")],
    reason: Annotated[str, typer.Option(help="Why; it stays on record.")],
    by: By = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Take back a step that was recorded wrongly."""
    snapshot = open_snapshot(warehouse)
    _show(snapshot, chain.take_back(snapshot, step, reason, by or user()), how)


def _day(on: datetime | None) -> date | None:
    return on.date() if on else None


def _show(snapshot: Snapshot, step_id: int, how: Format) -> None:
    rows = snapshot.records("recorded_steps", snapshot.everything())
    show_few([row for row in rows if row["step_id"] == step_id], _STEP, how)
