"""The command template: a workbook to be filled in, for who has no export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analytics.commands.printing import say
from analytics.errors import N_, SystemRefused
from analytics.exports.template import template as workbook_of
from analytics.languages import LANGUAGES
from analytics.schema import KINDS

commands = typer.Typer()


@commands.command()
def template(
    kind: Annotated[str, typer.Argument(help=f"What its rows are: {', '.join(KINDS)}.")],
    out: Annotated[Path, typer.Option("--out", help="The workbook to be written, FILE.xlsx.")],
    language: Annotated[
        str, typer.Option("--language", help=f"Of its headers and explanations: {', '.join(LANGUAGES)}.")
    ] = "en",
) -> None:
    """Write a workbook with the columns of an export, an invented row, and how each column may be written."""
    if kind not in KINDS:
        raise typer.BadParameter(f"there is no kind {kind}; there are {', '.join(KINDS)}")
    if language not in LANGUAGES:
        raise typer.BadParameter(f"--language is {' or '.join(LANGUAGES)}")
    try:
        with out.open("xb") as file:
            file.write(workbook_of(kind, language))
    except FileExistsError:
        raise SystemRefused(
            N_("{file} exists and may hold rows. Name another file, or remove it first."), file=out
        ) from None
    say(f"{out}: fill it in and import it: python -m analytics import {out}")
