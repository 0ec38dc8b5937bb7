"""Small exports for tests: a file in, its rows out as plain lists."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from analytics.exports import Export, read_export
from analytics.settings import Settings


@dataclass(frozen=True)
class Reading:
    """What reading one file gave."""

    export: Export
    folder: Path

    @property
    def part(self):
        (part,) = self.export.parts
        return part

    def rows(self, *columns: str) -> list[Any]:
        """The accepted rows in the order of the file; one column gives a plain list."""
        return self._query([part.rows for part in self.export.parts], columns)

    def rejected(self, *columns: str) -> list[Any]:
        return self._query([part.rejected_rows for part in self.export.parts], columns)

    def faults(self) -> list[list[tuple[str, str]]]:
        """Code and field of every fault, row by row."""
        return [[(fault["code"], fault["field"]) for fault in row] for row in self.rejected("reasons")]

    def _query(self, files: list[str | None], columns: tuple[str, ...]) -> list[Any]:
        found: list[Any] = []
        with duckdb.connect() as con:
            for file in files:
                if file:
                    relation = con.read_parquet(str(self.folder / file)).order("line")
                    # A column that the export cannot fill is not in the file.
                    given = [column if column.isidentifier() is False or column in relation.columns else f"NULL AS {column}"
                             for column in columns]  # fmt: skip
                    relation = relation.project(", ".join(given))
                    found += relation.fetchall()
        return [row[0] for row in found] if len(columns) == 1 else found


def read(
    folder: Path,
    content: str | bytes,
    name: str = "export.csv",
    mapping: str | Path | None = None,
    settings: Settings | None = None,
    hash_key: bytes = b"",
) -> Reading:
    """Write `content` to a file and read it."""
    file = folder / name
    file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return read_file(file, folder, mapping, settings, hash_key)


def read_file(
    file: Path,
    folder: Path,
    mapping: str | Path | None = None,
    settings: Settings | None = None,
    hash_key: bytes = b"",
) -> Reading:
    """Read a file that exists."""
    into = folder / f"{file.name}.read"
    return Reading(read_export(file, into, settings or Settings(), mapping, hash_key=hash_key), into)
