"""The command demo: sample exports of an invented city."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analytics.commands.import_files import brief, import_all
from analytics.commands.printing import DEFAULT_WAREHOUSE, AsFormat, Format, Warehouse, notes, say, show
from analytics.errors import RegisterRefused
from analytics.register import register_of
from analytics.register.carried import take_in
from analytics.settings import ROOT
from analytics.warehouse.who import user

commands = typer.Typer()


@commands.command()
def demo(
    folder: Annotated[Path, typer.Option(help="Where the sample exports go.")] = ROOT / "data" / "samples",
    seed: Annotated[int, typer.Option(help="The same seed gives the same data.")] = 73,
    only_files: Annotated[bool, typer.Option("--only-files", help="Write the exports, do not import them.")] = False,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Write invented sample exports and import them, with half a year of reminders and orders."""
    from demo import REGISTER, write_demo

    folder.mkdir(parents=True, exist_ok=True)
    with notes.status("sample exports"):
        manifest = write_demo(folder, seed)
    files = [folder / file["name"] for file in manifest.files]
    if only_files:
        show([{"file": str(file)} for file in files], how)
        return
    records, refused = import_all(files, warehouse, None, demo=True)
    _take_in(folder / REGISTER, warehouse)
    show(brief(records, how), how)
    if refused:
        raise typer.Exit(1)


def _take_in(file: Path, warehouse: Path) -> None:
    """What people of the invented city did; a register in which somebody did something else stays as it is."""
    try:
        with file.open(encoding="utf-8") as lines:
            taken = take_in(register_of(warehouse), lines, user(), file.name)
    except RegisterRefused as error:
        say(str(error), "yellow")
        return
    say(
        f"{file.name}: {taken['orders']} orders and {taken['digests']} letters of the reminders, in {taken['runs']} runs"
    )
