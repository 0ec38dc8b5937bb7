"""Heat maps: two groupings across each other, every cell with its value; few cases behind a cell are told in the cell.

A cell of fewer than the ranking's minimum count is faded and says its fraction, 6/7, so that nobody takes it for 600 of
700. A phone has a list: a name, and under it the strip of its cells.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics.figures.scope import Scope
from ui.charts.drawing import LABEL_SIZE, Measure, dress, nothing_to_draw, shown, wrapped
from ui.charts.palette import mixed, palette, readable_on
from ui.charts.remarks import mark_notes, notes_in, notes_in_words
from ui.shell.data import rules
from ui.shell.picks import CELLS
from ui.shell.width import narrow
from ui.shell.windows import month_in_words
from ui.shell.wording import _, chart_text, unit_label

PAGE = 20
ROW, NAME_ROW = 24, 30  # pixels: a row of cells, and on a phone the line of its name
TEXT_COLUMNS = {"desk": 18, "phone": 12}  # with more columns a value does not fit into its cell
FADED = 0.55
BAR_ROOM = 76  # pixels under the cells for the months and the scale


def heat_map(
    frame: pd.DataFrame, by: str, value: Measure, count: str, missed: str, title: str, key: str, scope: Scope
) -> tuple[str, date] | None:
    """Units by months, those that missed the most first, and pages of the others. A cut month is framed.

    Gives the unit and the month clicked.
    """
    frame = frame[frame[value.column].notna()]
    if frame.empty:
        nothing_to_draw(title)
        return None
    units = list(frame.groupby(by, dropna=False)[missed].sum().sort_values(ascending=False, kind="stable").index)
    place, pages = st.container(), math.ceil(len(units) / PAGE)
    page = min(int(st.pagination(pages, key=f"page-{key}") or 1), pages) if pages > 1 else 1
    some = units[(page - 1) * PAGE : page * PAGE]
    months = sorted(pd.Timestamp(month).date() for month in frame["month"].unique())
    drawn = frame[frame[by].isin(some)]
    days = [pd.Timestamp(month).date() for month in drawn["month"]]
    cells = _cells(drawn, value, drawn[count])
    cells["row"] = [some.index(unit) for unit in drawn[by]]
    cells["column"] = [months.index(month) for month in days]
    cells["key"] = [
        ["" if pd.isna(unit) else unit, month.isoformat()] for unit, month in zip(drawn[by], days, strict=True)
    ]
    cut = [place for place, month in enumerate(months) if not scope.holds_whole_month(month)]
    names = [unit_label(unit) for unit in some]
    figure = heat_figure(cells, names, [month_in_words(month, scope) for month in months], value, narrow(), cut)
    remarks = notes_in(value.column, months, scope.units)
    mark_notes(figure, remarks, place=months.index)
    seen = f"{(page - 1) * PAGE + 1}–{(page - 1) * PAGE + len(some)}"
    notes = (
        _("{some} of {all} units, the most missed deadlines first").format(some=seen, all=len(units)),
        scale_note(value),
        few_note(bool(cells["few"].any())),
        _("dotted frame: a month that the selection cuts") if cut else "",
    )
    with place:
        clicked = shown(figure, f"{key}-{page}" if page > 1 else key, title, *notes, picks=key)
        notes_in_words(remarks)
    return (clicked[0], date.fromisoformat(clicked[1])) if clicked else None


def scale_note(value: Measure) -> str:
    """What the cells measure, where the scale has no room to say it."""
    return value.name if narrow() else ""


def few_note(few: bool) -> str:
    """What a faded cell means, where there is one."""
    return _("pale, as a fraction: n under {least}").format(least=rules().ranking.minimum_count) if few else ""


def _cells(frame: pd.DataFrame, value: Measure, count: Sequence[int], of_count: bool = True) -> pd.DataFrame:
    """One row a cell: its value, n, whether n is few, and what is written in it."""
    least = rules().ranking.minimum_count
    few = [value.share and n < least for n in count]
    return pd.DataFrame(
        {
            "value": frame[value.column].astype(float).to_numpy(),
            "n": list(count),
            "few": few,
            "text": [
                _in_cell(float(one), int(n), value, small and of_count)
                for one, n, small in zip(frame[value.column], count, few, strict=True)
            ],
        }
    )


def _in_cell(value: float, n: int, measure: Measure, fraction: bool) -> str:
    if fraction:
        return f"{round(value * n)}/{n}"
    return f"{value:.0%}" if measure.share else measure.said(value)


def crossed_cells(
    frame: pd.DataFrame,
    down: Sequence[Any],
    across: Sequence[Any],
    value: Measure,
    count: Sequence[int],
    keys: Sequence[str],
) -> pd.DataFrame:
    """The cells of two groupings: `down` and `across` say where each row of the frame stands, `keys` what it stands for."""
    cells = _cells(frame, value, count, of_count=value.interval)
    return cells.assign(row=list(down), column=list(across), key=list(keys))


def heat_figure(
    cells: pd.DataFrame,
    rows: Sequence[str],
    columns: Sequence[str],
    value: Measure,
    phone: bool,
    cut: Sequence[int] = (),
) -> go.Figure:
    """`cells`: row, column, value, n, few, text, key; `rows` and `columns` are the names, from top and left."""
    ink, figure, least = palette(), go.Figure(), rules().ranking.minimum_count
    step = 2 if phone else 1
    # few cases are not what the scale is made for
    many = cells["value"][~cells["few"].astype(bool)]
    low, high = min(0.0, cells["value"].min()), (many if len(many) else cells["value"]).max()
    high = high if high > low else low + 1
    at = cells["row"] * step + (step - 1)
    for few, faded in ((False, 0.0), (True, FADED)):
        some = cells["few"].astype(bool) == few
        figure.add_heatmap(
            z=_laid_out(cells[some], at[some], len(rows) * step, len(columns)),
            x=list(range(len(columns))),
            y=list(range(len(rows) * step)),
            zmin=low,
            zmax=high,
            colorscale=[list(stop) for stop in ink.heat_scale(faded)],
            xgap=1,
            ygap=1,
            hoverinfo="skip",
            showscale=not few,
            colorbar=_scale_beneath(value, phone),
        )
    written = len(columns) <= TEXT_COLUMNS["phone" if phone else "desk"]
    figure.add_scatter(
        x=cells["column"],
        y=at,
        mode="markers+text" if written else "markers",
        text=cells["text"] if written else None,
        textfont={"size": 9 if phone else 11, "color": _inks(cells, low, high)},
        marker={"symbol": "square", "size": 20, "opacity": 0, "color": ink.text},
        selected={"marker": {"opacity": 0.25}},
        unselected={"marker": {"opacity": 0}},
        hovertext=[
            f"{chart_text(rows[one['row']])}<br>{chart_text(columns[one['column']])}<br>"
            f"{value.said(one['value'])} (n={one['n']:,})" + (f"<br>n < {least}" if one["few"] else "")
            for one in cells.to_dict("records")
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=cells["key"].tolist(),
        meta=CELLS,
    )
    dress(figure, height=(ROW + (NAME_ROW if phone else 0)) * len(rows) + BAR_ROOM + 24)
    figure.update_layout(hoverdistance=-1, hovermode="closest", margin_b=BAR_ROOM)
    ticks = range(len(columns) - 1, -1, -(len(columns) // (5 if phone else 14) + 1))
    figure.update_xaxes(
        tickvals=[*ticks],
        ticktext=["<br>".join(map(chart_text, wrapped(columns[tick], 10 if phone else 16))) for tick in ticks],
        tickangle=0,
        range=[-0.5, len(columns) - 0.5],
        showgrid=False,
        zeroline=False,
    )
    figure.update_yaxes(
        range=[len(rows) * step - 0.5, -0.5],
        tickvals=[place * step + step - 1 for place in range(len(rows))],
        ticktext=["" if phone else "<br>".join(map(chart_text, wrapped(name, 44))) for name in rows],
        tickfont={"color": ink.text},
        showgrid=False,
        zeroline=False,
    )
    if phone:
        names = [
            {
                "text": "<br>".join(map(chart_text, wrapped(name, 48))),
                "x": 0,
                "xref": "x domain",
                "xanchor": "left",
                "align": "left",
                "y": place * step + 0.45,
                "yanchor": "bottom",
                "showarrow": False,
                "font": {"size": LABEL_SIZE, "color": ink.text},
            }
            for place, name in enumerate(rows)
        ]
        figure.update_layout(annotations=names)  # at once: each one added checks all that stand already
    for place in cut:
        figure.add_vrect(place - 0.5, place + 0.5, line={"color": ink.soft, "dash": "dot", "width": 2})
    return figure


def _laid_out(cells: pd.DataFrame, at: pd.Series, rows: int, columns: int) -> list[list[float | None]]:
    laid: list[list[float | None]] = [[None] * columns for _row in range(rows)]
    for row, column, value in zip(at, cells["column"], cells["value"], strict=True):
        laid[int(row)][int(column)] = float(value)
    return laid


def _inks(cells: pd.DataFrame, low: float, high: float) -> list[str]:
    """Black or white for each cell, whichever is read on its colour."""
    inks = []
    for value, few in zip(cells["value"], cells["few"], strict=True):
        (_first, least), (_last, most) = palette().heat_scale(FADED if few else 0.0)
        inks.append(readable_on(mixed(least, most, min((value - low) / (high - low), 1.0))))
    return inks


def _scale_beneath(value: Measure, phone: bool) -> dict[str, Any]:
    """The scale lies under the cells, with what it measures beside it; on a phone that stands over the chart."""
    ink = palette()
    return {
        "orientation": "h",
        "thickness": 10,
        "len": 1.0 if phone else 0.4,
        "x": 0,
        "xanchor": "left",
        "y": 0,
        "yref": "container",
        "yanchor": "bottom",
        "tickformat": value.tick_format,
        "nticks": 6,
        "tickfont": {"color": ink.soft, "size": LABEL_SIZE},
        "title": {
            "text": "" if phone else chart_text(value.name),
            "side": "right",
            "font": {"color": ink.soft, "size": LABEL_SIZE},
        },
        "outlinewidth": 0,
    }
