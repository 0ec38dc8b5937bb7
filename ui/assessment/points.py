"""Points by area and by department, raw beside the points per 1,000 due; what they are for; month by month."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analytics.figures.scope import Scope
from ui.charts.charts import columns, grouped
from ui.charts.drawing import Measure
from ui.charts.rankings import plain_ranking
from ui.shell.data import figures, rules, snapshot
from ui.shell.wording import _
from ui.shell.words import column_word
from ui.tables.small_tables import table

PARTS = ("case_points", "message_points", "circulated_points", "manual_points")
BOUNDS = {"low": "per_1000_low", "high": "per_1000_high"}
"""The interval's columns: here points, not shares."""
BESIDE = ("points", "per_1000", *BOUNDS.values(), "due", *PARTS, "reversed", "points_replaced", "points_added")
MOST = 15
"""So many groups does a composition draw."""


def points_by_group(scope: Scope) -> tuple[str | None, str | None]:
    """Areas and city departments apart, by raw points. Gives the area and the department that were clicked."""
    city = snapshot().city_area
    left, right = st.columns(2)
    with left:
        areas = figures("deduction_points", scope, "area")
        area = _ranked(areas[areas["area"] != city], "area", _("Points of the areas"), "points-by-area")
    with right:
        departments = figures("deduction_points", scope.narrowed(areas=city), "unit") if city else areas[:0]
        unit = _ranked(departments, "unit_name", _("Points of the city departments"), "points-by-department")
    return area, unit


def _ranked(frame: pd.DataFrame, by: str, title: str, key: str) -> str | None:
    """A group by raw points, with what stands beside them; those with few matters due apart."""
    frame = frame.reset_index(drop=True)
    measure = Measure("points", _("Points deducted"), share=False)
    clicked = plain_ranking(frame[frame["ranked"]], by, measure, "due", title, key)
    least = rules().ranking.minimum_count
    few = frame[~frame["ranked"].astype(bool)]
    st.caption(
        _("n: cases and messages due. {few} with fewer than {least} due stand apart in the table.").format(
            few=len(few),
            least=least,
        )
    )
    st.markdown(
        _("Beside the points: per 1,000 due, with the {share:.0%} interval").format(share=rules().ranking.confidence)
    )
    every = [by, *BESIDE, *(("points_capped",) if rules().assessment.caps else ())]
    beside = frame.round({"per_1000": 1, "low": 1, "high": 1}).rename(columns=BOUNDS)
    table(beside.loc[frame["ranked"].astype(bool), every], key=f"{key}-table")
    if len(few):
        st.caption(_("Too few due to be compared:"))
        table(beside.loc[few.index, every], key=f"{key}-few")
    return clicked


def composition(scope: Scope, by: str) -> None:
    """What the points of the first groups are for."""
    column = {"unit": "unit_name"}.get(by, by)
    frame = figures("deduction_points", scope, by)
    frame = frame[frame["points"] > 0].head(MOST)
    grouped(
        frame,
        column,
        {part: column_word(part) for part in PARTS},
        _("What the points are for"),
        "points-composition",
        _("Points deducted"),
    )


def by_month(scope: Scope) -> date | None:
    """Points month by month, by the day that they are about. Gives the month clicked."""
    frame = figures("deduction_points", scope, "month")
    frame = frame.assign(label=[str(month)[:7] for month in frame["month"]])
    clicked = columns(
        frame, "label", "points", _("Points by month"), "points-by-month", _("Month"), _("Points deducted")
    )
    return date.fromisoformat(f"{clicked}-01") if clicked else None
