"""Small warehouses for tests: a table in, figures out."""

import csv
from pathlib import Path

from analytics.settings import Settings
from analytics.snapshot.opened import Snapshot, open_snapshot
from analytics.warehouse.imports import import_file

CASES = ("办件编号", "事项编码", "受理单位", "受理时间", "办结时间", "承诺时限", "法定时限")


def write_csv(file: Path, header: tuple[str, ...], rows: list[tuple]) -> Path:
    """A UTF-8 CSV export; None is an empty cell."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
    return file


def warehouse_of(
    folder: Path, *files: Path, mapping: str | Path | None = None, settings: Settings | None = None
) -> Snapshot:
    """Import files into a new warehouse, publish them once and open what was published."""
    for file in files:
        import_file(file, folder / "warehouse", settings or Settings(), mapping, publishing=file == files[-1])
    return open_snapshot(folder / "warehouse")


def cases_of(folder: Path, rows: list[tuple], header: tuple[str, ...] = CASES, **options) -> Snapshot:
    """A warehouse with one export of cases."""
    return warehouse_of(folder, write_csv(folder / "cases.csv", header, rows), **options)
