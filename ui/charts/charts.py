"""How series, columns and parts look: trends with a target line, ages, parts of a whole. No colour means anything alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from analytics.figures.scope import Scope
from ui.charts.drawing import (
    LABEL_SIZE,
    MARGIN_LABEL,
    Measure,
    dress,
    fitting_span,
    lines_across,
    nothing_to_draw,
    shown,
    target_line,
    wrapped,
)
from ui.charts.palette import palette
from ui.charts.rankings import ranking_figure, span_of
from ui.charts.remarks import draw_bands, edges, mark_notes, notes_in, notes_in_words, own_lines
from ui.shell.width import narrow
from ui.shell.windows import month_in_words
from ui.shell.wording import _, chart_text, unit_label
from ui.shell.words import value_word

TREND_HEIGHT = 260  # pixels of the plot
TARGET_BASIS = "ratio of sums"  # the basis that the city's target for compression is set on (domain.md 4)


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
    frame = frame[frame[value.column].notna()]
    if frame.empty:
        nothing_to_draw(title)
        return None
    whole = [scope.holds_whole_month(month) for month in _days(frame)]
    hollow = "" if all(whole) else _("hollow: a month that the selection cuts")
    figure = trend_figure(frame, value, count, scope, target, phone=narrow())
    notes = notes_in(value.column, _days(frame), scope.units)
    mark_notes(figure, notes)
    clicked = shown(figure, key, title, value.name, hollow)
    notes_in_words(notes)
    return date.fromisoformat(clicked) if clicked else None


def trend_figure(
    frame: pd.DataFrame, value: Measure, count: str, scope: Scope, target: float | None, phone: bool
) -> go.Figure:
    """The months as points on a line; what the target is stands beside the plot."""
    ink, figure = palette(), go.Figure()
    frame = frame.assign(label=[month_in_words(month, scope) for month in _days(frame)])
    whole = [scope.holds_whole_month(month) for month in _days(frame)]
    for line, some in _segments(frame, whole):
        figure.add_scatter(
            x=some["month"],
            y=some[value.column],
            mode="lines",
            line={"color": ink.blue, "dash": line},
            hoverinfo="skip",
        )
    for symbol, months in (("circle", frame[whole]), ("circle-open", frame[[not is_whole for is_whole in whole]])):
        figure.add_scatter(
            x=months["month"],
            y=months[value.column],
            mode="markers",
            marker={"color": ink.blue, "symbol": symbol, "size": 8, "line": {"width": 2, "color": ink.blue}},
            customdata=[str(month)[:10] for month in months["month"]],
            text=[f"{label}<br>n={n:,}" for label, n in zip(months["label"], months[count], strict=True)],
            hovertemplate="%{text}<br>%{y:.1%}<extra></extra>",
        )
    lines = [*([] if target is None else [target_line(target)]), *own_lines(value.column)]
    dress(figure, height=TREND_HEIGHT + 40, right=MARGIN_LABEL if lines else 16)
    span = fitting_span(
        frame[value.column], frame[value.column], *(line.at for line in lines), *edges(value.column), share=value.share
    )
    figure.update_yaxes(tickformat=value.tick_format, range=_open_at_ends(span), nticks=6)
    ticks = frame.iloc[:: -(len(frame) // (3 if phone else 5) + 1)]
    figure.update_xaxes(tickvals=ticks["month"], ticktext=ticks["label"], tickangle=0)
    lines_across(figure, lines, span, TREND_HEIGHT)
    draw_bands(figure, value.column)
    return figure


def _open_at_ends(span: tuple[float, float]) -> tuple[float, float]:
    """A little more on both sides, so that a point at the edge is drawn whole."""
    room = (span[1] - span[0]) * 0.03
    return span[0] - room, span[1] + room


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


def columns(frame: pd.DataFrame, x: str, y: str, title: str, key: str, x_name: str, y_name: str) -> str | None:
    """Upright bars in the order of the rows, their number over them. Gives the bar clicked."""
    if frame.empty:
        nothing_to_draw(title)
        return None
    figure = go.Figure(
        go.Bar(
            x=["<br>".join(map(chart_text, wrapped(label, 10 if narrow() else 24))) for label in frame[x]],
            y=frame[y],
            marker_color=palette().blue,
            text=[f"{number}" if narrow() else f"{number:,}" for number in frame[y]],
            textposition="outside",
            textangle=0,
            constraintext="none",
            textfont={"color": palette().text, "size": LABEL_SIZE - 2 if narrow() else LABEL_SIZE},
            cliponaxis=False,
            customdata=frame[x],
            hovertemplate="%{x}: %{y:,}<extra></extra>",
        )
    )
    dress(figure, height=260, top=24)
    figure.update_xaxes(title=x_name, type="category", tickangle=0)
    figure.update_yaxes(rangemode="tozero", tickformat=",d", nticks=5)
    return shown(figure, key, title, y_name)


def grouped(
    frame: pd.DataFrame, by: str, parts: dict[str, str], title: str, key: str, x_name: str
) -> tuple[str | None, str] | None:
    """Stacked horizontal bars, one colour a part, the legend in their order. Gives the bar and the part clicked."""
    if frame.empty:
        nothing_to_draw(title)
        return None
    figure = go.Figure()
    labels = [_row_label(value_word(by, unit_label(label))) for label in frame[by]]
    for colour, (column, name) in zip(palette().parts, parts.items(), strict=False):
        figure.add_bar(
            x=frame[column],
            y=labels,
            name=chart_text(name),
            orientation="h",
            marker={"color": colour, "line": {"color": palette().ground, "width": 1}},  # parts stay parted
            customdata=[[None if pd.isna(label) else label, column] for label in frame[by]],
            hovertemplate="%{y}<br>%{fullData.name}: %{x:,}<extra></extra>",
        )
    dress(figure, height=30 * len(frame) + 60, legend=True, top=8)
    figure.update_layout(barmode="stack", margin_t=56 if narrow() else 40)
    figure.update_xaxes(nticks=5, tickformat=",d")
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False)
    clicked = shown(figure, key, title, x_name)
    return (clicked[0], clicked[1]) if clicked and clicked[1] in parts else None


def pairs(frame: pd.DataFrame, by: str, parts: dict[str, str], title: str, key: str, x_name: str) -> str | None:
    """Bars under each other, one group a row, the legend in their order. Gives the row clicked."""
    if frame.empty:
        nothing_to_draw(title)
        return None
    ink, figure = palette(), go.Figure()
    for colour, (column, name) in zip((ink.grey, ink.blue, ink.orange), parts.items(), strict=False):
        figure.add_bar(
            x=frame[column],
            y=[_row_label(unit_label(label)) for label in frame[by]],
            name=chart_text(name),
            orientation="h",
            marker_color=colour,
            text=[f"{number:.1f}" if pd.notna(number) else "" for number in frame[column]],
            textposition="outside",
            textfont={"color": ink.text, "size": LABEL_SIZE - 1},
            cliponaxis=False,
            customdata=frame[by].fillna(""),
            hovertemplate="%{y}<br>%{fullData.name}: %{x:,.1f}<extra></extra>",
        )
    dress(figure, height=50 * len(frame) + 60, legend=True, right=40)
    figure.update_layout(barmode="group", bargap=0.25)
    figure.update_xaxes(rangemode="tozero", nticks=5)
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False)
    return shown(figure, key, title, x_name)


def _row_label(name: str) -> str:
    """A name beside its bars, on a phone in short lines."""
    return "<br>".join(map(chart_text, wrapped(name, 16 if narrow() else 44)))


def basis_bars(frame: pd.DataFrame, title: str, key: str, target: float | None) -> None:
    """Compression on each basis, the basis named at every bar; the target crosses only the bar of its own basis.

    `frame` is the figure `compression`, `basis` as the figure gives it.
    """
    bars = frame[frame["compression"].notna()]
    bars = bars.sort_values("basis", key=lambda basis: basis != TARGET_BASIS, kind="stable")
    if bars.empty:
        nothing_to_draw(title)
        return
    shown(basis_figure(bars, target, phone=narrow()), key, title, _("Compression, share of days"))


def basis_figure(bars: pd.DataFrame, target: float | None, phone: bool) -> go.Figure:
    """A bar a basis, from top to bottom, the one that the target is set on first."""
    names = [value_word("basis", basis) for basis in bars["basis"]]
    rows = pd.DataFrame({"name": names, "value": bars["compression"].to_numpy(), "n": 0, "key": names})
    value = Measure("compression", _("Compression"), from_nothing=True, digits=2)
    target = target if TARGET_BASIS in set(bars["basis"]) else None
    span = span_of(rows, value, target)
    return ranking_figure(rows, value, target, span, phone, counts=False, of_target=[0])
