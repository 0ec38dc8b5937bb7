"""What a file would be read as, before anything is imported; and proposals for headers that nobody knows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb

from analytics.exports.cleaning.canonical import CanonicalQueries
from analytics.exports.cleaning.columns import FieldColumns
from analytics.exports.cleaning.masking import Masks
from analytics.exports.export import Preview
from analytics.exports.read import base_name, filled_columns, recognise_head, tables_of, unknown
from analytics.exports.reading.tables import Record, batches_of, stage
from analytics.exports.ready import scratch_database
from analytics.exports.recognising.explanation import is_explanation
from analytics.exports.recognising.guessing import Guess, guess_table
from analytics.exports.recognising.headers import Recognised, label_of
from analytics.exports.recognising.mapping import find_mapping, mapping_text
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
    with scratch_database(settings.imports.memory_mb, path.stat().st_size if path.is_file() else None) as con:
        for table in tables_of(path, file, settings, chosen):
            found, head = recognise_head(table, file, chosen, settings)
            if head and table.asked and not is_explanation(head):
                if not found and max(filled_columns(each.cells) for each in head) > settings.imports.max_columns:
                    too_wide = too_wide or unknown(file, table, head, chosen, settings)
                    continue
                if found:
                    preview, seen = _known(table.sheet, found, head), found
                else:
                    guess = guess_table(con, head)
                    preview, seen = _unknown(table.sheet, guess, head), guess.found
                preview = replace(preview, hidden=table.hidden)
                previews.append(_with_sample(con, preview, head, seen, settings))
    if too_wide and not previews:
        raise too_wide
    return previews


def proposed_mapping(found: Preview, platform: str) -> str:
    """The text of a mapping file for a table that nobody recognises: what its headings and samples suggest.

    Comments say what is still missing and which columns are not used, with a sample of each.
    """
    kind = found.proposed_kind or "cases"
    columns = {field: [column] for column, field in found.proposed.items()}
    text = mapping_text({"kind": kind, "platform": platform, **found.proposed_keys, "columns": columns})
    notes = [f"# still needed: {field}" for field in found.missing]
    for place in range(len(found.header)):
        column = label_of(found.header, place)
        if column not in found.proposed:
            cells = " · ".join(row[place] for row in found.sample[:3] if place < len(row) and row[place])
            notes.append("# not used: " + " ".join(f"{column}: {cells}".split()))
    return text + "".join(f"{note}\n" for note in notes)


def _known(sheet: str, found: Recognised, head: list[Record]) -> Preview:
    return Preview(
        sheet=sheet,
        kind=found.kind,
        platform=found.platform,
        mapping=found.mapping.name,
        header_line=head[found.row].line,
        header=found.header,
        columns={name: found.label(index) for name, index in found.columns.items()},
        unused=found.unused,
        missing=[],
        sample=[],
        platform_guessed=found.guessed,
    )


def _unknown(sheet: str, guess: Guess, head: list[Record]) -> Preview:
    found = guess.found
    return Preview(
        sheet=sheet,
        kind=None,
        platform=None,
        mapping=None,
        header_line=head[found.row].line,
        header=found.header,
        columns={},
        unused=found.header,
        missing=guess.missing_by_kind[found.kind],
        sample=[],
        proposed=guess.proposed,
        proposed_kind=found.kind,
        proposed_by_kind={
            kind: {label_of(found.header, index): name for name, index in columns.items()}
            for kind, columns in guess.fields_by_kind.items()
        },
        proposed_keys=guess.keys,
        missing_by_kind=guess.missing_by_kind,
    )


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
