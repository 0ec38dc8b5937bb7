"""What runs in the process of one file: the reading itself, and telling the parent what came of it, in JSON.

The parent believes nothing but JSON: what a damaged file makes of a process is not to be unpickled.
"""

from __future__ import annotations

import json
import signal
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import duckdb

from analytics.errors import CasewatchError
from analytics.exports.apart.held import die_with_parent, keep_words, limit_process, out_of_memory
from analytics.exports.apart.server import let_server_end
from analytics.exports.read import read_export
from analytics.exports.recognising.preview import recognise
from analytics.settings import Settings

WORDS = "words.txt"


@dataclass(frozen=True)
class Task:
    """One file to be read into the folder `into`, or only looked at where that is None; `room` takes what passes.

    `sha256` tells its bytes where somebody has computed that already.
    """

    path: Path
    settings: Settings
    mapping: str | Path | None
    room: Path
    into: Path | None = None
    hash_key: bytes = b""
    sha256: str | None = None


def work(task: Task, says: Connection) -> None:
    """Read the file of `task` within the limits of its settings; says steps, and at the end one answer."""
    die_with_parent()
    let_server_end()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted as well, and ends this process
    keep_words(task.room / WORDS)
    tempfile.tempdir = str(task.room)
    limit_process(task.settings.imports)

    def tell(**told: Any) -> None:
        says.send_bytes(json.dumps(told).encode())

    tell(**_answer(task, lambda step, share: tell(step=step, share=share)))


def _answer(task: Task, progress: Callable[[Any, float], None]) -> dict[str, Any]:
    """The only thing that leaves: what was read, why it is refused, or what went wrong, without a word of the file."""
    try:
        if task.into is None:
            return {"previews": [asdict(found) for found in recognise(task.path, task.settings, task.mapping)]}
        export = read_export(task.path, task.into, task.settings, task.mapping, progress, task.hash_key, task.sha256)
        told_on = export.exported_on.isoformat() if export.exported_on else None
        days = {day.isoformat(): rows for day, rows in export.days.items()}
        return {"export": {**asdict(export), "exported_on": told_on, "days": days}}
    except CasewatchError as error:
        details = {name: str(value) for name, value in error.details.items()}
        return {"refused": type(error).__name__, "template": error.template, "details": details}
    except (OSError, duckdb.IOException) as error:
        return {"system": str(error), "errno": getattr(error, "errno", None), "type": type(error).__name__}
    except BaseException as error:  # a parser in another language panics with what is no Exception
        short = isinstance(error, (MemoryError, duckdb.OutOfMemoryException)) or out_of_memory(str(error))
        return {"memory": True} if short else {"failed": type(error).__name__}
