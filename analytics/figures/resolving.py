"""What the names in a query stand for: views are written out in place, tables are known, anything else is refused.

A query runs only where every name in it is understood, because what is not understood cannot be narrowed.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb
import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.scope import Scope, traverse_scope

from analytics.errors import N_, ScopeError
from analytics.figures.known_tables import FUNCTIONS, NARROWED, NEVER_NARROWED, NOT_FOR_FIGURES

VIEWS = Path(__file__).parent / "views"
TABLES = {*NARROWED, *NEVER_NARROWED}
_PLAIN_TABLE = {"this", "db", "alias", "joins"}
"""The parts that a table in a query may have: anything else (a sample, a pivot, another version) is not understood."""


def resolved(sql: str) -> exp.Query:
    """A query with every view written out, over tables of the snapshot and tables of its own. Not to be changed: copy it.

    Raises `ScopeError` for what is no query, and for a name that is no table, view or function of a snapshot.
    """
    return _resolved(sql)


@cache
def _resolved(sql: str) -> exp.Query:
    tree = parsed(sql)
    own = _own_tables(tree)
    for table in list(tree.find_all(exp.Table)):
        if id(table) in own or isinstance(table.this, exp.GenerateSeries):
            continue
        name = _known(table)
        if name in TABLES:
            table.set("this", exp.to_identifier(name))
            table.set("db", None)
        else:
            in_place(table, _view(name))
    _check_functions(tree)
    return tree


def parsed(sql: str) -> exp.Query:
    """The syntax tree of a query in DuckDB's SQL. Raises `ScopeError` for anything else."""
    try:
        tree = sqlglot.parse_one(sql, dialect="duckdb")
    except SqlglotError as error:
        raise ScopeError(
            N_("The SQL of the figure cannot be read: {error}"), error=str(error).splitlines()[0]
        ) from error
    inner = [nested.this for nested in tree.find_all(exp.Subquery, exp.CTE)]
    understood = all(isinstance(query, exp.Query | exp.Table | exp.Values) for query in inner)
    if not isinstance(tree, exp.Query) or not understood:
        raise ScopeError(N_("The SQL of the figure is not one SELECT."))
    return tree


def in_place(table: exp.Table, query: exp.Query) -> None:
    """Put a query where a table stands, under the table's name."""
    alias = table.args.get("alias") or exp.TableAlias(this=exp.to_identifier(table.name))
    table.replace(exp.Subquery(this=query.copy(), alias=alias.copy(), joins=table.args.get("joins")))


@cache
def views() -> frozenset[str]:
    """The names of the views that stand in views/."""
    return frozenset(path.stem for path in VIEWS.glob("*.sql"))


@cache
def _view(name: str) -> exp.Query:
    return resolved((VIEWS / f"{name}.sql").read_text(encoding="utf-8"))


def _own_tables(tree: exp.Query) -> set[int]:
    """The places (ids) in which a query names a table of its own (WITH …), as SQLGlot's scopes resolve them.

    Names compare as DuckDB compares them, whatever their case and quotes. Raises `ScopeError` where one hides a table or
    a view: the same name would stand for two things.
    """
    for place in [*tree.find_all(exp.Table), *tree.find_all(exp.TableAlias)]:
        if isinstance(place.this, exp.Identifier):
            place.this.set("this", place.this.this.lower())
    for own in tree.find_all(exp.CTE):
        if own.alias in TABLES | views() | {*NOT_FOR_FIGURES}:
            raise ScopeError(
                N_(
                    "The query calls a table of its own {name}, as a table of the snapshot is called. Name it otherwise."
                ),
                name=own.alias,
            )
    named = {own.alias for own in tree.find_all(exp.CTE)}
    try:
        scopes = traverse_scope(tree) if named else []
    except SqlglotError as error:
        raise ScopeError(N_("The SQL of the figure cannot be read: {error}"), error=error) from error
    return {
        id(table)
        for scope in scopes
        for table in scope.tables
        if table.name in named and not table.db and isinstance(scope.sources.get(table.alias_or_name), Scope)
    }


def _known(table: exp.Table) -> str:
    name = table.name
    understood = isinstance(table.this, exp.Identifier) and table.db.lower() in ("", "main") and not table.catalog
    if not understood or name not in TABLES | views():
        raise ScopeError(
            N_("The query reads {name}, which is no table or view that a selection can narrow, so it is not run."),
            name=table.sql(dialect="duckdb"),
        )
    if {part for part, value in table.args.items() if value} - _PLAIN_TABLE:
        raise ScopeError(
            N_("The query reads {name} in a way that a selection cannot narrow, so it is not run."),
            name=table.sql(dialect="duckdb"),
        )
    return name


def _check_functions(tree: exp.Query) -> None:
    for call in tree.find_all(exp.Anonymous, exp.AnonymousAggFunc):
        if call.name.lower() not in FUNCTIONS | _built_in():
            raise ScopeError(
                N_("The query calls {name}, which is no function of DuckDB or of a snapshot, so it is not run."),
                name=call.name,
            )


@cache
def _built_in() -> frozenset[str]:
    """DuckDB's own functions over values; those that give tables are not among them."""
    with duckdb.connect() as connection:
        rows = connection.execute(
            "SELECT DISTINCT lower(function_name) FROM duckdb_functions() WHERE internal "
            "AND function_type IN ('scalar', 'aggregate', 'window', 'macro')"
        ).fetchall()
    return frozenset(name for (name,) in rows)
