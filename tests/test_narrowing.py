"""A selection narrows every figure as if the other rows did not exist, and a query that it cannot narrow is not run."""

from __future__ import annotations

from datetime import date

import duckdb
import pandas as pd
import pytest

from analytics.errors import ScopeError
from analytics.figures.catalogue import catalogue
from analytics.figures.known_tables import FILTERS, FUNCTIONS, NARROWED, NEVER_NARROWED, NOT_FOR_FIGURES
from analytics.figures.narrowing import narrowed_by, scoped_sql, unnarrowed
from analytics.figures.resolving import resolved, views
from analytics.figures.scope import Scope
from analytics.figures.writing import written
from analytics.settings import Settings
from analytics.snapshot.build import define_functions, define_views
from analytics.snapshot.opened import Snapshot, open_snapshot

FIGURES = [key for key, figure in catalogue().items() if figure.stands_for is None]
PARTS_OF_CASES = ("case_versions", "event_rows", "pause_rows", "pause_spans", "vanished_cases", "left_cases")
OF_A_UNIT = (
    *(f"order{part}_rows" for part in ("", "_signing", "_event", "_answer", "_document")),
    *("digest_rows", "outbox_event_rows", "note_rows", "decision_rows", "decision_order_rows", "appeal_rows"),
    "order_letter_rows",
)
LATELY = Scope(date(2026, 11, 13), date(2026, 9, 1), date(2026, 11, 30))
SELECTIONS = [
    {"areas": ("东河区",)},
    {"areas": ("东河区", "150204")},  # a region's code stands for it
    {"units": ("包头市自然资源局", "")},
    {"items": ("食品经营许可",)},
    {"platforms": ("gcjs",)},
    {"kinds": ("immediate",)},
    {"kinds": ("",)},
    {"areas": ("昆都仑区", ""), "kinds": ("promised", "")},
    {"areas": ("包头市",), "platforms": ("baotou", "nmg"), "kinds": ("promised",)},
    {"units": ("no'such",)},
]


@pytest.fixture(scope="module")
def demo(demo_warehouse):
    snapshot = open_snapshot(demo_warehouse)
    yield snapshot
    snapshot.close()


def sql_list(values: tuple[str, ...]) -> str:
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)


def kept(values: tuple[str, ...], *columns: str) -> str:
    """Plain SQL: one of the columns holds one of the values, or the first is empty where "" is among them."""
    tests = [f"{column} IN ({sql_list(values)})" for column in columns]
    return "(" + " OR ".join([*tests, *([f"{columns[0]} IS NULL"] if "" in values else [])]) + ")"


def by_hand(chosen: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Plain SQL: which rows (t) of each table a selection leaves, some of them by their case (c)."""

    def tests(table: str, **columns: tuple[str, ...]) -> list[str]:
        named = {part: [f"{table}.{name}" for name in names] for part, names in columns.items()}
        return [kept(chosen[part], *names) for part, names in named.items() if part in chosen]

    place = {"areas": ("area", "region_code"), "units": ("unit_name",), "platforms": ("platform",)}
    thing = {"items": ("item_code", "item_name"), "kinds": ("case_kind",)}
    owner = {"areas": place["areas"], "units": place["units"]}
    of_case = tests("t", platforms=("platform",)) + tests("c", areas=place["areas"], units=place["units"], **thing)
    conditions = {
        "case_rows": tests("t", **place, **thing),
        "message_rows": tests("t", **place),
        "damage_rows": tests("t", **place),
        "rating_rows": tests("t", **place) + tests("c", **thing),
        "item_rows": tests("t", **owner, items=thing["items"]),
        "contact_rows": tests("t", **owner),
        "orphan_rows": tests("t", **place),
        "time_after_export_rows": tests("t", **place),
        **dict.fromkeys(OF_A_UNIT, tests("t", areas=("area",), units=place["units"])),
        "reminder_rows": tests("t", areas=("area",), units=place["units"], platforms=place["platforms"]),
        "recorded_step_rows": tests("t", areas=("area",), units=place["units"], platforms=place["platforms"]),
        "other_entry_rows": tests("t", areas=("area",), units=place["units"], platforms=place["platforms"]),
        "case_entry_rows": tests("t", areas=("area",), units=place["units"], platforms=place["platforms"])
        + tests("c", **thing),
        "order_line_rows": tests("t", areas=("area",), units=place["units"], platforms=place["platforms"])
        + tests("c", **thing),
        "unit_names": tests("t", areas=("area", "area_code"), units=place["units"]),
        **dict.fromkeys(PARTS_OF_CASES, of_case),
    }
    assert set(conditions) == set(NARROWED)
    return {table: " AND ".join(parts) for table, parts in conditions.items() if parts}


def narrowed_by_hand(snapshot: Snapshot, chosen: dict[str, tuple[str, ...]]) -> duckdb.DuckDBPyConnection:
    """The snapshot once more, in memory, without the rows that a selection leaves out."""
    conditions = by_hand(chosen)
    connection = duckdb.connect()
    connection.execute(f"ATTACH '{snapshot.file}' AS whole (READ_ONLY)")
    tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'whole'").fetchall()
    for (table,) in tables:
        source = f"whole.{table} AS t"
        if "c." in conditions.get(table, ""):
            source += " LEFT JOIN whole.case_rows AS c ON c.platform = t.platform AND c.case_no = t.case_no"
        where = conditions.get(table, "TRUE")
        left = f"SELECT t.rowid FROM {source} WHERE {where}"
        connection.execute(f"CREATE TABLE {table} AS SELECT * FROM whole.{table} WHERE rowid IN ({left})")
    define_functions(connection, Settings())
    define_views(connection)
    return connection


@pytest.mark.parametrize("chosen", SELECTIONS, ids=str)
def test_a_selection_gives_what_there_is_where_the_other_rows_are_not(demo, chosen):
    numbers = demo.workday_numbers(LATELY.as_of)
    with narrowed_by_hand(demo, chosen) as only_these:
        for key in FIGURES:
            expected = only_these.execute(scoped_sql(written(key), LATELY, numbers)).df()
            found = demo.figure(key, LATELY.narrowed(**chosen))
            pd.testing.assert_frame_equal(found, expected, check_dtype=False, obj=key)


@pytest.mark.parametrize("key", FIGURES)
def test_a_figure_says_which_filters_narrow_all_of_it(key):
    assert catalogue()[key].narrowed_by == narrowed_by(written(key))


def test_what_does_not_narrow_a_figure_is_known():
    scope = LATELY.narrowed(areas="东河区", items="食品经营许可", kinds="immediate")
    assert unnarrowed(catalogue()["message_compliance"], scope) == ("item", "kind")
    assert unnarrowed(catalogue()["messages_by_unit"], scope) == ("item", "kind")
    assert unnarrowed(catalogue()["overdue_rate"], scope) == ()
    assert unnarrowed(catalogue()["message_compliance"], LATELY) == ()


def test_every_table_of_a_snapshot_says_how_a_selection_narrows_it(demo):
    with duckdb.connect(str(demo.file), read_only=True) as shell:
        tables = {name for (name,) in shell.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        assert tables == {*NARROWED, *NEVER_NARROWED, *NOT_FOR_FIGURES}
        made = {name for (name,) in shell.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()}
        assert made == set(views())
        for name in made:  # a view is bound when it is asked
            shell.execute(f"DESCRIBE {name}")
        for table, narrowing in NARROWED.items():
            columns = {name for (name, *_) in shell.execute(f"DESCRIBE {table}").fetchall()}
            assert {name for tested in narrowing.columns.values() for name in tested} <= columns, table
            assert not narrowing.through_case or {"platform", "case_no"} <= columns, table


def test_every_function_of_a_snapshot_is_known_and_none_reads_a_table_that_is_narrowed(demo):
    with duckdb.connect(str(demo.file), read_only=True) as shell:
        functions = dict(
            shell.execute(
                "SELECT function_name, macro_definition FROM duckdb_functions() WHERE NOT internal"
            ).fetchall()
        )
    assert set(functions) == FUNCTIONS
    for name, body in functions.items():
        assert not any(table in body for table in (*NARROWED, *views())), name


def counted(snapshot: Snapshot, sql: str, **chosen: tuple[str, ...]) -> int:
    """What a query that counts rows gives for a selection."""
    scope = LATELY.narrowed(**chosen)
    with duckdb.connect(str(snapshot.file), read_only=True) as shell:
        ((count,),) = shell.execute(scoped_sql(sql, scope, snapshot.workday_numbers(scope.as_of))).fetchall()
    return count


@pytest.mark.parametrize(
    "source",
    [
        "case_rows",
        "Case_Rows",
        '"case_rows"',
        '"CASE_ROWS"',
        "main.case_rows",
        'MAIN."Case_Rows"',
        "case_rows AS days",
        "(SELECT * FROM case_rows)",
        "(FROM case_rows)",
        "(TABLE case_rows)",
        "(case_rows JOIN (SELECT 1 AS one) AS lone ON TRUE)",
        "(SELECT * FROM case_rows UNION ALL SELECT * FROM case_rows WHERE FALSE)",
        "(WITH inner_rows AS (SELECT * FROM case_rows) SELECT * FROM inner_rows)",
        "(SELECT other.* FROM (SELECT 1 AS one) AS x, LATERAL (SELECT * FROM case_rows) AS other)",
        "(SELECT case_rows.* FROM case_rows SEMI JOIN case_rows AS same ON same.case_no = case_rows.case_no)",
    ],
)
def test_however_a_table_is_spelled_it_is_narrowed(demo, source):
    with duckdb.connect(str(demo.file), read_only=True) as shell:
        ((expected,),) = shell.execute("SELECT count(*) FROM case_rows WHERE platform = 'gcjs'").fetchall()
    assert 0 < expected < counted(demo, "SELECT count(*) FROM case_rows")
    assert counted(demo, f"SELECT count(*) FROM {source}", platforms=("gcjs",)) == expected


@pytest.mark.parametrize("table", PARTS_OF_CASES)
def test_a_table_of_cases_parts_is_narrowed_through_its_case(demo, table):
    with duckdb.connect(str(demo.file), read_only=True) as shell:
        ((expected,),) = shell.execute(
            f"SELECT count(*) FROM {table} WHERE (platform, case_no) IN "
            "(SELECT platform, case_no FROM case_rows WHERE area = '包头市')"
        ).fetchall()
    assert counted(demo, f"SELECT count(*) FROM {table}", areas=("包头市",)) == expected
    assert 0 < expected <= counted(demo, f"SELECT count(*) FROM {table}")


@pytest.mark.parametrize(
    "place", ["SELECT ({}) AS n", "SELECT 1 AS n WHERE 0 < ({})", "SELECT CASE WHEN TRUE THEN ({}) END AS n"]
)
def test_a_query_inside_an_expression_is_narrowed(place):
    sql = place.format("SELECT count(*) FROM case_rows")
    assert "'gcjs'" in scoped_sql(sql, LATELY.narrowed(platforms="gcjs"), {"CN": 1})


@pytest.mark.parametrize(
    "sql",
    [
        "WITH case_rows AS (SELECT 1 AS x) SELECT count(*) FROM case_rows",
        "WITH Cases AS (SELECT 1 AS x) SELECT count(*) FROM cases",
        'WITH "due_cases" AS (SELECT * FROM due_cases) SELECT count(*) FROM due_cases',
        "SELECT (WITH cases AS (SELECT 1 AS x) SELECT count(*) FROM cases) + (SELECT count(*) FROM cases)",
    ],
)
def test_a_table_of_its_own_that_hides_one_of_the_snapshot_is_refused(sql):
    with pytest.raises(ScopeError, match="a table of its own"):
        resolved(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM incoming_cases",
        "SELECT * FROM snapshot",
        "SELECT * FROM damaged_rows",
        "SELECT * FROM other.main.case_rows",
        "SELECT * FROM temp.case_rows",
        "SELECT * FROM information_schema.tables",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_parquet('cases.parquet')",
        "SELECT * FROM 'cases.csv'",
        "SELECT * FROM 'case_rows.csv' AS case_rows",
        "SELECT * FROM query('SELECT * FROM case_rows')",
        "SELECT * FROM query_table('case_rows')",
        "SELECT * FROM duckdb_tables()",
        "SELECT * FROM glob('*')",
        "SELECT * FROM (SHOW TABLES)",
        "SELECT * FROM (DESCRIBE case_rows)",
        "SELECT * FROM (SUMMARIZE case_rows)",
        "SELECT * FROM (PIVOT case_rows ON platform USING count(*))",
        "SELECT * FROM case_rows TABLESAMPLE 10%",
        "SELECT * FROM case_rows AT (VERSION => 1)",
        "SELECT * FROM case_rows PIVOT (count(*) FOR platform IN ('gcjs'))",
        "WITH a AS (SELECT 1) SELECT * FROM b",
        "SELECT * FROM (WITH own AS (SELECT 1) SELECT * FROM own) AS x, own",
        "SELECT all_cases() FROM days",
        "SELECT main.all_cases() FROM days",
        "SELECT * FROM all_cases()",
        "SUMMARIZE case_rows",
        "DESCRIBE case_rows",
        "PIVOT case_rows ON platform USING count(*)",
        "DELETE FROM case_rows",
        "COPY case_rows TO 'out.csv'",
        "ATTACH 'other.duckdb'",
        "SELECT 1; SELECT * FROM case_rows",
        "WITH gone AS (DELETE FROM case_rows RETURNING *) SELECT * FROM gone",
        "SELECT FROM WHERE",
    ],
)
def test_what_a_selection_cannot_narrow_is_not_run(sql):
    with pytest.raises(ScopeError):
        scoped_sql(sql, LATELY, {"CN": 1})


def test_the_other_platforms_side_of_a_case_is_found_wherever_one_looks_from(demo):
    assert "case_copies" in NEVER_NARROWED
    count = "SELECT count(*) FROM case_copies"
    assert counted(demo, count, platforms=("gcjs",)) == counted(demo, count) > 0


def test_the_filters_are_those_of_a_scope():
    assert all(hasattr(LATELY, part) for part in FILTERS.values())
