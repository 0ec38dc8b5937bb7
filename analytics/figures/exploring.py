"""A measure looked at freely: which numbers it has, which drawing fits its groupings, its groups sorted, cut and compared."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.figures.catalogue import Figure, catalogue
from analytics.figures.groupings import GROUPINGS

SHOWS = ("table", "ranking", "trend", "heat map")
SORTS = ("figure", "highest", "lowest", "name")
COMPARISONS = ("nothing", "before", "last year")
_BESIDE = ("low", "high", "ranked")


def explorable() -> dict[str, Figure]:
    """Every measure that can be cut, by its key."""
    return {key: one for key, one in catalogue().items() if one.is_measure and one.by and one.stands_for is None}


def group_columns(measure: Figure, by: Sequence[str]) -> list[str]:
    """The columns that a table cut by these groupings has for them."""
    return [cut.column for cut in measure.cut_by(by)]


def value_columns(measure: Figure, frame: pd.DataFrame, by: Sequence[str]) -> list[str]:
    """The numbers of a cut measure, the one that it is named after (else what its order looks at first) at the front."""
    groups = {*group_columns(measure, by), *_BESIDE}
    numbers = [column for column in frame.columns if column not in groups]
    leading = measure.order.split(",")[0].split(" ")[0]
    first = measure.key if measure.key in numbers else leading if leading in numbers else numbers[0]
    return [first, *(column for column in numbers if column != first)]


def runs_in_time(name: str) -> bool:
    """Whether the groups of a grouping follow each other in time; days of the week come again and again."""
    return GROUPINGS[name].of_time and name != "weekday"


def fitting(by: Sequence[str]) -> list[str]:
    """The drawings that groupings allow, the one that fits best first; a table always fits."""
    of_time = [runs_in_time(name) for name in by]
    if len(by) == 2:
        return ["trend", "heat map", "table"] if any(of_time) and not all(of_time) else ["heat map", "table"]
    return ["trend", "table"] if any(of_time) else ["ranking", "table"]


def in_sort(frame: pd.DataFrame, groups: Sequence[str], value: str, sort: str) -> pd.DataFrame:
    """The groups in an order: the figure's own, the highest or lowest value first (none last), or by name."""
    if sort in ("highest", "lowest"):
        frame = frame.sort_values(value, ascending=sort == "lowest", kind="stable", na_position="last")
    elif sort == "name":
        frame = frame.sort_values(list(groups), kind="stable", na_position="last")
    return frame.reset_index(drop=True)


def beside(frame: pd.DataFrame, earlier: pd.DataFrame, groups: Sequence[str], value: str) -> pd.DataFrame:
    """The groups with their value of another period, and the change since; a group that was not there then has neither."""
    before = earlier[[*groups, value]].rename(columns={value: "value_before"})
    both = frame.merge(before, on=list(groups), how="left")
    return both.assign(change_since=both[value] - both["value_before"])


def largest(frame: pd.DataFrame, group: str, count: pd.Series, most: int) -> pd.DataFrame:
    """The rows of the groups with the most behind them; `count` says how many stand behind each row."""
    behind = count.groupby(frame[group], dropna=False).sum().sort_values(ascending=False, kind="stable")
    return frame[frame[group].isin(behind.head(most).index)]


def counted(measure: Figure, frame: pd.DataFrame, by: Sequence[str]) -> pd.Series:
    """How many rows stand behind each group of a cut measure."""
    if measure.share:
        return frame[measure.share[1]]
    parts = measure.count.split(" + ") if measure.count else value_columns(measure, frame, by)[:1]
    return frame[parts].sum(axis="columns")
