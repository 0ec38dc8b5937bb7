"""One measurement: `python -m benchmarks.job JOB ARGUMENT…` prints its result as JSON. Called by processes.py."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import importing

IMPORTING: dict[str, Callable[[Path, Path], dict[str, Any]]] = {
    "raw_csv": importing.raw_csv,
    "raw_workbook": importing.raw_workbook,
    "whole_import": importing.whole_import,
    "read_only": importing.read_only,
}


def main(job: str, *arguments: str) -> None:
    """Do the job and print what came out."""
    result: dict[str, Any]
    if job in IMPORTING:
        export, folder = map(Path, arguments)
        result = IMPORTING[job](export, folder)
    elif job == "write_csv":
        from benchmarks.generated import write_csv

        write_csv(Path(arguments[0]), int(arguments[1]))
        result = {}
    elif job == "write_workbook":
        from benchmarks.generated import write_workbook

        write_workbook(Path(arguments[0]), int(arguments[1]))
        result = {}
    elif job == "figures":
        from benchmarks.figures import compare

        result = compare(Path(arguments[0]))
    else:
        raise SystemExit(f"no job {job}")
    print(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
