"""What a snapshot takes from outside the imports: areas, units and their other names, working-day calendars."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import duckdb
import pyarrow as pa

from analytics.clock.workdays import FIRST_DAY, LAST_DAY, Workdays, calendar
from analytics.literals import literal
from analytics.settings import ROOT, Settings
from analytics.warehouse.manifest import Manifest

REFERENCE = ROOT / "data" / "reference"


def load_surroundings(connection: duckdb.DuckDBPyConnection, imports: list[Manifest], settings: Settings) -> None:
    """Areas and units as data/reference has them, and every calendar that an import or the settings name."""
    load_reference(connection, REFERENCE)
    load_calendars(connection, imports, settings)


def load_reference(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Areas and units with their other names, from the tables of `folder`."""
    tables = {
        "CREATE TEMP TABLE known_areas": (
            "areas.csv",
            {"region_code": "VARCHAR", "area": "VARCHAR", "aliases": "VARCHAR"},
        ),
        "CREATE TEMP TABLE unit_spellings": (
            "units.csv",
            {"unit_name": "VARCHAR", "alias": "VARCHAR", "region_code": "VARCHAR"},
        ),
    }
    for create, (name, columns) in tables.items():
        if (folder / name).exists():
            source = f"read_csv({literal(str(folder / name))}, header = true, all_varchar = true, nullstr = '')"
            connection.execute(f"{create} AS SELECT {', '.join(columns)} FROM {source}")
        else:
            connection.execute(f"{create} ({', '.join(f'{column} {kind}' for column, kind in columns.items())})")
    connection.execute("CREATE TABLE areas AS SELECT region_code, area FROM known_areas")
    connection.execute(
        """CREATE TABLE area_aliases AS
        SELECT DISTINCT alias, region_code
        FROM (SELECT unnest(list_prepend(area, string_split(coalesce(aliases, ''), '|'))) AS alias, region_code FROM known_areas)
        WHERE alias <> ''"""
    )
    connection.execute(
        """CREATE TABLE unit_aliases AS
        WITH spelled_out AS (
            SELECT DISTINCT unit_name, alias, region_code FROM unit_spellings
            UNION
            SELECT DISTINCT unit_name, unit_name, region_code FROM unit_spellings
        )
        SELECT *, count(*) OVER (PARTITION BY alias) = 1 OR region_code = getvariable('city_code') AS alone
        FROM spelled_out
        QUALIFY row_number() OVER (PARTITION BY alias, region_code ORDER BY unit_name) = 1"""
    )


def load_calendars(connection: duckdb.DuckDBPyConnection, imports: list[Manifest], settings: Settings) -> None:
    """The tables `days` and `working_days`: every calendar that an import or the settings name."""
    codes = {settings.calendar, *(part["calendar"] for manifest in imports for part in manifest.parts)}
    hold_calendars(
        connection, [calendar(code, settings.overrides_path, FIRST_DAY.year, LAST_DAY.year) for code in sorted(codes)]
    )


def hold_calendars(connection: duckdb.DuckDBPyConnection, calendars: list[Workdays]) -> None:
    """The tables `days` and `working_days` of these calendars."""
    connection.register("every_day", pa.concat_tables([_as_table(one) for one in calendars]))
    connection.execute("CREATE TABLE days AS SELECT * FROM every_day")
    connection.execute("CREATE TABLE working_days AS SELECT calendar, workday_no, day FROM days WHERE is_working")
    connection.unregister("every_day")


@lru_cache(maxsize=16)
def _as_table(one: Workdays) -> pa.Table:
    """A day a row; `next_working_day` is the day itself where it is one, and missing after the last one known."""
    following, next_working = None, []
    for entry in reversed(one.days):
        following = entry.day if entry.is_working else following
        next_working.append(following)
    return pa.table(
        {
            "calendar": [one.code] * len(one.days),
            "day": [entry.day for entry in one.days],
            "is_working": [entry.is_working for entry in one.days],
            "workday_no": pa.array([entry.number for entry in one.days], pa.int32()),
            "kind": [entry.kind for entry in one.days],
            "name": [entry.name for entry in one.days],
            "provisional": [entry.provisional for entry in one.days],
            "next_working_day": pa.array(reversed(next_working), pa.date32()),
        }
    )
