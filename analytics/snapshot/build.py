"""Build a snapshot: one DuckDB file computed from all imports, the calendar, the reference tables and the settings."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from statistics import NormalDist

import duckdb
import pyarrow as pa

from analytics.literals import literal, literals
from analytics.register.in_duckdb import define_empty_tables
from analytics.schema import CANONICAL_VALUES, KINDS, PLACE_IN_FILE
from analytics.settings import ROOT, Settings
from analytics.snapshot.checking import run_checks
from analytics.snapshot.reference import load_surroundings
from analytics.warehouse.manifest import Manifest

TOLD_BEFORE = """CASE
    WHEN this = date_trunc('day', this) OR that = date_trunc('day', that) THEN CAST(this AS DATE) < CAST(that AS DATE)
    ELSE this < that
END"""
"""Whether a time is before another; where one of the two is only a day, they are compared as days."""
DERIVE = Path(__file__).parent / "derive"
OUTCOMES = Path(__file__).parent / "outcomes.sql"
VIEWS = ROOT / "analytics" / "figures" / "views"
_MANY_FILES = 100
VIEW_ORDER = (
    "cases",
    "excluded_cases",
    "due_cases",
    "accepted_cases",
    "closed_cases",
    "closed_with_limit",
    "compared_cases",
    "limit_needs",
    "limit_steps",
    "open_cases",
    "watched_cases",
    "told_chances",
    "flow_cases",
    "missed_cases",
    "overdue_stock",
    "late_changes",
    "messages",
    "due_messages",
    "answered_messages",
    "asked_messages",
    "register_day",
    "rating_steps",
    "ratings",
    "rated",
    "followed_ratings",
    "negative_ratings",
    "items",
    "compared_items",
    "baseline_items",
    "item_versions",
    "contacts",
    "to_be_called",
    "matters",
    "open_matters",
    "told_cases",
    "told_versions",
    "saved_by_pauses",
    "order_lines",
    "orders",
    "orders_out",
    "signed_orders",
    "decisions",
    "to_order",
    "outbox",
    "fired_reminders",
    "misses",
    "entries",
    "ledger",
    "dated_ledger",
    "assessed",
    "told_appeals",
)


def build_snapshot(file: Path, snapshot_id: str, warehouse: Path, imports: list[Manifest], settings: Settings) -> None:
    """Write the snapshot of `imports` to `file`, which must not exist."""
    scratch = file.with_suffix(".scratch")
    config: dict = {
        "memory_limit": "1200MB",
        "temp_directory": str(scratch),
        "preserve_insertion_order": "false",
        "fsync_mode": "NONE",  # the file is synced once when it is whole, before a rename says that it is there
    }
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
    _gather(connection, warehouse, imports, settings.timezone)
    _import_parts(connection, warehouse, imports)
    surroundings(connection, imports, settings)
    for script in sorted(DERIVE.glob("*.sql")):
        connection.execute(script.read_text(encoding="utf-8"))
    define_empty_tables(connection)
    run_checks(connection, imports)
    _write_ladder(connection, settings)
    _describe_snapshot(connection, snapshot_id, imports, settings)
    define_functions(connection, settings)
    _write_outcomes(connection)


def _write_ladder(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """`ladder_steps`: the steps in force, one row a recipient, in the order in which they are climbed."""
    connection.execute(
        "CREATE TABLE ladder_steps (subject VARCHAR, position INTEGER, step VARCHAR, does VARCHAR, after VARCHAR, "
        "days INTEGER, recipient VARCHAR)"
    )
    ladder = settings.ladder
    steps = [
        (subject, position, step.step, step.does, step.after, step.days, recipient)
        for subject, steps_of in (("cases", ladder.cases), ("messages", ladder.messages), ("ratings", ladder.ratings))
        for position, step in enumerate(steps_of)
        for recipient in (*step.to, *step.copy_to) or (None,)
    ]
    if steps:
        connection.executemany("INSERT INTO ladder_steps VALUES (?, ?, ?, ?, ?, ?, ?)", steps)


def _write_outcomes(connection: duckdb.DuckDBPyConnection) -> None:
    """`case_outcomes`, from the cases as they stand at the data date."""
    counted = (VIEWS / "cases.sql").read_text(encoding="utf-8")
    connection.execute(f"CREATE TEMP VIEW stood AS {counted}")
    connection.execute(OUTCOMES.read_text(encoding="utf-8"))
    connection.execute("DROP VIEW stood")


def _settle(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    variables = {
        "deadline_leads": literal(settings.deadline.leads),
        "city_code": literal(settings.city_code),
        "rectification_days": settings.limits.rectification_days,
        "complex_rectification_days": settings.limits.complex_rectification_days,
        "partial_unit_share": settings.findings.partial_unit_share,
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
    connection.execute(f"CREATE TEMP MACRO message_limit(kind) AS {_message_limit(settings)}")
    connection.execute(f"CREATE TEMP MACRO told_before(this, that) AS {TOLD_BEFORE}")
    # what a row says of its unit and area, as one value: missing parts are the same where they are missing in both
    connection.execute(
        "CREATE TEMP MACRO spelling_of(unit_name, region_code, region_name) AS row(unit_name, region_code, region_name)"
    )


def _message_limit(settings: Settings) -> str:
    """SQL of the working days in which a message of a kind is to be answered."""
    own = " ".join(f"WHEN {literal(kind)} THEN {days}" for kind, days in settings.limits.message_days_by_kind.items())
    return f"CASE kind {own} ELSE {settings.limits.message_days} END" if own else f"{settings.limits.message_days}"


def _gather(connection: duckdb.DuckDBPyConnection, warehouse: Path, imports: list[Manifest], zone: str) -> None:
    """`raw_<kind>`: one view a kind over the rows of every import in force, with what the manifest says of them.

    All files of a kind are read as one, and told apart by their paths: a part for every file would take a time that
    grows with the square of their number. Of many files it is a table, for a view opens each again and again.
    """
    connection.execute("SET parquet_metadata_cache = true")  # the views are read many times, the files do not change
    connection.execute(
        "CREATE TEMP TABLE kept_parts (kept_file VARCHAR, import_id VARCHAR, part INTEGER, platform VARCHAR, "
        "platform_guessed BOOLEAN, calendar VARCHAR, instant BOOLEAN, exported_on DATE, export_day DATE)"
    )
    for kind in KINDS.values():
        parts = [
            _kept_part(warehouse, manifest, number, zone)
            for manifest in imports
            for number, part in enumerate(manifest.parts)
            if part["kind"] == kind.name and part["rows"]
        ]
        held = "TABLE" if len(parts) > _MANY_FILES else "VIEW"
        connection.execute(f"CREATE TEMP {held} raw_{kind.name} AS {_rows_of(connection, parts, dict(kind.columns))}")
    believe(connection)


def _kept_part(warehouse: Path, manifest: Manifest, number: int, zone: str) -> tuple[object, ...]:
    """What a manifest says of one of its tables, behind the path of its rows."""
    part = manifest.parts[number]
    return (
        str(warehouse / "imports" / manifest.id / part["rows"]),
        manifest.id,
        number,
        part["platform"],
        bool(part.get("platform_guessed")),
        part["calendar"],
        part["deadline"] == "instant",
        manifest.counts_from,
        manifest.export_day(zone).isoformat(),
    )


def _rows_of(connection: duckdb.DuckDBPyConnection, parts: list[tuple[object, ...]], columns: dict[str, str]) -> str:
    """SQL for the rows of these parts; a column that an import does not have is NULL in its rows."""
    told = "import_id, part, platform, platform_guessed, calendar, instant, exported_on, export_day"
    typed = {**columns, **PLACE_IN_FILE}
    none = ", ".join(f"CAST(NULL AS {sql_type}) AS {name}" for name, sql_type in typed.items())
    source = f"SELECT {none}, '' AS kept_file WHERE FALSE"
    if parts:
        connection.executemany("INSERT INTO kept_parts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", [*parts])
        files = literals(str(part[0]) for part in parts)
        # what columns the files have nobody asks first: that would open each of them once more
        source += f" UNION ALL BY NAME FROM read_parquet([{files}], union_by_name = true, filename = 'kept_file')"
    cast = ", ".join(f"CAST(kept.{name} AS {sql_type}) AS {name}" for name, sql_type in typed.items())
    return f"SELECT {told}, {cast} FROM ({source}) AS kept JOIN kept_parts ON kept_parts.kept_file = kept.kept_file"


def believe(connection: duckdb.DuckDBPyConnection) -> None:
    """`incoming_<kind>` is `raw_<kind>` without times after the day of their own export, which `late_times` lists.

    Such a time is never news: it is a typing error or somebody's "no end" (domain.md 3, Data date).
    """
    late = [
        "SELECT '' AS import_id, 0 AS part, '' AS platform, '' AS kind, '' AS number, '' AS field, "
        "TIMESTAMP '1900-01-01' AS value, DATE '1900-01-01' AS export_day, '' AS unit_name, '' AS region_code, "
        "'' AS region_name, CAST(0 AS BIGINT) AS line WHERE FALSE"
    ]
    for kind in KINDS.values():
        columns = dict(kind.columns)
        believed = ", ".join(
            f"CASE WHEN CAST({time} AS DATE) <= export_day THEN {time} END AS {time}" for time in kind.happened
        )
        replaced = f"* REPLACE ({believed})" if believed else "*"
        connection.execute(f"CREATE TEMP VIEW incoming_{kind.name} AS SELECT {replaced} FROM raw_{kind.name}")
        number = next((name for name in ("case_no", "message_no") if name in columns), "NULL")
        place = ", ".join(
            name if name in columns else f"CAST(NULL AS VARCHAR) AS {name}"
            for name in ("unit_name", "region_code", "region_name")
        )
        late += [
            f"SELECT import_id, part, platform, '{kind.name}', {number}, '{time}', {time}, export_day, {place}, line "
            f"FROM raw_{kind.name} WHERE CAST({time} AS DATE) > export_day"
            for time in kind.happened
        ]
    connection.execute(f"CREATE TEMP TABLE late_times AS {' UNION ALL '.join(late)}")
    spelled = " UNION ALL ".join(
        f"SELECT unit_name, region_code, region_name FROM incoming_{kind}"
        for kind, columns in ((kind.name, dict(kind.columns)) for kind in KINDS.values())
        if {"unit_name", "region_code", "region_name"} <= set(columns)
    )
    connection.execute(f"CREATE TEMP VIEW spelled AS {spelled}")


def _import_parts(connection: duckdb.DuckDBPyConnection, warehouse: Path, imports: list[Manifest]) -> None:
    """What the manifests say of each part of each import, and the rejected rows whose codes lost their digits.

    `told_on` is the newest day of which the import can tell: an as-of day before it does not know the import.
    """
    connection.execute(
        "CREATE TABLE import_parts (import_id VARCHAR, part INTEGER, file VARCHAR, sheet VARCHAR, platform VARCHAR, "
        "kind VARCHAR, calendar VARCHAR, exported_on DATE, told_on DATE, partial BOOLEAN)"
    )
    connection.execute(
        "CREATE TABLE damaged_rows (import_id VARCHAR, part INTEGER, sheet VARCHAR, line BIGINT, field VARCHAR, value VARCHAR)"
    )
    told = []
    for manifest in imports:
        told_on = min(filter(None, (manifest.counts_from, manifest.newest_event)))
        for number, part in enumerate(manifest.parts):
            rejected = part["rejected_rows"]
            told.append(
                (
                    manifest.id,
                    number,
                    manifest.file,
                    part["sheet"],
                    part["platform"],
                    part["kind"],
                    part["calendar"],
                    manifest.counts_from,
                    told_on,
                    bool(part.get("partial", False)),  # imports of earlier versions do not say
                    str(warehouse / "imports" / manifest.id / rejected) if rejected else None,
                )
            )
    if not told:
        return
    # one statement for all: each of thousands would be a transaction of its own
    names = [name for (name, *_) in connection.execute("DESCRIBE import_parts").fetchall()]
    connection.register("told_parts", pa.table(dict(zip([*names, "rejected"], zip(*told, strict=True), strict=True))))
    connection.execute(f"INSERT INTO import_parts SELECT {', '.join(names)} FROM told_parts")
    files = [str(part[-1]) for part in told if part[-1]]
    if files:
        connection.execute(
            f"""INSERT INTO damaged_rows
            SELECT import_id, part, kept.sheet, line, reason.field, reason.value
            FROM (
                SELECT kept_file, sheet, line, unnest(reasons) AS reason
                FROM read_parquet([{literals(files)}], filename = 'kept_file')
            ) AS kept
            JOIN told_parts ON told_parts.rejected = kept.kept_file
            WHERE reason.code = 'lost_digits'"""
        )
    connection.unregister("told_parts")


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
                SELECT unnest([max(accepted_on), min(accepted_on), max(closed_on), max(finished_on),
                    CAST(max(applied_at) FILTER (WHERE accepted_at IS NULL) AS DATE),
                    CAST(max(received_at) FILTER (WHERE accepted_at IS NULL) AS DATE),
                    -- a status without its own day dates from the export that tells it
                    max(stands_until) FILTER (WHERE stands_until < DATE '9999-12-31')]) AS day FROM case_rows
                UNION ALL SELECT unnest([min(asked_on), max(asked_on), max(answered_on)]) FROM message_rows
                UNION ALL SELECT unnest([min(rated_on), max(rated_on), max(rectified_on), max(revisited_on)])
                    FROM rating_rows
                UNION ALL SELECT unnest([max(start_on), max(end_on)]) FROM pause_rows
                UNION ALL SELECT CAST(max(status_at) AS DATE) FROM event_rows
                UNION ALL SELECT max(effective_on) FROM item_rows
                    WHERE NOT EXISTS (FROM case_rows) AND NOT EXISTS (FROM message_rows)
            )
        )
        SELECT
            coalesce(newest, DATE '2000-01-01') AS as_of,
            DATE '1900-01-01' AS period_start,
            DATE '9999-12-31' AS period_end,
            coalesce(nullif(oldest, DATE '0001-01-01'), newest, DATE '2000-01-01') AS first_day
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
        "status_words()": f"[{literals(CANONICAL_VALUES['status'])}]",
        "minimum_count()": str(settings.ranking.minimum_count),
        "immediate_counts()": str(settings.limits.immediate_counts),
        "asked_again_days()": str(settings.limits.asked_again_days),
        "within_days()": str(settings.today.within_days),
        "chance_weight()": str(settings.today.chance_weight),
        "next_share()": f"CAST({settings.limits.next_share} AS DOUBLE)",
        "comparable(statutory, promised, immediate)": (
            "statutory IS NOT NULL AND promised IS NOT NULL AND (immediate_counts() OR NOT coalesce(immediate, FALSE))"
        ),
        "light_colour(past_due, remaining, used, limit_working)": light_sql(settings),
        "cases_ordered_after()": _ordered_after(settings, "cases"),
        "messages_ordered_after()": _ordered_after(settings, "messages"),
        "ratings_ordered_after()": _ordered_after(settings, "ratings"),
        "rectification_days()": str(settings.limits.rectification_days),
        "revisit_attempts()": str(settings.limits.revisit_attempts),
        "case_points()": str(settings.assessment.case_points),
        "message_points()": str(settings.assessment.message_points),
        "rule_version()": literal(settings.assessment.version),
        "has_caps()": str(bool(settings.assessment.caps)),
        "most_points(indicator)": _most_points(settings),
        "told_before(this, that)": TOLD_BEFORE,
        "told_apart(this, that)": "told_before(this, that) OR told_before(that, this)",
        **{f"{name}()": str(threshold) for name, threshold in settings.findings.model_dump().items()},
    }
    for signature, body in functions.items():
        connection.execute(f"CREATE MACRO {signature} AS ({body})")


def _most_points(settings: Settings) -> str:
    """The most points that a unit loses in a month for an indicator; missing where nothing caps it."""
    caps = " ".join(f"WHEN {literal(indicator)} THEN {most}" for indicator, most in settings.assessment.caps.items())
    return f"CAST(CASE indicator {caps} END AS INTEGER)" if caps else "CAST(NULL AS INTEGER)"


def _ordered_after(settings: Settings, subject: str) -> str:
    """The working days past the due day from which on the ladder orders; missing where it does not."""
    step = settings.ladder.ordering(subject)
    return f"CAST({step.days if step else 'NULL'} AS INTEGER)"


def define_views(connection: duckdb.DuckDBPyConnection) -> None:
    """The views that figures are written over, so that a figure runs in the DuckDB shell as it stands.

    They are bound when they are asked: binding each one here, with all that stand below it, took a third of a small publish.
    """
    for name in VIEW_ORDER:
        body = (VIEWS / f"{name}.sql").read_text(encoding="utf-8")
        connection.execute(f"CREATE VIEW {name} WITH (DEFER_BINDING) AS {body}")


def _normal_quantile(confidence: float) -> float:
    return NormalDist().inv_cdf(0.5 + confidence / 2)


def _wilson(sign: str) -> str:
    """The Wilson score interval for hits of total (Wilson 1927), tested against statsmodels."""
    return (
        f"CASE WHEN total > 0 THEN (hits + confidence_z() * confidence_z() / 2 {sign} confidence_z() * "
        "sqrt(CAST(hits AS DOUBLE) * (total - hits) / total + confidence_z() * confidence_z() / 4)) "
        "/ (total + confidence_z() * confidence_z()) END"
    )
