"""The share of an item's past cases that would have met each limit, as a stair with its interval."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from ui.charts.drawing import MARGIN_LABEL, Line, dress, lines_across, lines_down, nothing_to_draw, shown
from ui.charts.palette import palette, see_through
from ui.shell.data import rules
from ui.shell.wording import _


def limit_curve(steps: pd.DataFrame, proposal: pd.Series, title: str, key: str) -> None:
    """`steps` are the item's rows of `next_limit_steps`, `proposal` its row of `next_limits`."""
    if steps.empty:
        nothing_to_draw(title)
        return
    shown(
        curve_figure(steps, proposal),
        key,
        title,
        _("share of cases that each limit would have met; across: limit, working days"),
        _("n = {n}").format(n=f"{proposal['cases']:,}"),
        _("band: {share:.0%} interval").format(share=rules().ranking.confidence),
    )


def curve_figure(steps: pd.DataFrame, proposal: pd.Series) -> go.Figure:
    """The stair with its band; the wanted share is named beside the plot, the two limits over it."""
    ink, figure = palette(), go.Figure()
    for bound, fill in (("low", None), ("high", "tonexty")):
        figure.add_scatter(
            x=steps["limit_days"],
            y=steps[bound],
            mode="lines",
            line={"shape": "hv", "width": 0},
            fill=fill,
            fillcolor=see_through(ink.blue, 0.2),
            hoverinfo="skip",
        )
    figure.add_scatter(
        x=steps["limit_days"],
        y=steps["share_met"],
        mode="lines+markers",
        line={"shape": "hv", "color": ink.blue},
        text=[f"{met:,}" for met in steps["met"]],  # no customdata: nothing is listed behind a step
        hovertemplate="%{x}: %{y:.1%} (n=%{text})<extra></extra>",
    )
    dress(figure, height=340, right=MARGIN_LABEL, top=24)
    figure.update_xaxes(nticks=8)
    figure.update_yaxes(tickformat=".0%", range=[0, 1.04])
    wanted = rules().limits.next_share
    lines_across(figure, [Line(wanted, _("wanted {share}").format(share=f"{wanted:.0%}"), ink.text)], (0, 1.04), 280)
    limits = (
        (proposal["would_meet_days"], _("proposed {days:.4g}"), ink.blue),
        (proposal["promised_days"], _("promised {days:.4g}"), ink.orange),
    )
    lines = [Line(days, name.format(days=days), colour, "dot") for days, name, colour in limits if pd.notna(days)]
    most = max([steps["limit_days"].max(), *(line.at for line in lines)]) * 1.05
    figure.update_xaxes(range=(0, most))
    lines_down(figure, lines, (0, most))
    return figure
