"""Classes that a view puts its rows in: those without any row belong on a chart as well."""

from __future__ import annotations

from functools import cache

import pandas as pd
from sqlglot import exp

from analytics.figures.resolving import VIEWS, parsed


@cache
def classes(view: str, column: str) -> tuple[str, ...]:
    """The classes of a view's column, in the order in which its CASE tells them apart."""
    tree = parsed((VIEWS / f"{view}.sql").read_text(encoding="utf-8"))
    case = next(one.this for one in tree.find_all(exp.Alias) if one.alias == column)
    return tuple(
        result.this for result in (*(branch.args["true"] for branch in case.args["ifs"]), case.args["default"])
    )


def with_empty_classes(frame: pd.DataFrame, view: str, column: str) -> pd.DataFrame:
    """A figure cut by classes, those without rows counted as 0; a figure without any row as it is."""
    if frame.empty:
        return frame
    return frame.set_index(column).reindex(list(classes(view, column)), fill_value=0).reset_index()
