"""A measure as somebody asked for it: a ranking, lines over time, or a heat map; too few behind a group is drawn hollow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui.charts.charts import BELOW, BLUE, GREY, HEAT, ORANGE, Measure, clickable_cells, dress, nothing_to_draw, shown
from ui.shell.wording import _, chart_text

LINES = (BLUE, ORANGE, "#2a9d6f", "#a3460f", "#6d5aa6", GREY, "#b0487b", "#5b7f2b", "#3f8fa8", "#c2a11c")
Labels = Callable[[str, Any], str]
"""What a group is called: its column and its value."""


def explored_ranking(
    frame: pd.DataFrame, group: str, value: Measure, count: Sequence[int], label: Labels, title: str, key: str
) -> Any:
    """A dot a group, its interval where it has one, in the order of the rows. Gives the group clicked."""
    drawn = frame.assign(n=list(count))
    drawn = drawn[drawn[value.column].notna()].iloc[::-1]
    if drawn.empty:
        nothing_to_draw(title)
        return None
    few = ~drawn["ranked"].astype(bool) if "ranked" in drawn else pd.Series(False, index=drawn.index)
    figure = go.Figure(
        go.Scatter(
            x=drawn[value.column],
            y=[chart_text(f"{label(group, one)}  (n={n:,})") for one, n in zip(drawn[group], drawn["n"], strict=True)],
            mode="markers",
            marker={"size": 9, "color": BLUE, "symbol": ["circle-open" if one else "circle" for one in few]},
            error_x=_interval(drawn, value),
            customdata=_told(drawn, [group]),
            hovertemplate=f"%{{y}}<br>%{{x:{value.tick_format}}}<extra></extra>",
        )
    )
    dress(figure, title, max(260, 24 * len(drawn) + 120), _few_note(bool(few.any())))
    figure.update_xaxes(title=value.name, tickformat=value.tick_format)
    figure.update_yaxes(automargin=True)
    return _row(frame, [group], shown(figure, key, title))


def explored_trend(
    frame: pd.DataFrame, time: str, group: str | None, value: Measure, label: Labels, title: str, key: str
) -> Any:
    """A line over time for each group. Gives the row clicked."""
    drawn = frame[frame[value.column].notna()]
    if drawn.empty:
        nothing_to_draw(title)
        return None
    figure = go.Figure()
    groups = [time] if group is None else [time, group]
    parts = [("", drawn)] if group is None else list(drawn.groupby(group, sort=False, dropna=False))
    for place, (name, part) in enumerate(parts):
        line = part.sort_values(time)
        figure.add_scatter(
            x=line[time],
            y=line[value.column],
            name=chart_text(label(group, name)) if group else "",
            mode="lines+markers",
            line={"color": LINES[place % len(LINES)]},
            marker={"symbol": place % 8, "size": 7},
            customdata=_told(line, groups),
            hovertemplate=f"%{{x|%Y-%m-%d}}<br>%{{y:{value.tick_format}}}",
        )
    dress(figure, title, height=420 if group else 340)
    if group:
        figure.update_layout(legend=BELOW, showlegend=True, margin_b=24 + 22 * -(-len(parts) // 3))
    figure.update_yaxes(title=value.name, tickformat=value.tick_format, rangemode="tozero")
    return _row(frame, groups, shown(figure, key, title))


def explored_heat_map(
    frame: pd.DataFrame,
    groups: tuple[str, str],
    value: Measure,
    count: Sequence[int],
    label: Labels,
    title: str,
    key: str,
) -> Any:
    """Two groupings across each other; the darker, the higher, with n at each cell. Gives the row clicked."""
    drawn = frame.assign(n=list(count))
    drawn = drawn[drawn[value.column].notna()]
    if drawn.empty:
        nothing_to_draw(title)
        return None
    down, across = groups
    rows, columns = list(dict.fromkeys(drawn[down]))[::-1], sorted(dict.fromkeys(drawn[across]), key=str)
    cells = {(one[down], one[across]): one for one in drawn.to_dict("records")}
    figure = go.Figure(
        go.Heatmap(
            z=[
                [cells[row, column][value.column] if (row, column) in cells else None for column in columns]
                for row in rows
            ],
            customdata=[
                [cells[row, column]["n"] if (row, column) in cells else 0 for column in columns] for row in rows
            ],
            x=[chart_text(label(across, one)) for one in columns],
            y=[chart_text(label(down, one)) for one in rows],
            colorscale=HEAT,
            colorbar={"tickformat": value.tick_format, "title": ""},
            hovertemplate=f"%{{y}}<br>%{{x}}<br>%{{z:{value.tick_format}}} (n=%{{customdata:,}})<extra></extra>",
        )
    )
    clickable_cells(
        figure,
        [chart_text(label(across, one)) for one in drawn[across]],
        [chart_text(label(down, one)) for one in drawn[down]],
        _told(drawn, [down, across]),
    )
    dress(figure, title, height=max(260, 22 * len(rows) + 130))
    figure.update_xaxes(type="category")
    figure.update_yaxes(type="category", automargin=True)
    return _row(frame, [down, across], shown(figure, key, title))


def _interval(drawn: pd.DataFrame, value: Measure) -> dict[str, Any] | None:
    """The interval of the measure's own share, where the groups have one."""
    if not value.interval or "low" not in drawn:
        return None
    return {
        "type": "data",
        "symmetric": False,
        "array": drawn["high"] - drawn[value.column],
        "arrayminus": drawn[value.column] - drawn["low"],
        "thickness": 1,
        "color": GREY,
    }


def _few_note(few: bool) -> str:
    return _("hollow: too few to be ranked") if few else ""


def _told(frame: pd.DataFrame, groups: Sequence[str]) -> list[str]:
    """Each row's groups as one text, which a link can hold."""
    return [" · ".join(str(value) for value in row) for row in frame[[*groups]].itertuples(index=False)]


def _row(frame: pd.DataFrame, groups: Sequence[str], clicked: Any) -> Any:
    """The row of the frame that was clicked, or None; a click on what is not shown any more is none."""
    if not clicked:
        return None
    places = [place for place, told in enumerate(_told(frame, groups)) if told == clicked]
    return frame.iloc[places[0]] if places else None
