"""The headline figures three ways on one snapshot: the catalogue, SQL written by hand, pandas. Equal first, then timed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import duckdb
import pandas as pd

from analytics.figures.catalogue import catalogue
from analytics.figures.scope import Scope
from analytics.snapshot.opened import Snapshot, open_snapshot
from benchmarks.in_pandas import COLUMNS, FIGURES, Days

BY_HAND = Path(__file__).parent / "by_hand"
ROUNDS = 7
PANDAS_ROUNDS = 3


def compare(warehouse: Path) -> dict[str, Any]:
    """Seconds for all headline figures together, each way, and for every figure of the catalogue.

    Raises `AssertionError` where two ways differ in a number.
    """
    snapshot = open_snapshot(warehouse)
    scope = Scope(as_of=snapshot.data_date, period_start=date(2026, 1, 1), period_end=snapshot.data_date)
    with duckdb.connect(str(snapshot.file), read_only=True) as connection:
        ours = _ours(snapshot, scope)
        hand = _by_hand(connection, scope)
        frame = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM case_rows").df()
        panda = _in_pandas(frame, scope, snapshot.workday_numbers(scope.as_of)["CN"])
        for key in FIGURES:
            assert_same(key, ours(key), hand(key))
            assert_same(key, ours(key), panda(key))
        # Round and round, so that a busy moment of the machine does not fall on one of them alone.
        seconds: dict[str, list[float]] = {"catalogue": [], "by hand": [], "pandas": []}
        for turn in range(ROUNDS):
            seconds["catalogue"].append(_seconds(ours, FIGURES))
            seconds["by hand"].append(_seconds(hand, FIGURES))
            if turn < PANDAS_ROUNDS:
                seconds["pandas"].append(_seconds(panda, FIGURES))
        listed = {figure.rows for figure in catalogue().values()}
        figures = [key for key, figure in catalogue().items() if key not in listed and "one row a" not in figure.unit]
        everything = _seconds(ours, figures)
    snapshot.close()
    return {
        "cases": len(frame),
        "headline": len(FIGURES),
        **{way: min(times) for way, times in seconds.items()},
        "figures": len(figures),
        "everything": everything,
    }


def _ours(snapshot: Snapshot, scope: Scope) -> Callable[[str], pd.DataFrame]:
    def run(key: str) -> pd.DataFrame:
        table = snapshot.figure(key, scope)
        return table[table["cases"].notna()] if key == "compression" else table

    return run


def _by_hand(connection: duckdb.DuckDBPyConnection, scope: Scope) -> Callable[[str], pd.DataFrame]:
    texts = {key: (BY_HAND / f"{key}.sql").read_text(encoding="utf-8") for key in FIGURES}
    days = {"as_of": scope.as_of, "period_start": scope.period_start, "period_end": scope.period_end}

    def run(key: str) -> pd.DataFrame:
        return connection.execute(
            texts[key], {name: day for name, day in days.items() if f"${name}" in texts[key]}
        ).df()

    return run


def _in_pandas(frame: pd.DataFrame, scope: Scope, today_no: int) -> Callable[[str], pd.DataFrame]:
    as_of, start, end = map(pd.Timestamp, (scope.as_of, scope.period_start, scope.period_end))
    days = Days(as_of, start, end, today_no)
    return lambda key: FIGURES[key](frame, days)


def _seconds(run: Callable[[str], object], keys: Any) -> float:
    start = perf_counter()
    for key in keys:
        run(key)
    return perf_counter() - start


def assert_same(key: str, left: pd.DataFrame, right: pd.DataFrame) -> None:
    """Both give the same rows in the same order in the columns of `right`. Raises `AssertionError`."""
    columns = list(right.columns)
    pd.testing.assert_frame_equal(
        left[columns].reset_index(drop=True), right.reset_index(drop=True), check_dtype=False, rtol=1e-9, obj=key
    )
