"""Commands on supervision orders: draft, strike, sign, list, show, send, receive, answer, return, extend, accept, withdraw, export."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from analytics.commands.printing import DEFAULT_WAREHOUSE, AsFormat, Format, Warehouse, plain_rows, say, show, show_few
from analytics.errors import N_
from analytics.orders import course
from analytics.orders.by_channels import carried_by
from analytics.orders.drafting import OrderRefused, add_words, draft, strike
from analytics.orders.found import found, register_rows
from analytics.orders.order_states import STATES
from analytics.orders.printed import export
from analytics.orders.returned_workbook import read_answers
from analytics.orders.signing import sign
from analytics.reminders.run import send_waiting
from analytics.settings import load_settings
from analytics.snapshot.opened import Snapshot, open_snapshot
from analytics.warehouse.who import user

commands = typer.Typer()
orders = typer.Typer(
    no_args_is_help=True, help="Supervision orders, from the draft to the answer.", rich_markup_mode=None
)
commands.add_typer(orders, name="orders")

Number = Annotated[str, typer.Argument(help="The order's number: 47, 2026-47 or 〔2026〕47号.")]
By = Annotated[str, typer.Option("--by", help="Who does it.")]
Day = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"])]
Reason = Annotated[str, typer.Option("--reason", help="Why; it stays on record.")]


FEW = "id number unit_name subject state signed_on receive_by answer_by lines settled"
FEW_OF_PARTS = {
    "line_list": "line_id platform case_no title due_on overdue_days line_state",
    "life": "happened_at event done_by text answer_by",
    "answers": "line_id cause measure expected_on answered_by",
    "letters": "letter_on recipient sent_by letter_state tries said",
}
"""The columns that fit a terminal."""


@orders.command("draft")
def draft_orders(
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Default: the data date.")] = None,
    by: By = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Draft the orders of a day from the ladder: every open case, message and negative rating past its order step, by unit."""
    snapshot = open_snapshot(warehouse)
    drafted = draft(snapshot, as_of.date() if as_of else snapshot.data_date, load_settings(), by or user())
    show_few([one for one in register_rows(snapshot) if one["id"] in drafted.drafts], FEW, how)
    if drafted.without_unit:
        say(
            f"{drafted.without_unit} cases, messages or ratings name no unit, so no order can: `query things_to_order` lists them."
        )


@orders.command("strike")
def strike_lines(
    draft_id: int,
    lines: Annotated[list[int], typer.Argument(help="Ids of lines, as `orders show` prints them.")],
    reason: Reason = "",
    by: By = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Strike lines of a draft: they will not be ordered."""
    snapshot = open_snapshot(warehouse)
    strike(warehouse, draft_id, lines, reason, by or user())
    _show_one(snapshot, draft_id, how)


@orders.command("words")
def say_more(
    draft_id: int, words: str, by: By = "", warehouse: Warehouse = DEFAULT_WAREHOUSE, how: AsFormat = Format.TABLE
) -> None:
    """Add words to a draft; they are printed after its reason."""
    snapshot = open_snapshot(warehouse)
    add_words(warehouse, draft_id, words, by or user())
    _show_one(snapshot, draft_id, how)


@orders.command("sign")
def sign_drafts(
    drafts: Annotated[list[int] | None, typer.Argument(help="Ids of drafts.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every draft that stands.")] = False,
    by: By = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Sign drafts: each gets its number and its limits; all or none. Where sending is on, each is sent to its unit's contact."""
    if bool(drafts) == everything:
        raise OrderRefused(N_("Say which drafts are signed: their ids, or --all."))
    snapshot = open_snapshot(warehouse)
    settings = load_settings()
    signed = {one.order_id for one in sign(snapshot, None if everything else drafts, by, settings)}
    send_waiting(warehouse, snapshot, settings, carried_by(snapshot))
    show_few([one for one in register_rows(snapshot) if one["id"] in signed], FEW, how)


@orders.command("list")
def list_orders(
    state: Annotated[list[str] | None, typer.Option(help="draft, signed, sent, received, answered, …")] = None,
    unit: Annotated[list[str] | None, typer.Option(help="Unit; may be given several times.")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only those whose answer is overdue.")] = False,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """List drafts and orders with their numbers, limits and states."""
    if unknown := sorted({*(state or ())} - {*STATES}):
        raise OrderRefused(
            N_("No order is ever {state}. The states are: {states}."), state=unknown[0], states=", ".join(STATES)
        )
    rows = [
        row
        for row in register_rows(open_snapshot(warehouse))
        if (not state or row["state"] in state)
        and (not unit or row["unit_name"] in unit)
        and (row["answer_overdue"] or not overdue)
    ]
    show_few(rows, FEW, how)


@orders.command("show")
def show_order(
    number: Number,
    is_draft: Annotated[bool, typer.Option("--draft", help="NUMBER is the id of a draft.")] = False,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """One order: its lines with what became of them, its life, its answers."""
    snapshot = open_snapshot(warehouse)
    _show_one(snapshot, _draft_id(number) if is_draft else course.order_of(snapshot, number), how)


@orders.command("send")
def send_order(
    number: Number,
    way: Annotated[str, typer.Option("--way", help="By which way it went out.")],
    by: By = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Note that an order has gone out."""
    _told(number, warehouse, how, lambda snapshot, order_id: course.sent(snapshot, order_id, way, by or user()))


@orders.command("receive")
def receive_order(
    number: Number,
    note: Annotated[str, typer.Option(help="Who signed for it.")] = "",
    by: By = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Note that the unit has signed for an order."""
    _told(number, warehouse, how, lambda snapshot, order_id: course.received(snapshot, order_id, by or user(), note))


@orders.command("attempt")
def attempt_order(
    number: Number,
    note: Annotated[str, typer.Option(help="Whom, and what was said.")],
    by: By = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Note that somebody urged by phone: an attempt, not an answer."""
    _told(number, warehouse, how, lambda snapshot, order_id: course.attempted(snapshot, order_id, note, by or user()))


@orders.command("answer")
def answer_order(
    number: Number,
    by: Annotated[str, typer.Option("--by", help="Who answers for the unit.")],
    cause: Annotated[str, typer.Option(help="Why; the usual causes stand in settings.toml.")] = "",
    measure: Annotated[str, typer.Option(help="What is done.")] = "",
    expected: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day on which it will be done.")
    ] = None,
    file: Annotated[Path | None, typer.Option(help="A returned workbook, as `orders export` made it.")] = None,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Enter a unit's answer: cause, measure and expected day, or a returned workbook row by row."""
    snapshot = open_snapshot(warehouse)
    order_id = course.order_of(snapshot, number)
    if file is not None:
        answers, source = read_answers(file, found(snapshot, order_id), load_settings()), file.name
    elif expected is None:
        raise OrderRefused(N_("An answer names the day on which it will be done: --expected 2026-12-01"))
    else:
        answers, source = [course.Answer(cause, measure, expected.date())], course.FORM
    course.answered(snapshot, order_id, answers, by, user(), source)
    _show_one(snapshot, order_id, how)


@orders.command("accept")
def accept_order(
    number: Number,
    note: Annotated[str, typer.Option(help="What closes it.")] = "",
    by: By = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Close an order that is answered, or whose lines are all settled."""
    _told(number, warehouse, how, lambda snapshot, order_id: course.accepted(snapshot, order_id, by or user(), note))


@orders.command("return")
def return_order(
    number: Number,
    reason: Reason,
    until: Annotated[
        datetime | None, typer.Option("--until", formats=["%Y-%m-%d"], help="The new limit to answer.")
    ] = None,
    by: By = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Return an answer to be done again until a new day."""
    _told(
        number,
        warehouse,
        how,
        lambda snapshot, order_id: course.returned(
            snapshot, order_id, reason, by or user(), load_settings(), until.date() if until else None
        ),
    )


@orders.command("extend")
def extend_order(
    number: Number,
    until: Annotated[datetime, typer.Option("--until", formats=["%Y-%m-%d"], help="The new limit to answer.")],
    reason: Reason,
    by: By = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Give more time, asked for before the limit has passed."""
    _told(
        number,
        warehouse,
        how,
        lambda snapshot, order_id: course.extended(snapshot, order_id, until.date(), reason, by or user()),
    )


@orders.command("withdraw")
def withdraw_order(
    number: Number,
    reason: Reason,
    by: By = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Withdraw an order; its number stays in the register as void."""
    _told(number, warehouse, how, lambda snapshot, order_id: course.withdrawn(snapshot, order_id, reason, by or user()))


@orders.command("export")
def export_order(
    number: Number,
    out: Annotated[
        Path, typer.Option("--out", help="A .docx, .pdf or .xlsx (to be filled in by the unit); it must not exist.")
    ],
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Write an order as a document after GB/T 9704, as a PDF, or as a workbook for its answer."""
    snapshot = open_snapshot(warehouse)
    made = export(snapshot, found(snapshot, course.order_of(snapshot, number)), out, load_settings(), user())
    show([{"file": str(out), "bytes": made.size, "sha256": made.sha256}], how)
    if made.differs:
        say(f"An earlier version printed order {number} with other bytes; what counts is what was sent then.")


def _told(number: str, warehouse: Path, how: Format, happened: Callable[[Snapshot, int], object]) -> None:
    """Write down what happened to an order, and show how it stands then."""
    snapshot = open_snapshot(warehouse)
    order_id = course.order_of(snapshot, number)
    happened(snapshot, order_id)
    _show_one(snapshot, order_id, how)


def _show_one(snapshot: Snapshot, order_id: int, how: Format) -> None:
    """An order as one record; for people, its lines, its life and its answers under it."""
    order = found(snapshot, order_id)
    told = {"line_list": order.lines, "life": order.life, "answers": order.answers, "letters": order.letters}
    parts = {name: plain_rows(rows) for name, rows in told.items()}
    if how is Format.TABLE:
        show_few([order.row], FEW, how)
        for name, rows in parts.items():
            if rows:
                typer.echo()
                show_few(rows, FEW_OF_PARTS[name], how)
        return
    show([one | parts for one in plain_rows([order.row])] if how is Format.JSON else plain_rows([order.row]), how)


def _draft_id(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise OrderRefused(N_("There is no draft {id}. `orders list` names them."), id=text)
    return int(text)
