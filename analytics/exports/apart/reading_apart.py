"""Have a file read or looked at in a process of its own, and turn every way in which that can end into an answer."""

from __future__ import annotations

import json
import signal
import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from analytics import errors
from analytics.errors import N_, CasewatchError, ExportRefused
from analytics.exports.apart.child import WORDS, Task, work
from analytics.exports.apart.held import memory_used, out_of_memory
from analytics.exports.apart.server import forked
from analytics.exports.export import Export, Part, Preview, SkippedSheet
from analytics.exports.read import base_name
from analytics.exports.reading.scratch import scratch_folder
from analytics.progress import Progress
from analytics.settings import Imports, Settings

_LOOK_EVERY = 0.05  # seconds between two looks at the memory of a process: it takes no gigabyte meanwhile


class ReadingApart:
    """`read_export` in a process of its own, which has the memory, the time and the processor that the settings allow.

    It begins at once, with nobody waiting for it; to be left with `with`, which ends it. What it writes into `into`
    counts only where `export` returns.
    """

    def __init__(
        self,
        path: Path,
        into: Path,
        settings: Settings,
        mapping: str | Path | None = None,
        hash_key: bytes = b"",
        sha256: str | None = None,
    ) -> None:
        with ExitStack() as kept:
            room = kept.enter_context(scratch_folder())
            task = Task(Path(path), settings, mapping, room, into, hash_key, sha256)
            self._running = kept.enter_context(_Running(task))
            self._kept = kept.pop_all()

    def __enter__(self) -> ReadingApart:
        return self

    def __exit__(self, *_: object) -> None:
        self._kept.close()

    def export(self, progress: Progress | None = None) -> Export:
        """What was read, when it is.

        Raises what `read_export` raises, `ExportRefused` where the process ends in any other way, and `OSError` where
        the system does not let it work (a full disk).
        """
        told = self._running.answer(progress or (lambda _step, _share: None))["export"]
        return Export(
            **{
                **told,
                "exported_on": date.fromisoformat(told["exported_on"]) if told["exported_on"] else None,
                "days": {date.fromisoformat(day): rows for day, rows in told["days"].items()},
                "parts": tuple(Part(**part) for part in told["parts"]),
                "skipped": tuple(SkippedSheet(**sheet) for sheet in told["skipped"]),
            }
        )


def read_apart(
    path: Path,
    into: Path,
    settings: Settings,
    mapping: str | Path | None = None,
    progress: Progress | None = None,
    hash_key: bytes = b"",
) -> Export:
    """`ReadingApart`, from its beginning to its end."""
    with ReadingApart(path, into, settings, mapping, hash_key) as reading:
        return reading.export(progress)


def recognise_apart(path: Path, settings: Settings, mapping: str | Path | None = None) -> list[Preview]:
    """`recognise` in a process of its own, within the same imports. Raises as `read_apart` does."""
    with scratch_folder() as room, _Running(Task(Path(path), settings, mapping, room)) as running:
        told = running.answer(lambda _step, _share: None)
    return [Preview(**preview) for preview in told["previews"]]


@dataclass(frozen=True)
class _Ended:
    """How the process of a file ended: its answer, if it gave one; else whether it took too long or too much memory."""

    answer: dict[str, Any] | None
    too_long: bool
    too_much: bool
    exit_code: int | None
    last_words: str


class _Running:
    """The process of one task, from its start until it is left with `with`."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self._deadline = time.monotonic() + task.settings.imports.timeout_seconds
        self._process, self._hears = forked(work, task)

    def __enter__(self) -> _Running:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.join()
        self._hears.close()

    def answer(self, tell: Progress) -> dict[str, Any]:
        """Its answer. Raises what the file was refused for, or how the process ended."""
        ended = self._ended(tell)
        answer, file = ended.answer, base_name(self.task.path)
        if answer is None or "memory" in answer:
            raise _ended_badly(ended, file, self.task.settings.imports)
        if "refused" in answer:
            kind: type[CasewatchError] = getattr(errors, answer["refused"])
            raise kind(answer["template"], **answer["details"])
        if "system" in answer:
            raise OSError(answer["errno"], answer["system"])
        if "failed" in answer:
            raise ExportRefused(
                N_(
                    "`{file}` cannot be read, and it is not known why ({error}). Please report it; import it as CSV meanwhile."
                ),
                file=file,
                error=answer["failed"],
            )
        return answer

    def _ended(self, tell: Progress) -> _Ended:
        """Pass on its steps, and end it: when it has answered, when its time is over, when it is dead."""
        imports = self.task.settings.imports
        answer: dict[str, Any] | None = None
        too_long = too_much = False
        try:
            while answer is None:
                if not self._hears.poll(min(_LOOK_EVERY, max(0.0, self._deadline - time.monotonic()))):
                    too_long = time.monotonic() >= self._deadline
                    too_much = memory_used(self._process.pid or 0) > imports.memory_mb
                    if too_long or too_much:
                        break
                    continue
                message = json.loads(self._hears.recv_bytes())
                if "step" in message:
                    tell(message["step"], message["share"])
                else:
                    answer = message
        except EOFError:
            self._process.join(5)  # it is ending by itself: its exit code says of what
        finally:
            self._process.kill()
            self._process.join()
        words = self.task.room / WORDS
        said = words.read_text(encoding="utf-8", errors="replace")[-20_000:] if words.exists() else ""
        return _Ended(answer, too_long, too_much, self._process.exitcode, said)


def _ended_badly(ended: _Ended, file: str, imports: Imports) -> ExportRefused:
    """The sentence for a process that gave no answer."""
    if ended.too_long:
        return ExportRefused(
            N_("`{file}` takes longer than {seconds} s to read. Export a shorter period, or raise timeout_seconds."),
            file=file,
            seconds=f"{imports.timeout_seconds:g}",
        )
    if ended.exit_code == -getattr(signal, "SIGXCPU", 0):
        return ExportRefused(
            N_(
                "`{file}` needs more than {seconds} s of processor time to be read. Export a shorter period, or raise "
                "processor_seconds."
            ),
            file=file,
            seconds=f"{imports.processor_seconds:g}",
        )
    if ended.too_much or ended.answer is not None or out_of_memory(ended.last_words):
        return ExportRefused(
            N_(
                "`{file}` needs more than {limit} MB of memory to be read. Export a shorter period or as CSV, or raise "
                "memory_mb."
            ),
            file=file,
            limit=imports.memory_mb,
        )
    return ExportRefused(
        N_(
            "`{file}` ended the process that read it ({how}): it is damaged, made to do so, or the machine is short of "
            "memory. Open it in Excel, save it again, and import that."
        ),
        file=file,
        how=_how(ended.exit_code),
    )


def _how(exit_code: int | None) -> str:
    try:
        return signal.Signals(-(exit_code or 0)).name
    except ValueError:
        return f"exit code {exit_code}"
