"""One import, backup or restore in a process of its own, to be killed or starved: what test_crashes.py forks."""

from __future__ import annotations

import os
import resource
import signal
import sys
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

from analytics.clock import workdays
from analytics.figures.narrowing import scoped_sql
from analytics.figures.scope import Scope
from analytics.figures.writing import written
from analytics.settings import Settings
from analytics.snapshot.archive import write_backup
from analytics.snapshot.restoring import restore
from analytics.warehouse import arriving
from analytics.warehouse.imports import import_file
from tests.reading_here import ReadHere

# What an import does to the disk: system calls, and the statements that it hands to DuckDB.
_TOUCHES = {"execute", "executemany", "close", "connect", "fsync", "mkdir", "open", "rename", "replace", "rmdir", "unlink", "utime"}  # fmt: skip
_OF = ("posix", "_io", "io", "_duckdb")

CALENDAR = workdays.calendar("CN", Settings().overrides_path, 1970, 2075).days  # read once, before any fork


def written_before(*keys: str) -> None:
    """Write the SQL of these figures before any fork, so that no child does it again."""
    for key in keys:
        for ordered in (True, False):
            scoped_sql(written(key), Scope(date(2026, 1, 1)), {"CN": 0}, ordered=ordered)


written_before("open_overdue", "open_cases")

WORKS = {
    "import": lambda file, warehouse: import_file(file, warehouse, Settings()).manifest.id,
    "backup": lambda file, warehouse: write_backup(warehouse, file, Settings()).imports,
    "restore": lambda file, warehouse: restore(file, warehouse, Settings(), overwrite=True).imports,
}


def run(
    file: Path,
    warehouse: Path,
    says: Connection,
    die_at: int | None = None,
    largest_file: int | None = None,
    work: str = "import",
    here: bool = False,
) -> None:
    """Import `file`, or what else `work` names; says "ready", then "imported", what it gave and the touches of the disk, or "failed" and the error.

    `die_at` kills the process before that touch; `largest_file` (bytes) is the most that any file may grow to, as on a
    full disk. `here` reads the file in this process: its touches are then those of reading too, and no other is begun.
    """
    touches = 0
    if here:
        arriving.ReadingApart = ReadHere  # type: ignore[misc,assignment]

    def watch(_frame, event: str, function) -> None:
        nonlocal touches
        if event == "c_call" and function.__name__ in _TOUCHES and _module(function) in _OF:
            touches += 1
            if touches == die_at:
                os.kill(os.getpid(), signal.SIGKILL)

    says.send(("ready",))
    if largest_file is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    sys.setprofile(watch)
    try:
        result = WORKS[work](file, warehouse)
    except Exception as error:
        sys.setprofile(None)
        says.send(("failed", type(error).__name__, str(error)))
    else:
        sys.setprofile(None)
        says.send(("imported", result, touches))


def _module(function) -> str:
    owner = getattr(function, "__self__", None)
    module = function.__module__ or type(owner).__module__
    return module.partition(".")[0]
