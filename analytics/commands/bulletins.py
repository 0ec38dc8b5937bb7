"""Commands on bulletins and documents: bulletin (make, issue, list, export, check), send."""

from __future__ import annotations

import os
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from analytics.bulletins.annex import annex
from analytics.bulletins.bulletin_document import document
from analytics.bulletins.bulletin_parts import Bulletin, BulletinRefused
from analytics.bulletins.composing import compose
from analytics.bulletins.issuing import file_of, found, issue, issued
from analytics.bulletins.rechecking import check
from analytics.bulletins.words_file import words_in
from analytics.commands.printing import DEFAULT_WAREHOUSE, AsFormat, Format, Warehouse, say, show, show_few
from analytics.documents import pdf_of
from analytics.errors import N_
from analytics.reminders.mailing import mail
from analytics.settings import load_settings
from analytics.snapshot.opened import open_snapshot
from analytics.warehouse.private import FILE
from analytics.warehouse.who import user

commands = typer.Typer()
bulletins = typer.Typer(
    help="Bulletins (通报): made from figures, issued, checked again.",
    invoke_without_command=True,
    rich_markup_mode=None,
)
commands.add_typer(bulletins, name="bulletin")

FEW = "number kind area period_start period_end issued_on issued_by"
FEW_DOUBTS = "number figure column told reads now verdict"
By = Annotated[str, typer.Option("--by", help="Who does it.")]


class Kind(StrEnum):
    """What a bulletin is about."""

    OVERDUE = "overdue"
    MESSAGES = "messages"


@bulletins.callback()
def make_bulletin(
    context: typer.Context,
    kind: Annotated[Kind | None, typer.Option(help="overdue, or messages (and ratings).")] = None,
    start: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day.")] = None,
    end: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day.")] = None,
    area: Annotated[
        str | None, typer.Option(help="An area, whose own units alone are named; default: the city.")
    ] = None,
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Default: the data date.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="A .docx or .pdf; it must not exist.")] = None,
    annex_out: Annotated[Path | None, typer.Option("--annex", help="A .xlsx for its lists; it must not exist.")] = None,
    words: Annotated[
        Path | None, typer.Option(help="A TOML file with the words of marked places: opening, problems, required.")
    ] = None,
    issuing: Annotated[bool, typer.Option("--issue", help="Number it and keep it as it is issued.")] = False,
    by: By = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Make a bulletin of a period as .docx (or .pdf), with --issue numbered and kept; or see the commands below."""
    if context.invoked_subcommand is not None:
        return
    if kind is None or start is None or end is None or out is None:
        raise typer.BadParameter("a bulletin needs --kind, --from, --to and --out")
    if end < start:
        raise typer.BadParameter("--to is before --from")
    _must_be_new(out, annex_out)
    settings, snapshot = load_settings(), open_snapshot(warehouse)
    told = compose(
        snapshot,
        kind.value,  # type: ignore[arg-type]
        start.date(),
        end.date(),
        settings,
        area,
        as_of.date() if as_of else None,
        words_in(words) if words else None,
    )
    number = ""
    if issuing:
        given = issue(snapshot, told, by or user(), settings)
        number, content, lists = given.text, file_of(snapshot, given), file_of(snapshot, given, ".xlsx")
    else:
        content, lists = document(told, settings), annex(snapshot, told, settings)
    _write(out, pdf_of(content) if out.suffix.lower() == ".pdf" else content)
    if annex_out is not None:
        _write(annex_out, lists)
    _say_failed(told)
    written = [file for file in (out, annex_out) if file is not None]
    show([{"file": str(file), "bytes": file.stat().st_size, "number": number} for file in written], how)


@bulletins.command("list")
def list_bulletins(warehouse: Warehouse = DEFAULT_WAREHOUSE, how: AsFormat = Format.TABLE) -> None:
    """List the bulletins that were issued."""
    rows = [one.__dict__ | {"number": one.text, "area": one.area or ""} for one in issued(open_snapshot(warehouse))]
    show_few(rows, FEW, how)


@bulletins.command("export")
def export_bulletin(
    number: Annotated[str, typer.Argument(help="3, 2026-3 or 〔2026〕3号.")],
    out: Annotated[Path, typer.Option("--out", help="A .docx, .xlsx (its annex) or .pdf; it must not exist.")],
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Write a file of an issued bulletin as it was issued, byte by byte."""
    _must_be_new(out, None if out.suffix.lower() != ".xlsx" else out)
    snapshot = open_snapshot(warehouse)
    one = found(snapshot, number)
    name = ".xlsx" if out.suffix.lower() == ".xlsx" else ".docx"
    content = file_of(snapshot, one, name)
    _write(out, pdf_of(content) if out.suffix.lower() == ".pdf" else content)
    show([{"file": str(out), "bytes": out.stat().st_size, "number": one.text}], how)


@bulletins.command("check")
def check_bulletin(file: Path, warehouse: Warehouse = DEFAULT_WAREHOUSE, how: AsFormat = Format.TABLE) -> None:
    """Compute every number of a bulletin or of slides again, and list those that no longer hold."""
    found_ = check(open_snapshot(warehouse), file)
    rows = [
        {
            "number": doubt.number.name,
            "figure": doubt.number.figure,
            "column": doubt.number.column,
            "by": ",".join(doubt.number.by),
            "where": "; ".join(f"{name}={value}" for name, value in doubt.number.where),
            "told": doubt.number.text,
            "reads": doubt.reads,
            "now": doubt.now,
            "verdict": doubt.verdict,
        }
        for doubt in found_.doubts
    ]
    show_few(rows, FEW_DOUBTS, how)
    say(
        f"{found_.numbers} numbers, {len(rows)} of them do not hold any more"
        + ("." if found_.same_snapshot else f"; the document was made of snapshot {found_.about.get('snapshot', '–')}.")
    )


@commands.command()
def send(
    files: Annotated[list[Path], typer.Argument(help="Documents to mail.")],
    to: Annotated[list[str] | None, typer.Option(help="Address; default: send_to of settings.toml.")] = None,
    subject: Annotated[str, typer.Option(help="Default: the files' names.")] = "",
    text: Annotated[str, typer.Option(help="What the mail says.")] = "",
    by: By = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Mail documents to a list; to nobody twice, and to nobody before sending is switched on."""
    settings = load_settings()
    try:
        contents = [(file.name, file.read_bytes()) for file in files]
    except OSError as error:
        raise BulletinRefused(
            N_("{file} cannot be read: {error}."), file=error.filename, error=error.strerror
        ) from error
    names = "、".join(name for name, _ in contents)
    gone = mail(
        warehouse,
        contents,
        to or settings.bulletins.send_to,
        subject or names,
        text or f"附件：{names}\n{settings.bureau}",
        by or user(),
        settings,
        datetime.now().date(),
    )
    show([one.__dict__ for one in gone], how)


def _must_be_new(out: Path, annex_out: Path | None) -> None:
    if out != annex_out and out.suffix.lower() not in (".docx", ".pdf"):
        raise BulletinRefused(N_("{file}: a bulletin is written as .docx or .pdf. Name such a file."), file=out)
    if annex_out is not None and annex_out.suffix.lower() != ".xlsx":
        raise BulletinRefused(N_("{file}: an annex is written as .xlsx. Name such a file."), file=annex_out)
    for file in (out, annex_out):
        if file is not None and not file.parent.is_dir():  # before a number is given
            raise BulletinRefused(
                N_("There is no folder {folder}. Make it, or name a file in another one."), folder=file.parent
            )
        if file is not None and file.exists():
            raise BulletinRefused(
                N_("{file} exists already, and nothing is overwritten. Name another file."), file=file
            )


def _write(file: Path, content: bytes) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE), "wb") as stream:
        stream.write(content)


def _say_failed(told: Bulletin) -> None:
    for failed in told.failed:
        say(f"A section could not be composed: {failed.error}")
