"""Commands on reminders: remind, sending."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from analytics.commands.printing import DEFAULT_WAREHOUSE, AsFormat, Format, Warehouse, say, show
from analytics.orders.by_channels import carried_by
from analytics.reminders.allowed import against_sending, here, switch, switched_on
from analytics.reminders.planning import Digest
from analytics.reminders.run import AnotherRun, remind
from analytics.settings import load_settings
from analytics.warehouse.who import user

commands = typer.Typer()


class Switch(StrEnum):
    """What sending can be."""

    ON = "on"
    OFF = "off"
    SHOW = "show"


@commands.command("remind")
def remind_command(
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Default: the data date.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show who would get what; write and send nothing.")
    ] = False,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Climb the ladder, write the outbox, send what is due; for cron and systemd (docs/reminders.md)."""
    settings = load_settings()
    try:
        ran = remind(warehouse, settings, as_of.date() if as_of else None, dry_run, carried=carried_by)
    except AnotherRun as error:
        say(str(error))
        return
    show([_letter(letter, ran.day.isoformat(), settings.bureau, how) for letter in ran.letters], how)
    verb = "would be written" if dry_run else "written"
    say(f"{len(ran.letters)} letters {verb} as of {ran.day}, {ran.to_copy} of them to be copied by hand.")
    if not dry_run:
        for event, count in sorted(ran.became.items()):
            say(f"{event}: {count}")
        for reason in ran.held_back:
            say(f"Nothing leaves: {reason}" if not ran.became["sent"] else reason)


@commands.command()
def sending(
    what: Annotated[
        Switch, typer.Argument(help="on, off, or show whether anything may leave from here.")
    ] = Switch.SHOW,
    by: Annotated[str, typer.Option("--by", help="Who switches; default: the user of the system.")] = "",
    note: Annotated[str, typer.Option(help="Why.")] = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Switch the sending of reminders on or off; it stays off until a person switches it on."""
    if what is not Switch.SHOW:
        switch(warehouse, what is Switch.ON, by or user(), note)
    reasons = [said.format(**details) for said, details in against_sending(warehouse, load_settings())]
    show([{"switched_on": switched_on(warehouse), "host": here(), "may_send": not reasons}], how)
    for reason in reasons:
        say(reason)


def _letter(letter: Digest, day: str, bureau: str, how: Format) -> dict[str, object]:
    told: dict[str, object] = {
        "recipient": letter.recipient,
        "channel": letter.channel,
        "unit_name": letter.unit_name,
        "matters": len(letter.fired),
        "late": sum(one.matter.is_late for one in letter.fired),
    }
    if how is Format.TABLE:
        return told
    return told | {
        "day": day,
        "address": letter.address,
        "text": letter.body(datetime.fromisoformat(day).date(), bureau),
    }
