"""What the city's compression would become if shorter limits were adopted."""

from __future__ import annotations

import pandas as pd


def adopted(bases: pd.DataFrame, proposals: pd.DataFrame) -> float | None:
    """The compression (ratio of sums over items) with the limits of these proposals; None where nothing is compared.

    `bases` is the figure `compression`, `proposals` rows of `next_limits`, of which `saved_days` counts: 1 - (sum promised -
    sum saved) / sum statutory (domain.md 4, next_limits).
    """
    now = bases[bases["basis"] == "ratio of sums"].iloc[0]
    if pd.isna(now["statutory_days"]) or not now["statutory_days"]:
        return None
    return float(1 - (now["promised_days"] - proposals["saved_days"].sum()) / now["statutory_days"])
