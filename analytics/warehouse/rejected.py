"""The rejected rows of an import, as they can be downloaded, mended and imported again."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd

from analytics.warehouse.manifest import find_import


def rejected_rows(warehouse: Path, import_id: str) -> pd.DataFrame:
    """Sheet, line, the row's cells under their own headers, and the reasons in the last column.

    Raises `UnknownImport`.
    """
    manifest = find_import(warehouse, import_id)
    frames = []
    with duckdb.connect() as connection:
        for part in manifest.parts:
            if not part["rejected_rows"]:
                continue
            file = warehouse / "imports" / import_id / part["rejected_rows"]
            rows = connection.execute("SELECT sheet, line, cells, reasons FROM read_parquet(?)", [str(file)]).df()
            cells = pd.DataFrame(rows["cells"].tolist(), dtype="string")
            cells.columns = [*part["header"], *map(str, range(len(part["header"]), len(cells.columns)))][
                : len(cells.columns)
            ]
            rows["reason"] = ["; ".join(_reason(fault) for fault in faults) for faults in rows["reasons"]]
            frames.append(pd.concat([rows[["sheet", "line"]], cells, rows[["reason"]]], axis=1))
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=["sheet", "line", "reason"])


def _reason(fault: dict) -> str:
    where = f" ({fault['field']})" if fault.get("field") else ""
    value = f": {fault['value']}" if fault.get("value") else ""
    return f"{fault['code']}{where}{value}"
