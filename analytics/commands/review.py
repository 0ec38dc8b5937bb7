"""Commands on weekly meetings: close one, list and show them, say what was corrected since; notes at a figure and a day."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analytics.commands.printing import DEFAULT_WAREHOUSE, AsFormat, Format, Warehouse, plain_rows, say, show, show_few
from analytics.errors import N_
from analytics.figures.scope import Scope
from analytics.review.decisions import STATES, Decision, decide, order_of_decision, tell_anew
from analytics.review.notes import notes_of, write_note
from analytics.review.pinned import meeting_of, usual_week
from analytics.review.weeks import ReviewRefused, Week, read_week
from analytics.review.weeks_closed import closed_weeks
from analytics.settings import load_settings
from analytics.snapshot.opened import Snapshot, open_snapshot
from analytics.warehouse.private import keep_tree_private, private_folder
from analytics.warehouse.who import user

if TYPE_CHECKING:
    from analytics.review.agenda import Agenda
    from analytics.review.frozen import Closed

commands = typer.Typer()
review = typer.Typer(
    invoke_without_command=True,
    help="The weekly review: print a meeting, close it, list and show those closed.",
    rich_markup_mode=None,
)
commands.add_typer(review, name="review")

WeekName = Annotated[
    str, typer.Argument(help="The week, as in 2026-W46; default: the last one of which most days are told.")
]
FEW = "week as_of known_on snapshot closed_at closed_by"


@review.callback()
def print_meeting(
    context: typer.Context,
    week: Annotated[
        str, typer.Option("--week", help="As in 2026-W46; default: the last one of which most days are told.")
    ] = "",
    out: Annotated[
        Path | None, typer.Option("--out", help="A folder for slides and memo, which must not exist.")
    ] = None,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Print the meeting of a week: slides (.pptx) and memo (.docx) in a folder; or see the commands below.

    Of a closed meeting they are those that it closed with.
    """
    if context.invoked_subcommand is not None:
        return
    if out is None:
        raise typer.BadParameter("printing a meeting needs --out")
    if out.exists():
        raise ReviewRefused(N_("{folder} exists already, and nothing is overwritten. Name another folder."), folder=out)
    # what makes a meeting draws charts and slides, which no other command waits for
    from analytics.review.agenda import agenda
    from analytics.review.frozen import opened
    from analytics.review.makers import documents

    about = _about(week, warehouse)
    closed = opened(warehouse, about)
    if closed is not None and closed.documents:
        printed = {name: (closed.folder / name).read_bytes() for name in closed.documents}
    else:
        meeting = meeting_of(warehouse, about, load_settings())
        seen = agenda(meeting)
        printed = documents(seen, meeting)
        for block in seen.blocks:
            if block.failure is not None:
                say(block.failure.said())
    private_folder(out)
    for name, content in printed.items():
        (out / name).write_bytes(content)
    keep_tree_private(out)
    show([{"file": str(out / name), "bytes": len(content)} for name, content in printed.items()], how)


@review.command("close")
def close_meeting(
    week: WeekName = "",
    known_on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Only the exports up to this day; default: the end of the week after."),
    ] = None,
    by: Annotated[str, typer.Option("--by", help="Who closes it.")] = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Close the meeting of a week: what it saw, its notes and decisions are frozen, every file with its fingerprint."""
    from analytics.review.frozen import close

    about = _about(week, warehouse)
    close(meeting_of(warehouse, about, load_settings(), known_on.date() if known_on else None), by or user())
    show_few([row for row in closed_weeks(warehouse) if row["week"] == about.name], FEW, how)


@review.command("list")
def list_meetings(warehouse: Warehouse = DEFAULT_WAREHOUSE, how: AsFormat = Format.TABLE) -> None:
    """The closed meetings, the newest first."""
    show_few(closed_weeks(warehouse), FEW, how)


@review.command("show")
def show_meeting(week: WeekName = "", warehouse: Warehouse = DEFAULT_WAREHOUSE, how: AsFormat = Format.TABLE) -> None:
    """What the meeting of a week sees, block by block; of a closed one what it saw, and what was corrected since."""
    from analytics.review.agenda import agenda
    from analytics.review.frozen import opened

    about = _about(week, warehouse)
    closed = opened(warehouse, about)
    seen = closed.agenda if closed else agenda(meeting_of(warehouse, about, load_settings()))
    show(plain_rows(_lines(seen)), how)
    if closed:
        _say_since(closed, warehouse)


@review.command("note")
def note_on_a_figure(
    figure: Annotated[str, typer.Argument(help="The figure, as `queries` names it.")],
    text: Annotated[str, typer.Option("--text", help="What explains it.")],
    on: Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="Default: the data date.")] = None,
    unit: Annotated[str, typer.Option("--unit", help="The unit that it is about; default: the whole city.")] = "",
    by: Annotated[str, typer.Option("--by", help="Who writes it.")] = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Write a note at a figure and a day: every chart of it over time shows it, with who and when."""
    write_note(
        warehouse, figure, on.date() if on else open_snapshot(warehouse).data_date, text, by or user(), unit or None
    )
    show(plain_rows(asdict(note) for note in notes_of(warehouse) if note.figure == figure), how)


@review.command("decide")
def write_decision(
    text: Annotated[str, typer.Argument(help="What is decided, in a sentence.")],
    owner: Annotated[str, typer.Option("--owner", help="Who does it: a unit or a person.")],
    due: Annotated[datetime | None, typer.Option("--due", formats=["%Y-%m-%d"], help="By when.")] = None,
    unit: Annotated[str, typer.Option("--unit", help="The unit that it is about; an order can be made of it.")] = "",
    week: Annotated[str, typer.Option("--week", help="The meeting's week; default: the usual one.")] = "",
    by: Annotated[str, typer.Option("--by", help="Who writes it.")] = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Write down what a meeting decides. Open decisions come first in the next one."""
    about, snapshot = _about(week, warehouse), open_snapshot(warehouse)
    decided = Decision(text, owner, due.date() if due else None, unit or None)
    _show_decision(snapshot, decide(snapshot, min(about.last, snapshot.data_date), decided, by or user()), how)


@review.command("decided")
def tell_decision(
    decision_id: Annotated[int, typer.Argument(metavar="ID", help="As `query decisions` names it.")],
    state: Annotated[str, typer.Option("--state", help="open, done or dropped.")] = "open",
    due: Annotated[datetime | None, typer.Option("--due", formats=["%Y-%m-%d"], help="Its new day.")] = None,
    text: Annotated[str, typer.Option("--text", help="Its new words.")] = "",
    order: Annotated[bool, typer.Option("--order", help="Draft an order of it, with its words.")] = False,
    by: Annotated[str, typer.Option("--by", help="Who says so.")] = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Say how a decision stands now, change its day or its words, or draft an order of it."""
    if state not in STATES:
        raise typer.BadParameter(f"{state} is no state of a decision: {', '.join(STATES)}", param_hint="--state")
    if order and (state != "open" or due or text):
        raise typer.BadParameter("an order is made of a decision as it stands: give --order alone")
    snapshot, who = open_snapshot(warehouse), by or user()
    if order:
        order_of_decision(snapshot, decision_id, load_settings(), who)
    else:
        tell_anew(snapshot, decision_id, who, state, due.date() if due else None, text)
    _show_decision(snapshot, decision_id, how)


def _show_decision(snapshot: Snapshot, decision_id: int, how: Format) -> None:
    """The decision as it stands today."""
    rows = snapshot.records("decisions", Scope(max(snapshot.data_date, snapshot.today)))
    show(plain_rows(row for row in rows if row["decision_id"] == decision_id), how)


def _about(week: str, warehouse: Path) -> Week:
    """The week that is named, else the usual one."""
    if week:
        return read_week(week)
    snapshot = open_snapshot(warehouse)
    return usual_week(snapshot.data_date, snapshot.first_day)


def _lines(seen: Agenda) -> list[dict[str, Any]]:
    """The agenda as lines: a sentence each, or a number with its value and target."""
    lines: list[dict[str, Any]] = []
    for block in seen.blocks:
        title = block.title.said()
        sentences = [block.failure] if block.failure else [*block.sentences, *(one.why for one in block.proposals)]
        lines += [{"block": title, "says": sentence.said(), "value": None, "target": None} for sentence in sentences]
        lines += [
            {"block": title, "says": number.says.said(), "value": number.value, "target": number.target}
            for number in block.numbers
            if number.says
        ]
    return lines


def _say_since(closed: Closed, warehouse: Path) -> None:
    """Notes: when it was closed, files that are not as they were written, what is told otherwise today."""
    say(f"Closed on {closed.closed_at[:10]} by {closed.closed_by}; seen with snapshot {closed.agenda.snapshot}.")
    for name in closed.damaged:
        say(f"{closed.folder / name} is not as it was written. Put it back from a backup.", "red")
    from analytics.review.corrected import corrected_since

    found = corrected_since(closed, warehouse, load_settings())
    if not found:
        say("Nothing of it is told otherwise today.")
    for one in found:
        if one.then is not None or one.now is not None:
            say(f"Told otherwise today: {one.name.said()}: {one.then} then, {one.now} now.")
        else:
            say(f"Told otherwise today: {one.name.said()}: {one.only_then} rows only then, {one.only_now} only now.")
