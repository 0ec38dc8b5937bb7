"""A figure's SQL for a selection: the days as literals, the selection round its tables.

All of it on the syntax tree, never by pasting strings. A figure is rewritten once; after that only days, working-day
numbers and conditions are filled in, which are rendered literals themselves.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from sqlglot import exp

from analytics.figures.catalogue import Figure
from analytics.figures.known_tables import FILTERS, NARROWED
from analytics.figures.resolving import in_place, resolved
from analytics.figures.scope import Scope

_BLANK = re.compile("⟦([^⟧]+)⟧")
_DAYS = ("as_of", "period_start", "period_end")


def unnarrowed(figure: Figure, scope: Scope) -> tuple[str, ...]:
    """The filters (area, unit, item, platform, kind) that are set and do not narrow all of a figure: to be said beside it."""
    return tuple(name for name, part in FILTERS.items() if getattr(scope, part) and name not in figure.narrowed_by)


def narrowed_by(sql: str) -> tuple[str, ...]:
    """The filters that narrow every table of a query whose rows belong to somebody."""
    tables = _belonging(sql)
    return tuple(name for name in FILTERS if tables and all(name in NARROWED[table].filters for table in tables))


@cache
def tables_read(sql: str) -> frozenset[str]:
    """The tables that a query reads, its views written out."""
    return frozenset(table.name for table in resolved(sql).find_all(exp.Table))


def scoped_sql(
    sql: str, scope: Scope, workday_numbers: dict[str, int], picked: exp.Expr | None = None, ordered: bool = True
) -> str:
    """The very SQL that answers `sql` for `scope` in DuckDB.

    `workday_numbers` gives the as-of day's working-day number in each calendar of the snapshot. `picked` is a condition on
    the rows that the query reads last; without `ordered` they come in no order, which a count does not need. Raises
    `ScopeError` for a query that the selection cannot narrow.
    """
    chosen = tuple((name, values) for name, part in FILTERS.items() if (values := getattr(scope, part)))
    selections = {table: test for table in _belonging(sql) if (test := _selection(table, chosen))}
    blanks = {day: getattr(scope, day).isoformat() for day in _DAYS}
    blanks |= {f"number {code}": str(number) for code, number in workday_numbers.items()}
    blanks |= {f"rows {table}": test for table, test in selections.items()}
    blanks |= {"picked": picked.sql(dialect="duckdb")} if picked else {}
    template = _template(sql, frozenset(selections), tuple(workday_numbers), picked is not None, ordered)
    return _BLANK.sub(lambda blank: blanks[blank[1]], template)


@cache
def _belonging(sql: str) -> frozenset[str]:
    """The tables that a query reads whose rows belong to somebody."""
    return frozenset(name for name in tables_read(sql) if name in NARROWED)


@lru_cache(maxsize=1000)
def _selection(table: str, chosen: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    """The condition that the chosen values of filters put on a table; empty where they leave it whole."""
    narrowing = NARROWED[table]
    tests = [_holds(narrowing.columns[name], values) for name, values in chosen if name in narrowing.columns]
    through = {name: values for name, values in chosen if name in narrowing.through_case}
    if through:
        tests.append(_of_a_chosen_case(table, through))
    return exp.and_(*tests).sql(dialect="duckdb") if tests else ""


def _holds(columns: tuple[str, ...], values: tuple[str, ...], table: str | None = None) -> exp.Expr:
    """One of the columns holds one of the values; an empty text stands for rows where the first column is not given."""
    given = [exp.Literal.string(value) for value in values if value != ""]
    options: list[exp.Expr] = [exp.column(name, table=table).isin(*given) for name in columns if given]
    if "" in values:
        options.append(exp.column(columns[0], table=table).is_(exp.null()))
    return exp.or_(*options)


def _of_a_chosen_case(table: str, chosen: dict[str, tuple[str, ...]]) -> exp.Expr:
    """The row's case is among the chosen ones; a row without a case is where only "not given" is asked for."""
    its_case = exp.select("1").from_("case_rows AS its_case")
    for key in ("platform", "case_no"):
        its_case = its_case.where(exp.column(key, table="its_case").eq(exp.column(key, table=table)))
    of_case = NARROWED["case_rows"].columns
    tests = [_holds(of_case[name], values, "its_case") for name, values in chosen.items()]
    of_a_chosen_case: exp.Expr = exp.Exists(this=its_case.where(*tests))
    if all("" in values for values in chosen.values()):
        return exp.or_(of_a_chosen_case, exp.not_(exp.Exists(this=its_case.copy())))
    return of_a_chosen_case


@cache
def _template(sql: str, narrowed: frozenset[str], calendars: tuple[str, ...], picked: bool, ordered: bool) -> str:
    """The SQL with blanks where the selection goes: days, working-day numbers, conditions on the `narrowed` tables."""
    tree = resolved(sql).copy()
    if picked:
        assert isinstance(tree, exp.Select)
        tree.where(exp.Var(this="⟦picked⟧"), copy=False)
    if not ordered and not tree.args.get("limit"):
        tree.set("order", None)
    for call in list(tree.find_all(exp.Anonymous)):
        name = call.name.lower()
        if name in _DAYS:
            call.replace(exp.cast(exp.Literal.string(f"⟦{name}⟧"), "date"))
        elif name == "as_of_no":
            call.replace(_number_at(call.expressions[0], calendars))
    for table in list(tree.find_all(exp.Table)):
        if table.name in narrowed:
            in_place(table, exp.select("*").from_(table.name).where(exp.Var(this=f"⟦rows {table.name}⟧")))
    return tree.sql(dialect="duckdb", pretty=True, copy=False)  # it is a copy already


def _number_at(calendar: exp.Expr, codes: tuple[str, ...]) -> exp.Expr:
    numbers = {code: exp.Var(this=f"⟦number {code}⟧") for code in codes}
    if len(numbers) == 1:
        return numbers[codes[0]]
    branches = exp.Case()
    for code, number in numbers.items():
        branches = branches.when(exp.EQ(this=calendar.copy(), expression=exp.Literal.string(code)), number)
    return exp.Paren(this=branches)
