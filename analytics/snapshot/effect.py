"""How an import changed the stock: open and overdue cases in the snapshots before and after it, written down at publish."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from analytics.errors import CalendarRangeError, FigureFailed, SnapshotBroken
from analytics.figures.scope import Scope
from analytics.snapshot.opened import Snapshot
from analytics.warehouse.manifest import find_import, write_all_durably

EFFECT = "effect.json"
_NAMED = 20  # of a night with thousands of exports, each would name all the others


@dataclass(frozen=True)
class Stock:
    """Cases accepted and not closed at the end of a day, and those of them past their deadline."""

    as_of: date
    open: int
    open_overdue: int


@dataclass(frozen=True)
class Effect:
    """The stock before and after a publish that brought an import into the figures.

    `before` is None where nothing comparable was published before. `before_same_day` is the snapshot from before as of the day of
    `after`: what time alone did; the import's own doing is `after` less that. `together_with` names the other imports
    of the same publish, the first of them where there are many, and `others` counts all: their effects cannot be told
    apart.
    """

    together_with: tuple[str, ...]
    others: int
    before: Stock | None
    before_same_day: Stock | None
    after: Stock


def effect_of(warehouse: Path, import_id: str) -> Effect | None:
    """What publishing an import did to the stock; None where that was not written down. Raises `UnknownImport`."""
    find_import(warehouse, import_id)
    try:
        return read_effect(warehouse / "imports" / import_id)
    except (OSError, ValueError, KeyError, TypeError):
        return None  # what is known no more, or never was; `check` names a file that is damaged


def read_effect(folder: Path) -> Effect:
    """The effect beside an import's rows. Raises `OSError`, `ValueError`, `KeyError` or `TypeError` where there is none."""
    told = json.loads((folder / EFFECT).read_text(encoding="utf-8"))
    after = _read(told["after"])
    if after is None:
        raise ValueError("no stock after")
    named = tuple(told["together_with"])
    return Effect(
        named, int(told.get("others", len(named))), _read(told["before"]), _read(told["before_same_day"]), after
    )


def record_effect(warehouse: Path, before: Path | None, after: Path) -> None:
    """Write beside each import that `after` holds and `before` does not how the stock differs between the two.

    Called before the pointer switches: after a crash in between, the next publish writes it again. A `before` that an
    earlier version of the rules built, and that today's figures do not fit, is compared with as if there were none.
    """
    old = _opened(before) if before else None
    new = Snapshot(after)
    try:
        known = set(old.imports if old else ())
        entered = [import_id for import_id in new.imports if import_id not in known]
        if not entered or (before and not old):
            return
        stocks = {
            "before": _stock(old, old.data_date) if old else None,
            "before_same_day": _stock(old, new.data_date) if old else None,
            "after": _stock(new, new.data_date),
        }
    finally:
        new.close()
        if old:
            old.close()
    if stocks["after"] is None:
        return
    texts = {}
    for import_id in entered:
        told: dict[str, Any] = {key: _written(stock) for key, stock in stocks.items()}
        told["together_with"] = [other for other in entered[: _NAMED + 1] if other != import_id][:_NAMED]
        told["others"] = len(entered) - 1
        texts[warehouse / "imports" / import_id / EFFECT] = json.dumps(told, ensure_ascii=False, indent=2)
    write_all_durably(texts)


def _opened(file: Path) -> Snapshot | None:
    """The snapshot, None where this version cannot read it: publishing goes on, there is only nothing to compare with."""
    try:
        return Snapshot(file)
    except SnapshotBroken:
        return None


def _stock(snapshot: Snapshot, day: date) -> Stock | None:
    """The stock, None where it cannot be asked for: tables of an earlier version, a day beyond the calendar."""
    scope = Scope(as_of=day)
    try:
        (overdue,) = snapshot.records("open_overdue", scope)
        return Stock(day, snapshot.count("open_cases", scope), int(str(overdue["open_overdue"])))
    except (FigureFailed, CalendarRangeError):
        return None


def _written(stock: Stock | None) -> dict[str, Any] | None:
    return {**asdict(stock), "as_of": stock.as_of.isoformat()} if stock else None


def _read(told: dict[str, Any] | None) -> Stock | None:
    return Stock(date.fromisoformat(told["as_of"]), told["open"], told["open_overdue"]) if told else None
