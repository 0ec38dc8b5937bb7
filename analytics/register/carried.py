"""A register as a file of JSON lines, and back: from one database to another, into a backup, for anybody to read.

The first line says what it is and how many rows of each table follow; so a file that was cut is known. Reading a file in
twice adds nothing the second time, and a file that contradicts what is held is refused as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Boolean, Connection, Date, Integer, Table, func, select

from analytics.errors import N_, RegisterRefused
from analytics.register.record_tables import KEPT
from analytics.register.register import Register, Writing
from analytics.register.upgrading import newest

FORMAT = "casewatch-register"
_TABLES = {table.name: table for table in KEPT}


def lines_of(register: Register) -> Iterator[str]:
    """Every row of a register at one moment, a line each, after a line that says what follows."""
    with register.reading() as connection:
        counts = {table.name: _count(connection, table) for table in KEPT}
        yield json.dumps({"format": FORMAT, "schema": newest(), "rows": counts})
        for table in KEPT:
            for row in connection.execute(select(table).order_by(table.c.id)).mappings():
                yield json.dumps({"table": table.name, **row}, ensure_ascii=False, default=date.isoformat)


def take_in(register: Register, lines: Iterable[str], who: str, source: str) -> dict[str, int]:
    """Write the rows of a file that a register does not hold yet, all or none; gives how many of each table.

    Raises `RegisterRefused` for a file that is cut or none of ours, and for one whose rows are not those that are held.
    """
    rows = read_lines(lines, source)
    with register.writing(who) as writing:
        return add_rows(writing, rows, source)


def add_rows(writing: Writing, rows: Mapping[str, list[dict[str, Any]]], source: str) -> dict[str, int]:
    """The rows of a file beside those that are held, in a transaction that is open."""
    added = {}
    for table in KEPT:
        held = {row["id"]: dict(row) for row in writing.connection.execute(select(table)).mappings()}
        new = [row for row in rows[table.name] if row["id"] not in held]
        told = {row["id"]: row for row in rows[table.name]}
        for number, row in held.items():
            if told.get(number, row) != row or (new and number not in told):
                raise RegisterRefused(
                    N_(
                        "{source} was exported from another register: its row {number} of {table} is not the one that is "
                        "held. Import it into an empty register. Nothing was written."
                    ),
                    source=source,
                    number=number,
                    table=table.name,
                )
        if new:
            writing.connection.execute(table.insert(), new)
        added[table.name] = len(new)
    return added


def read_lines(lines: Iterable[str], source: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of a file by their tables, every value of the type of its column. Raises `RegisterRefused`."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in _TABLES}
    counts: dict[str, int] | None = None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            told = json.loads(line)
            if counts is None:
                counts = _counts(told, source)
            else:
                table = _TABLES[told.pop("table")]
                rows[table.name].append(
                    {column.name: _value(column, told.pop(column.name)) for column in table.columns}
                )
                if told:
                    raise ValueError(f"no column {next(iter(told))}")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise RegisterRefused(
                N_("{source}, line {line} is no row of a register ({error}). Nothing was written."),
                source=source,
                line=number,
                error=error,
            ) from error
    if counts is None or {name: len(held) for name, held in rows.items()} != {**dict.fromkeys(_TABLES, 0), **counts}:
        raise RegisterRefused(
            N_("{source} is cut: it does not hold the rows that its first line names. Nothing was written."),
            source=source,
        )
    return rows


def _counts(told: dict[str, Any], source: str) -> dict[str, int]:
    if told.get("format") != FORMAT:
        raise RegisterRefused(
            N_("{source} is no register: its first line does not say so. Nothing was written."), source=source
        )
    if told["schema"] != newest():
        raise RegisterRefused(
            N_(
                "{source} was exported by another version of Casewatch (tables of version {told}, here {known}). Export it "
                "again with this version. Nothing was written."
            ),
            source=source,
            told=told["schema"],
            known=newest(),
        )
    return dict(told["rows"])


def _value(column: Any, value: Any) -> Any:
    if value is None:
        if not column.nullable:
            raise ValueError(f"{column.name} is missing")
        return None
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    wanted = bool if isinstance(column.type, Boolean) else int if isinstance(column.type, Integer) else str
    if type(value) is not wanted:
        raise ValueError(f"{column.name} is {value!r}")
    return value


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar() or 0)
