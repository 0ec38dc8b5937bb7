"""The standing six: always these, in this order, each with six weeks and twelve months (domain.md 10)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import pandas as pd

from analytics.clock.months import month_end, months_later
from analytics.comparison.series_verdict import verdict
from analytics.errors import N_
from analytics.figures.catalogue import figure
from analytics.figures.scope import Scope
from analytics.review.meeting import Block, Meeting, Number
from analytics.review.told import Told, told
from analytics.review.weeks import Week
from analytics.settings import Targets

WEEKS, MONTHS = 6, 12


@dataclass(frozen=True)
class Standing:
    """One of the six: a figure's column. A `stock` stands at the end of a day, others are of the days of a period.

    `month_ends` is the figure that tells a stock at each month's end; `row` picks the row of a figure that has several.
    """

    key: str
    name: str
    better: Literal["lower", "higher"]
    share: bool = True
    stock: bool = False
    month_ends: str = ""
    row: str | None = None
    decided: bool = False


SIX = (
    Standing("overdue_rate", N_("Overdue rate"), "lower"),
    Standing(
        "open_overdue", N_("Open and overdue"), "lower", share=False, stock=True, month_ends="open_overdue_month_ends"
    ),
    Standing("message_compliance", N_("Messages on time"), "higher"),
    Standing("active_rate", N_("Ratings actively given"), "higher"),
    Standing(
        "compression",
        N_("Compression"),
        "higher",
        stock=True,
        month_ends="compression_month_ends",
        row="ratio of sums",
        decided=True,
    ),
    Standing("complete_rate", N_("Cases told completely"), "higher"),
)
VARIATION = {"improving": N_("better than noise"), "worsening": N_("worse than noise"), "noise": N_("just noise")}


def block(meeting: Meeting, empty: Block) -> Block:
    """The six with their series; the sentence of each says what it is, what it was, and whether the change is a signal."""
    return replace(empty, numbers=tuple(_number(one, meeting) for one in SIX))


def _number(one: Standing, meeting: Meeting) -> Number:
    own = _stock_of(meeting.week, meeting) if one.stock else meeting.scope
    row, row_before = _row(one, own, meeting), _row(one, meeting.last_seen if one.stock else meeting.before, meeting)
    value, before = _value(one, row), _value(one, row_before)
    part, whole = figure(one.key).share or (None, None)
    months = _months(one, meeting)
    recent = pd.Series([month >= _first_month(meeting) for month in months["month"]], months.index, dtype=bool)
    this_year = months[recent].reset_index(drop=True)
    earlier = months.assign(month=[months_later(month, 12) for month in months["month"]])
    in_both = earlier["month"].isin(this_year["month"]).astype(bool)
    last_year = earlier.loc[in_both, ["month", "value"]].reset_index(drop=True)
    return Number(
        one.key,
        told(one.name),
        one.key,
        one.key,
        own,
        value,
        one.share,
        one.better,
        getattr(meeting.settings.targets, one.key) if one.key in Targets.model_fields else None,
        before,
        int(str(row[part])) if row and part else None,
        int(str(row[whole])) if row and whole else None,
        one.row,
        _sentence(one, value, before, months, meeting),
        _weeks(one, meeting),
        this_year,
        last_year,
    )


def _sentence(one: Standing, value: float | None, before: float | None, months: pd.DataFrame, meeting: Meeting) -> Told:
    """What the number says, with its change in percentage points or in number, and the verdict on its months."""
    if value is None:
        return told(N_("{name}: nothing is told of this week."), name=told(one.name))
    called = None if one.decided else _variation(one, months, meeting)
    parts = {
        "name": told(one.name),
        "value": f"{value:.2%}" if one.share else f"{value:,.0f}",
        "judged": told(VARIATION[called]) if called else told(N_("not judged")),
    }
    if before is None:
        return told(N_("{name}: {value}; nothing is told of the week before. Its months: {judged}."), **parts)
    moved = f"{(value - before) * 100:+.2f}" if one.share else f"{value - before:+,.0f}"
    if one.share and one.stock:
        text = N_("{name}: {value}, {moved} percentage points since the end of the week before. Its months: {judged}.")
    elif one.share:
        text = N_(
            "{name}: {value}, {moved} percentage points against the same days of the week before. Its months: {judged}."
        )
    else:
        text = N_("{name}: {value}, {moved} since the end of the week before. Its months: {judged}.")
    return told(text, moved=moved, **parts)


def _variation(one: Standing, months: pd.DataFrame, meeting: Meeting) -> str | None:
    return verdict(months, _two_years(meeting), "value", one.better).variation


def _stock_of(week: Week, meeting: Meeting) -> Scope:
    return Scope(min(week.last, meeting.as_of))


def _weeks(one: Standing, meeting: Meeting) -> pd.DataFrame:
    """The last six weeks, by their Mondays, each as its own meeting saw it; None where a week has nothing."""
    weeks = [meeting.week.later(-back) for back in reversed(range(WEEKS))]
    values = []
    for week in weeks:
        day = min(week.last, meeting.as_of)
        scope = Scope(day) if one.stock else Scope(day, week.first, week.last, grain="week")
        values.append(_value(one, _row(one, scope, meeting)))
    return pd.DataFrame({"week": [week.first for week in weeks], "value": pd.Series(values, dtype=float)})


def _row(one: Standing, scope: Scope, meeting: Meeting) -> dict[str, object] | None:
    """The figure's row; None before anything was told."""
    if scope.as_of < meeting.snapshot.first_day:
        return None
    rows = meeting.snapshot.records(one.key, scope)
    return next((row for row in rows if one.row is None or one.row in row.values()), None)


def _value(one: Standing, row: dict[str, object] | None) -> float | None:
    return None if row is None else _plain(row[one.key])


def _months(one: Standing, meeting: Meeting) -> pd.DataFrame:
    """This and the eleven months before, and the twelve before those: columns month, value, whole."""
    scope = _two_years(meeting)
    table = (
        meeting.snapshot.figure(one.month_ends, scope)
        if one.month_ends
        else meeting.snapshot.figure(one.key, scope, ("month",))
    )
    days = [day.date() for day in pd.to_datetime(table["month"])]
    told_of = [month_end(day) >= meeting.snapshot.first_day for day in days]
    frame = pd.DataFrame(
        {
            "month": days,
            "value": pd.Series([_plain(value) for value in table[one.key]], dtype=float),
            "whole": [scope.holds_whole_month(day) for day in days],
        }
    )
    return frame[pd.Series(told_of, dtype=bool)].reset_index(drop=True)


def _first_month(meeting: Meeting) -> date:
    return months_later(meeting.as_of.replace(day=1), 1 - MONTHS)


def _two_years(meeting: Meeting) -> Scope:
    start = months_later(meeting.as_of.replace(day=1), 1 - 2 * MONTHS)
    return Scope(meeting.as_of, start, meeting.as_of)


def _plain(value: object) -> float | None:
    return None if value is None or pd.isna(value) else float(value)  # type: ignore[call-overload, arg-type]
