"""What a file would be read as, before anything is imported; and proposals for headers that nobody knows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb

from analytics.exports.cleaning.canonical import CanonicalQueries
from analytics.exports.cleaning.columns import FieldColumns
from analytics.exports.cleaning.masking import Masks
from analytics.exports.export import Preview
from analytics.exports.read import base_name, filled_columns, recognise_head, scratch_database, tables_of, unknown
from analytics.exports.reading.tables import Record, batches_of, stage
from analytics.exports.recognising.headers import Recognised, assign, missing_fields
from analytics.exports.recognising.mapping import Mapping, find_mapping
from analytics.schema import KINDS
from analytics.settings import Settings

SAMPLE_ROWS = 8


def recognise(path: Path, settings: Settings, mapping: str | Path | None = None) -> list[Preview]:
    """What each table of a file looks like; sample rows are masked.

    A table that nobody recognises has `kind` None, and a proposal for each column. Raises `ExportRefused` for files
    that cannot be read at all, `SettingsError` for a faulty mapping.
    """
    path = Path(path)
    file = base_name(path)
    chosen = find_mapping(mapping) if mapping else None
    previews = []
    too_wide = None
    with scratch_database(settings.imports.memory_mb) as con:
        for table in tables_of(path, file, settings, chosen):
            found, head = recognise_head(table, file, chosen, settings)
            if head and table.asked:
                if not found and max(filled_columns(each.cells) for each in head) > settings.imports.max_columns:
                    too_wide = too_wide or unknown(file, table, head, chosen, settings)
                    continue
                preview = _known(table.sheet, found, head) if found else _unknown(table.sheet, head)
                preview = replace(preview, hidden=table.hidden)
                previews.append(_with_sample(con, preview, head, found or _guess(head), settings))
    if too_wide and not previews:
        raise too_wide
    return previews


def _known(sheet: str, found: Recognised, head: list[Record]) -> Preview:
    return Preview(
        sheet=sheet,
        kind=found.kind,
        platform=found.platform,
        mapping=found.mapping.name,
        header_line=head[found.row].line,
        header=found.header,
        columns={name: found.header[index] for name, index in found.columns.items()},
        unused=found.unused,
        missing=[],
        sample=[],
        platform_guessed=found.guessed,
    )


def _unknown(sheet: str, head: list[Record]) -> Preview:
    guess = _guess(head)
    missing_by_kind = {kind: missing_fields(kind, assign(guess.header, None, kind)[0]) for kind in KINDS}
    return Preview(
        sheet=sheet,
        kind=None,
        platform=None,
        mapping=None,
        header_line=head[guess.row].line,
        header=guess.header,
        columns={},
        unused=guess.header,
        missing=missing_by_kind[guess.kind],
        sample=[],
        proposed={guess.header[index]: name for name, index in guess.columns.items()},
        proposed_kind=guess.kind,
        missing_by_kind=missing_by_kind,
    )


def _guess(head: list[Record]) -> Recognised:
    """The likeliest header, the first row with most cells filled, and the kind that most of it would fit."""
    texts = [[str(cell).strip() for cell in record.cells] for record in head]
    row = max(range(len(texts)), key=lambda index: (sum(map(bool, texts[index])), -index))
    header = texts[row]
    while header and not header[-1]:
        header.pop()
    by_kind = {kind: assign(header, None, kind)[0] for kind in KINDS}
    fitting = {kind: len(columns) for kind, columns in by_kind.items()}
    kind = max(
        fitting, key=lambda name: (fitting[name], -len(missing_fields(name, by_kind[name])) * bool(fitting[name]))
    )
    nobody = Mapping.model_validate({"name": "", "kind": kind, "platform": "unknown"})
    return Recognised(row, nobody, "unknown", header, by_kind[kind])


def _with_sample(
    con: duckdb.DuckDBPyConnection, preview: Preview, head: list[Record], found: Recognised, settings: Settings
) -> Preview:
    """`preview` with the first rows below the header, masked as rejected rows are."""
    width = len(found.header)
    rows = [Record(each.line, list(each.cells)[:width]) for each in head[found.row + 1 :][:SAMPLE_ROWS]]
    if not rows or not width:
        return preview
    stage(con, batches_of(rows), width)
    fields = FieldColumns(found, settings, width)
    cells = con.execute(CanonicalQueries(fields, preview.sheet, Masks(fields, b"")).masked_cells()).fetchall()
    return replace(preview, sample=[list(row) for (row,) in cells])
