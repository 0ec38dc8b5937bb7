"""What people did, told by tables of a spec: the rows that the register would give a figure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import pyarrow as pa

from analytics.register.in_duckdb import empty_tables
from tests.spec.tables import moment

Row = dict[str, object]
Rows = dict[str, list[Row]]
_UNIT: dict[str, Row] = {}
"""Whose each order is, by its id: what the register adds to all that hangs on an order."""


def register_tables_of(done: Mapping[str, list[Row]]) -> dict[str, pa.Table]:
    """Rows as the tables that figures read; a column that a spec does not name is empty."""
    schemas = {name: table.schema for name, table in empty_tables().items()}
    return {name: pa.Table.from_pylist(rows, schemas[name]) for name, rows in done.items()}


def as_orders(records: list[dict[str, str]]) -> Rows:
    """`order | unit | subject | number | signed | receive_by | answer_by`; all but the first may be left out."""
    rows: Rows = {"order_rows": [], "order_signing_rows": []}
    for cells in records:
        own: Row = {"unit_name": cells.get("unit") or "甲局", "area": "东河区"}
        _UNIT[cells["order"]] = own
        order: Row = {
            "id": int(cells["order"]),
            **own,
            "subject": cells.get("subject") or "cases",
            "as_of": date(2026, 3, 1),
            "calendar": "CN",
            "follows_id": int(cells["follows"]) if cells.get("follows") else None,
            "at": _time(cells.get("signed") or "03-01"),
            "who": "王",
        }
        rows["order_rows"].append(order)
        if cells.get("number"):
            signed = moment(cells["signed"]).date()
            rows["order_signing_rows"].append(
                {
                    "id": len(rows["order_signing_rows"]) + 1,
                    "order_id": order["id"],
                    **own,
                    "year": signed.year,
                    "number": int(cells["number"]),
                    "prefix": "督",
                    "signed_by": "王",
                    "signed_on": signed,
                    "receive_by": _day(cells.get("receive_by")),
                    "answer_by": _day(cells.get("answer_by")),
                    "words": cells.get("words") or "",
                    "at": order["at"],
                }
            )
    return rows


def as_order_lines(records: list[dict[str, str]]) -> Rows:
    """`line | order | case_no | due`."""
    return {
        "order_line_rows": [
            {
                "id": int(cells["line"]),
                "order_id": int(cells["order"]),
                **_UNIT[cells["order"]],
                "position": place,
                "subject": cells.get("subject") or "cases",
                "platform": cells.get("platform") or "nmg",
                "number": cells["case_no"],
                "case_no": cells["case_no"],
                "due_on": _day(cells["due"]),
                "overdue_days": 1,
                "order_number": cells.get("signed_as") or None,
            }
            for place, cells in enumerate(records, start=1)
        ]
    }


def as_order_events(records: list[dict[str, str]]) -> Rows:
    """`order | on | event`, and where it is told: `answer_by`, `line`, `text`."""
    return {
        "order_event_rows": [
            {
                "id": place,
                "order_id": int(cells["order"]),
                **_UNIT[cells["order"]],
                "event": cells["event"],
                "at": _time(cells["on"]),
                "who": "李",
                "answer_by": _day(cells.get("answer_by")),
                "line_id": int(cells["line"]) if cells.get("line") else None,
                "text": cells.get("text") or None,
            }
            for place, cells in enumerate(records, start=1)
        ]
    }


def as_order_answers(records: list[dict[str, str]]) -> Rows:
    """`order | on | cause | measure | expected | by`."""
    return {
        "order_answer_rows": [
            {
                "id": place,
                "order_id": int(cells["order"]),
                **_UNIT[cells["order"]],
                "cause": cells["cause"],
                "measure": cells["measure"],
                "expected_on": _day(cells["expected"]),
                "answered_by": cells["by"],
                "source": "form",
                "at": _time(cells["on"]),
                "who": "李",
            }
            for place, cells in enumerate(records, start=1)
        ]
    }


def as_decisions(records: list[dict[str, str]]) -> Rows:
    """`decision | replaces | meeting | on | text | unit | owner | due | state`."""
    return {
        "decision_rows": [
            {
                "id": int(cells["decision"]),
                "replaces_id": int(cells["replaces"]) if cells["replaces"] else None,
                "meeting_on": _day(cells["meeting"]),
                "text": cells["text"],
                "unit_name": cells["unit"] or None,
                "area": "东河区" if cells["unit"] else None,
                "owner": cells["owner"],
                "due_on": _day(cells["due"]),
                "state": cells["state"],
                "at": _time(cells["on"]),
                "who": "王",
            }
            for cells in records
        ]
    }


def as_decision_orders(records: list[dict[str, str]]) -> Rows:
    """`decision | order`."""
    return {
        "decision_order_rows": [
            {
                "id": place,
                "decision_id": int(cells["decision"]),
                "order_id": int(cells["order"]),
                **_UNIT[cells["order"]],
                "at": _time("03-16"),
                "who": "王",
            }
            for place, cells in enumerate(records, start=1)
        ]
    }


def as_order_letters(records: list[dict[str, str]]) -> Rows:
    """`order | letter`: which letter carries which order."""
    return {
        "order_letter_rows": [
            {
                "id": place,
                "order_id": int(cells["order"]),
                **_UNIT[cells["order"]],
                "digest_id": int(cells["letter"]),
                "at": _time("03-12"),
                "who": "王",
            }
            for place, cells in enumerate(records, start=1)
        ]
    }


def _day(text: str | None) -> date | None:
    return moment(text).date() if text else None


def _time(text: str) -> datetime:
    return moment(text)
