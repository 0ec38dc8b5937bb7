"""The register as tables that figures read: of one state of it, kept in memory, with who and when at every row.

A snapshot holds the same tables empty, so that its views stand by themselves; a query that reads one of them gets the
register's rows laid over it. So what somebody did is in every figure at once, without a publish.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Boolean, ColumnElement, Date, Integer, Select, Table, Text, cast, select

from analytics.register.record_tables import (
    acts,
    appeal_entries,
    appeal_reviews,
    appeals,
    assessment_batches,
    decision_orders,
    decisions,
    digests,
    ledger_entries,
    notes,
    order_answers,
    order_documents,
    order_events,
    order_letters,
    order_lines,
    order_signings,
    orders,
    outbox_events,
    rating_steps,
    reminders,
    runs,
    switches,
    verdict_rows,
    verdicts,
)
from analytics.register.register import Register, version_in

NOW = "register_now"
"""One row: the day on which somebody looks."""
_KEPT_STATES = 3


def _with(table: Table, owner: Table | None = None, extra: Sequence[ColumnElement] = ()) -> Select:
    """Rows of a table with who and when; and of the row that owns them, the columns that a selection narrows by."""
    columns: list[ColumnElement] = [column for column in table.columns if column.name != "act_id"]
    rows = select(*columns, *extra, acts.c.at.label("at"), acts.c.who.label("who")).join_from(
        table, acts, acts.c.id == table.c.act_id
    )
    if owner is not None:
        rows = rows.join(owner, owner.c.id == table.c[f"{owner.name.removesuffix('s')}_id"])
    return rows.order_by(table.c.id)


def _entries(which: ColumnElement[bool]) -> Select:
    """Entries of the assessment's ledger: of cases apart from the others, for only they can be narrowed by their case."""
    return _with(ledger_entries, extra=(ledger_entries.c.number.label("case_no"),)).where(which)


_SIGNED_AS = (
    select(cast(order_signings.c.year, Text).concat("-").concat(cast(order_signings.c.number, Text)))
    .where(order_signings.c.order_id == order_lines.c.order_id)
    .scalar_subquery()
    .label("order_number")
)
_OF_ORDER = (orders.c.unit_name, orders.c.area)
_OF_DIGEST = (digests.c.unit_name, digests.c.area)
TABLES: dict[str, Select] = {
    "order_rows": _with(orders),
    "order_line_rows": _with(
        order_lines, orders, (*_OF_ORDER, orders.c.subject, order_lines.c.number.label("case_no"), _SIGNED_AS)
    ),
    "order_signing_rows": _with(order_signings, orders, _OF_ORDER),
    "order_event_rows": _with(order_events, orders, _OF_ORDER),
    "order_answer_rows": _with(order_answers, orders, _OF_ORDER),
    "order_document_rows": _with(order_documents, orders, _OF_ORDER),
    "order_letter_rows": _with(order_letters, orders, _OF_ORDER),
    "case_entry_rows": _entries(ledger_entries.c.subject == "cases"),
    "other_entry_rows": _entries(ledger_entries.c.subject.is_distinct_from("cases")),
    "batch_rows": _with(assessment_batches),
    "appeal_rows": _with(appeals),
    "appeal_entry_rows": _with(appeal_entries),
    "appeal_review_rows": _with(appeal_reviews),
    "rating_step_rows": _with(rating_steps),
    "recorded_step_rows": _with(rating_steps),
    "reminder_rows": _with(reminders),
    "digest_rows": _with(digests),
    "outbox_event_rows": _with(outbox_events, digests, _OF_DIGEST),
    "note_rows": _with(notes),
    "decision_rows": _with(decisions),
    "decision_order_rows": _with(decision_orders, orders, _OF_ORDER),
    "verdict_rows": _with(verdicts, None)
    .add_columns(verdict_rows.c.row_key)
    .join(verdict_rows, verdict_rows.c.verdict_id == verdicts.c.id),
    "switch_rows": _with(switches),
    "run_rows": _with(runs),
}
"""What a figure can read, by the name that it has there."""

_states: OrderedDict[tuple[str, str], dict[str, pa.Table]] = OrderedDict()
_lock = threading.Lock()


def register_tables(register: Register, names: Sequence[str], today: date) -> dict[str, pa.Table]:
    """These tables of a register as it is now, all of one moment."""
    wanted = [name for name in names if name != NOW]
    held = _held(register.where, register.version())
    if not held.keys() >= {*wanted}:
        with register.reading() as connection:
            read = {name: _arrow(TABLES[name], connection.execute(TABLES[name]).all()) for name in wanted}
            held = _held(register.where, version_in(connection))
        held |= read
    return {name: pa.table({"today": pa.array([today], pa.date32())}) if name == NOW else held[name] for name in names}


def _held(where: str, version: str) -> dict[str, pa.Table]:
    """What was read of this state of a register so far."""
    with _lock:
        held = _states.setdefault((where, version), {})
        _states.move_to_end((where, version))
        while len(_states) > _KEPT_STATES:
            _states.popitem(last=False)
    return held


def empty_tables() -> dict[str, pa.Table]:
    """Every table that a figure can read, without rows."""
    return {name: _arrow(rows, []) for name, rows in TABLES.items()} | {
        NOW: pa.table({"today": pa.array([], pa.date32())})
    }


def define_empty_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """The same tables in a snapshot."""
    empty = empty_tables()
    lay_over(connection, {f"empty_{name}": table for name, table in empty.items()})
    for name in empty:
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM empty_{name}")
        connection.unregister(f"empty_{name}")


def lay_over(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> None:
    """Let a connection read these tables under their names, whatever its database has there."""
    for name, table in tables.items():
        connection.register(name, table)


def _arrow(rows: Select, found: Sequence[Any]) -> pa.Table:
    """Rows as columns; `at` as the time that the clock showed where it was done."""
    columns = list(rows.selected_columns)
    values = list(zip(*found, strict=True)) if found else [()] * len(columns)
    made = {}
    for column, cells in zip(columns, values, strict=True):
        cells = pa.array(cells, _type(column))
        if column.name == "at":
            cells = pc.strptime(pc.utf8_slice_codeunits(cells, 0, 19), format="%Y-%m-%dT%H:%M:%S", unit="us")
        made[column.name] = cells
    return pa.table(made)


def _type(column: ColumnElement) -> pa.DataType:
    for kind, arrow in ((Boolean, pa.bool_()), (Date, pa.date32()), (Integer, pa.int64())):
        if isinstance(column.type, kind):
            return arrow
    return pa.string()
