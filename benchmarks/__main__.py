"""`python -m benchmarks [--rows N …]`: one table of ratios against named baselines, all measured in this run."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.processes import ROOT, fastest, measured

WORKBOOK_ROWS = 100_000


@dataclass(frozen=True)
class Line:
    """One comparison: what, how long it took, against what, and what the ratio should be."""

    what: str
    ours: str
    baseline: str
    ratio: str
    goal: str
    reached: bool


def _against(what: str, ours: float, name: str, baseline: float, most: float, memory: float | None = None) -> Line:
    peak = f", {memory:,.0f} MB" if memory is not None else ""
    ratio = ours / baseline
    return Line(
        what, f"{ours:.3f} s{peak}", f"{name}: {baseline:.3f} s", f"{ratio:.2f} ×", f"≤ {most:g} ×", ratio <= most
    )


def of_cases(rows: int, folder: Path, rounds: int) -> Iterator[Line]:
    """Import and figures of a CSV of cases."""
    export = folder / "cases.csv"
    measured("write_csv", export, rows)
    raw, ours = fastest(("raw_csv", "whole_import"), export, folder, rounds).values()
    if not ours["accepted"] == raw["rows"] == rows:
        raise SystemExit(f"{rows} cases written, {raw['rows']} read by read_csv, {ours['accepted']} imported")
    size = f"{rows:,} cases"
    yield _against(f"{size}: import CSV", ours["seconds"], "read_csv", raw["seconds"], 8, memory=ours["megabytes"])
    peak = ours["megabytes"]
    yield Line(
        f"{size}: memory", f"{peak:,.0f} MB", f"read_csv: {raw['megabytes']:,.0f} MB", "", "≤ 2,048 MB", peak <= 2048
    )
    measured("whole_import", export, folder)
    figures = measured("figures", folder / "warehouse")
    what = f"{size}: {figures['headline']} headline figures"
    yield _against(what, figures["catalogue"], "SQL by hand", figures["by hand"], 1.5)
    faster = figures["pandas"] / figures["catalogue"]
    yield Line(
        what,
        f"{figures['catalogue']:.3f} s",
        f"pandas: {figures['pandas']:.3f} s",
        f"{faster:.1f} × faster",
        "≥ 10 × faster",
        faster >= 10,
    )
    yield Line(f"{size}: all {figures['figures']} figures", f"{figures['everything']:.3f} s", "", "", "", True)


def of_a_workbook(folder: Path, rounds: int) -> Iterator[Line]:
    """Reading and importing an XLSX of cases."""
    export = folder / "cases.xlsx"
    measured("write_workbook", export, WORKBOOK_ROWS)
    raw, read, ours = fastest(("raw_workbook", "read_only", "whole_import"), export, folder, rounds).values()
    if not ours["accepted"] == raw["rows"] == WORKBOOK_ROWS:
        raise SystemExit(f"{WORKBOOK_ROWS} cases written, {raw['rows']} read, {ours['accepted']} imported")
    size = f"{WORKBOOK_ROWS:,} cases"
    for what, result in (("read and check XLSX", read), ("import XLSX", ours)):
        yield _against(f"{size}: {what}", result["seconds"], "calamine", raw["seconds"], 2, memory=result["megabytes"])


def show(line: Line | None = None) -> None:
    """Print a line of the table, or its head."""
    cells = (
        ("what", "Casewatch", "baseline", "ratio", "goal", "")
        if line is None
        else (line.what, line.ours, line.baseline, line.ratio, line.goal, "" if line.reached else "short")
    )
    print(
        "  ".join(cell.ljust(width) for cell, width in zip(cells, (38, 20, 24, 14, 13, 5), strict=True)).rstrip(),
        flush=True,
    )


def main() -> None:
    """Measure, and print the table line by line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000], help="cases to generate, one or several")
    parser.add_argument("--rounds", type=int, default=3, help="times each import is measured; the fastest counts")
    parser.add_argument("--no-workbook", action="store_true", help="leave the XLSX out")
    chosen = parser.parse_args()
    work = ROOT / "benchmarks" / "work"
    work.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=work))
    show()
    try:
        for rows in chosen.rows:
            (folder / str(rows)).mkdir()
            for line in of_cases(rows, folder / str(rows), chosen.rounds):
                show(line)
            shutil.rmtree(folder / str(rows))
        if not chosen.no_workbook:
            for line in of_a_workbook(folder, chosen.rounds):
                show(line)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
