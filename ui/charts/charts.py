"""How charts look: sorted bars with intervals, trends with a target line, heat maps, ages. No colour means anything alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics.figures.scope import Scope
from ui.shell.data import rules
from ui.shell.nothing import nothing_here
from ui.shell.windows import month_in_words
from ui.shell.wording import _, chart_text, plain, unit_label
from ui.shell.words import value_word

BLUE, ORANGE, GREY = "#2f6db5", "#d9822b", "#8a8f98"
GROUPS = (BLUE, ORANGE, "#a3460f", GREY)
LIGHT_COLOURS = {"green": "#2a9d6f", "yellow": "#e0a800", "red": "#c8442f", "paused": GREY}
HEAT = [[0, "#f3f1ec"], [1, "#a3460f"]]
BELOW = {"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom", "traceorder": "normal"}
CONFIG = {"displaylogo": False, "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"]}


@dataclass(frozen=True)
class Measure:
    """A column with how it reads: its name, whether it is a share, and whether the figure's interval is its own."""

    column: str
    name: str
    share: bool = True
    interval: bool = False

    @property
    def tick_format(self) -> str:
        """Plotly's format of the axis."""
        return ".1~%" if self.share else ",d"


def ranking(
    frame: pd.DataFrame,
    by: str,
    value: Measure,
    count: str,
    title: str,
    key: str,
    target: float | None = None,
    worse_is_higher: bool = True,
) -> str | None:
    """Sorted horizontal bars with counts and intervals; units under the minimum count stand apart. Gives the unit clicked."""
    frame = frame.assign(label=[unit_label(name) for name in frame[by]])
    if frame.empty:
        nothing_to_draw(title)
        return None
    ranked = frame[frame["ranked"]].sort_values(value.column, ascending=worse_is_higher).tail(25)
    small = frame[~frame["ranked"]]
    clicked = None
    if len(ranked):
        beyond = ranked[value.column] > (target or 0) if worse_is_higher else ranked[value.column] < (target or 1)
        colours = [ORANGE if out and target is not None else BLUE for out in beyond]
        labels = [
            chart_text(f"{name}  {share:.1%} (n={n})")
            for name, share, n in zip(ranked["label"], ranked[value.column], ranked[count], strict=True)
        ]
        bars = go.Bar(
            x=ranked[value.column],
            y=labels,
            orientation="h",
            marker_color=colours,
            customdata=ranked[by],
            error_x={
                "type": "data",
                "symmetric": False,
                "array": ranked["high"] - ranked[value.column],
                "arrayminus": ranked[value.column] - ranked["low"],
                "thickness": 1,
                "color": GREY,
            },
            hovertemplate="%{y}<br>%{x:.1%}<extra></extra>",
        )
        figure = go.Figure(bars)
        interval = _("thin line: {share:.0%} interval").format(share=rules().ranking.confidence)
        orange = _("orange: worse than the target") if target is not None else ""
        dress(figure, title, max(240, 26 * len(ranked) + 130), " · ".join(filter(None, (orange, interval))))
        figure.update_xaxes(title=value.name, tickformat=value.tick_format, rangemode="tozero")
        figure.update_yaxes(type="category", automargin=True)
        if target is not None:
            _target(figure, target, across="x")
        clicked = shown(figure, key, title)
    if len(small):
        with st.expander(_("{n} with fewer cases than a ranking needs").format(n=len(small))):
            st.dataframe(
                small[["label", count, value.column]].rename(
                    columns={"label": _("Unit"), count: _("Count"), value.column: value.name}
                ),
                hide_index=True,
                column_config={value.name: st.column_config.NumberColumn(format="percent")},
            )
    return clicked


def trend(
    frame: pd.DataFrame,
    value: Measure,
    count: str,
    title: str,
    key: str,
    scope: Scope,
    target: float | None = None,
) -> date | None:
    """A share over months with its target; a month that the selection cuts is hollow and says its days.

    Gives the month clicked, as its first day.
    """
    if frame.empty:
        nothing_to_draw(title)
        return None
    frame = frame.assign(label=[month_in_words(month, scope) for month in _days(frame)])
    whole = [scope.holds_whole_month(month) for month in _days(frame)]
    figure = go.Figure()
    for line, some in _segments(frame, whole):
        figure.add_scatter(
            x=some["month"],
            y=some[value.column],
            mode="lines",
            line={"color": BLUE, "dash": line},
            hoverinfo="skip",
        )
    for symbol, months in (("circle", frame[whole]), ("circle-open", frame[[not is_whole for is_whole in whole]])):
        figure.add_scatter(
            x=months["month"],
            y=months[value.column],
            mode="markers",
            marker={"color": BLUE, "symbol": symbol, "size": 7, "line": {"width": 2}},
            customdata=[str(month)[:10] for month in months["month"]],
            text=[f"{label}<br>n={n}" for label, n in zip(months["label"], months[count], strict=True)],
            hovertemplate="%{text}<br>%{y:.1%}<extra></extra>",
        )
    hollow = "" if all(whole) else _("hollow: a month that the selection cuts")
    dress(figure, title, height=340 if hollow else 300, subtitle=hollow)
    figure.update_yaxes(title=value.name, tickformat=value.tick_format, rangemode="tozero")
    ticks = frame.iloc[:: -(len(frame) // 5 + 1)]
    figure.update_xaxes(tickvals=ticks["month"], ticktext=ticks["label"], tickangle=0)
    if target is not None:
        _target(figure, target, across="y")
    clicked = shown(figure, key, title)
    return date.fromisoformat(clicked) if clicked else None


def _days(frame: pd.DataFrame) -> list[date]:
    return [month.date() for month in pd.to_datetime(frame["month"])]


def _segments(frame: pd.DataFrame, whole: Sequence[bool]) -> list[tuple[str, pd.DataFrame]]:
    """The line through the whole months, and the dotted ones to the cut months at either end."""
    places = [place for place, is_whole in enumerate(whole) if is_whole]
    if not places:
        return []
    return [
        ("dot", frame.iloc[: places[0] + 1]),
        ("solid", frame.iloc[places[0] : places[-1] + 1]),
        ("dot", frame.iloc[places[-1] :]),
    ]


def heat_map(
    frame: pd.DataFrame, by: str, value: Measure, title: str, key: str, scope: Scope
) -> tuple[str, date] | None:
    """Units by months; the darker, the higher. The worst 20 units. A month that the selection cuts is framed.

    Gives the unit and the month clicked.
    """
    if frame.empty:
        nothing_to_draw(title)
        return None
    worst = frame.groupby(by)["missed"].sum().sort_values(ascending=False).head(20).index
    table = frame[frame[by].isin(worst)].pivot(index=by, columns="month", values=value.column).reindex(worst[::-1])
    months = [pd.Timestamp(month).date() for month in table.columns]
    names = [month_in_words(month, scope) for month in months]
    figure = go.Figure(
        go.Heatmap(
            z=table.to_numpy(),
            x=names,
            y=[chart_text(name) for name in table.index],
            colorscale=HEAT,
            colorbar={"tickformat": ".0%", "title": ""},
            hovertemplate="%{y}<br>%{x}<br>%{z:.1%}<extra></extra>",
        )
    )
    cells = [
        (unit, place) for unit in table.index for place in range(len(months)) if pd.notna(table.loc[unit].iloc[place])
    ]
    clickable_cells(
        figure,
        [names[place] for _unit, place in cells],
        [chart_text(unit) for unit, _place in cells],
        [[unit, months[place].isoformat()] for unit, place in cells],
    )
    cut = [place for place, month in enumerate(months) if not scope.holds_whole_month(month)]
    for place in cut:
        figure.add_vrect(place - 0.5, place + 0.5, line={"color": GREY, "dash": "dot", "width": 2})
    subtitle = _("dotted frame: a month that the selection cuts") if cut else ""
    dress(figure, title, height=max(260, 22 * len(table) + 110), subtitle=subtitle)
    figure.update_xaxes(type="category")
    figure.update_yaxes(type="category", automargin=True)
    clicked = shown(figure, key, title)
    return (clicked[0], date.fromisoformat(clicked[1])) if clicked else None


def clickable_cells(figure: go.Figure, x: Sequence[str], y: Sequence[str], customdata: Sequence[list[Any]]) -> None:
    """Make the cells of a heat map clickable, which Streamlit cannot: markers that cannot be seen lie over them."""
    figure.add_scatter(
        x=x,
        y=y,
        customdata=customdata,
        mode="markers",
        marker={"symbol": "square", "size": 16, "opacity": 0},
        hoverinfo="skip",
    )


def columns(frame: pd.DataFrame, x: str, y: str, title: str, key: str, x_name: str, y_name: str) -> str | None:
    """Upright bars in the order of the rows. Gives the bar clicked."""
    if frame.empty:
        nothing_to_draw(title)
        return None
    figure = go.Figure(
        go.Bar(
            x=[chart_text(label) for label in frame[x]],
            y=frame[y],
            marker_color=BLUE,
            text=frame[y],
            textangle=0,
            customdata=frame[x],
            hovertemplate="%{x}: %{y}<extra></extra>",
        )
    )
    dress(figure, title, height=300)
    figure.update_xaxes(title=x_name, type="category")
    figure.update_yaxes(title=y_name)
    return shown(figure, key, title)


def grouped(
    frame: pd.DataFrame, by: str, parts: dict[str, str], title: str, key: str, x_name: str
) -> tuple[str | None, str] | None:
    """Stacked horizontal bars, one colour a part. Gives the bar and the part clicked."""
    if frame.empty:
        nothing_to_draw(title)
        return None
    figure = go.Figure()
    for colour, (column, name) in zip(GROUPS, parts.items(), strict=False):
        figure.add_bar(
            x=frame[column],
            y=[chart_text(value_word(by, unit_label(label))) for label in frame[by]],
            name=name,
            orientation="h",
            marker_color=colour,
            customdata=[[label, column] for label in frame[by]],
        )
    dress(figure, title, height=max(260, 26 * len(frame) + 130))
    figure.update_layout(barmode="stack", legend=BELOW, showlegend=True, margin_b=84)
    figure.update_xaxes(title=x_name)
    figure.update_yaxes(type="category", automargin=True)
    clicked = shown(figure, key, title)
    return (clicked[0], clicked[1]) if clicked else None


def pairs(frame: pd.DataFrame, by: str, parts: dict[str, str], title: str, key: str, x_name: str) -> str | None:
    """Bars side by side, one group a row. Gives the row clicked."""
    if frame.empty:
        nothing_to_draw(title)
        return None
    figure = go.Figure()
    for colour, (column, name) in zip((GREY, BLUE, ORANGE), parts.items(), strict=False):
        figure.add_bar(
            x=frame[column],
            y=[chart_text(unit_label(label)) for label in frame[by]],
            name=name,
            orientation="h",
            marker_color=colour,
            customdata=frame[by],
        )
    dress(figure, title, height=max(260, 40 * len(frame) + 130))
    figure.update_layout(barmode="group", legend=BELOW, showlegend=True, margin_b=84)
    figure.update_xaxes(title=x_name)
    figure.update_yaxes(type="category", automargin=True)
    return shown(figure, key, title)


def nothing_to_draw(title: str) -> None:
    """The title of a chart that has nothing to draw, why it has nothing, and what to do."""
    st.markdown(f"**{plain(title)}**")
    st.caption(nothing_here(st.session_state["scope"]))


def dress(figure: go.Figure, title: str, height: int, subtitle: str = "") -> None:
    """Title, subtitle and margins as every chart has them."""
    figure.update_layout(
        title={
            "text": chart_text(title),
            "font": {"size": 16},
            "subtitle": {"text": chart_text(subtitle), "font": {"size": 12, "color": GREY}},
            "x": 0,
            "xanchor": "left",
            "yref": "container",
            "y": 1,
            "yanchor": "top",
            "pad": {"t": 12},
        },
        height=height,
        margin={"l": 8, "r": 16, "t": 76 if subtitle else 56, "b": 8},
        showlegend=False,
        clickmode="event+select",
        dragmode=False,
    )


def _target(figure: go.Figure, target: float, across: str) -> None:
    line = {"line_dash": "dash", "line_color": GREY, "annotation_text": _("target {share:.1%}").format(share=target)}
    if across == "x":
        figure.add_vline(x=target, annotation_position="top", **line)  # over the bars, on none of them
        figure.update_layout(margin_t=figure.layout.margin.t + 20)
    else:
        figure.add_hline(y=target, **line)


def shown(figure: go.Figure, key: str, title: str) -> Any:
    """Draw a chart; what stands in `customdata` at the point that was clicked, or None."""
    event = st.plotly_chart(
        figure, key=key, on_select="rerun", selection_mode="points", config=CONFIG, alt=title, theme="streamlit"
    )
    points = event["selection"]["points"] if event else []
    if not points:
        return None
    chosen = points[0].get("customdata")
    return chosen[0] if isinstance(chosen, list) and len(chosen) == 1 else chosen


def basis_bars(frame: pd.DataFrame, title: str, key: str, target: float | None) -> None:
    """Compression on each basis, the basis named at every bar."""
    bars = frame[frame["compression"].notna()].iloc[::-1]
    if bars.empty:
        nothing_to_draw(title)
        return
    figure = go.Figure(
        go.Bar(
            x=bars["compression"],
            y=bars["basis"],
            orientation="h",
            marker_color=BLUE,
            text=[f"{share:.2%}" for share in bars["compression"]],
            textposition="auto",
            hovertemplate="%{y}: %{x:.2%}<extra></extra>",
        )
    )
    dress(figure, title, height=320)
    figure.update_xaxes(title=_("Compression, share of days"), tickformat=".1~%")
    figure.update_yaxes(type="category", automargin=True)
    if target is not None:
        _target(figure, target, across="x")
    shown(figure, key, title)


def plain_ranking(frame: pd.DataFrame, by: str, value: Measure, count: str, title: str, key: str) -> str | None:
    """Sorted horizontal bars with counts, the 25 lowest of those that have a value. Gives the bar clicked."""
    shown_rows = frame[frame[value.column].notna()].head(25).iloc[::-1]
    if shown_rows.empty:
        nothing_to_draw(title)
        return None
    figure = go.Figure(
        go.Bar(
            x=shown_rows[value.column],
            y=[
                chart_text(f"{unit_label(name)}  (n={n})")
                for name, n in zip(shown_rows[by], shown_rows[count], strict=True)
            ],
            orientation="h",
            marker_color=BLUE,
            customdata=shown_rows[by],
            text=[f"{share:.1%}" for share in shown_rows[value.column]],
            hovertemplate="%{y}: %{x:.1%}<extra></extra>",
        )
    )
    dress(figure, title, height=max(240, 24 * len(shown_rows) + 110))
    figure.update_xaxes(title=value.name, tickformat=value.tick_format)
    figure.update_yaxes(type="category", automargin=True)
    return shown(figure, key, title)
