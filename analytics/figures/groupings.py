"""What a figure can be cut by: groupings by name, each with the column it makes and the rows that it picks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import pandas as pd
from sqlglot import exp


@dataclass(frozen=True)
class Grouping:
    """One way to cut a figure. `column` is the usual one of a cohort; a grouping by time cuts the cohort's day instead.

    `sorted_by` is SQL over the rows of a group that puts the groups in order; without it the figure's own order holds.
    """

    key: str
    name: str
    name_zh: str
    column: str = ""
    sorted_by: str = ""

    @property
    def of_time(self) -> bool:
        """Whether it cuts the cohort's day."""
        return not self.column

    @property
    def in_order(self) -> bool:
        """Whether its groups have an order of their own, whatever the figure says of them."""
        return self.of_time or bool(self.sorted_by)


GROUPINGS = {
    grouping.key: grouping
    for grouping in (
        Grouping("unit", "unit", "单位", "unit_name"),
        Grouping("area", "area", "地区", "area"),
        Grouping("item", "service item", "事项", "item_name"),
        Grouping("platform", "platform", "平台", "platform"),
        Grouping("kind", "kind", "类型", "case_kind"),
        Grouping("channel", "channel", "渠道", "channel"),
        Grouping("stage", "stage", "阶段", "stage"),
        Grouping("state", "state of a negative rating", "差评办理状态", "rating_state"),
        Grouping("reason", "reason of a reversal", "冲销原因", "reversal_reason"),
        Grouping("age", "working days over", "超期天数", "age", "min(overdue_days)"),
        Grouping("days", "working days to answer", "答复用时", "days", "min(response_days)"),
        Grouping("weekday", "day of the week", "星期"),
        Grouping("day", "day", "日"),
        Grouping("week", "week", "周"),
        Grouping("month", "month", "月"),
        Grouping("quarter", "quarter", "季度"),
        Grouping("year", "year", "年"),
    )
}
OF_TIME = tuple(key for key, grouping in GROUPINGS.items() if grouping.of_time)


@dataclass(frozen=True)
class Cut:
    """A grouping of one figure: over which of the columns that the figure's rows have."""

    grouping: Grouping
    source: str

    @property
    def column(self) -> str:
        """What the grouped table calls it: the column's own name, or month, week, … for a part of its day."""
        return self.grouping.key if self.grouping.of_time else self.source.rpartition(".")[2]

    def expression(self) -> exp.Expr:
        """The SQL that gives the group of a row: a text as it stands, the first day of a span, Monday as 1."""
        source = _parsed(self.source).copy()
        key = self.grouping.key
        if not self.grouping.of_time:
            return source
        if key == "weekday":
            return exp.cast(exp.func("isodow", source, dialect="duckdb"), "int")
        if key == "day":
            return exp.cast(source, "date")
        return exp.cast(exp.func("date_trunc", exp.Literal.string(key), source, dialect="duckdb"), "date")

    def order(self) -> exp.Expr:
        """The SQL that sorts the groups."""
        return _parsed(self.grouping.sorted_by).copy() if self.grouping.sorted_by else exp.column(self.column)

    def holds(self, value: Any) -> exp.Expr:
        """The test that a row is in the group of `value`; None is the group of rows without one."""
        given = plain_value(value)
        return self.expression().is_(exp.null()) if given is None else self.expression().eq(exp.convert(given))


def plain_value(value: Any) -> Any:
    """A value as a table gives it, as SQL takes it: days without a time, whole numbers, None where it is missing."""
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and pd.isna(value)):
        return None
    if isinstance(value, datetime):
        return value.date() if value.time() == datetime.min.time() else value
    return value if isinstance(value, date) or not hasattr(value, "item") else value.item()


def read_cuts(text: str) -> dict[str, Cut]:
    """The groupings that a header's `by` offers, by key. Raises `KeyError` with a name that is no grouping.

    `unit, kind of message_kind, day of due_on`: a column stands after `of` where it is not the usual one; the day gives
    every grouping by time.
    """
    cuts: dict[str, Cut] = {}
    for part in listed_names(text):
        key, _, source = part.partition(" of ")
        if key not in GROUPINGS or (GROUPINGS[key].of_time and (key != "day" or not source)):
            raise KeyError(part)
        for name in OF_TIME if key == "day" else (key,):
            cuts[name] = Cut(GROUPINGS[name], source or GROUPINGS[name].column)
    return cuts


def listed_names(text: str) -> list[str]:
    """The parts of a list in a header; `nothing` has none."""
    return [] if text == "nothing" else [part.strip() for part in text.split(",")]


@cache
def _parsed(text: str) -> exp.Expr:
    return exp.maybe_parse(text, dialect="duckdb")
