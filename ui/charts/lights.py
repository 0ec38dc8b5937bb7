"""The lights now: a count a light, with shape, word and colour."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ui.charts.drawing import LABEL_SIZE, dress, shown
from ui.charts.palette import palette
from ui.shell.wording import _
from ui.shell.words import VALUES, value_word


def lights(frame: pd.DataFrame) -> str | None:
    """One bar a light, in the order green, yellow, red, paused. Gives the light clicked."""
    counts = frame.iloc[0]
    names = list(VALUES["light"])[::-1]
    figure = go.Figure(
        go.Bar(
            x=[int(counts[name]) for name in names],
            y=[value_word("light", name) for name in names],
            text=[f"{int(counts[name]):,}" for name in names],
            textposition="outside",
            cliponaxis=False,
            textfont={"color": palette().text, "size": LABEL_SIZE},
            orientation="h",
            marker_color=[palette().lights[name] for name in names],
            customdata=names,
            hoverinfo="none",
        )
    )
    title = _("Lights now: open cases")
    dress(figure, height=200, right=56)
    figure.update_xaxes(rangemode="tozero", nticks=5, tickformat=",d")
    figure.update_yaxes(showgrid=False, tickfont={"color": palette().text})
    clicked = shown(figure, "lights", title)
    if counts["without_due_day"]:
        st.caption(
            _("{n} open cases have no limit and no due date, so no light.").format(n=int(counts["without_due_day"]))
        )
    return clicked
