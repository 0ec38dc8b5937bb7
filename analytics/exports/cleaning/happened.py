"""On which days the rows of an export happened last: what tells of which day it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb

from analytics.literals import literal


def days_happened(con: duckdb.DuckDBPyConnection, rows: str, times: Sequence[str], until: date) -> dict[date, int]:
    """How many rows happened last on each day up to `until`, the day of import.

    `rows` is the SQL of a table, `times` are columns of it.
    """
    if not times:
        return {}
    day = f"DATE {literal(until.isoformat())}"
    events = ", ".join(f"CASE WHEN CAST({time} AS DATE) <= {day} THEN CAST({time} AS DATE) END" for time in times)
    return dict(
        con.execute(
            f"SELECT greatest({events}, NULL) AS day, count(*) FROM {rows} "
            "GROUP BY day HAVING day IS NOT NULL ORDER BY day"
        ).fetchall()
    )
