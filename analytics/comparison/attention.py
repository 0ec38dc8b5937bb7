"""Who stands out: the one judgement behind the Overview, the funnels and whatever else names a unit (domain.md 4, Attention).

Each line (an area or a unit under one figure) is compared with the rest of the city, the city without it: the chance of
at least so many misses among its cases, if it missed like the rest. Many lines are looked at, so the false discovery
rate is held at 5 % over all of them together (Benjamini and Hochberg 1995). No minimum count: n is in the test already.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import false_discovery_control, hypergeom

FALSE_DISCOVERIES = 0.05
"""Of those named, the share that may be chance alone."""


@dataclass(frozen=True)
class Compared:
    """A figure's table whose groups are compared: a row a group, `count` cases, of which the columns `missed` miss."""

    figure: str
    table: str
    by: str
    count: str
    missed: tuple[str, ...]


TOGETHER = (
    Compared("overdue_rate", "overdue_by_area", "area", "due", ("missed",)),
    Compared("overdue_rate", "overdue_by_unit", "unit_name", "due", ("missed",)),
    Compared("message_compliance", "messages_by_unit", "unit_name", "due", ("late", "unanswered_overdue")),
)
"""What is tested together."""


@dataclass(frozen=True)
class Concern:
    """One line that is worse than the rest: who, under which figure, its share of misses against the rest's, how sure.

    `q` is the false discovery rate at which it is named: of lines named up to there, the share that may be chance.
    """

    figure: str
    by: str
    subject: str
    missed: int
    count: int
    share: float
    rest: float
    q: float


def city_lines(table_of: Callable[[str], pd.DataFrame]) -> pd.DataFrame:
    """Every area and unit with any case, and every unit with any message, judged together as `stands_out` does.

    `table_of` gives a figure's table for the selection.
    """
    return stands_out(pd.concat([_lines(compared, table_of(compared.table)) for compared in TOGETHER]))


def _lines(compared: Compared, table: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "figure": compared.figure,
            "by": compared.by,
            "subject": table[compared.by].astype(object),
            "missed": table[[*compared.missed]].sum(axis=1).astype("int64"),
            "count": table[compared.count].astype("int64"),
        }
    )


def stands_out(lines: pd.DataFrame) -> pd.DataFrame:
    """Each line (columns figure, by, subject, missed, count) with how it differs from the rest of its figure and grouping.

    Adds share; rest, the share of the city without it; p, the exact tail on the line's own side; q, that tail's false
    discovery rate over all tested lines; side: worse or better where q is at most 5 %, else within; tested. Worse and
    better are asked apart, each over all lines, so that each list keeps its 5 %. Lines without a case are left out; a
    line that is the whole city, or has no name, is in the rest of the others but not tested itself.
    """
    told = lines[lines["count"] > 0].reset_index(drop=True)
    city = told.groupby(["figure", "by"])[["missed", "count"]].transform("sum")
    others = city - told[["missed", "count"]]
    told["share"] = told["missed"] / told["count"]
    told["rest"] = others["missed"] / others["count"]
    told["p"] = told["q"] = np.nan
    told["tested"] = (others["count"] > 0) & told["subject"].notna()
    worse_side = told["share"] > told["rest"]
    for side, own in (("worse", worse_side), ("better", ~worse_side & told["tested"])):
        tails, rates = _tails(told, others, side)
        told.loc[own, "p"], told.loc[own, "q"] = tails[own], rates[own]
    told["side"] = np.select([~(told["q"] <= FALSE_DISCOVERIES), worse_side], ["within", "worse"], "better")
    return told


def _tails(told: pd.DataFrame, others: pd.DataFrame, side: str) -> tuple[pd.Series, pd.Series]:
    """The chance of a result at least as far out on this side, and its false discovery rate over all tested lines.

    The tail is exact given both totals (Fisher). Beside a rest as large as a city's it is the binomial tail at the share of
    the rest; where the rest is small that share is not known, and the tail is larger: of one case here and five elsewhere,
    one late one is no news though the rest missed none.
    """
    tested = told["tested"]
    missed, count = told.loc[tested, "missed"].to_numpy(), told.loc[tested, "count"].to_numpy()
    all_missed = missed + others.loc[tested, "missed"].to_numpy()
    all_count = count + others.loc[tested, "count"].to_numpy()
    if side == "worse":
        tails = hypergeom.sf(missed - 1, all_count, all_missed, count)
    else:
        tails = hypergeom.cdf(missed, all_count, all_missed, count)
    tails = np.minimum(tails, 1)  # a sum of floats may be a hair above
    rates = false_discovery_control(tails, method="bh")
    at = told.index[tested]
    return pd.Series(tails, at).reindex(told.index), pd.Series(rates, at).reindex(told.index)


def worse_than_rest(judged: pd.DataFrame) -> list[Concern]:
    """The lines that are worse than the rest, those first that cost the most misses beyond the rest's share."""
    worse = judged[judged["side"] == "worse"]
    beyond = worse["missed"] - worse["count"] * worse["rest"]
    return [
        Concern(
            str(line["figure"]),
            str(line["by"]),
            str(line["subject"]),
            int(line["missed"]),
            int(line["count"]),
            float(line["share"]),
            float(line["rest"]),
            float(line["q"]),
        )
        for line in worse.loc[beyond.sort_values(ascending=False, kind="stable").index].to_dict("records")
    ]
