"""Reading an export: what it is, which tables it has, what each means, and every row into its place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from analytics.errors import N_, ExportRefused
from analytics.exports.export import Export, Reason, SkippedSheet
from analytics.exports.parts import Parts, too_wide
from analytics.exports.reading.csvtables import CsvTable
from analytics.exports.reading.encodings import encoding_of
from analytics.exports.reading.filetypes import check_size, file_type
from analytics.exports.reading.tables import Headless, Record, Table
from analytics.exports.reading.textfiles import delimiter_of
from analytics.exports.reading.webtables import page_tables, spreadsheet_tables
from analytics.exports.reading.workbooks import workbook_tables
from analytics.exports.ready import scratch_database
from analytics.exports.recognising.explanation import is_explanation
from analytics.exports.recognising.file_names import readable_name
from analytics.exports.recognising.headers import HEAD_ROWS, Recognised, recognise_table, refusal
from analytics.exports.recognising.mapping import Mapping, find_mapping
from analytics.exports.recognising.own_day import day_of_name, day_of_titles
from analytics.progress import Progress
from analytics.settings import Settings


def read_export(
    path: Path,
    into: Path,
    settings: Settings,
    mapping: str | Path | None = None,
    progress: Progress | None = None,
    hash_key: bytes = b"",
    sha256: str | None = None,
) -> Export:
    """Read the export at `path` and write its canonical and rejected rows as Parquet into `into`.

    `mapping` is a name in data/mappings or a .toml file; without it, platform and kind are recognised by the headers.
    `hash_key` makes `applicant_key`; without a key it stays NULL. Nothing is written but masked rows. `sha256` is computed
    where nobody says it.
    Raises `ExportRefused` where the file as a whole cannot be imported, `SettingsError` for a faulty mapping.
    """
    path = Path(path)
    tell = progress or (lambda _step, _share: None)
    file = base_name(path)
    if not path.is_file():  # a folder, a pipe: opening it might never return
        raise ExportRefused(N_("`{file}` is not a file that can be read. Check its name and place."), file=file)
    chosen = find_mapping(mapping) if mapping else None
    tell("looking", 0.0)
    check_size(path, file, settings)
    sha256 = sha256 or fingerprint_of_bytes(path)
    skipped: list[SkippedSheet] = []
    titles: list[list[str]] = []
    sheets: list[str] = []
    today = datetime.now(ZoneInfo(settings.timezone)).date()
    first_refusal: ExportRefused | None = None
    into.mkdir(parents=True, exist_ok=True)
    with scratch_database(settings.imports.memory_mb, path.stat().st_size) as con:
        written = Parts(con, into, file, settings, hash_key, today)
        for table in tables_of(path, file, settings, chosen):
            sheets.append(table.sheet)
            found, head = recognise_head(table, file, chosen, settings)
            if table.hidden or not table.asked or found is None:
                rows = table.count() if head else 0
                if rows:
                    reason = "another" if not table.asked else "hidden" if table.hidden else "unknown"
                    reason = "explanation" if is_explanation(head) else reason
                    skipped.append(SkippedSheet(table.sheet, rows, cast(Reason, reason)))
                    if table.asked and first_refusal is None and reason != "explanation":
                        first_refusal = (
                            _hidden(file, table) if table.hidden else unknown(file, table, head, chosen, settings)
                        )
                continue
            titles += [[str(cell) for cell in record.cells] for record in head[: found.row]]
            tell("reading", 0.1)
            written.add(table, found, head)
        parts = written.finish()
    if not parts:
        if chosen and chosen.sheet and chosen.sheet not in sheets and any(sheets):
            raise _no_such_sheet(file, chosen, sheets)
        raise first_refusal or ExportRefused(N_("`{file}` holds no rows. Export it again."), file=file)
    if not sum(part.rows_read for part in parts):
        raise ExportRefused(
            N_("`{file}` has a header and no rows below it. Export it again, with rows in the period."), file=file
        )
    tell("done", 1.0)
    told_on = chosen.exported_on if chosen else None
    exported_on = told_on or day_of_name(file, today) or day_of_titles(titles, today)
    return Export(file, sha256, path.stat().st_size, exported_on, tuple(parts), tuple(skipped), dict(written.days))


def base_name(path: Path) -> str:
    """The name of a file as it is told."""
    return readable_name(path.name)


def tables_of(path: Path, file: str, settings: Settings, mapping: Mapping | None) -> Iterator[Table]:
    """The tables of a file, one after the other. Raises `ExportRefused`."""
    headless = mapping is not None and mapping.header_line == 0
    for table in _tables_of(path, file, settings, mapping):
        yield Headless(table) if headless else table


def _tables_of(path: Path, file: str, settings: Settings, mapping: Mapping | None) -> Iterator[Table]:
    kind = file_type(path, file, settings)
    if kind == "workbook":
        yield from workbook_tables(path, file, mapping.sheet if mapping else None)
    elif kind == "html":
        yield from page_tables(path, file)
    elif kind == "spreadsheet xml":
        yield from spreadsheet_tables(path, file, mapping.sheet if mapping else None)
    else:
        encoding = (mapping.encoding if mapping else None) or encoding_of(path, file)
        with path.open(encoding=encoding, errors="replace", newline="") as opened:
            sample = opened.read(1 << 16)
        yield CsvTable(path, encoding, (mapping.delimiter if mapping else None) or delimiter_of(sample))


def recognise_head(
    table: Table, file: str, mapping: Mapping | None, settings: Settings
) -> tuple[Recognised | None, list[Record]]:
    """What the first rows of a table say it is, and those rows. A row with more filled columns than are read is no header,
    and what explains a template is no table of rows."""
    line = mapping.header_line if mapping else None
    head = table.head(max(HEAD_ROWS, line or 0))
    if is_explanation(head):
        return None, head
    header_row = None
    if line is not None:
        header_row = next((index for index, record in enumerate(head) if record.line == line), -1)
    most = settings.imports.max_columns
    texts = [[str(cell) for cell in record.cells] for record in head]
    narrow = [row if filled_columns(row) <= most else [] for row in texts]
    return recognise_table(narrow, mapping, f"{table.sheet}\n{file}", header_row), head


def filled_columns(cells: Sequence[Any]) -> int:
    """How many cells of a row hold something."""
    return sum(1 for cell in cells if str(cell).strip())


def unknown(file: str, table: Table, head: list[Record], mapping: Mapping | None, settings: Settings) -> ExportRefused:
    """Why nobody recognises a table: its columns are too many to be looked at, or nobody knows their headers."""
    width = max(filled_columns(record.cells) for record in head)
    if width > settings.imports.max_columns:
        return too_wide(file, width, settings)
    return refusal(file, table.sheet, [list(record.cells) for record in head], mapping)


def _hidden(file: str, table: Table) -> ExportRefused:
    return ExportRefused(
        N_(
            "`{file}` has rows on the hidden sheet {sheet} only, and hidden sheets are left out. Unhide it, or ask for it "
            'in a mapping file: sheet = "{sheet}".'
        ),
        file=file,
        sheet=table.sheet,
    )


def _no_such_sheet(file: str, mapping: Mapping, sheets: list[str]) -> ExportRefused:
    return ExportRefused(
        N_(
            "`{file}` has no sheet {sheet}, for which {mapping} asks. It has {sheets}. Correct the mapping, or the file."
        ),
        file=file,
        sheet=mapping.sheet,
        mapping=f"{mapping.name}.toml",
        sheets=", ".join(sheets[:20]) + (" …" if len(sheets) > 20 else ""),
    )


def fingerprint_of_bytes(path: Path) -> str:
    """What tells the bytes of a file from all others."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
