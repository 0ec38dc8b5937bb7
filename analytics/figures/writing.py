"""A figure as plain SQL that runs in the DuckDB shell on a snapshot: its body, grouped on the syntax tree where asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlglot import exp

from analytics.errors import N_, ScopeError
from analytics.figures.catalogue import Figure, figure
from analytics.figures.groupings import Cut
from analytics.figures.resolving import parsed


def written(key: str, by: Sequence[str] = ()) -> str:
    """The SQL of a figure, cut by groupings. Raises `ScopeError` for a grouping that it does not have."""
    return _written(figure(key), tuple(by))


@cache
def _written(shown: Figure, by: tuple[str, ...]) -> str:
    if shown.stands_for is not None:
        return _of_old_name(shown, by)
    if by:
        return grouped(shown, shown.cut_by(by)).sql(dialect="duckdb", pretty=True)
    if shown.columns:
        return _with_columns(shown).sql(dialect="duckdb", pretty=True)
    return shown.body


def grouped(shown: Figure, cuts: Sequence[Cut]) -> exp.Select:
    """A figure's query with one row a group: the groups' columns first, then the measure's own, or how many rows are listed.

    Where no grouping is of time, a share gets its interval (low, high) and whether its count suffices for a ranking
    (ranked). Groups that have an order of their own stand in it, others in the measure's order.
    """
    query = parsed(shown.body)
    if not isinstance(query, exp.Select) or query.args.get("group"):
        raise ScopeError(N_("{key} is grouped already and cannot be cut by anything."), key=shown.key)
    if not shown.is_measure:
        query.set("expressions", [exp.alias_(exp.Count(this=exp.Star()), "rows")])
        query.set("order", None)
    of_time = any(cut.grouping.of_time for cut in cuts)
    own = {column.alias_or_name: column.unalias() for column in query.expressions}
    extra = _interval(own, *shown.share) if shown.share and not of_time else []
    columns = [_named(cut.expression(), cut.column) for cut in cuts]
    query.set("expressions", [*columns, *query.expressions, *extra])
    query = query.group_by(*(cut.expression() for cut in cuts))
    in_order = any(cut.grouping.in_order for cut in cuts)
    own_order = shown.order if shown.is_measure else "rows DESC"
    return query.order_by(*([] if in_order else _order(own_order)), *(cut.order() for cut in cuts))


def _named(expression: exp.Expr, name: str) -> exp.Expr:
    return expression if expression == exp.column(name) else exp.alias_(expression, name)


def _interval(own: dict[str, exp.Expr], hits: str, total: str) -> list[exp.Expr]:
    """The Wilson interval of hits of total, and whether there are enough to be ranked."""
    bounds = [
        exp.alias_(exp.func(f"wilson_{bound}", own[hits].copy(), own[total].copy()), bound) for bound in ("low", "high")
    ]
    enough = exp.GTE(this=own[total].copy(), expression=exp.func("minimum_count"))
    return [*bounds, exp.alias_(enough, "ranked")]


def _order(text: str) -> list[exp.Expr]:
    return parsed(f"SELECT 1 ORDER BY {text}").args["order"].expressions if text else []


def _with_columns(listing: Figure) -> exp.Select:
    """A listing with the columns of its kind in the place of the star."""
    query = parsed(listing.body)
    assert isinstance(query, exp.Select)
    at = next(place for place, column in enumerate(query.expressions) if isinstance(column, exp.Star))
    columns = [exp.column(name) for name in listing.columns]
    query.set("expressions", [*query.expressions[:at], *columns, *query.expressions[at + 1 :]])
    return query


def _of_old_name(shown: Figure, by: tuple[str, ...]) -> str:
    """What an old name stands for, in the columns that it always had."""
    old = shown.stands_for
    assert old is not None
    if by:
        raise ScopeError(
            N_("{key} is {measure} cut by {by}; cut that one otherwise."),
            key=shown.key,
            measure=old.measure,
            by=", ".join(old.by) or "–",
        )
    measure = figure(old.measure)
    if not old.by:
        return _written(measure, ())
    cuts = measure.cut_by(old.by)
    query = grouped(measure, cuts)
    if old.columns:
        kept = {*old.columns, *(cut.column for cut in cuts)}
        query.set("expressions", [column for column in query.expressions if column.alias_or_name in kept])
    if old.beside:
        query = _beside(query, figure(old.beside), old.by, [cut.column for cut in cuts])
    return query.sql(dialect="duckdb", pretty=True)


def _beside(query: exp.Select, other: Figure, by: tuple[str, ...], groups: list[str]) -> exp.Select:
    """A grouped query with the last column of another measure for the same groups at its end."""
    another = grouped(other, other.cut_by(by))
    last = another.expressions[-1].alias_or_name
    order = query.args["order"]
    same = [
        exp.NullSafeEQ(this=exp.column(group, table="here"), expression=exp.column(group, table="beside"))
        for group in groups
    ]
    joined = exp.select("here.*", exp.column(last, table="beside")).from_(_bare(query).subquery("here"))
    joined = joined.join(_bare(another).subquery("beside"), on=exp.and_(*same), join_type="left")
    return joined.order_by(*(term.copy() for term in order.expressions))


def _bare(query: exp.Select) -> exp.Select:
    bare = query.copy()
    bare.set("order", None)
    return bare
