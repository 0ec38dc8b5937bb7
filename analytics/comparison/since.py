"""Since when a line is worse than the rest of the city: month by month, each against the others in the same month.

A month is outside where the chance of at least so many misses, if the line missed like the rest in that month, is at most
that of one side of the first funnel (2.5 %): the limits that the funnel draws, month by month. A month without a case of the
line, or without a rest, is not judged and ends nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from scipy.stats import hypergeom

from analytics.comparison.attention import Compared
from analytics.comparison.chance import WARNING, complete_months
from analytics.figures.catalogue import catalogue
from analytics.figures.scope import Scope

TAIL = (1 - WARNING) / 2
"""What lies above the upper limit by chance."""


@dataclass(frozen=True)
class Since:
    """`first`: the first of the last `run` judged months in a row outside the limits; `latest`, the last of them.

    In all `outside` of `judged` months were outside. `lasting` where the run reaches the last judged month. Without a month
    outside, `first` and `latest` are None.
    """

    first: date | None
    latest: date | None
    run: int
    outside: int
    judged: int
    lasting: bool


def grouping_of(compared: Compared) -> str:
    """The name of the grouping that cuts a compared figure into its lines."""
    return next(name for name, cut in catalogue()[compared.figure].cuts.items() if cut.column == compared.by)


def line_months(compared: Compared, table: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """A figure's table by line and month as `since_when` takes it: the months that the selection holds whole."""
    whole = complete_months(table, scope, compared.count)
    return pd.DataFrame(
        {
            "subject": whole[compared.by].astype(object),
            "month": whole["month"],
            "missed": whole[[*compared.missed]].sum(axis=1).astype("int64"),
            "count": whole[compared.count].astype("int64"),
        }
    )


def since_when(months: pd.DataFrame) -> dict[str, Since]:
    """`Since` of each subject of a table with the columns subject, month, missed, count: whole months of the whole city."""
    told = _outside(months)
    return {str(subject): _last_run(rows) for subject, rows in told.groupby("subject", sort=False)}


def _outside(months: pd.DataFrame) -> pd.DataFrame:
    """The judged months of all named subjects in the order of time, with the truth `outside`."""
    told = months[months["count"] > 0].sort_values("month", kind="stable").reset_index(drop=True)
    city = told.groupby("month")[["missed", "count"]].transform("sum")
    # exact given both totals, as in attention: the share of a small rest is not known
    tail = hypergeom.sf(told["missed"] - 1, city["count"], city["missed"], told["count"])
    told["outside"] = (np.minimum(tail, 1) <= TAIL) & (told["missed"] > 0)
    return told[(city["count"] > told["count"]) & told["subject"].notna()]


def _last_run(rows: pd.DataFrame) -> Since:
    outside = rows["outside"].to_numpy()
    days = [day.date() for day in pd.to_datetime(rows["month"])]
    places = np.flatnonzero(outside)
    if not len(places):
        return Since(None, None, 0, 0, len(days), False)
    last = int(places[-1])
    inside = np.flatnonzero(~outside[: last + 1])
    first = int(inside[-1]) + 1 if len(inside) else 0
    return Since(days[first], days[last], last - first + 1, len(places), len(days), last == len(days) - 1)
