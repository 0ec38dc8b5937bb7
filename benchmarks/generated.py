"""Generated exports of cases: one CSV of any length, one workbook; the same rows every time."""

from __future__ import annotations

from pathlib import Path

import duckdb
import xlsxwriter

HEADERS = ("办件编号", "事项编码", "事项名称", "受理单位", "受理时间", "办结时间", "法定时限", "承诺时限", "办件类型")

# hash() of a number stands in for chance, so that every run gets the same file. About 3 in 100 cases are late and 2 in
# 100 still open; one item in ten is immediate. The last acceptance is on 2026-11-20.
_CASES = """
WITH drawn AS (
    SELECT
        i,
        hash(i) % 300 AS item,
        hash(i, 'day') % 730 AS days_ago,
        hash(i, 'second') % 30000 AS second,
        hash(i, 'luck') % 1000 AS luck
    FROM range(CAST($rows AS BIGINT)) AS generated(i)
),
limited AS (
    SELECT
        *,
        TIMESTAMP '2026-11-20 08:30:00' - to_days(CAST(days_ago AS INTEGER)) + to_seconds(CAST(second AS INTEGER))
            AS accepted_at,
        item % 10 = 0 AS immediate,
        5 + (item % 12) * 5 AS statutory,
        1 + item % 15 AS promised
    FROM drawn
),
finished AS (
    SELECT
        *,
        CASE
            WHEN luck < 20 THEN NULL
            WHEN immediate THEN accepted_at + to_minutes(CAST(luck % 90 AS INTEGER))
            WHEN luck < 50 THEN accepted_at + to_days(CAST(promised * 2 + 6 AS INTEGER))
            ELSE accepted_at + to_hours(CAST(promised * (luck % 20) AS INTEGER))
        END AS closed_at
    FROM limited
)
SELECT
    'BT' || lpad(CAST(i AS VARCHAR), 10, '0') AS 办件编号,
    'SX' || lpad(CAST(item AS VARCHAR), 4, '0') AS 事项编码,
    '第' || CAST(item AS VARCHAR) || '号许可' AS 事项名称,
    '第' || CAST(item % 55 AS VARCHAR) || '局' AS 受理单位,
    strftime(accepted_at, '%Y-%m-%d %H:%M:%S') AS 受理时间,
    CASE WHEN closed_at <= TIMESTAMP '2026-11-20 18:00:00' THEN strftime(closed_at, '%Y-%m-%d %H:%M:%S') END AS 办结时间,
    CAST(statutory AS VARCHAR) AS 法定时限,
    CAST(CASE WHEN immediate THEN 0 ELSE promised END AS VARCHAR) AS 承诺时限,
    CASE WHEN immediate THEN '即办件' ELSE '承诺件' END AS 办件类型
FROM finished
"""


def write_csv(file: Path, rows: int) -> None:
    """A UTF-8 CSV of `rows` cases under Chinese headers."""
    with duckdb.connect() as connection:
        connection.execute("CREATE TEMP TABLE written AS " + _CASES, {"rows": rows})
        connection.table("written").write_csv(str(file), header=True)


def write_workbook(file: Path, rows: int) -> None:
    """The same cases as texts in an XLSX workbook, as platforms write it."""
    with duckdb.connect() as connection, xlsxwriter.Workbook(str(file), {"constant_memory": True}) as workbook:
        columns = connection.execute(_CASES, {"rows": rows}).fetchall()
        sheet = workbook.add_worksheet("办件")
        sheet.write_row(0, 0, HEADERS)
        for line, row in enumerate(columns, start=1):
            sheet.write_row(line, 0, row)
