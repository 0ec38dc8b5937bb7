"""Reading an export: what it is, which tables it has, what each means, and every row into its place."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import duckdb

from analytics.errors import N_, ExportRefused
from analytics.exports.cleaning.canonical import CanonicalQueries, Counts, prepare, write_rows
from analytics.exports.cleaning.columns import FieldColumns
from analytics.exports.cleaning.masking import Masks
from analytics.exports.export import Export, Part, Reason, SkippedSheet
from analytics.exports.personal.recogniser import forget
from analytics.exports.reading.csvtables import CsvTable
from analytics.exports.reading.encodings import encoding_of
from analytics.exports.reading.filetypes import check_size, file_type
from analytics.exports.reading.scratch import scratch_folder
from analytics.exports.reading.tables import FastReadFailed, Headless, Record, Table
from analytics.exports.reading.textfiles import delimiter_of
from analytics.exports.reading.webtables import page_tables, spreadsheet_tables
from analytics.exports.reading.workbooks import workbook_tables
from analytics.exports.recognising.explanation import is_explanation
from analytics.exports.recognising.file_names import readable_name
from analytics.exports.recognising.headers import HEAD_ROWS, Recognised, recognise_table, refusal
from analytics.exports.recognising.mapping import Mapping, find_mapping
from analytics.exports.recognising.own_day import day_of_name, day_of_titles
from analytics.exports.recognising.totals import tells_of_one_case, totals_table
from analytics.literals import literal
from analytics.progress import Progress
from analytics.schema import KINDS
from analytics.settings import Settings


def read_export(
    path: Path,
    into: Path,
    settings: Settings,
    mapping: str | Path | None = None,
    progress: Progress | None = None,
    hash_key: bytes = b"",
) -> Export:
    """Read the export at `path` and write its canonical and rejected rows as Parquet into `into`.

    `mapping` is a name in data/mappings or a .toml file; without it, platform and kind are recognised by the headers.
    `hash_key` makes `applicant_key`; without a key it stays NULL. Nothing is written but masked rows.
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
    sha256 = _sha256(path)
    parts: list[Part] = []
    skipped: list[SkippedSheet] = []
    titles: list[list[str]] = []
    sheets: list[str] = []
    first_refusal: ExportRefused | None = None
    into.mkdir(parents=True, exist_ok=True)
    with scratch_database(settings.imports.memory_mb) as con:
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
            parts.append(_read_part(con, table, found, head, into, len(parts) + 1, file, settings, hash_key))
    if not parts:
        if chosen and chosen.sheet and chosen.sheet not in sheets and any(sheets):
            raise _no_such_sheet(file, chosen, sheets)
        raise first_refusal or ExportRefused(N_("`{file}` holds no rows. Export it again."), file=file)
    if not sum(part.rows_read for part in parts):
        raise ExportRefused(
            N_("`{file}` has a header and no rows below it. Export it again, with rows in the period."), file=file
        )
    tell("done", 1.0)
    today = datetime.now(ZoneInfo(settings.timezone)).date()
    told_on = chosen.exported_on if chosen else None
    exported_on = told_on or day_of_name(file, today) or day_of_titles(titles, today)
    return Export(file, sha256, path.stat().st_size, exported_on, tuple(parts), tuple(skipped))


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


@contextmanager
def scratch_database(memory_mb: int) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB in memory, in half of what reading a file may use; what does not fit goes, encrypted, to a private folder
    that is gone afterwards.

    It is not masked yet. The key dies with the process; DuckDB calls the cipher that it brings along unsafe because of
    the random numbers it starts from, which keep a file as unreadable to whoever finds it later.
    """
    with scratch_folder() as folder:
        config: dict = {
            "memory_limit": f"{memory_mb // 2}MiB",
            "threads": min(4, os.cpu_count() or 1),  # each holds buffers of its own
            "temp_directory": str(folder),
            "temp_file_encryption": True,
            "force_mbedtls_unsafe": True,
            "autoload_known_extensions": False,
        }
        with duckdb.connect(":memory:", config=config) as con:
            prepare(con)
            try:
                yield con
            finally:
                forget()


def _read_part(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    found: Recognised,
    head: list[Record],
    into: Path,
    number: int,
    file: str,
    settings: Settings,
    hash_key: bytes,
) -> Part:
    width = len(found.header)
    if width > settings.imports.max_columns:
        raise _too_wide(file, width, settings)
    fields = FieldColumns(found, settings, width)
    queries = CanonicalQueries(fields, table.sheet, Masks(fields, hash_key))
    rows, rejected_rows = into / f"rows-{number}.parquet", into / f"rejected-{number}.parquet"
    counts, read = _write(con, table, found, queries, rows, rejected_rows)
    if _holds_totals(con, found, counts, rows):
        raise totals_table(
            f"`{file}`" + (f", {table.sheet}" if table.sheet else ""), found.label(found.columns[fields.key])
        )
    if counts.rejected_by.get("ambiguous_level"):
        raise _ask_rating_direction(file, found)
    ignored_by = dict(counts.ignored_by)
    for record in head[: found.row]:
        reason = "title" if any(str(cell).strip() for cell in record.cells) else "blank"
        ignored_by[reason] = ignored_by.get(reason, 0) + 1
    ignored = sum(ignored_by.values())
    return Part(
        kind=found.kind,
        platform=found.platform,
        mapping=found.mapping.name,
        sheet=table.sheet,
        header_line=head[found.row].line,
        header=found.header,
        columns={name: found.label(index) for name, index in found.columns.items()},
        unused=found.unused,
        calendar=found.mapping.calendar or settings.calendar,
        deadline=found.mapping.deadline,
        rows_read=read + found.row,
        accepted=counts.accepted,
        rejected=counts.rejected,
        ignored=ignored,
        ignored_by=ignored_by,
        rejected_by=counts.rejected_by,
        rows=rows.name if counts.accepted else None,
        rejected_rows=rejected_rows.name if counts.rejected else None,
        platform_guessed=found.guessed,
        partial=found.mapping.partial,
    )


def _write(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    found: Recognised,
    queries: CanonicalQueries,
    rows: Path,
    rejected_rows: Path,
) -> tuple[Counts, int]:
    """Write the rows of one table by the first way that works, and count them."""
    for raw in table.raw_rows(con, found.row, len(found.header)):
        try:
            counts = write_rows(con, queries, raw.open, rows, rejected_rows, raw.count)
        except FastReadFailed:
            continue
        except duckdb.Error:
            if not raw.failed():
                raise
            continue
        if raw.blank_tail:
            counts.ignored_by["blank"] = counts.ignored_by.get("blank", 0) + raw.blank_tail
        return counts, raw.count() + raw.blank_tail
    raise AssertionError("the last way to read a table always works")


def unknown(file: str, table: Table, head: list[Record], mapping: Mapping | None, settings: Settings) -> ExportRefused:
    """Why nobody recognises a table: its columns are too many to be looked at, or nobody knows their headers."""
    width = max(filled_columns(record.cells) for record in head)
    if width > settings.imports.max_columns:
        return _too_wide(file, width, settings)
    return refusal(file, table.sheet, [list(record.cells) for record in head], mapping)


def _too_wide(file: str, width: int, settings: Settings) -> ExportRefused:
    return ExportRefused(
        N_(
            "`{file}` has {width} columns; at most {limit} are read. Delete the columns beside the list, or raise max_columns in settings.toml."
        ),
        file=file,
        width=width,
        limit=settings.imports.max_columns,
    )


def _holds_totals(con: duckdb.DuckDBPyConnection, found: Recognised, counts: Counts, rows: Path) -> bool:
    """Does a list in which every case has a row of its own name none, or nearly always the same one?"""
    key = KINDS[found.kind].filled[0]
    if KINDS[found.kind].key != ("platform", key) or key not in found.columns:
        return False
    commonest = 0
    for first in (1000, counts.accepted):  # the first rows tell nearly always, and a file may have millions
        times = f"(SELECT {key} FROM read_parquet({literal(str(rows))}) LIMIT {first})"
        if counts.accepted:
            told, commonest = con.execute(
                f"SELECT sum(n), max(n) FROM (SELECT count(*) AS n FROM {times} GROUP BY {key})"
            ).fetchall()[0]
            if not tells_of_one_case(told, 0, commonest):
                commonest = 0
                break
    without = counts.rejected_by.get("missing", 0) if not counts.accepted else 0
    return tells_of_one_case(counts.accepted + counts.rejected, without, commonest)


def _ask_rating_direction(file: str, found: Recognised) -> ExportRefused:
    return ExportRefused(
        N_(
            "`{file}`: the levels in column {column} are numbers, and systems disagree whether 1 or 5 is the best. "
            'Say which in a mapping file: rating_direction = "1_best" or rating_direction = "5_best".'
        ),
        file=file,
        column=found.header[found.columns["level"]],
    )


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


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
