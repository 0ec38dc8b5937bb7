"""What the chances of past weeks were worth: said in a sentence, drawn as a calibration."""

from __future__ import annotations

from datetime import date

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics.comparison.foresight import Foresight, foresight, past_mondays
from ui.charts.drawing import dress, shown
from ui.charts.palette import palette
from ui.shell.data import figures, snapshot
from ui.shell.wording import _


def turned_out(data_date: date) -> Foresight:
    """The chances of the last Mondays, laid beside what became of the cases; of the whole city, whatever is selected."""
    mondays = past_mondays(data_date, snapshot().first_day)
    return _replayed(str(snapshot().file), tuple(mondays))


@st.cache_data(max_entries=4, show_spinner=False)
def _replayed(snapshot_file: str, mondays: tuple[date, ...]) -> Foresight:
    with st.spinner(_("Asking past Mondays how their chances turned out …")):
        return foresight(
            lambda day: figures("chances_turned_out", snapshot().everything().narrowed(as_of=day)), list(mondays)
        )


def worth(seen: Foresight) -> None:
    """Whether the chance finds more of next week's misses than the days left do, with the counts of both."""
    if not seen.missed:
        st.info(
            _(
                "No case was missed in the week after any past Monday, so chances cannot be judged; the order is by days left."
            )
        )
        return
    counted = _(
        "On {mondays} past Mondays {missed} cases stood open that were missed within the week. In the first tenth of all open "
        "cases stood {chance:.0f} of them ({chance_share:.0%}) in the order by chance, {days:.0f} ({days_share:.0%}) in the "
        "plain order by days left."
    ).format(
        mondays=seen.mondays,
        missed=seen.missed,
        chance=seen.first_by_chance,
        chance_share=seen.first_by_chance / seen.missed,
        days=seen.first_by_days,
        days_share=seen.first_by_days / seen.missed,
    )
    st.markdown(counted)
    if not seen.is_better:
        st.warning(
            _("The chance is no better than the days left here, so it is left out and the order is by days left."),
            icon=":material/rule:",
        )


def calibration(seen: Foresight) -> None:
    """Each tenth of the chance: what was expected against what came; on the diagonal both agree."""
    tenths = seen.tenths
    if tenths.empty:
        return
    figure, ink = go.Figure(), palette()
    figure.add_scatter(
        x=[0, 1], y=[0, 1], mode="lines", line={"dash": "dot", "color": ink.grey}, hoverinfo="skip", showlegend=False
    )
    figure.add_scatter(
        x=tenths["mean_chance"],
        y=tenths["share_missed"],
        mode="lines+markers+text",
        line={"color": ink.blue},
        text=[f"n={n:,}" for n in tenths["cases"]],
        textposition="top left",
        hovertemplate="%{x:.1%} → %{y:.1%} (%{text})<extra></extra>",
        showlegend=False,
    )
    title = _("How chances turned out, by tenths of the chance")
    dress(figure, height=360)
    most = min(1.0, float(pd.concat([tenths["mean_chance"], tenths["share_missed"]]).max()) + 0.1)
    figure.update_xaxes(title=_("Mean chance told"), tickformat=".0%", range=[0, most])
    figure.update_yaxes(title=_("Share that missed"), tickformat=".0%", range=[0, most])
    shown(figure, "calibration", title, _("dotted: as many missed as were expected"))
