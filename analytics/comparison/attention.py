"""What needs attention, and why: units and areas that differ from the city more than chance explains."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Concern:
    """One thing to look at: who, which figure, its value against what, and over how many cases."""

    subject: str
    figure: str
    value: float
    against: float
    count: int
    missed: int


def worse_than_city(by_unit: pd.DataFrame, by: str, city_rate: float, most: int = 5) -> list[Concern]:
    """The groups whose whole Wilson interval lies above the city's rate, those with the most misses first.

    `by_unit` has columns `by`, due, missed, overdue_rate, low, high, ranked (a row a group); rates are shares.
    """
    above = by_unit[by_unit["ranked"] & (by_unit["low"] > city_rate) & by_unit[by].notna()]
    worst = above.sort_values("missed", ascending=False).head(most)
    return [
        Concern(
            str(row[by]), "overdue_rate", float(row["overdue_rate"]), city_rate, int(row["due"]), int(row["missed"])
        )
        for row in worst.to_dict("records")
    ]


def slower_to_answer(by_unit: pd.DataFrame, city_rate: float, most: int = 3) -> list[Concern]:
    """The units whose whole interval of message compliance lies below the city's."""
    below = by_unit[by_unit["ranked"] & (by_unit["high"] < city_rate) & by_unit["unit_name"].notna()]
    worst = below.sort_values("message_compliance").head(most)
    return [
        Concern(
            str(row["unit_name"]),
            "message_compliance",
            float(row["message_compliance"]),
            city_rate,
            int(row["due"]),
            int(row["due"] - row["on_time"]),
        )
        for row in worst.to_dict("records")
    ]
