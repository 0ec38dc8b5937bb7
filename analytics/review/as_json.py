"""An agenda as JSON and back: sentences, numbers and proposals; the rows of its tables lie beside it as Parquet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

import pandas as pd

from analytics.figures.scope import Scope
from analytics.review.agenda import Agenda
from analytics.review.meeting import Block, Number, Proposal, Table
from analytics.review.told import Told
from analytics.review.weeks import read_week


def table_file(block: Block, table: Table) -> str:
    """The file that holds the rows of a table."""
    return f"{block.key}-{table.key}.parquet"


def as_json(agenda: Agenda) -> dict[str, Any]:
    """An agenda without the rows of its tables."""
    return {
        "week": agenda.week.name,
        "as_of": agenda.as_of.isoformat(),
        "known_on": agenda.known_on.isoformat() if agenda.known_on else None,
        "snapshot": agenda.snapshot,
        "blocks": [_block(block) for block in agenda.blocks],
    }


def from_json(kept: Mapping[str, Any], rows_of: Callable[[str], pd.DataFrame]) -> Agenda:
    """The agenda again; `rows_of` reads the file of a table."""
    return Agenda(
        read_week(kept["week"]),
        date.fromisoformat(kept["as_of"]),
        date.fromisoformat(kept["known_on"]) if kept["known_on"] else None,
        kept["snapshot"],
        tuple(_read_block(block, rows_of) for block in kept["blocks"]),
    )


def _block(block: Block) -> dict[str, Any]:
    return {
        "key": block.key,
        "title": _plain(block.title),
        "minutes": block.minutes,
        "sentences": [_plain(sentence) for sentence in block.sentences],
        "numbers": [
            {field.name: _plain(getattr(number, field.name)) for field in fields(Number)} for number in block.numbers
        ],
        "tables": [
            {
                "key": table.key,
                "title": _plain(table.title),
                "figure": table.figure,
                "scope": _plain(table.scope),
                "file": table_file(block, table),
            }
            for table in block.tables
        ],
        "proposals": [
            {field.name: _plain(getattr(proposal, field.name)) for field in fields(Proposal)}
            for proposal in block.proposals
        ],
        "failure": _plain(block.failure),
    }


def _read_block(kept: Mapping[str, Any], rows_of: Callable[[str], pd.DataFrame]) -> Block:
    told = {key: _read(value) for key, value in kept.items() if key in ("title", "failure", "key", "minutes")}
    return Block(
        **told,
        sentences=tuple(map(_read, kept["sentences"])),
        numbers=tuple(Number(**{key: _read(value) for key, value in number.items()}) for number in kept["numbers"]),
        tables=tuple(
            Table(table["key"], _read(table["title"]), rows_of(table["file"]), table["figure"], _read(table["scope"]))
            for table in kept["tables"]
        ),
        proposals=tuple(Proposal(**{key: _read(value) for key, value in one.items()}) for one in kept["proposals"]),
    )


def _plain(value: Any) -> Any:
    """A value as JSON writes it; what JSON has no word for is an object with one key that says what it is."""
    if isinstance(value, Told):
        return {"told": value.text, "values": {key: _plain(part) for key, part in value.values.items()}}
    if isinstance(value, Scope):
        return {"scope": {field.name: _plain(getattr(value, field.name)) for field in fields(Scope)}}
    if isinstance(value, pd.DataFrame):
        return {"frame": {str(name): [_plain(cell) for cell in value[name]] for name in value.columns}}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, datetime | date):
        return {"day": value.isoformat()[:10]}
    if value is None or isinstance(value, str | bool):
        return value
    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_read, value))
    if not isinstance(value, dict):
        return value
    if "told" in value:
        return Told(value["told"], {key: _read(part) for key, part in value["values"].items()})
    if "scope" in value:
        return Scope(**{key: _read(part) for key, part in value["scope"].items()})
    if "frame" in value:
        return pd.DataFrame({name: [_read(cell) for cell in cells] for name, cells in value["frame"].items()})
    return date.fromisoformat(value["day"])
