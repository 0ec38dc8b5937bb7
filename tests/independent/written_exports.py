"""Histories written as the exports that a platform would send: CSVs of cases and of pauses, and their mappings."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from random import Random

from analytics.settings import Settings
from analytics.snapshot.publish import publish
from analytics.warehouse.imports import import_file

from .clock import Case
from .figures import Message
from .histories import LAST
from .status_events import CaseOfEvents
from .tellings import ToldCase

CASE_COLUMNS = (
    "case_no", "unit_name", "region_name", "accepted_at", "closed_at", "due_at", "promised_limit", "promised_unit",
    "extension_days", "case_kind", "status", "pause_start", "pause_end",
)  # fmt: skip
MESSAGE_COLUMNS = ("message_no", "unit_name", "asked_at", "answered_at")
EVENT_COLUMNS = (
    "case_no", "unit_name", "region_name", "status_code", "status_at", "promised_limit", "promised_unit",
)  # fmt: skip
PAUSE_COLUMNS = ("case_no", "pause_start", "pause_end")


TOLD_UNTIL = date(2029, 12, 31)
"""A day after everything that a history holds, so that no time lies after its own export."""


def _text(moment: datetime | None) -> str:
    return "" if moment is None else moment.strftime("%Y-%m-%d %H:%M:%S")


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[Iterable[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)


def write_cases(path: Path, cases: Iterable[Case]) -> None:
    """One row a case, with its only pause where it has one."""
    rows = []
    for case in cases:
        start, end = case.pauses[0] if case.pauses else (None, None)
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


def write_exports(histories: Iterable[ToldCase], folder: Path, shuffled: Random) -> list[tuple[str, Path]]:
    """The files of every export day, their rows in any order; kind and path of each."""
    cases: dict[date, list[Case]] = {}
    pauses: dict[date, list[tuple[str, str, str]]] = {}
    for history in histories:
        for telling in history.tellings:
            cases.setdefault(telling.exported_on, []).append(telling.case)
        for told in history.pauses:
            rows = [(history.case_no, _text(start), _text(end)) for start, end in told.pauses]
            pauses.setdefault(told.exported_on, []).extend(rows)
    files = []
    for day, of_day in cases.items():
        shuffled.shuffle(of_day)
        files.append(("cases", folder / f"cases-{day:%Y%m%d}.csv"))
        write_cases(files[-1][1], of_day)
    for day, rows in pauses.items():
        shuffled.shuffle(rows)
        files.append(("pauses", folder / f"pauses-{day:%Y%m%d}.csv"))
        _write(files[-1][1], PAUSE_COLUMNS, rows)
    return files


def import_histories(
    histories: list[ToldCase], folder: Path, settings: Settings, deadline: str = "day", seed: int = 1
) -> Path:
    """Write the exports of these cases, import them in any order, publish; the warehouse's folder."""
    write_mapping(folder / "random_cases.toml", "cases", CASE_COLUMNS, deadline)
    write_mapping(folder / "random_pauses.toml", "pauses", PAUSE_COLUMNS, deadline)
    warehouse, shuffled = folder / "warehouse", Random(seed)
    files = write_exports(histories, folder, shuffled)
    shuffled.shuffle(files)
    for kind, path in files:
        result = import_file(path, warehouse, settings, mapping=folder / f"random_{kind}.toml", publishing=False)
        assert result.manifest.rejected == 0
    publish(warehouse, settings)
    return warehouse


def import_messages(messages: list[Message], folder: Path, settings: Settings) -> Path:
    """Write one export of these rows in any order, import it, publish; the warehouse's folder."""
    rows = [(told.message_no, told.unit_name, _text(told.asked_at), _text(told.answered_at)) for told in messages]
    Random(2).shuffle(rows)
    return _import_one("messages", MESSAGE_COLUMNS, rows, folder, settings)


def import_events(cases: list[CaseOfEvents], folder: Path, settings: Settings) -> Path:
    """Write one export of the events of these cases in any order, import it, publish; the warehouse's folder."""
    rows = [
        (case.case_no, "甲局", "包头市", str(event.code), _text(event.at), _number(case.limit), case.limit_unit)
        for case in cases
        for event in case.events
    ]
    Random(3).shuffle(rows)
    return _import_one("events", EVENT_COLUMNS, rows, folder, settings)


def _import_one(
    kind: str, columns: tuple[str, ...], rows: Iterable[Iterable[str]], folder: Path, settings: Settings
) -> Path:
    file, mapping = folder / f"{kind}-{LAST:%Y%m%d}.csv", folder / f"random_{kind}.toml"
    _write(file, columns, rows)
    write_mapping(mapping, kind, columns, exported_on=TOLD_UNTIL)
    result = import_file(file, folder / "warehouse", settings, mapping=mapping)
    assert result.manifest.rejected == 0
    return folder / "warehouse"


def write_mapping(
    path: Path, kind: str, columns: tuple[str, ...], deadline: str = "day", exported_on: date | None = None
) -> None:
    """A mapping whose headers are the canonical fields themselves."""
    lines = [f'kind = "{kind}"', 'platform = "random"', f'deadline = "{deadline}"']
    lines += [f"exported_on = {exported_on}"] if exported_on else []
    lines += ["", "[columns]"]
    path.write_text("\n".join([*lines, *(f'{name} = ["{name}"]' for name in columns)]) + "\n", encoding="utf-8")
