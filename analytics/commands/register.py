"""Commands on the register of what people did: register export, register import."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from analytics.commands.printing import DEFAULT_WAREHOUSE, AsFormat, Format, Warehouse, show
from analytics.errors import N_, RegisterRefused
from analytics.register import register_of
from analytics.register.carried import lines_of, take_in
from analytics.warehouse.private import FILE
from analytics.warehouse.who import user

commands = typer.Typer()
register = typer.Typer(no_args_is_help=True, help="What people did, as a file of JSON lines.", rich_markup_mode=None)
commands.add_typer(register, name="register")


@register.command("export")
def export_lines(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not exist. - is standard output.")],
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
) -> None:
    """Write every order, reminder, note, decision and verdict as lines of JSON. Only its owner can read the file."""
    lines = lines_of(register_of(warehouse))
    if str(file) == "-":
        sys.stdout.writelines(f"{line}\n" for line in lines)
        return
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE), "w", encoding="utf-8") as stream:
        stream.writelines(f"{line}\n" for line in lines)


@register.command("import")
def import_lines(
    file: Annotated[Path, typer.Argument(help="A file that `register export` wrote.")],
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Read such a file into an empty register, or what is new in it into the one that it was exported from."""
    try:
        with file.open(encoding="utf-8") as lines:
            added = take_in(register_of(warehouse), lines, user(), str(file))
    except UnicodeDecodeError as error:
        raise RegisterRefused(
            N_("{source} is no register: its first line does not say so. Nothing was written."), source=file
        ) from error
    show([{"table": table, "added": rows} for table, rows in added.items()], how)
