"""The command line: every job that a page can do, a script can do.

Exit status: 0 done, 1 the input was refused, 2 wrong usage. `--format json` prints a list of records and nothing else
on standard output.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from analytics import workdays
from analytics.errors import N_, CasewatchError
from analytics.figures import catalogue
from analytics.inbox import take_in
from analytics.scope import BEGINNING, END, Scope
from analytics.settings import ROOT, load_settings
from analytics.snapshot import open_snapshot
from analytics.warehouse import Manifest, import_file, list_imports, publish, undo_import
from analytics.warehouse.lock import WAITING

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
notes = Console(stderr=True)


class Format(StrEnum):
    """How a table is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


Warehouse = Annotated[Path, typer.Option("--warehouse", envvar="CASEWATCH_WAREHOUSE", help="Folder of the warehouse.")]
AsFormat = Annotated[Format, typer.Option("--format", help="How to print.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]
DEFAULT_WAREHOUSE = ROOT / "data" / "warehouse"


def _plain(value: Any) -> Any:
    if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)) or value is pd.NA:
        return None
    if isinstance(value, pd.Timestamp | datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    columns = [str(column) for column in frame.columns]
    return [dict(zip(columns, map(_plain, row), strict=True)) for row in frame.astype(object).itertuples(index=False)]


def show(records: list[dict[str, Any]], how: Format) -> None:
    """Print records on standard output."""
    if how is Format.JSON:
        sys.stdout.write(json.dumps(records, ensure_ascii=False, indent=1, default=str) + "\n")
    elif how is Format.CSV:
        pd.DataFrame(records).to_csv(sys.stdout, index=False)
    else:
        table = Table(show_edge=False)
        for column in records[0] if records else ():
            table.add_column(str(column), overflow="fold")
        for record in records:
            table.add_row(*("" if value is None else str(value) for value in record.values()))
        Console().print(table)


BRIEF = ("file", "status", "kind", "rows_read", "accepted", "rejected", "ignored")


def _brief(records: list[dict[str, Any]], how: Format) -> list[dict[str, Any]]:
    """What fits on a terminal of imports; everything for programs."""
    if how is not Format.TABLE:
        return records
    shown = [key for key in BRIEF if any(key in record for record in records)]
    return [{key: record.get(key) for key in shown} for record in records]


def _import_record(manifest: Manifest, status: str) -> dict[str, Any]:
    return {
        "import_id": manifest.id,
        "file": manifest.file,
        "status": status,
        "kind": ", ".join(dict.fromkeys(part["kind"] for part in manifest.parts)),
        "platform": ", ".join(dict.fromkeys(part["platform"] for part in manifest.parts)),
        "rows_read": manifest.rows_read,
        "accepted": manifest.accepted,
        "rejected": manifest.rejected,
        "ignored": manifest.ignored,
        "exported_on": manifest.exported_on,
        "imported_at": manifest.imported_at,
        "who": manifest.who,
    }


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    return Progress(*columns, console=notes, disable=not notes.is_terminal)


def _say_waiting(step: str, _share: float = 0.0) -> None:
    """Say that another import has to finish first, also in the log of a nightly job, where no bar is drawn."""
    if step == WAITING:
        notes.print("waiting for another import to finish …", style="yellow", highlight=False)


def _follow(bar: Progress, task: TaskID, file: str) -> Callable[[str, float], None]:
    """Draw the steps of one file's import."""

    def tell(step: str, share: float) -> None:
        _say_waiting(step)
        bar.update(task, completed=share, description=f"{file}: {step}")

    return tell


class Steps(StrEnum):
    """How progress is told on standard error: a bar for people, lines of JSON for programs."""

    BAR = "bar"
    JSON = "json"


def _tell(step: str, share: float) -> None:
    """One line of progress for a program that reads standard error."""
    sys.stderr.write(json.dumps({"step": step, "share": round(share, 3)}) + "\n")
    sys.stderr.flush()


def _import_all(
    files: list[Path], warehouse: Path, mapping: str | None, demo: bool, steps: Steps = Steps.BAR
) -> tuple[list[dict], bool]:
    """Import files one after the other, publish once at the end; a refused file does not stop the others."""
    settings = load_settings()
    records, refused = [], False
    with _bar() as bar:
        for file in files:
            task = bar.add_task(file.name, total=1.0)
            try:
                result = import_file(
                    file,
                    warehouse,
                    settings,
                    mapping,
                    progress=_tell if steps is Steps.JSON else _follow(bar, task, file.name),
                    demo=demo,
                    publishing=False,
                )
            except CasewatchError as error:
                notes.print(f"{file.name}: {error}", style="red", markup=False)
                records.append(_refusal(file, error))
                refused = True
            else:
                records.append(_import_record(result.manifest, result.status))
        # Also where every file was refused: an import that a crash left unpublished is published now.
        task = bar.add_task("publish", total=None)
        if steps is Steps.JSON:
            _tell(N_("Publishing the figures"), 0.8)
        publish(warehouse, settings, _tell if steps is Steps.JSON else _say_waiting)
        bar.update(task, total=1, completed=1)
    return records, refused


def _refusal(file: Path, error: CasewatchError) -> dict[str, Any]:
    """A refused file: the sentence, and its parts for whoever says it in another language."""
    return {
        "import_id": None,
        "file": file.name,
        "status": "refused",
        "reason": str(error),
        "template": error.template,
        "details": {name: str(value) for name, value in error.details.items()},
    }


@app.command()
def preview(
    file: Annotated[Path, typer.Argument(help="An export file.")],
    mapping: Annotated[str | None, typer.Option(help="A mapping of data/mappings, or a TOML file.")] = None,
    how: AsFormat = Format.TABLE,
) -> None:
    """Show what a file would be imported as, without importing it."""
    from analytics.exports import recognise

    try:
        previews = [asdict(found) for found in recognise(file, load_settings(), mapping)]
    except CasewatchError as error:
        if how is not Format.JSON:
            raise
        show([_refusal(file, error)], how)
        raise typer.Exit(1) from error
    if how is not Format.JSON:
        for found in previews:
            found["columns"] = len(found["columns"])
        shown = ("sheet", "kind", "platform", "mapping", "header_line", "columns", "unused", "missing")
        previews = [{key: found[key] for key in shown} for found in previews]
    show(previews, how)


@app.command("import")
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
        taken = take_in(
            inbox, warehouse, load_settings(), mapping, tell=lambda _file, step, share: _say_waiting(step, share)
        )
        for each in taken:
            if each.reason:
                notes.print(f"{each.file}: {each.reason}", style="red", markup=False)
        show(_brief([asdict(each) for each in taken], how), how)
        if any(each.status in ("refused", "postponed") for each in taken):
            raise typer.Exit(1)
        return
    records, refused = _import_all(files or [], warehouse, mapping, demo=False, steps=steps)
    show(_brief(records, how), how)
    if refused:
        raise typer.Exit(1)


@app.command()
def imports(warehouse: Warehouse = DEFAULT_WAREHOUSE, how: AsFormat = Format.TABLE) -> None:
    """List every import, the undone ones too."""
    show([_import_record(m, "in force" if m.in_force else "undone") for m in list_imports(warehouse)], how)


@app.command()
def undo(import_id: str, warehouse: Warehouse = DEFAULT_WAREHOUSE, how: AsFormat = Format.TABLE) -> None:
    """Take an import out of force; its rows are kept."""
    show([_import_record(undo_import(import_id, warehouse, load_settings(), _say_waiting), "undone")], how)


@app.command("publish")
def publish_(warehouse: Warehouse = DEFAULT_WAREHOUSE, how: AsFormat = Format.TABLE) -> None:
    """Publish a snapshot under the present settings and calendar, if the current one is not that already."""
    show([{"snapshot": publish(warehouse, load_settings(), _say_waiting) or None}], how)


@app.command()
def rejected(import_id: str, warehouse: Warehouse = DEFAULT_WAREHOUSE, how: AsFormat = Format.TABLE) -> None:
    """Print the rejected rows of an import with their line numbers and reasons."""
    from analytics.warehouse.rejected import rejected_rows

    show(_records(rejected_rows(warehouse, import_id)), how)


@app.command()
def queries(how: AsFormat = Format.TABLE, warehouse: Warehouse = DEFAULT_WAREHOUSE) -> None:
    """List the figures with their definitions."""
    shown = ("key", "name", "name_zh", "unit", "cohort", "definition", "source")
    show([{field: getattr(figure, field) for field in shown} for figure in catalogue().values()], how)


@app.command()
def query(
    name: str,
    start: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day.")] = None,
    end: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day.")] = None,
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Default: the data date.")] = None,
    area: Annotated[list[str] | None, typer.Option(help="Area; may be given several times.")] = None,
    unit: Annotated[list[str] | None, typer.Option(help="Unit; may be given several times.")] = None,
    item: Annotated[list[str] | None, typer.Option(help="Service item, code or name.")] = None,
    platform: Annotated[list[str] | None, typer.Option(help="Platform.")] = None,
    kind: Annotated[list[str] | None, typer.Option(help="Case kind: immediate, promised, other.")] = None,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
    sql: Annotated[bool, typer.Option("--sql", help="Print the SQL instead of running it.")] = False,
) -> None:
    """Run a figure; without a period it runs over all time."""
    if name not in catalogue():
        raise typer.BadParameter(f"no figure {name!r}; `python -m analytics queries` lists them")
    if start and end and end < start:
        raise typer.BadParameter("--to is before --from")
    snapshot = open_snapshot(warehouse)
    scope = Scope(
        as_of=as_of.date() if as_of else snapshot.data_date,
        period_start=start.date() if start else BEGINNING,
        period_end=end.date() if end else END,
        areas=tuple(area or ()),
        units=tuple(unit or ()),
        items=tuple(item or ()),
        platforms=tuple(platform or ()),
        kinds=tuple(kind or ()),
    )
    if sql:
        sys.stdout.write(snapshot.sql(name, scope) + "\n")
        return
    show([{key: _plain(value) for key, value in row.items()} for row in snapshot.records(name, scope)], how)


@app.command()
def due(
    accepted: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Acceptance day.")],
    days: Annotated[int, typer.Option(min=0, help="The limit.")],
    unit: Annotated[str, typer.Option(help="working or calendar days")] = "working",
    calendar: Annotated[str | None, typer.Option(help="A country of the holidays library.")] = None,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Print the due day of a limit and every day counted and skipped."""
    if unit not in ("working", "calendar"):
        raise typer.BadParameter("--unit is working or calendar")
    settings = load_settings()
    start = accepted.date()
    code = calendar or settings.calendar
    known = workdays.calendar(code, settings.overrides_path, min(1970, start.year), max(2075, start.year + 5))
    count = workdays.due_day if unit == "working" else workdays.calendar_due_day
    due_on = count(start, days, known)
    counted = workdays.ledger(start, due_on, known)
    if how is Format.TABLE:
        typer.echo(f"due {due_on} ({due_on:%A}){', provisional' if counted[-1].provisional else ''}")
    show(
        [
            {
                "due_on": due_on.isoformat(),
                "day": day.day.isoformat(),
                "counted": (day.counted if unit == "working" else day.day > start),
                "why": day.kind,
                "name": day.name,
                "count": day.count if unit == "working" else (day.day - start).days,
                "provisional": day.provisional,
            }
            for day in counted
        ],
        how,
    )


@app.command()
def demo(
    folder: Annotated[Path, typer.Option(help="Where the sample exports go.")] = ROOT / "data" / "samples",
    seed: Annotated[int, typer.Option(help="The same seed gives the same data.")] = 73,
    only_files: Annotated[bool, typer.Option("--only-files", help="Write the exports, do not import them.")] = False,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    how: AsFormat = Format.TABLE,
) -> None:
    """Write invented sample exports and import them."""
    from analytics.demo import write_demo

    folder.mkdir(parents=True, exist_ok=True)
    with notes.status("sample exports"):
        manifest = write_demo(folder, seed)
    files = [folder / file["name"] for file in manifest.files]
    if only_files:
        show([{"file": str(file)} for file in files], how)
        return
    records, refused = _import_all(files, warehouse, None, demo=True)
    show(_brief(records, how), how)
    if refused:
        raise typer.Exit(1)


def main() -> None:
    """Run a command; a refusal is a sentence on standard error and exit status 1."""
    os.environ.setdefault("PYTHONUTF8", "1")
    try:
        app()
    except CasewatchError as error:
        notes.print(str(error), style="red", markup=False)
        sys.exit(1)
    except Exception as error:
        # Where it happened, without what the error says: that may quote a row in clear, and end in a log.
        sys.stderr.write("".join(traceback.format_tb(error.__traceback__)))
        notes.print(f"Unexpected {type(error).__name__}; the figures are as before. Please report the lines above.")
        sys.exit(1)


if __name__ == "__main__":
    main()
