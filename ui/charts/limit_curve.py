"""The share of an item's past cases that would have met each limit, as a stair with its interval."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from ui.charts.charts import BLUE, GREY, ORANGE, dress, nothing_to_draw, shown
from ui.shell.data import rules
from ui.shell.wording import _, chart_text


def limit_curve(steps: pd.DataFrame, proposal: pd.Series, title: str, key: str) -> None:
    """`steps` are the item's rows of `next_limit_steps`, `proposal` its row of `next_limits`."""
    if steps.empty:
        nothing_to_draw(title)
        return
    figure = go.Figure()
    for bound, fill in (("low", None), ("high", "tonexty")):
        figure.add_scatter(
            x=steps["limit_days"],
            y=steps[bound],
            mode="lines",
            line={"shape": "hv", "width": 0},
            fill=fill,
            fillcolor="rgba(47, 109, 181, 0.18)",
            hoverinfo="skip",
        )
    figure.add_scatter(
        x=steps["limit_days"],
        y=steps["share_met"],
        mode="lines+markers",
        line={"shape": "hv", "color": BLUE},
        customdata=steps["met"],
        hovertemplate="%{x}: %{y:.1%} (n=%{customdata})<extra></extra>",
    )
    wanted = rules().limits.next_share
    figure.add_hline(
        y=wanted, line_dash="dash", line_color=GREY, annotation_text=f"{wanted:.0%}", annotation_position="top left"
    )
    for days, name, colour, side in (
        (proposal["would_meet_days"], _("proposed {days:g}"), BLUE, "bottom left"),
        (proposal["promised_days"], _("promised {days:g}"), ORANGE, "bottom right"),
    ):
        if pd.notna(days):
            figure.add_vline(
                x=days,
                line_dash="dot",
                line_color=colour,
                annotation_text=chart_text(name.format(days=days)),
                annotation_position=side,
            )
    subtitle = _("n = {n} · band: {share:.0%} interval").format(
        n=f"{proposal['cases']:,}", share=rules().ranking.confidence
    )
    dress(figure, title, height=340, subtitle=subtitle)
    figure.update_xaxes(title=_("Limit, working days"), rangemode="tozero")
    figure.update_yaxes(title=_("Share of cases that would have met it"), tickformat=".0%", range=[0, 1.04])
    shown(figure, key, title)
