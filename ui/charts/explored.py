"""A measure as somebody asked for it: a ranking, lines over time, or a heat map; too few behind a group is drawn hollow."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.figures.scope import Scope
from ui.charts.drawing import Measure, dress, fitting_span, nothing_to_draw, shown, wide_in
from ui.charts.heat import crossed_cells, few_note, heat_figure, scale_note
from ui.charts.palette import palette
from ui.charts.rankings import paged_ranking
from ui.charts.remarks import mark_notes, notes_in, notes_in_words
from ui.shell.data import rules
from ui.shell.width import narrow
from ui.shell.windows import month_in_words
from ui.shell.wording import _, chart_text

Labels = Callable[[str, Any], str]
"""What a group is called: its column and its value."""
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "star", "hexagon", "pentagon")
DESK = 900  # pixels that a legend has at least where it is not on a phone


def explored_ranking(
    frame: pd.DataFrame,
    group: str,
    value: Measure,
    count: Sequence[int],
    label: Labels,
    title: str,
    key: str,
    all_of: int | None = None,
) -> Any:
    """A row a group in the order of the rows, its interval where it has one. Gives the group clicked.

    `all_of`: how many groups there are, where the frame holds not all of them.
    """
    drawn = frame.assign(n=list(count))
    drawn = drawn[drawn[value.column].notna()]
    if drawn.empty:
        nothing_to_draw(title)
        return None
    rows = pd.DataFrame(
        {
            "name": [label(group, one) for one in drawn[group]],
            "value": drawn[value.column].astype(float).to_numpy(),
            "n": drawn["n"].to_numpy(),
            "key": _told(drawn, [group]),
        }
    )
    if "ranked" in drawn:
        rows["few"] = ~drawn["ranked"].astype(bool).to_numpy()
    if value.interval and "low" in drawn:
        rows["low"], rows["high"] = drawn["low"].to_numpy(), drawn["high"].to_numpy()
    notes = (
        value.name,
        _("hollow: n under {least}").format(least=rules().ranking.minimum_count)
        if "few" in rows and rows["few"].any()
        else "",
        _("line: {share:.0%} interval").format(share=rules().ranking.confidence) if "low" in rows else "",
    )
    return _row(frame, [group], paged_ranking(rows, value, title, key, *notes, order="", all_of=all_of))


def explored_trend(
    frame: pd.DataFrame,
    time: str,
    group: str | None,
    value: Measure,
    label: Labels,
    title: str,
    key: str,
    scope: Scope,
) -> Any:
    """A line over time for each group; a month that the selection cuts is hollow. Gives the row clicked."""
    drawn = frame[frame[value.column].notna()]
    if drawn.empty:
        nothing_to_draw(title)
        return None
    figure, ink = go.Figure(), palette()
    groups = [time] if group is None else [time, group]
    parts = [("", drawn)] if group is None else list(drawn.groupby(group, sort=False, dropna=False))
    cut_months = _cut(time, drawn[time].unique(), scope)
    for place, (name, part) in enumerate(parts):
        line = part.sort_values(time)
        hollow = ["-open" if one in cut_months else "" for one in line[time]]
        figure.add_scatter(
            x=line[time],
            y=line[value.column],
            name=chart_text(label(group, name)) if group else "",
            mode="lines+markers",
            line={
                "color": ink.series[place % len(ink.series)],
                "dash": ("solid", "dash", "dot")[place // len(ink.series) % 3],
            },
            marker={"symbol": [SYMBOLS[place % len(SYMBOLS)] + mark for mark in hollow], "size": 8},
            customdata=_told(line, groups),
            hovertemplate=f"%{{x|%Y-%m-%d}}<br>%{{y:{value.tick_format}}}" + ("" if group else "<extra></extra>"),
        )
    dress(figure, height=380 if group else 320, legend=group is not None)
    if group:
        above = _legend_height([label(group, name) for name, _part in parts])
        figure.update_layout(margin_t=above, height=360 + above)
    span = fitting_span(drawn[value.column], drawn[value.column], share=value.share)
    room = (span[1] - span[0]) * 0.03
    figure.update_yaxes(tickformat=value.tick_format, range=(span[0] - room, span[1] + room))
    figure.update_xaxes(nticks=4 if narrow() else 8, tickangle=0)
    notes = notes_in(value.column, pd.to_datetime(drawn[time]).dt.date, scope.units)
    mark_notes(figure, notes)
    clicked = shown(figure, key, title, value.name, _("hollow: a month that the selection cuts") if cut_months else "")
    notes_in_words(notes)
    return _row(frame, groups, clicked)


def explored_heat_map(
    frame: pd.DataFrame,
    groups: tuple[str, str],
    value: Measure,
    count: Sequence[int],
    label: Labels,
    title: str,
    key: str,
    scope: Scope,
) -> Any:
    """Two groupings across each other; the darker, the higher, with its value in each cell. Gives the row clicked."""
    drawn = frame.assign(n=list(count))
    drawn = drawn[drawn[value.column].notna()]
    if drawn.empty:
        nothing_to_draw(title)
        return None
    down, across = groups
    rows, columns = list(dict.fromkeys(drawn[down])), sorted(dict.fromkeys(drawn[across]), key=str)
    cells = crossed_cells(
        drawn,
        [rows.index(one) for one in drawn[down]],
        [columns.index(one) for one in drawn[across]],
        value,
        [int(n) for n in drawn["n"]],
        _told(drawn, [down, across]),
    )
    names = [label(down, one) for one in rows]
    cut_months = _cut(across, columns, scope)
    over = [
        month_in_words(pd.Timestamp(one).date(), scope) if one in cut_months else label(across, one) for one in columns
    ]
    cut = [place for place, one in enumerate(columns) if one in cut_months]
    figure = heat_figure(cells, names, over, value, narrow(), cut)
    frames = _("dotted frame: a month that the selection cuts") if cut else ""
    clicked = shown(figure, key, title, scale_note(value), few_note(bool(cells["few"].any())), frames)
    return _row(frame, [down, across], clicked)


def _cut(column: str, values: Iterable[Any], scope: Scope) -> set[Any]:
    """The months that the selection cuts, of a column that holds months."""
    return (
        {one for one in values if not scope.holds_whole_month(pd.Timestamp(one).date())} if column == "month" else set()
    )


def _legend_height(names: Sequence[str]) -> int:
    """Pixels for a legend of these names: on a phone each has a line, on a desk they stand beside each other."""
    lines = len(names) if narrow() else math.ceil(sum(60 + 7 * wide_in(name) for name in names) / DESK)
    return 20 * lines + 16


def _told(frame: pd.DataFrame, groups: Sequence[str]) -> list[str]:
    """Each row's groups as one text, which a link can hold."""
    return [" · ".join(str(value) for value in row) for row in frame[[*groups]].itertuples(index=False)]


def _row(frame: pd.DataFrame, groups: Sequence[str], clicked: Any) -> Any:
    """The row of the frame that was clicked, or None; a click on what is not shown any more is none."""
    if not clicked:
        return None
    places = [place for place, told in enumerate(_told(frame, groups)) if told == clicked]
    return frame.iloc[places[0]] if places else None
