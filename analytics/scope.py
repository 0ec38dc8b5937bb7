"""What is selected: a period, an as-of day, areas, units, items, platforms, kinds. It narrows a figure's SQL.

The views a figure reads are written out in place (analytics/views), the days become literals, and the selection is put
round the tables at the bottom; all of it on the syntax tree, never by pasting strings.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import sqlglot
from sqlglot import exp

from analytics.errors import N_, ScopeError

VIEWS = Path(__file__).parent / "views"
BEGINNING, END = date(1900, 1, 1), date(9999, 12, 31)

_NARROWED_BY = {
    "case_rows": ("areas", "units", "items", "platforms", "kinds"),
    "message_rows": ("areas", "units", "platforms"),
    "rating_rows": ("areas", "units", "platforms"),
    "item_rows": ("areas", "units", "items"),
    "contact_rows": ("areas", "units"),
}
_COLUMNS = {
    "areas": ("area", "region_code"),
    "units": ("unit_name",),
    "items": ("item_code", "item_name"),
    "platforms": ("platform",),
    "kinds": ("case_kind",),
}
_WITHOUT_REGION = {"item_rows", "contact_rows"}


@dataclass(frozen=True)
class Scope:
    """A selection. Empty tuples select everything; an empty text selects rows where the column is not given.

    Raises `ScopeError` when the period ends before it starts.
    """

    as_of: date
    period_start: date = BEGINNING
    period_end: date = END
    areas: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.period_end < self.period_start:
            raise ScopeError(
                N_("The period ends ({end}) before it starts ({start}). Choose a later end."),
                start=self.period_start,
                end=self.period_end,
            )

    def narrowed(self, **changes: object) -> Scope:
        """The same selection with some parts replaced; a single text stands for a tuple of one."""
        as_tuples = {key: (value,) if isinstance(value, str) else value for key, value in changes.items()}
        return replace(self, **as_tuples)  # type: ignore[arg-type]

    def in_month(self, day: date) -> Scope:
        """The same selection, its period cut to the month of `day`."""
        first = day.replace(day=1)
        last = _months_before(first, -1) - timedelta(days=1)
        return replace(self, period_start=max(self.period_start, first), period_end=min(self.period_end, last))

    def previous(self) -> Scope:
        """The period of the same length just before this one, seen from as many days earlier (环比).

        Whole months stay whole months: March is compared with February.
        """
        start, end = self.period_start, min(self.period_end, self.as_of)
        if start == BEGINNING:
            return self
        months = (end.year - start.year) * 12 + end.month - start.month + 1
        if start.day == 1 and (end + timedelta(days=1)).day == 1:
            new_start, new_end = _months_before(start, months), start - timedelta(days=1)
        else:
            length = end - start
            new_end = start - timedelta(days=1)
            new_start = new_end - length
        return replace(self, period_start=new_start, period_end=new_end, as_of=self._then(new_end, end))

    def last_year(self) -> Scope:
        """The same period one year earlier, seen from one year earlier (同比)."""
        if self.period_start == BEGINNING:
            return self
        end = min(self.period_end, self.as_of)
        return replace(
            self,
            period_start=_months_before(self.period_start, 12),
            period_end=_months_before(end, 12),
            as_of=_months_before(self.as_of, 12),
        )

    def _then(self, new_end: date, end: date) -> date:
        return new_end + (self.as_of - end)


def _months_before(day: date, months: int) -> date:
    position = day.year * 12 + day.month - 1 - months
    first = date(position // 12, position % 12 + 1, 1)
    following = date((position + 1) // 12, (position + 1) % 12 + 1, 1)
    return min(first.replace(day=1) + timedelta(days=day.day - 1), following - timedelta(days=1))


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
    tree = _expanded(sql).copy()
    days = {"as_of": scope.as_of, "period_start": scope.period_start, "period_end": scope.period_end}
    for call in list(tree.find_all(exp.Anonymous)):
        name = call.name.lower()
        if name in days:
            call.replace(exp.cast(exp.Literal.string(days[name].isoformat()), "date"))
        elif name == "as_of_no":
            call.replace(_number_at(call.expressions[0], workday_numbers))
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    for table in list(tree.find_all(exp.Table)):
        selection = _selection(table.name, scope) if table.name not in own else None
        if selection is not None:
            rows = exp.select("*").from_(exp.to_table(table.name)).where(selection)
            table.replace(exp.Subquery(this=rows, alias=exp.TableAlias(this=exp.to_identifier(_alias(table)))))
    return tree.sql(dialect="duckdb", pretty=True)


def _number_at(calendar: exp.Expr, numbers: dict[str, int]) -> exp.Expr:
    if len(numbers) == 1:
        return exp.Literal.number(next(iter(numbers.values())))
    branches = exp.Case()
    for code, number in numbers.items():
        branches = branches.when(exp.EQ(this=calendar.copy(), expression=exp.Literal.string(code)), str(number))
    return exp.Paren(this=branches)
