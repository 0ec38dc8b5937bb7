"""The command demo: sample exports of an invented city."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analytics.commands.import_files import brief, import_all
from analytics.commands.printing import DEFAULT_WAREHOUSE, AsFormat, Format, Warehouse, notes, show
from analytics.settings import ROOT

commands = typer.Typer()


@commands.command()
def demo(
    folder: Annotated[Path, typer.Option(help="Where the sample exports go.")] = ROOT / "data" / "samples",
    seed: Annotated[int, typer.Option(help="The same seed gives the same data.")] = 73,
    only_files: Annotated[bool, typer.Option("--only-files", help="Write the exports, do not import them.")] = False,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Write invented sample exports and import them."""
    from demo import write_demo

    folder.mkdir(parents=True, exist_ok=True)
    with notes.status("sample exports"):
        manifest = write_demo(folder, seed)
    files = [folder / file["name"] for file in manifest.files]
    if only_files:
        show([{"file": str(file)} for file in files], how)
        return
    records, refused = import_all(files, warehouse, None, demo=True)
    show(brief(records, how), how)
    if refused:
        raise typer.Exit(1)
