"""The rejected rows of an import: why each, counted and paged, and as they can be downloaded, mended and imported again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from analytics.exports import FAULTS
from analytics.warehouse.kept_files import reading
from analytics.warehouse.manifest import Manifest, find_import

OWN = ("file", "sheet", "line", "reason")


@dataclass(frozen=True)
class Fault:
    """Why rows were rejected: a code of `FAULTS`, and the field that it is about, empty where it is about the whole row."""

    code: str
    field: str

    def sentence(self, column: str, value: str, translated: Callable[[str], str] = str) -> str:
        """The reason in words, about a column and the value in it."""
        return translated(FAULTS[self.code]).format(field=column, value=value)


def rejected_rows(
    warehouse: Path,
    import_id: str,
    translated: Callable[[str], str] = str,
    only: Fault | None = None,
    limit: int | None = None,
    offset: int = 0,
    named: Callable[[str], str] = str,
) -> pd.DataFrame:
    """File, sheet, line, the row's cells under their own headers, and the reasons in the last column, one sentence each.

    `translated` turns the templates of the reasons into the reader's language, `named` the names of the columns that are
    added. A reason names the column by its own header. `only` keeps the rows rejected for one fault. Mended in a workbook,
    the rows can be imported again: the header is recognised beside the columns that were added. Raises `UnknownImport`,
    `ImportDamaged`.
    """
    own = {name: named(name) for name in OWN}
    frames = []
    with _parts(warehouse, import_id) as (manifest, connection, parts):
        for file, part in parts:
            if limit == 0:
                break
            found = _count(connection, file, only)
            if offset >= found:
                offset -= found
                continue
            frames.append(
                _rows(connection, file, part, only, limit, offset, own, translated).assign(
                    **{own["file"]: manifest.file}
                )
            )
            offset = 0
            limit = None if limit is None else limit - len(frames[-1])
    if not frames:
        return pd.DataFrame(columns=[*own.values()])
    rows = pd.concat(frames, ignore_index=True)
    first, last = [own[name] for name in OWN[:-1]], own["reason"]
    return rows[[*first, *(column for column in rows.columns if column not in (*first, last)), last]]


def rejected_count(warehouse: Path, import_id: str, only: Fault | None = None) -> int:
    """How many rows of an import were rejected, all or for one fault. Raises `UnknownImport`, `ImportDamaged`."""
    with _parts(warehouse, import_id) as (_manifest, connection, parts):
        return sum(_count(connection, file, only) for file, _part in parts)


def rejected_faults(warehouse: Path, import_id: str) -> list[tuple[Fault, str, int]]:
    """Why rows were rejected: each fault, the header of the column that it is about, and how many rows; the most first.

    A row with two faults counts under both. Raises `UnknownImport`, `ImportDamaged`.
    """
    counted: dict[tuple[Fault, str], int] = {}
    with _parts(warehouse, import_id) as (_manifest, connection, parts):
        for file, part in parts:
            for code, field, rows in connection.execute(
                "SELECT fault.code, coalesce(fault.field, ''), count(*) "
                "FROM (SELECT unnest(list_distinct(list_transform(reasons, lambda told: {code: told.code, field: told.field}))) "
                "AS fault FROM read_parquet(?)) GROUP BY ALL",
                [file],
            ).fetchall():
                key = Fault(code, field), part["columns"].get(field, field)
                counted[key] = counted.get(key, 0) + rows
    return sorted(
        ((fault, column, rows) for (fault, column), rows in counted.items()), key=lambda told: (-told[2], told[1])
    )


@contextmanager
def _parts(
    warehouse: Path, import_id: str
) -> Iterator[tuple[Manifest, duckdb.DuckDBPyConnection, list[tuple[str, dict[str, Any]]]]]:
    """The manifest of an import, a connection, and the files of its rejected rows with the parts that they belong to."""
    manifest = find_import(warehouse, import_id)
    folder = warehouse / "imports" / import_id
    parts = [(str(folder / part["rejected_rows"]), part) for part in manifest.parts if part["rejected_rows"]]
    with reading(warehouse, manifest), duckdb.connect() as connection:
        yield manifest, connection, parts


_HELD_BY = "WHERE ? IS NULL OR list_contains(list_transform(reasons, lambda told: told.code || ':' || coalesce(told.field, '')), ?)"


def _told(only: Fault | None) -> list[str | None]:
    text = f"{only.code}:{only.field}" if only else None
    return [text, text]


def _count(connection: duckdb.DuckDBPyConnection, file: str, only: Fault | None) -> int:
    found = connection.execute(f"SELECT count(*) FROM read_parquet(?) {_HELD_BY}", [file, *_told(only)]).fetchone()
    return int(found[0]) if found else 0


def _rows(
    connection: duckdb.DuckDBPyConnection,
    file: str,
    part: dict[str, Any],
    only: Fault | None,
    limit: int | None,
    offset: int,
    own: dict[str, str],
    translated: Callable[[str], str],
) -> pd.DataFrame:
    rows = connection.execute(
        "SELECT sheet, line, list_resize(cells, max(len(cells)) OVER ()) AS cells, reasons FROM read_parquet(?)"
        f" {_HELD_BY} ORDER BY line LIMIT ? OFFSET ?",
        [file, *_told(only), limit, offset],
    ).df()
    cells = pd.DataFrame(rows["cells"].tolist(), dtype="string")
    cells.columns = _headers(part["header"], len(cells.columns), [*own.values()])
    reasons = [
        " ".join(_sentence(fault, part["columns"], translated) for fault in faults) for faults in rows["reasons"]
    ]
    places = {own["sheet"]: rows["sheet"], own["line"]: rows["line"]}
    return pd.concat([pd.DataFrame(places), cells], axis=1).assign(**{own["reason"]: reasons})


def _headers(header: list[str], width: int, own: list[str]) -> list[str]:
    """A name of its own for every column: a repeated or empty header, or a cell beyond the header, gets its number."""
    names: list[str] = []
    for number, text in enumerate([*header, *[""] * (width - len(header))][:width], start=1):
        taken = not text or text in names or text in own
        names.append(f"{text} ({number})" if taken else text)
    return names


def _sentence(fault: dict, headers: dict[str, str], translated: Callable[[str], str]) -> str:
    field = fault["field"] or ""
    return Fault(fault["code"], field).sentence(headers.get(field, field), fault["value"], translated)
