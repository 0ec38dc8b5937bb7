"""A figure's SQL for a selection: the views it reads written out, the days as literals, the selection round its tables.

All of it on the syntax tree, never by pasting strings. A figure is rewritten once; after that only days, working-day
numbers and conditions are filled in, which are rendered literals themselves.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import sqlglot
from sqlglot import exp

from analytics.figures.catalogue import Figure
from analytics.figures.scope import Scope

VIEWS = Path(__file__).parent / "views"
_BLANK = re.compile("⟦([^⟧]+)⟧")

_NARROWED_BY = {
    "case_rows": ("areas", "units", "items", "platforms", "kinds"),
    "message_rows": ("areas", "units", "platforms"),
    "rating_rows": ("areas", "units", "platforms"),
    "item_rows": ("areas", "units", "items"),
    "contact_rows": ("areas", "units"),
    "damage_rows": ("areas", "units", "platforms"),
}
_COLUMNS = {
    "areas": ("area", "region_code"),
    "units": ("unit_name",),
    "items": ("item_code", "item_name"),
    "platforms": ("platform",),
    "kinds": ("case_kind",),
}
_DAYS = ("as_of", "period_start", "period_end")
_WITHOUT_REGION = {"item_rows", "contact_rows"}


@cache
def _view(name: str) -> exp.Expr | None:
    path = VIEWS / f"{name}.sql"
    return sqlglot.parse_one(path.read_text(encoding="utf-8"), dialect="duckdb") if path.exists() else None


@cache
def _expanded(sql: str) -> exp.Expr:
    """A figure's SQL with every view written out in place."""
    tree = sqlglot.parse_one(sql, dialect="duckdb")
    while True:
        own = {cte.alias for cte in tree.find_all(exp.CTE)}
        tables = [t for t in tree.find_all(exp.Table) if t.name not in own and _view(t.name) is not None]
        if not tables:
            return tree
        for table in tables:
            body = _view(table.name)
            assert body is not None
            table.replace(exp.Subquery(this=body.copy(), alias=exp.TableAlias(this=exp.to_identifier(_alias(table)))))


def _alias(table: exp.Table) -> str:
    return table.alias or table.name


def _selection(table: str, scope: Scope) -> exp.Expr | None:
    tests: list = []
    for part in _NARROWED_BY.get(table, ()):
        chosen = getattr(scope, part)
        if not chosen:
            continue
        columns = [name for name in _COLUMNS[part] if not (name == "region_code" and table in _WITHOUT_REGION)]
        given = [exp.Literal.string(value) for value in chosen if value != ""]
        options: list[exp.Expr] = [exp.column(name).isin(*given) for name in columns if given]
        if "" in chosen:
            options.append(exp.column(columns[0]).is_(exp.null()))
        tests.append(exp.or_(*options))
    return exp.and_(*tests) if tests else None


def scoped_sql(sql: str, scope: Scope, workday_numbers: dict[str, int]) -> str:
    """The very SQL that answers `sql` for `scope` in DuckDB.

    `workday_numbers` gives the as-of day's working-day number in each calendar of the snapshot.
    """
    selections = {table: selection for table in _NARROWED_BY if (selection := _selection(table, scope)) is not None}
    blanks = {day: getattr(scope, day).isoformat() for day in _DAYS}
    blanks |= {f"number {code}": str(number) for code, number in workday_numbers.items()}
    blanks |= {f"rows {table}": selection.sql(dialect="duckdb") for table, selection in selections.items()}
    template = _template(sql, frozenset(selections), tuple(workday_numbers))
    return _BLANK.sub(lambda blank: blanks[blank[1]], template)


@cache
def _template(sql: str, narrowed: frozenset[str], calendars: tuple[str, ...]) -> str:
    """The SQL with blanks where the selection goes: days, working-day numbers, conditions on the `narrowed` tables."""
    tree = _expanded(sql).copy()
    for call in list(tree.find_all(exp.Anonymous)):
        name = call.name.lower()
        if name in _DAYS:
            call.replace(exp.cast(exp.Literal.string(f"⟦{name}⟧"), "date"))
        elif name == "as_of_no":
            call.replace(_number_at(call.expressions[0], calendars))
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    for table in list(tree.find_all(exp.Table)):
        if table.name in narrowed and table.name not in own:
            rows = exp.select("*").from_(exp.to_table(table.name)).where(exp.Var(this=f"⟦rows {table.name}⟧"))
            table.replace(exp.Subquery(this=rows, alias=exp.TableAlias(this=exp.to_identifier(_alias(table)))))
    return tree.sql(dialect="duckdb", pretty=True)


def _number_at(calendar: exp.Expr, codes: tuple[str, ...]) -> exp.Expr:
    numbers = {code: exp.Var(this=f"⟦number {code}⟧") for code in codes}
    if len(numbers) == 1:
        return numbers[codes[0]]
    branches = exp.Case()
    for code, number in numbers.items():
        branches = branches.when(exp.EQ(this=calendar.copy(), expression=exp.Literal.string(code)), number)
    return exp.Paren(this=branches)


_FILTERS = {"area": "areas", "unit": "units", "item": "items", "platform": "platforms", "kind": "kinds"}


def unnarrowed(figure: Figure, scope: Scope) -> tuple[str, ...]:
    """The filters (area, unit, item, platform, kind) that are set and do not narrow a figure: to be said beside it."""
    tables = {table.name for table in _expanded(figure.body).find_all(exp.Table)} & set(_NARROWED_BY)
    return tuple(
        name
        for name, part in _FILTERS.items()
        if getattr(scope, part) and not any(part in _NARROWED_BY[table] for table in tables)
    )
