"""Files beside the imports that only grow: a line of JSON an entry, written one at a time, never changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import filelock

from analytics.errors import N_, CasewatchError
from analytics.warehouse.manifest import write_durably
from analytics.warehouse.private import FILE, private_folder

_WAIT = 30  # seconds; a line is written in milliseconds


class LineRefused(CasewatchError):
    """A line cannot be added, or one of the file cannot be read."""


def add_line(file: Path, entry: dict[str, Any]) -> None:
    """Add an entry; a crash leaves it whole or absent. Raises `LineRefused` when another writer holds the file too long."""
    private_folder(file.parent)
    try:
        with filelock.FileLock(file.parent / "lock", timeout=_WAIT, mode=FILE):
            before = file.read_text(encoding="utf-8") if file.exists() else ""
            write_durably(file, before + json.dumps(entry, ensure_ascii=False) + "\n")
    except filelock.Timeout as error:
        raise LineRefused(N_("Somebody else is writing to {file}. Try again."), file=file) from error


def lines(file: Path) -> Iterator[tuple[int, Any]]:
    """Every entry with its line number, the oldest first. Raises `LineRefused` for a line that is no JSON."""
    if not file.exists():
        return
    # only a line feed ends a line: a text may hold other characters that break lines
    for number, line in enumerate(file.read_bytes().split(b"\n"), start=1):
        if not line:
            continue
        try:
            yield number, json.loads(line)
        except ValueError as error:
            raise broken(file, number, error) from error


def broken(file: Path, line: int, error: Exception) -> LineRefused:
    """The sentence for a line that does not say what it should."""
    return LineRefused(
        N_("{file}, line {line} cannot be read. Mend the line, or take it out. ({error})"),
        file=file,
        line=line,
        error=error,
    )
