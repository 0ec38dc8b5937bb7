"""Commands on imports: preview, import, imports, undo, publish, rejected."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from analytics.commands.import_files import (
    Steps,
    brief,
    flat,
    import_all,
    import_record,
    refusal,
    say_matches,
    say_waiting,
)
from analytics.commands.printing import (
    DEFAULT_WAREHOUSE,
    AsFormat,
    Format,
    Warehouse,
    as_records,
    say,
    say_damaged,
    show,
)
from analytics.errors import CasewatchError
from analytics.exports.export import Preview
from analytics.settings import load_settings
from analytics.snapshot.publish import publish
from analytics.warehouse import list_imports
from analytics.warehouse.imports import undo_import
from analytics.warehouse.inbox import take_in
from analytics.warehouse.inbox_folders import Taken

commands = typer.Typer()


@commands.command()
def preview(
    file: Annotated[Path, typer.Argument(help="An export file.")],
    mapping: Annotated[str | None, typer.Option(help="A mapping of data/mappings, or a TOML file.")] = None,
    propose: Annotated[
        bool, typer.Option("--propose", help="Print a mapping file for tables that nobody recognises.")
    ] = False,
    how: AsFormat = Format.TABLE,
) -> None:
    """Show what a file would be imported as, without importing it."""
    from analytics.exports import recognise_apart

    try:
        recognised = recognise_apart(file, load_settings(), mapping)
    except CasewatchError as error:
        if how is not Format.JSON:
            raise
        show([refusal(file, error)], how)
        raise typer.Exit(1) from error
    if propose:
        _propose(file, recognised)
        return
    previews = [asdict(found) for found in recognised]
    if how is not Format.JSON:
        for found in previews:
            found["columns"] = len(found["columns"])
            found["platform"] = f"{found['platform']}?" if found["platform_guessed"] else found["platform"]
        shown = (
            "sheet",
            "hidden",
            "kind",
            "platform",
            "mapping",
            "header_line",
            "columns",
            "unused",
            "missing",
        )
        previews = [{key: found[key] for key in shown} for found in previews]
    show(previews, how)


def _propose(file: Path, recognised: list[Preview]) -> None:
    """Print a mapping for each table that nobody recognises; what it guesses is for a person to check."""
    from analytics.exports import proposed_mapping

    for found in recognised:
        where = f"{file.name}, {found.sheet}" if found.sheet else file.name
        if found.hidden:
            typer.echo(f"# {where}: a hidden sheet, left out")
        elif found.kind:
            typer.echo(f"# {where}: read by the mapping {found.mapping} already")
        else:
            typer.echo(f"# {where}: header in line {found.header_line}; check the columns and say the platform")
            typer.echo(proposed_mapping(found, "platform"))


@commands.command("import")
def import_(
    files: Annotated[list[Path] | None, typer.Argument(help="Export files.")] = None,
    inbox: Annotated[
        Path | None, typer.Option(help="Import every new file of a folder; move it to done/ or failed/.")
    ] = None,
    mapping: Annotated[str | None, typer.Option(help="A mapping of data/mappings, or a TOML file.")] = None,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
    steps: Annotated[Steps, typer.Option("--progress", help="How to tell the progress.")] = Steps.BAR,
) -> None:
    """Import export files, or all of an inbox, and publish a snapshot with them."""
    if bool(files) == bool(inbox):
        raise typer.BadParameter("name files, or --inbox with a folder")
    if inbox is not None:
        taken: list[Taken] = []
        try:
            take_in(
                inbox, warehouse, load_settings(), mapping, lambda _file, *told: say_waiting(*told), said=taken.append
            )
            say_matches(warehouse, [each.import_id for each in taken if each.import_id])
        finally:  # what became of each file is said also where publishing failed
            for each in taken:
                if each.reason:
                    say(f"{each.file}: {each.reason}", "red")
            show(brief([asdict(each) for each in taken], how), how)
        say_damaged(warehouse)
        if any(each.moved_to is None or each.status == "refused" for each in taken):
            raise typer.Exit(1)
        return
    records, refused = import_all(files or [], warehouse, mapping, demo=False, steps=steps)
    show(brief(records, how), how)
    if refused:
        raise typer.Exit(1)


@commands.command()
def imports(warehouse: Warehouse = DEFAULT_WAREHOUSE, how: AsFormat = Format.TABLE) -> None:
    """List every import, the undone ones too."""
    records = [import_record(m, "in force" if m.in_force else "undone") for m in list_imports(warehouse)]
    show(flat(records, how), how)


@commands.command()
def undo(import_id: str, warehouse: Warehouse = DEFAULT_WAREHOUSE, how: AsFormat = Format.TABLE) -> None:
    """Take an import out of force; its rows are kept."""
    undone = undo_import(import_id, warehouse, load_settings(), say_waiting)
    show(flat([import_record(undone, "undone")], how), how)
    say_damaged(warehouse)


@commands.command("publish")
def publish_(warehouse: Warehouse = DEFAULT_WAREHOUSE, how: AsFormat = Format.TABLE) -> None:
    """Publish a snapshot under the present settings and calendar, if the current one is not that already."""
    show([{"snapshot": publish(warehouse, load_settings(), say_waiting) or None}], how)
    say_damaged(warehouse)


@commands.command()
def rejected(import_id: str, warehouse: Warehouse = DEFAULT_WAREHOUSE, how: AsFormat = Format.TABLE) -> None:
    """Print the rejected rows of an import with their line numbers and reasons."""
    from analytics.warehouse.rejected import rejected_rows

    show(as_records(rejected_rows(warehouse, import_id)), how)
