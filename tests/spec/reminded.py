"""Letters, reminders, calls and runs, told by tables of a spec: the rows that the register would give a figure."""

from __future__ import annotations

from datetime import date

from tests.spec.acted import Row, Rows
from tests.spec.tables import moment

_LETTERS: dict[str, Row] = {}
"""The unit and channel of each letter, by its id: what the register adds to all that hangs on a letter."""


def as_letters(records: list[dict[str, str]]) -> Rows:
    """`letter | on`, and where it is told: `unit`, `channel`, `not_before`."""
    rows = []
    for cells in records:
        own: Row = {"unit_name": cells.get("unit") or "甲局", "area": "东河区"}
        _LETTERS[cells["letter"]] = own
        rows.append(
            {
                "id": int(cells["letter"]),
                **own,
                "recipient": f"{own['unit_name']} · 王芳",
                "channel": cells.get("channel") or "mail",
                "day": moment(cells["on"]).date(),
                "part": 1,
                "body": "【办件催办】",
                "not_before": moment(cells["not_before"]).isoformat() if cells.get("not_before") else None,
                "at": moment(cells["on"]),
                "who": "remind",
            }
        )
    return {"digest_rows": rows}


def as_reminders(records: list[dict[str, str]]) -> Rows:
    """`letter | case_no`, and where it is told: `due`, `subject`, `step`."""
    return {
        "reminder_rows": [
            {
                "id": place,
                "digest_id": int(cells["letter"]),
                **_LETTERS[cells["letter"]],
                "subject": cells.get("subject") or "cases",
                "platform": "nmg",
                "number": cells["case_no"],
                "due_day": moment(cells["due"]).date() if cells.get("due") else date(2026, 3, 30),
                "step": cells.get("step") or "past_due",
                "recipient": f"{_LETTERS[cells['letter']]['unit_name']} · 王芳",
                "at": moment("03-24"),
                "who": "remind",
            }
            for place, cells in enumerate(records, start=1)
        ]
    }


def as_letter_events(records: list[dict[str, str]]) -> Rows:
    """`letter | on | attempt | event`."""
    return {
        "outbox_event_rows": [
            {
                "id": place,
                "digest_id": int(cells["letter"]),
                **_LETTERS[cells["letter"]],
                "attempt": int(cells["attempt"]),
                "event": cells["event"],
                "detail": cells.get("said") or None,
                "at": moment(cells["on"]),
                "who": "remind",
            }
            for place, cells in enumerate(records, start=1)
        ]
    }


def as_attempts(records: list[dict[str, str]]) -> Rows:
    """`on | kind | unit | note`."""
    return {
        "note_rows": [
            {
                "id": place,
                "kind": cells["kind"],
                "subject": "unit",
                "unit_name": cells["unit"],
                "area": "东河区",
                "day": moment(cells["on"]).date(),
                "text": cells["note"],
                "at": moment(cells["on"]),
                "who": "李",
            }
            for place, cells in enumerate(records, start=1)
        ]
    }


def as_runs(records: list[dict[str, str]]) -> Rows:
    """`at | job | outcome | detail`."""
    return {
        "run_rows": [
            {
                "id": place,
                "job": cells["job"],
                "outcome": cells["outcome"],
                "detail": cells["detail"],
                "at": moment(cells["at"]),
                "who": "remind",
            }
            for place, cells in enumerate(records, start=1)
        ]
    }
