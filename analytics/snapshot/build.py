"""Build a snapshot: one DuckDB file computed from all imports, the calendar, the reference tables and the settings."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import NormalDist

import duckdb

from analytics.literals import literal
from analytics.schema import KINDS, PLACE_IN_FILE
from analytics.settings import ROOT, Settings
from analytics.snapshot.reference import load_surroundings
from analytics.warehouse.manifest import Manifest

DERIVE = Path(__file__).parent / "derive"
VIEWS = ROOT / "analytics" / "figures" / "views"
VIEW_ORDER = (
    "cases",
    "excluded_cases",
    "due_cases",
    "accepted_cases",
    "closed_cases",
    "open_cases",
    "flow_cases",
    "missed_cases",
    "overdue_stock",
    "messages",
    "due_messages",
    "ratings",
    "rated",
    "items",
    "baseline_items",
    "item_versions",
    "pauses",
    "contacts",
    "told_cases",
    "saved_by_pauses",
)


def newest_event(folder: Path, parts: list[dict]) -> date | None:
    """The newest day on which anything happened in an import's rows; due dates are not events."""
    days = []
    with duckdb.connect() as connection:
        for part in parts:
            times = KINDS[part["kind"]].happened
            if not times or not part["rows"]:
                continue
            present = {row[0] for row in connection.execute(_describe(folder / part["rows"])).fetchall()}
            newest = ", ".join(f"max({time})" for time in times if time in present)
            source = literal(str(folder / part["rows"]))
            found = connection.execute(f"SELECT {newest} FROM read_parquet({source})").fetchone() if newest else ()
            days += [moment.date() for moment in found or () if moment is not None]
    return max(days, default=None)


def _describe(path: Path) -> str:
    return f"DESCRIBE SELECT * FROM read_parquet({literal(str(path))})"


def build_snapshot(file: Path, snapshot_id: str, warehouse: Path, imports: list[Manifest], settings: Settings) -> None:
    """Write the snapshot of `imports` to `file`, which must not exist."""
    scratch = file.with_suffix(".scratch")
    config: dict = {"memory_limit": "1200MB", "temp_directory": str(scratch), "preserve_insertion_order": "false"}
    with duckdb.connect(str(file), config=config) as connection:
        derive_snapshot(connection, snapshot_id, warehouse, imports, settings)
        define_views(connection)
        connection.execute("CHECKPOINT")


def derive_snapshot(
    connection: duckdb.DuckDBPyConnection,
    snapshot_id: str,
    warehouse: Path,
    imports: list[Manifest],
    settings: Settings,
    surroundings: Callable[[duckdb.DuckDBPyConnection, list[Manifest], Settings], None] = load_surroundings,
) -> None:
    """Every table and function of the snapshot of `imports`, in whatever database `connection` has open.

    `surroundings` loads what comes from outside the imports: areas, units, calendars.
    """
    _settle(connection, settings)
    _gather(connection, warehouse, imports)
    _import_parts(connection, warehouse, imports)
    surroundings(connection, imports, settings)
    for script in sorted(DERIVE.glob("*.sql")):
        connection.execute(script.read_text(encoding="utf-8"))
    _describe_snapshot(connection, snapshot_id, imports, settings)
    define_functions(connection, settings)


def _settle(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    variables = {
        "deadline_leads": literal(settings.deadline.leads),
        "message_days": settings.limits.message_days,
        "rectification_days": settings.limits.rectification_days,
    }
    for name, value in variables.items():
        connection.execute(f"SET VARIABLE {name} = {value}")
    share, month = settings.limits.working_per_calendar, settings.limits.days_per_month
    connection.execute(
        f"""CREATE MACRO in_working_days(amount, unit) AS CASE unit
            WHEN 'working' THEN amount
            WHEN 'calendar' THEN amount * {share}
            WHEN 'month' THEN amount * {month} * {share}
        END"""
    )


def _gather(connection: duckdb.DuckDBPyConnection, warehouse: Path, imports: list[Manifest]) -> None:
    """One view a kind over the rows of every import in force, with what the manifest says of them."""
    for kind in KINDS.values():
        columns = dict(kind.columns)
        typed = ", ".join(
            f"CAST(NULL AS {sql_type}) AS {name}" for name, sql_type in {**columns, **PLACE_IN_FILE}.items()
        )
        sources = [
            f"SELECT '' AS import_id, 0 AS part, '' AS platform, '' AS calendar, FALSE AS instant, "
            f"DATE '1900-01-01' AS exported_on, {typed} WHERE FALSE"
        ]
        for manifest in imports:
            sources += [
                _source(warehouse / "imports" / manifest.id / part["rows"], manifest, number, columns, connection)
                for number, part in enumerate(manifest.parts)
                if part["kind"] == kind.name and part["rows"]
            ]
        connection.execute(f"CREATE TEMP VIEW incoming_{kind.name} AS {' UNION ALL '.join(sources)}")
    spelled = " UNION ALL ".join(
        f"SELECT unit_name, region_code, region_name FROM incoming_{kind}"
        for kind, columns in ((kind.name, dict(kind.columns)) for kind in KINDS.values())
        if {"unit_name", "region_code", "region_name"} <= set(columns)
    )
    connection.execute(f"CREATE TEMP VIEW spelled AS {spelled}")


def _source(
    path: Path, manifest: Manifest, number: int, columns: dict[str, str], connection: duckdb.DuckDBPyConnection
) -> str:
    part = manifest.parts[number]
    present = {row[0] for row in connection.execute(_describe(path)).fetchall()}
    picked = ", ".join(
        name if name in present else f"CAST(NULL AS {sql_type}) AS {name}"
        for name, sql_type in {**columns, **PLACE_IN_FILE}.items()
    )
    return (
        f"SELECT {literal(manifest.id)} AS import_id, {number} AS part, "
        f"{literal(part['platform'])} AS platform, "
        f"{literal(part['calendar'])} AS calendar, {part['deadline'] == 'instant'} AS instant, "
        f"DATE {literal(manifest.counts_from)} AS exported_on, {picked} FROM read_parquet({literal(str(path))})"
    )


def _import_parts(connection: duckdb.DuckDBPyConnection, warehouse: Path, imports: list[Manifest]) -> None:
    """What the manifests say of each part of each import, and the rejected rows whose codes lost their digits.

    `told_on` is the newest day of which the import can tell: an as-of day before it does not know the import.
    """
    connection.execute(
        "CREATE TABLE import_parts (import_id VARCHAR, part INTEGER, file VARCHAR, sheet VARCHAR, platform VARCHAR, "
        "kind VARCHAR, exported_on DATE, told_on DATE)"
    )
    connection.execute(
        "CREATE TABLE damaged_rows (import_id VARCHAR, part INTEGER, sheet VARCHAR, line BIGINT, field VARCHAR, value VARCHAR)"
    )
    for manifest in imports:
        told_on = min(filter(None, (manifest.counts_from, manifest.newest_event)))
        for number, part in enumerate(manifest.parts):
            connection.execute(
                "INSERT INTO import_parts VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    manifest.id,
                    number,
                    manifest.file,
                    part["sheet"],
                    part["platform"],
                    part["kind"],
                    manifest.counts_from,
                    told_on,
                ],
            )
            if part["rejected_rows"]:
                connection.execute(
                    """INSERT INTO damaged_rows
                    SELECT ?, ?, sheet, line, reason.field, reason.value
                    FROM (SELECT sheet, line, unnest(reasons) AS reason FROM read_parquet(?))
                    WHERE reason.code = 'lost_digits'""",
                    [manifest.id, number, str(warehouse / "imports" / manifest.id / part["rejected_rows"])],
                )


def _describe_snapshot(
    connection: duckdb.DuckDBPyConnection, snapshot_id: str, imports: list[Manifest], settings: Settings
) -> None:
    described = {
        "id": snapshot_id,
        "settings": settings.model_dump_json(),
        "imports": json.dumps([manifest.id for manifest in imports]),
        "demo": json.dumps(any(manifest.demo for manifest in imports)),
    }
    connection.execute("CREATE TABLE snapshot (key VARCHAR, value VARCHAR)")
    connection.executemany("INSERT INTO snapshot VALUES (?, ?)", list(described.items()))
    connection.execute(
        """CREATE TABLE scope AS
        WITH happened AS (
            SELECT max(day) AS newest, min(day) AS oldest FROM (
                -- an application dated after its acceptance is a fault, not news
                SELECT unnest([max(accepted_at), min(accepted_at), max(closed_at),
                    max(applied_at) FILTER (WHERE accepted_at IS NULL),
                    max(received_at) FILTER (WHERE accepted_at IS NULL)]) AS day FROM case_rows
                UNION ALL SELECT unnest([min(asked_at), max(asked_at), max(answered_at)]) FROM message_rows
                UNION ALL SELECT unnest([min(rated_at), max(rated_at), max(rectified_at), max(revisited_at)])
                    FROM rating_rows
                UNION ALL SELECT max(pause_start) FROM pause_rows
                UNION ALL SELECT max(status_at) FROM event_rows
                UNION ALL SELECT CAST(max(effective_on) AS TIMESTAMP) FROM item_rows
                    WHERE NOT EXISTS (FROM case_rows) AND NOT EXISTS (FROM message_rows)
            )
        )
        SELECT
            CAST(coalesce(newest, TIMESTAMP '2000-01-01') AS DATE) AS as_of,
            DATE '1900-01-01' AS period_start,
            DATE '9999-12-31' AS period_end,
            CAST(coalesce(oldest, newest, TIMESTAMP '2000-01-01') AS DATE) AS first_day
        FROM happened"""
    )


def light_sql(settings: Settings) -> str:
    """The light rules as one CASE over past_due, remaining, used, limit_working (working days)."""
    branches = []
    for rule in settings.lights.rules:
        if rule.measure == "past_due":
            test = "past_due"
        else:
            left = {"remaining_days": "remaining", "remaining_share": "remaining", "used_share": "used"}[rule.measure]
            bound = rule.at_most if rule.at_most is not None else rule.at_least
            right = f"{bound}" if rule.measure == "remaining_days" else f"{bound} * limit_working"
            test = f"{left} {'<=' if rule.at_most is not None else '>='} {right}"
        if rule.applies_to != "all":
            test = f"limit_working {rule.applies_to.removeprefix('limit ')} AND {test}"
        branches.append(f"WHEN {test} THEN '{rule.colour}'")
    return f"CASE {' '.join(branches)} ELSE 'green' END"


def define_functions(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """The functions that figures and views are written with."""
    functions = {
        "as_of()": "(SELECT scope.as_of FROM scope)",
        "period_start()": "(SELECT scope.period_start FROM scope)",
        "period_end()": "(SELECT scope.period_end FROM scope)",
        "as_of_no(code)": "(SELECT days.workday_no FROM days WHERE days.calendar = code AND days.day = as_of())",
        "confidence_z()": f"CAST({_normal_quantile(settings.ranking.confidence)} AS DOUBLE)",  # a DECIMAL overflows
        "wilson_low(hits, total)": _wilson("-"),
        "wilson_high(hits, total)": _wilson("+"),
        "minimum_count()": str(settings.ranking.minimum_count),
        "immediate_counts()": str(settings.limits.immediate_counts),
        "light_colour(past_due, remaining, used, limit_working)": light_sql(settings),
        **{f"{name}()": str(threshold) for name, threshold in settings.findings.model_dump().items()},
    }
    for signature, body in functions.items():
        connection.execute(f"CREATE MACRO {signature} AS ({body})")


def define_views(connection: duckdb.DuckDBPyConnection) -> None:
    """The views that figures are written over, so that a figure runs in the DuckDB shell as it stands."""
    for name in VIEW_ORDER:
        body = (VIEWS / f"{name}.sql").read_text(encoding="utf-8")
        connection.execute(f"CREATE VIEW {name} AS {body}")


def _normal_quantile(confidence: float) -> float:
    return NormalDist().inv_cdf(0.5 + confidence / 2)


def _wilson(sign: str) -> str:
    """The Wilson score interval for hits of total (Wilson 1927), tested against statsmodels."""
    return (
        f"CASE WHEN total > 0 THEN (hits + confidence_z() * confidence_z() / 2 {sign} confidence_z() * "
        "sqrt(CAST(hits AS DOUBLE) * (total - hits) / total + confidence_z() * confidence_z() / 4)) "
        "/ (total + confidence_z() * confidence_z()) END"
    )
