"""A measurement in a fresh process: what it returned and the most memory it held."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


def measured(job: str, *arguments: object) -> dict[str, Any]:
    """Run `python -m benchmarks.job JOB …`; its JSON answer, with `megabytes`, the peak of its resident memory.

    The memory is the child's own from wait4: RUSAGE_CHILDREN would give the largest of all children so far. Raises
    `subprocess.CalledProcessError` when the job fails.
    """
    command = [sys.executable, "-m", "benchmarks.job", job, *map(str, arguments)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        answer = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    unit = 1024 if sys.platform == "darwin" else 1  # macOS counts bytes, Linux kilobytes
    return {**json.loads(answer), "megabytes": usage.ru_maxrss / unit / 1024}


def fastest(jobs: Iterable[str], export: Path, folder: Path, rounds: int) -> dict[str, dict[str, Any]]:
    """Each job's fastest of several rounds, its memory the highest of them; every time in a new folder.

    The jobs take turns, and the fastest counts: other work on the machine can only add time.
    """
    results: dict[str, list[dict[str, Any]]] = {job: [] for job in jobs}
    for _ in range(rounds):
        for job, done in results.items():
            with tempfile.TemporaryDirectory(dir=folder) as place:
                done.append(measured(job, export, place))
    return {
        job: {**min(done, key=lambda one: one["seconds"]), "megabytes": max(one["megabytes"] for one in done)}
        for job, done in results.items()
    }
