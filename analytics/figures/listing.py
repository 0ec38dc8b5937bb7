"""From a group of a figure to its rows: which listing holds them, and which of its rows they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlglot import exp

from analytics.errors import N_, ScopeError
from analytics.figures.catalogue import figure
from analytics.figures.groupings import plain_value


def rows_of(measure: str, by: Sequence[str] = (), values: Sequence[object] = ()) -> tuple[str, dict[str, object]]:
    """The listing behind one group of a figure, and what picks the group's rows from it: `Snapshot.rows(key, scope, only=…)`.

    `values` are those of the group's columns, in the order of `by`. An old name brings its own grouping. Raises
    `ScopeError` where no listing stands behind the figure, or the figure is not cut so.
    """
    shown = figure(measure)
    if shown.rows is None:
        raise ScopeError(N_("No rows stand behind {key}."), key=measure)
    old = shown.stands_for
    names = tuple(by) or (old.by if old else ())
    figure(old.measure if old else measure).cut_by(names)
    return shown.rows, dict(zip(names, values, strict=True))


def picked(listing: str, only: Mapping[str, object]) -> tuple[exp.Expr | None, dict[str, exp.Expr]]:
    """The conditions that keep certain rows of a listing: one on its groups (unit, month, …), and one on each column."""
    cuts = figure(listing).cuts
    in_groups = [cuts[name].holds(value) for name, value in only.items() if name in cuts]
    in_columns = {name: _holds(name, plain_value(value)) for name, value in only.items() if name not in cuts}
    return (exp.and_(*in_groups) if in_groups else None), in_columns


def _holds(name: str, value: object) -> exp.Expr:
    column = exp.column(exp.to_identifier(name, quoted=True))
    return column.is_(exp.null()) if value is None else column.eq(exp.convert(value))
