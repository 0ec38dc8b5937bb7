"""The command line, run by a page in a process of its own: it cannot hurt the dashboard, and its progress can be read."""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from analytics.errors import N_, ChildEnded
from analytics.exports.reading.scratch import IN_MEMORY, scratch_folder, sweep_everywhere
from analytics.settings import ROOT
from ui.shell.data import warehouse

TOLD, ANSWERED = "told", "answered"


@dataclass
class Upload:
    """A file that was uploaded, kept for the session in a folder that nobody else can read."""

    folder: tempfile.TemporaryDirectory[str]
    path: Path


@dataclass
class Job:
    """A command that runs in a process of its own; what it says goes to two files of `folder`."""

    process: subprocess.Popen[bytes]
    folder: tempfile.TemporaryDirectory[str]
    seen_ended: bool = False

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self.process.poll() is None

    def progress(self) -> tuple[str, float]:
        """The step it is at, and the share that is done, from 0 to 1."""
        lines = self._said(TOLD).splitlines(keepends=True)
        steps = [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}\n")]
        return (steps[-1]["step"], min(1.0, steps[-1]["share"])) if steps else ("", 0.0)

    def records(self) -> list[dict[str, Any]]:
        """What it printed, once it has ended. Raises `ChildEnded` with its last words when that is no answer."""
        try:
            return json.loads(self._said(ANSWERED))
        except ValueError as error:
            raise ChildEnded(
                N_("The work stopped unexpectedly ({status}); nothing was changed. Try again. It said: {words}"),
                status=self.process.returncode,
                words=self.last_words().strip() or "–",
            ) from error

    def imported(self) -> set[str]:
        """The imports that it made or found, once it has ended; none where it failed."""
        if self.running:
            return set()
        try:
            return {record["import_id"] for record in self.records() if record.get("import_id")}
        except ChildEnded:
            return set()  # said where its result stands

    def last_words(self) -> str:
        """The end of what it told beside its answer, where the reason of a failure stands."""
        return self._said(TOLD)[-2000:]

    def _said(self, name: str) -> str:
        return (Path(self.folder.name) / name).read_text(encoding="utf-8", errors="replace")


def keep(name: str, content: bytes) -> Upload:
    """Keep an uploaded file under its own name, whatever path that name may hold."""
    folder = _private_folder()
    safe = "".join(char for char in Path(name.replace("\\", "/")).name if char.isprintable()).strip(". ")
    short = safe.encode()[-200:].decode(errors="ignore")  # no system takes more than 255 bytes; the end has the kind
    path = Path(folder.name) / (short or "export")
    path.write_bytes(content)
    return Upload(folder, path)


def start(*arguments: str) -> Job:
    """Start `python -m analytics …` on the warehouse on screen, answering in JSON."""
    command = [sys.executable, "-m", "analytics", *arguments, "--format", "json"]
    if arguments[0] != "preview":
        command += ["--warehouse", str(warehouse())]
    folder = _private_folder()
    with (Path(folder.name) / TOLD).open("ab") as told, (Path(folder.name) / ANSWERED).open("ab") as answered:
        process = subprocess.Popen(command, stdout=answered, stderr=told, cwd=ROOT)
    return Job(process, folder)


def _private_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="upload-", dir=begin())


@cache
def begin() -> Path:
    """The folder of this server's uploads, which hold clear personal data; first, the end of those of killed servers.

    Its lock is held as long as the server lives. The system drops a killed one's, and what begins next, a server or a
    command, removes the folder.
    """
    sweep_everywhere()
    place = _of_this_server.enter_context(scratch_folder(IN_MEMORY if IN_MEMORY.is_dir() else None))
    atexit.register(_of_this_server.close)
    return place


_of_this_server = ExitStack()
