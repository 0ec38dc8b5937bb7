"""One number of the weekly meeting in time: six weeks and twelve months beside each other on one scale, last year dashed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from analytics.clock.months import month_end
from analytics.review.meeting import Number
from analytics.review.notes import Note
from analytics.review.weeks import Week
from ui.charts.drawing import (
    LABEL_SIZE,
    MARGIN_LABEL,
    dress,
    fitting_span,
    lines_across,
    nothing_to_draw,
    shown,
    target_line,
)
from ui.charts.palette import palette
from ui.charts.remarks import draw_bands, edges, mark_notes, notes_in, notes_in_words, own_lines
from ui.shell.width import narrow
from ui.shell.windows import days_in_words
from ui.shell.wording import _

HEIGHT = 260
WEEKS_WIDE = 0.36
"""The share of the width that the weeks have."""


def weeks_and_months(number: Number, as_of: date, told: Sequence[Note]) -> None:
    """Draw the number's weeks and months with what was `told` of it; a month that still runs is hollow and says its days."""
    title = (number.says or number.name).said(_)
    if number.weeks.empty or number.weeks["value"].isna().all():
        nothing_to_draw(title)
        return
    figure = weeks_and_months_figure(number, as_of, phone=narrow())
    notes = notes_in(number.figure, number.months["month"], among=told)
    mark_notes(figure, notes, xref="x2", yref="y2 domain")
    running = "" if number.months["whole"].all() else _("hollow: a month that still runs")
    before = _("dashed: the same months of last year") if len(number.last_year) else ""
    shown(figure, f"six-{number.key}", title, _("six weeks, twelve months, one scale"), before, running)
    notes_in_words(notes)


def weeks_and_months_figure(number: Number, as_of: date, phone: bool) -> go.Figure:
    """The weeks at the left, the months at the right; the last point of each has its value."""
    ink, figure = palette(), go.Figure()
    weeks = number.weeks[number.weeks["value"].notna()]
    months = number.months[number.months["value"].notna()]
    text = "%{text}<br>%{y:.2%}<extra></extra>" if number.share else "%{text}<br>%{y:,.0f}<extra></extra>"
    if len(number.last_year):
        figure.add_scatter(
            x=pd.to_datetime(number.last_year["month"]),
            y=number.last_year["value"],
            mode="lines",
            line={"color": ink.grey, "dash": "dash"},
            hoverinfo="skip",
            xaxis="x2",
            yaxis="y2",
        )
    for frame, column, axis, names in (
        (weeks, "week", "", [_week(week) for week in weeks["week"]]),
        (months, "month", "2", [_month(month, as_of) for month in months["month"]]),
    ):
        whole = [True] * len(frame) if "whole" not in frame else [*frame["whole"]]
        last = [""] * (len(frame) - 1) + [_value(number, value) for value in frame["value"].tail(1)]
        figure.add_scatter(
            x=names if column == "week" else pd.to_datetime(frame[column]),
            y=frame["value"],
            mode="lines+markers+text",
            line={"color": ink.blue},
            marker={
                "color": ink.blue,
                "size": 9,
                "symbol": ["circle" if is_whole else "circle-open" for is_whole in whole],
            },
            text=last,
            textposition="top center" if column == "week" else "top left",
            textfont={"color": ink.text, "size": LABEL_SIZE + 2},
            hovertext=names,
            hovertemplate=text.replace("%{text}", "%{hovertext}"),
            cliponaxis=False,
            xaxis=f"x{axis}",
            yaxis=f"y{axis}",
        )
    lines = [*([] if number.target is None else [target_line(number.target)]), *own_lines(number.figure)]
    dress(figure, height=HEIGHT + 60, right=MARGIN_LABEL if lines else 24, top=24)
    values = [*weeks["value"], *months["value"], *number.last_year.get("value", pd.Series(dtype=float)).dropna()]
    span = fitting_span(values, values, *(line.at for line in lines), *edges(number.figure), share=number.share)
    room = (span[1] - span[0]) * 0.06
    reach = {"range": (span[0] - room, span[1] + room), "tickformat": ".1~%" if number.share else ",d", "nticks": 6}
    ticks = months.iloc[:: -(len(months) // (3 if phone else 6) + 1)] if len(months) else months
    figure.update_layout(
        xaxis={"domain": (0, WEEKS_WIDE), "type": "category", "tickangle": 0, "nticks": 3 if phone else 6},
        xaxis2={
            "domain": (WEEKS_WIDE + 0.06, 1),
            "anchor": "y2",
            "tickvals": pd.to_datetime(ticks["month"]),
            "ticktext": [_month(month, as_of) for month in ticks["month"]],
            "tickangle": 0,
        },
        yaxis=reach,
        yaxis2={**reach, "anchor": "x2", "showticklabels": False},
    )
    dress(figure, height=HEIGHT + 60, right=MARGIN_LABEL if lines else 24, top=24)
    lines_across(figure, lines, span, HEIGHT, "paper")
    draw_bands(figure, number.figure, "paper")
    return figure


def _value(number: Number, value: float) -> str:
    return f"{value:.2%}" if number.share else f"{value:,.0f}"


def _week(first: date) -> str:
    return Week(first).name.partition("-")[2]


def _month(first: date, as_of: date) -> str:
    """2026-10, or what the day reaches of the running month: Nov 1–20."""
    end = min(month_end(first), as_of)
    return f"{first:%Y-%m}" if end == month_end(first) else days_in_words(first, end, first.year)
