"""The rejected rows of an import, as they can be downloaded, mended and imported again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd

from analytics.exports import FAULTS
from analytics.warehouse.kept_files import reading
from analytics.warehouse.manifest import find_import

OWN = ("file", "sheet", "line", "reason")


def rejected_rows(warehouse: Path, import_id: str, translated: Callable[[str], str] = str) -> pd.DataFrame:
    """File, sheet, line, the row's cells under their own headers, and the reasons in the last column, one sentence each.

    `translated` turns the templates of the reasons into the reader's language. A reason names the column by its own
    header. Mended in a workbook, the rows can be imported again: the header is recognised beside the columns that were
    added. Raises `UnknownImport`, `ImportDamaged`.
    """
    manifest = find_import(warehouse, import_id)
    frames = []
    with reading(warehouse, manifest), duckdb.connect() as connection:
        for part in manifest.parts:
            if not part["rejected_rows"]:
                continue
            file = warehouse / "imports" / import_id / part["rejected_rows"]
            rows = connection.execute(
                "SELECT sheet, line, list_resize(cells, max(len(cells)) OVER ()) AS cells, reasons FROM read_parquet(?)"
                " ORDER BY line",
                [str(file)],
            ).df()
            cells = pd.DataFrame(rows["cells"].tolist(), dtype="string")
            cells.columns = _headers(part["header"], len(cells.columns))
            rows["reason"] = [
                " ".join(_sentence(fault, part["columns"], translated) for fault in faults)
                for faults in rows["reasons"]
            ]
            rows["file"] = manifest.file
            frames.append(pd.concat([rows[[*OWN[:-1]]], cells, rows[["reason"]]], axis=1))
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=[*OWN])


def _headers(header: list[str], width: int) -> list[str]:
    """A name of its own for every column: a repeated or empty header, or a cell beyond the header, gets its number."""
    names: list[str] = []
    for number, text in enumerate([*header, *[""] * (width - len(header))][:width], start=1):
        taken = not text or text in names or text in OWN
        names.append(f"{text} ({number})" if taken else text)
    return names


def _sentence(fault: dict, headers: dict[str, str], translated: Callable[[str], str]) -> str:
    field = fault["field"] or ""
    return translated(FAULTS[fault["code"]]).format(field=headers.get(field, field), value=fault["value"])
