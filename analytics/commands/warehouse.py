"""Commands on the warehouse as a whole: check, settle."""

from __future__ import annotations

from pathlib import Path

import typer

from analytics.commands.import_files import say_waiting
from analytics.commands.printing import DEFAULT_WAREHOUSE, AsFormat, Format, Warehouse, say_damage, show
from analytics.findings.verdicts import VerdictRefused, verdicts
from analytics.settings import load_settings
from analytics.snapshot.examined import DAMAGED, Examined, examine
from analytics.snapshot.settling import settle as settle_damage
from analytics.warehouse.damage import Damage

commands = typer.Typer()


@commands.command()
def check(warehouse: Warehouse = DEFAULT_WAREHOUSE, how: AsFormat = Format.TABLE) -> None:
    """Examine every kept file: what is damaged, and how it is mended. Exit status 1 where something is."""
    found = [*examine(warehouse), *_verdicts(warehouse)]
    if how is Format.TABLE:
        for each in found:
            say_damage(each.state, each.damage)
        if not any(each.state == DAMAGED for each in found):
            typer.echo(f"{warehouse}: every kept file is as it was written.")
    else:
        show([_told(each.state, each.damage) for each in found], how)
    if any(each.state == DAMAGED for each in found):
        raise typer.Exit(1)


@commands.command()
def settle(what: str, warehouse: Warehouse = DEFAULT_WAREHOUSE, how: AsFormat = Format.TABLE) -> None:
    """Go on without a damaged import (its id), or with a new key (hash.key); until then every page says what is damaged."""
    show([_told("settled", settle_damage(what, warehouse, load_settings(), say_waiting))], how)


def _verdicts(warehouse: Path) -> list[Examined]:
    try:
        verdicts(warehouse)
    except VerdictRefused as error:
        return [Examined(DAMAGED, Damage("findings/verdicts.jsonl", error.template, "", error.details))]
    return []


def _told(state: str, damage: Damage) -> dict[str, object]:
    return {
        "state": state,
        "place": damage.place,
        "import_id": damage.import_id,
        "file": damage.file or None,
        "rows": damage.rows,
        "what": damage.what.format(**damage.details),
        "mend": damage.mend.format(**damage.details),
    }
