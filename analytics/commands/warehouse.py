"""Commands on the warehouse as a whole: check, settle, backup, restore."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analytics.commands.import_files import say_waiting
from analytics.commands.printing import (
    DEFAULT_WAREHOUSE,
    AsFormat,
    Format,
    Warehouse,
    say,
    say_damage,
    say_damaged,
    show,
)
from analytics.findings.verdicts import earlier_verdicts
from analytics.register.backed_up import register_damage
from analytics.settings import load_settings
from analytics.snapshot.archive import Backup, write_backup
from analytics.snapshot.examined import DAMAGED, Examined, examine
from analytics.snapshot.restoring import restore as restore_backup
from analytics.snapshot.settling import settle as settle_damage
from analytics.warehouse.damage import Damage
from analytics.warehouse.kept_views import kept_views
from analytics.warehouse.lines import LineRefused
from analytics.warehouse.places import REGISTER

commands = typer.Typer()


@commands.command()
def check(warehouse: Warehouse = DEFAULT_WAREHOUSE, how: AsFormat = Format.TABLE) -> None:
    """Examine every kept file: what is damaged, and how it is mended. Exit status 1 where something is."""
    found = [*examine(warehouse), *_lines(warehouse), *_register(warehouse)]
    if how is Format.TABLE:
        for each in found:
            say_damage(each.state, each.damage)
        if not any(each.state == DAMAGED for each in found):
            typer.echo(f"{warehouse}: every kept file is as it was written.")
    else:
        show([_told(each.state, each.damage) for each in found], how)
    if damaged := sum(each.state == DAMAGED for each in found):
        say(f"{damaged} places of {warehouse} are damaged; each is named with its way out.", "red")
        raise typer.Exit(1)


@commands.command()
def settle(what: str, warehouse: Warehouse = DEFAULT_WAREHOUSE, how: AsFormat = Format.TABLE) -> None:
    """Go on without a damaged import (its id), or with a new key (hash.key); until then every page says what is damaged."""
    show([_told("settled", settle_damage(what, warehouse, load_settings(), say_waiting))], how)


@commands.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The archive to write; it must not exist.")],
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Write the whole warehouse into one file, while it is in use. Keep the file safe: the key is in it."""
    _say_damage_within(warehouse)
    show([_archive(file, write_backup(warehouse, file, load_settings(), say_waiting))], how)


@commands.command()
def restore(
    file: Annotated[Path, typer.Argument(help="An archive that `backup` wrote.")],
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Take the place of what is there, which is kept aside.")
    ] = False,
    how: AsFormat = Format.TABLE,
) -> None:
    """Make the warehouse what it was when the backup was written, prove every file, and publish."""
    show([_archive(file, restore_backup(file, warehouse, load_settings(), overwrite, say_waiting))], how)
    say_damaged(warehouse)


def _say_damage_within(warehouse: Path) -> None:
    """A backup keeps what is damaged as it is; that is said."""
    if warehouse.is_dir():
        say_damaged(warehouse)


def _archive(file: Path, made: Backup) -> dict[str, object]:
    return {
        "file": str(file),
        "made_at": made.made_at,
        "imports": made.imports,
        "files": len(made.files),
        "bytes": made.size,
    }


def _lines(warehouse: Path) -> list[Examined]:
    """What people wrote, verdicts of earlier versions and saved views, where a line of it cannot be read."""
    found = []
    for place, read in (("findings/verdicts.jsonl", earlier_verdicts), ("views/views.jsonl", kept_views)):
        try:
            read(warehouse)
        except LineRefused as error:
            found.append(Examined(DAMAGED, Damage(place, error.template, "", error.details)))
    return found


def _register(warehouse: Path) -> list[Examined]:
    """The register, where it cannot be read or is not whole."""
    error = register_damage(warehouse)
    return [] if error is None else [Examined(DAMAGED, Damage(REGISTER, error.template, "", error.details))]


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
