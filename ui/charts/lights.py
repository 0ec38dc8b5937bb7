"""The lights now: a count a light, with shape, word and colour."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ui.charts.charts import LIGHT_COLOURS, dress, shown
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
            orientation="h",
            marker_color=[LIGHT_COLOURS[name] for name in names],
            customdata=names,
            hoverinfo="none",
        )
    )
    title = _("Lights now: open cases")
    dress(figure, title, height=260)
    figure.update_layout(margin={"r": 48})
    figure.update_xaxes(title=_("Open cases"), rangemode="tozero")
    clicked = shown(figure, "lights", title)
    if counts["without_due_day"]:
        st.caption(
            _("{n} open cases have no limit and no due date, so no light.").format(n=int(counts["without_due_day"]))
        )
    return clicked
