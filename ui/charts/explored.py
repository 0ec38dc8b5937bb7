"""A measure as somebody asked for it: a ranking, lines over time, or a heat map; too few behind a group is drawn hollow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui.charts.drawing import Measure, dress, fitting_span, nothing_to_draw, shown
from ui.charts.heat import crossed_cells, few_note, heat_figure
from ui.charts.palette import palette
from ui.charts.rankings import paged_ranking
from ui.shell.data import rules
from ui.shell.width import narrow
from ui.shell.wording import _, chart_text

Labels = Callable[[str, Any], str]
"""What a group is called: its column and its value."""


def explored_ranking(
    frame: pd.DataFrame, group: str, value: Measure, count: Sequence[int], label: Labels, title: str, key: str
) -> Any:
    """A row a group in the order of the rows, its interval where it has one. Gives the group clicked."""
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
            "key": [[str(one), place] for place, one in zip(drawn.index, drawn[group], strict=True)],
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
    return _row(frame, paged_ranking(rows, value, title, key, *notes, order=""))


def explored_trend(
    frame: pd.DataFrame, time: str, group: str | None, value: Measure, label: Labels, title: str, key: str
) -> Any:
    """A line over time for each group. Gives the row clicked."""
    drawn = frame[frame[value.column].notna()]
    if drawn.empty:
        nothing_to_draw(title)
        return None
    figure, ink = go.Figure(), palette()
    parts = [("", drawn)] if group is None else list(drawn.groupby(group, sort=False, dropna=False))
    for place, (name, part) in enumerate(parts):
        line = part.sort_values(time)
        figure.add_scatter(
            x=line[time],
            y=line[value.column],
            name=chart_text(label(group, name)) if group else "",
            mode="lines+markers",
            line={
                "color": ink.series[place % len(ink.series)],
                "dash": ("solid", "dash", "dot")[place // len(ink.series) % 3],
            },
            marker={"symbol": place % 8, "size": 8},
            customdata=[[str(row), row] for row in line.index],
            hovertemplate=f"%{{x|%Y-%m-%d}}<br>%{{y:{value.tick_format}}}",
        )
    # on a phone a name takes a line of the legend, on a desk about three stand beside each other
    dress(figure, height=380 if group else 320, legend=group is not None)
    if group:
        beneath = 22 * -(-len(parts) // (1 if narrow() else 3)) + 12
        figure.update_layout(margin_t=beneath, height=360 + beneath)
    span = fitting_span(drawn[value.column], drawn[value.column], share=value.share)
    room = (span[1] - span[0]) * 0.03
    figure.update_yaxes(tickformat=value.tick_format, range=(span[0] - room, span[1] + room))
    figure.update_xaxes(nticks=4 if narrow() else 8, tickangle=0)
    return _row(frame, shown(figure, key, title, value.name))


def explored_heat_map(
    frame: pd.DataFrame,
    groups: tuple[str, str],
    value: Measure,
    count: Sequence[int],
    label: Labels,
    title: str,
    key: str,
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
    )
    names = [label(down, one) for one in rows]
    figure = heat_figure(cells, names, [label(across, one) for one in columns], value, narrow())
    return _row(frame, shown(figure, key, title, few_note(bool(cells["few"].any()))))


def _row(frame: pd.DataFrame, clicked: Any) -> Any:
    """The row of the frame that was clicked, or None; a click on what is not shown any more is none."""
    if not clicked:
        return None
    place = int(clicked[-1])
    return frame.loc[place] if place in frame.index else None
