"""Files imported one after the other, with their progress and what became of each."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Any

from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from analytics.commands.printing import Format, notes, say, say_damaged
from analytics.errors import CasewatchError, EmptyWarehouse
from analytics.failures import refusal as refusal_of
from analytics.progress import Step
from analytics.settings import load_settings
from analytics.snapshot.matching import matched
from analytics.snapshot.publish import publish
from analytics.warehouse import Manifest
from analytics.warehouse.imports import import_file

WHY_LEFT_OUT = {
    "hidden": "it is hidden",
    "unknown": "no header that any mapping knows",
    "another": "the mapping asks for another sheet",
}
BRIEF = ("file", "status", "kind", "rows_read", "accepted", "rejected", "ignored")


def say_left_out(manifest: Manifest) -> None:
    """Name the sheets that were left out, and a platform that nothing in the file tells."""
    for sheet in manifest.skipped:
        say(
            f"{manifest.file}: sheet {sheet['sheet']} was left out, {WHY_LEFT_OUT[sheet['reason']]} ({sheet['rows']} rows)",
            "yellow",
        )
    for part in manifest.parts:
        if part.get("platform_guessed"):
            say(
                f"{manifest.file}: nothing says which platform these {part['kind']} are of; {part['platform']} is a guess",
                "yellow",
            )


def say_matches(warehouse: Path, import_ids: list[str]) -> dict[str, list[dict[str, Any]]]:
    """Say where pauses or ratings found no case; by import, how many of each kind did. Nothing published: nothing said."""
    try:
        found = matched(warehouse, import_ids) if import_ids else []
    except EmptyWarehouse:
        return {}
    for one in found:
        if one.matched < one.rows:
            say(one.in_words, "yellow")
    return {
        import_id: [asdict(one) for one in found if one.import_id == import_id]
        for import_id in {one.import_id for one in found}
    }


def brief(records: list[dict[str, Any]], how: Format) -> list[dict[str, Any]]:
    """What fits on a terminal of imports; everything for programs."""
    if how is not Format.TABLE:
        return records
    shown = [key for key in BRIEF if any(key in record for record in records)]
    return [{key: record.get(key) for key in shown} for record in records]


def flat(records: list[dict[str, Any]], how: Format) -> list[dict[str, Any]]:
    """Without what only programs ask of an import: it is more than a cell of a table holds."""
    if how is Format.JSON:
        return records
    return [
        {key: value for key, value in each.items() if key not in ("skipped", "platform_guessed", "matches")}
        for each in records
    ]


def import_record(manifest: Manifest, status: str) -> dict[str, Any]:
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
        "skipped": manifest.skipped,
        "platform_guessed": any(part.get("platform_guessed") for part in manifest.parts),
        "exported_on": manifest.exported_on,
        "imported_at": manifest.imported_at,
        "who": manifest.who,
    }


def bar_of_steps() -> Progress:
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    return Progress(*columns, console=notes, disable=not notes.is_terminal)


def say_waiting(step: Step, _share: float = 0.0) -> None:
    """Say that another import has to finish first, also in the log of a nightly job, where no bar is drawn."""
    if step == "waiting":
        say("waiting for another import to finish …", "yellow")


def _follow(bar: Progress, task: TaskID, file: str) -> Callable[[Step, float], None]:
    """Draw the steps of one file's import."""

    def tell(step: Step, share: float) -> None:
        say_waiting(step)
        bar.update(task, completed=share, description=f"{file}: {step}")

    return tell


class Steps(StrEnum):
    """How progress is told on standard error: a bar for people, lines of JSON for programs."""

    BAR = "bar"
    JSON = "json"


def _tell(step: Step, share: float) -> None:
    """One line of progress for a program that reads standard error."""
    sys.stderr.write(json.dumps({"step": step, "share": round(share, 3)}) + "\n")
    sys.stderr.flush()


def import_all(
    files: list[Path], warehouse: Path, mapping: str | None, demo: bool, steps: Steps = Steps.BAR
) -> tuple[list[dict], bool]:
    """Import files one after the other, publish once at the end; a refused file does not stop the others."""
    settings = load_settings()
    records, refused = [], False
    with bar_of_steps() as bar:
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
            except Exception as caught:
                error = refusal_of(caught, warehouse)
                say(f"{file.name}: {error}", "red")
                records.append(refusal(file, error))
                refused = True
            else:
                records.append(import_record(result.manifest, result.status))
                if steps is Steps.BAR:
                    say_left_out(result.manifest)
        # Also where every file was refused: an import that a crash left unpublished is published now.
        task = bar.add_task("publish", total=None)
        if steps is Steps.JSON:
            _tell("publishing", 0.8)
        publish(warehouse, settings, _tell if steps is Steps.JSON else say_waiting)
        bar.update(task, total=1, completed=1)
    if steps is Steps.BAR:
        say_damaged(warehouse)
    matches = say_matches(warehouse, [record["import_id"] for record in records if record["import_id"]])
    return [{**record, "matches": matches.get(record["import_id"], [])} for record in records], refused


def refusal(file: Path, error: CasewatchError) -> dict[str, Any]:
    """A refused file: the sentence, and its parts for whoever says it in another language."""
    return {
        "import_id": None,
        "file": file.name,
        "status": "refused",
        "reason": str(error),
        "template": error.template,
        "details": {name: str(value) for name, value in error.details.items()},
    }
