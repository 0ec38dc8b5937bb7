"""The lights now: a count a light, with shape, word and colour."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ui.charts import CONFIG, LIGHT_COLOURS
from ui.rows import LIGHT_WORDS
from ui.wording import _


def lights(frame: pd.DataFrame) -> None:
    """One bar a light, in the order green, yellow, red, paused."""
    counts = frame.iloc[0]
    names = list(LIGHT_WORDS)[::-1]
    figure = go.Figure(
        go.Bar(
            x=[int(counts[name]) for name in names],
            y=[_(LIGHT_WORDS[name]) for name in names],
            text=[f"{int(counts[name]):,}" for name in names],
            textposition="outside",
            cliponaxis=False,
            orientation="h",
            marker_color=[LIGHT_COLOURS[name] for name in names],
            hoverinfo="skip",
        )
    )
    title = _("Lights now: open cases")
    figure.update_layout(title=title, height=260, margin={"l": 8, "r": 48, "t": 48, "b": 8}, dragmode=False)
    figure.update_xaxes(title=_("Open cases"), rangemode="tozero")
    st.plotly_chart(figure, key="lights", config=CONFIG, alt=title)
    if counts["without_due_day"]:
        st.caption(
            _("{n} open cases have no limit and no due date, so no light.").format(n=int(counts["without_due_day"]))
        )
