"""The headline figures in pandas, over a frame of case_rows already in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from statsmodels.stats.proportion import proportion_confint

COLUMNS = (
    "unit_name",
    "standing",
    "accepted_on",
    "accepted_no",
    "closed_on",
    "closed_no",
    "due_on",
    "due_no",
    "statutory_days",
    "promised_days",
)


@dataclass(frozen=True)
class Days:
    """The days of a scope, and the working-day number of the as-of day."""

    as_of: pd.Timestamp
    start: pd.Timestamp
    end: pd.Timestamp
    today_no: int


def _counted(cases: pd.DataFrame, days: Days) -> pd.DataFrame:
    return cases[(cases["standing"] == "counted") & (cases["accepted_on"] <= days.as_of)]


def _due(cases: pd.DataFrame, days: Days) -> pd.DataFrame:
    counted = _counted(cases, days)
    due = counted[counted["due_on"].between(days.start, days.end) & (counted["due_on"] < days.as_of)]
    return due.assign(
        missed=due["closed_on"].isna() | (due["closed_on"] > due["due_on"]),
        month=due["due_on"].dt.to_period("M").dt.to_timestamp(),
    )


def _rates(due: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    rates = due.groupby(by, dropna=False)["missed"].agg(due="count", missed="sum").reset_index()
    return rates.assign(overdue_rate=rates["missed"] / rates["due"])


def _open(cases: pd.DataFrame, days: Days) -> pd.DataFrame:
    counted = _counted(cases, days)
    return counted[counted["closed_on"].isna() | (counted["closed_on"] > days.as_of)]


def overdue_rate(cases: pd.DataFrame, days: Days) -> pd.DataFrame:
    """due, missed, overdue_rate."""
    due = _due(cases, days)
    return pd.DataFrame({"due": [len(due)], "missed": [due["missed"].sum()], "overdue_rate": [due["missed"].mean()]})


def overdue_by_unit(cases: pd.DataFrame, days: Days) -> pd.DataFrame:
    """The same by unit, with Wilson intervals."""
    rates = _rates(_due(cases, days), ["unit_name"])
    low, high = proportion_confint(rates["missed"], rates["due"], method="wilson")
    ranking = ["overdue_rate", "due", "unit_name"]
    return rates.assign(low=low, high=high).sort_values(ranking, ascending=[False, False, True])


def overdue_by_month(cases: pd.DataFrame, days: Days) -> pd.DataFrame:
    """The same by month of the due day."""
    return _rates(_due(cases, days), ["month"])


def overdue_by_unit_month(cases: pd.DataFrame, days: Days) -> pd.DataFrame:
    """The same by unit and month."""
    return _rates(_due(cases, days), ["unit_name", "month"])


def flow(cases: pd.DataFrame, days: Days) -> pd.DataFrame:
    """carried_in, accepted, closed, closed_late, carried_out."""
    end = min(days.end, days.as_of)
    counted = _counted(cases, days)
    since = counted["accepted_on"] >= days.start
    alive = counted["closed_on"].isna() | (counted["closed_on"] >= days.start)
    seen = counted[(counted["accepted_on"] <= end) & (since | alive)]
    closed = seen["closed_on"] <= end
    return pd.DataFrame(
        {
            "carried_in": [(seen["accepted_on"] < days.start).sum()],
            "accepted": [(seen["accepted_on"] >= days.start).sum()],
            "closed": [closed.sum()],
            "closed_late": [(closed & (seen["closed_on"] > seen["due_on"])).sum()],
            "carried_out": [(~closed).sum()],
        }
    )


def open_overdue(cases: pd.DataFrame, days: Days) -> pd.DataFrame:
    """open_overdue, longest_days."""
    waiting = _open(cases, days)
    waiting = waiting[waiting["due_on"] < days.as_of]
    return pd.DataFrame({"open_overdue": [len(waiting)], "longest_days": [(days.today_no - waiting["due_no"]).max()]})


def lights(cases: pd.DataFrame, days: Days) -> pd.DataFrame:
    """green, yellow, red under the rules that settings have by default."""
    waiting = _open(cases, days)
    waiting = waiting[waiting["due_on"].notna()]
    limit = waiting["due_no"] - waiting["accepted_no"]
    soon = np.where(
        limit > 5, waiting["due_no"] - days.today_no <= 3, days.today_no - waiting["accepted_no"] >= 0.5 * limit
    )
    red = (waiting["due_on"] < days.as_of).to_numpy()
    return pd.DataFrame(
        {"green": [(~red & ~soon).sum()], "yellow": [(~red & soon).sum()], "red": [red.sum()]}, dtype="int64"
    )


def compression(cases: pd.DataFrame, days: Days) -> pd.DataFrame:
    """basis, statutory_days, promised_days, used_days, compression, cases: the bases that rest on cases closed in the period."""
    counted = _counted(cases, days)
    closed = counted[
        counted["closed_on"].between(days.start, min(days.end, days.as_of))
        & (counted["statutory_days"] > 0)
        & counted["promised_days"].notna()
    ]
    statutory, promised = closed["statutory_days"].sum(), closed["promised_days"].sum()
    used = (closed["closed_no"] - closed["accepted_no"]).sum()
    return pd.DataFrame(
        {
            "basis": ["by cases", "actual against statutory", "actual against promised"],
            "statutory_days": [statutory, statutory, None],
            "promised_days": [promised, None, promised],
            "used_days": [None, used, used],
            "compression": [1 - promised / statutory, 1 - used / statutory, 1 - used / promised],
            "cases": len(closed),
        }
    )


FIGURES: dict[str, Callable[[pd.DataFrame, Days], pd.DataFrame]] = {
    "overdue_rate": overdue_rate,
    "overdue_by_unit": overdue_by_unit,
    "overdue_by_month": overdue_by_month,
    "overdue_by_unit_month": overdue_by_unit_month,
    "flow": flow,
    "open_overdue": open_overdue,
    "lights": lights,
    "compression": compression,
}
"""Figure by key: what the three ways of computing have in common."""
