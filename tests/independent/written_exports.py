"""Histories written as the exports that a platform would send: a CSV of cases, a CSV of pauses, and their mappings."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from analytics.settings import Settings
from analytics.snapshot.publish import publish
from analytics.warehouse.imports import import_file

from .clock import Case
from .figures import Message

CASE_COLUMNS = (
    "case_no", "unit_name", "region_name", "accepted_at", "closed_at", "due_at", "promised_limit", "promised_unit",
    "extension_days", "case_kind", "status", "pause_start", "pause_end",
)  # fmt: skip
MESSAGE_COLUMNS = ("message_no", "unit_name", "asked_at", "answered_at")
PAUSE_COLUMNS = ("case_no", "pause_start", "pause_end")


def _text(moment: datetime | None) -> str:
    return "" if moment is None else moment.strftime("%Y-%m-%d %H:%M:%S")


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[Iterable[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)


def _in_the_row(case: Case) -> bool:
    """Whether the first pause stands in the case's row, as some platforms export it.

    Not where another begins at the same moment: two exports would then tell of the same pause, and the newer one counts.
    """
    return bool(case.pauses) and all(start != case.pauses[0][0] for start, _ in case.pauses[1:])


def write_cases(path: Path, cases: Iterable[Case]) -> None:
    """One row a case."""
    rows = []
    for case in cases:
        start, end = case.pauses[0] if _in_the_row(case) else (None, None)
        rows.append(
            (
                case.case_no,
                case.unit_name,
                case.area,
                _text(case.accepted_at),
                _text(case.closed_at),
                _text(case.due_at),
                _number(case.limit),
                case.limit_unit if case.limit is not None else "",
                _number(case.extension),
                case.case_kind,
                case.status,
                _text(start),
                _text(end),
            )
        )
    _write(path, CASE_COLUMNS, rows)


def write_pauses(path: Path, cases: Iterable[Case]) -> None:
    """One row for each pause that does not stand in its case's row."""
    _write(
        path,
        PAUSE_COLUMNS,
        ((case.case_no, _text(start), _text(end)) for case in cases for start, end in case.pauses[_in_the_row(case) :]),
    )


def import_histories(cases: list[Case], folder: Path, settings: Settings, deadline: str = "day") -> Path:
    """Write the exports of these cases, import them, publish; the warehouse's folder."""
    write_cases(folder / "cases.csv", cases)
    write_pauses(folder / "pauses.csv", cases)
    write_mapping(folder / "random_cases.toml", "cases", CASE_COLUMNS, deadline)
    write_mapping(folder / "random_pauses.toml", "pauses", PAUSE_COLUMNS, deadline)
    warehouse = folder / "warehouse"
    more_pauses = any(case.pauses[_in_the_row(case) :] for case in cases)
    for kind in ("cases", "pauses") if more_pauses else ("cases",):
        mapping = folder / f"random_{kind}.toml"
        result = import_file(folder / f"{kind}.csv", warehouse, settings, mapping=mapping, publishing=False)
        assert result.manifest.rejected == 0
    publish(warehouse, settings)
    return warehouse


def import_messages(messages: list[Message], folder: Path, settings: Settings) -> Path:
    """Write one export of these messages, import it, publish; the warehouse's folder."""
    rows = ((told.message_no, told.unit_name, _text(told.asked_at), _text(told.answered_at)) for told in messages)
    _write(folder / "messages.csv", MESSAGE_COLUMNS, rows)
    write_mapping(folder / "random_messages.toml", "messages", MESSAGE_COLUMNS)
    result = import_file(
        folder / "messages.csv", folder / "warehouse", settings, mapping=folder / "random_messages.toml"
    )
    assert result.manifest.rejected == 0
    return folder / "warehouse"


def write_mapping(path: Path, kind: str, columns: tuple[str, ...], deadline: str = "day") -> None:
    """A mapping whose headers are the canonical fields themselves."""
    lines = [f'kind = "{kind}"', 'platform = "random"', f'deadline = "{deadline}"', "", "[columns]"]
    path.write_text("\n".join([*lines, *(f'{name} = ["{name}"]' for name in columns)]) + "\n", encoding="utf-8")
