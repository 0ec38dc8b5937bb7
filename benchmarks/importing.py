"""Importing an export end to end, against reading the same file and doing nothing with it."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import Any


def raw_csv(export: Path, folder: Path) -> dict[str, Any]:
    """Baseline: DuckDB's read_csv into a table of a new database file; nothing is checked or derived."""
    import duckdb

    start = perf_counter()
    with duckdb.connect(str(folder / "raw.duckdb")) as connection:
        connection.execute("CREATE TABLE raw AS SELECT * FROM read_csv($file)", {"file": str(export)})
        (rows,) = connection.execute("SELECT count(*) FROM raw").fetchall()[0]
    return {"seconds": perf_counter() - start, "rows": rows}


def raw_workbook(export: Path, folder: Path) -> dict[str, Any]:
    """Baseline: calamine's cells of the first sheet as Python lists."""
    from python_calamine import CalamineWorkbook

    start = perf_counter()
    with CalamineWorkbook.from_path(str(export)) as workbook:
        cells = workbook.get_sheet_by_index(0).to_python()
    return {"seconds": perf_counter() - start, "rows": len(cells) - 1}


def whole_import(export: Path, folder: Path) -> dict[str, Any]:
    """Read, check, keep, derive, publish."""
    from analytics.settings import Settings
    from analytics.warehouse.imports import import_file

    start = perf_counter()
    manifest = import_file(export, folder / "warehouse", Settings()).manifest
    seconds = perf_counter() - start
    return {"seconds": seconds, "rows": manifest.rows_read, "accepted": manifest.accepted}


def read_only(export: Path, folder: Path) -> dict[str, Any]:
    """The first half of an import: read and check, rows written as Parquet; nothing derived or published."""
    from analytics.exports import read_export
    from analytics.settings import Settings

    into = folder / "read"
    into.mkdir()
    start = perf_counter()
    export_read = read_export(export, into, Settings())
    return {"seconds": perf_counter() - start, "rows": export_read.rows_read}
