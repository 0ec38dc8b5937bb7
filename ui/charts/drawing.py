"""What every chart has: its title and note as text of the page, readable axes, labels of lines beside the marks.

Titles and notes stand over the chart as text, which wraps at any width and in the screen's colours; Plotly would cut them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from ui.charts.palette import palette
from ui.shell.nothing import nothing_here
from ui.shell.picks import leads_somewhere, picked_like, picking, show_picked
from ui.shell.wording import _, chart_text, plain

LABEL_SIZE = 12  # pixels
CONFIG = {"displayModeBar": False}
EDGE = 0.2  # of the plot: where a name over a line would stand out of it
MARGIN_LABEL = 76  # pixels to the right of a chart, for what its lines are called


@dataclass(frozen=True)
class Measure:
    """A column with how it reads: its name, whether it is a share, and whether the figure's interval is its own.

    `from_nothing`: 0 belongs on its axis, so that it is a bar; else a share is a dot on a fitting scale.
    """

    column: str
    name: str
    share: bool = True
    interval: bool = False
    from_nothing: bool = False
    digits: int = 1

    @property
    def tick_format(self) -> str:
        """Plotly's format of the axis."""
        return ".1~%" if self.share else ",~g"

    @property
    def bars(self) -> bool:
        """Whether its values are bars from 0."""
        return self.from_nothing or not self.share

    def said(self, value: float) -> str:
        """A value as text."""
        return f"{value:.{self.digits}%}" if self.share else f"{round(value, 1):,.10g}"


def nothing_to_draw(title: str) -> None:
    """The title of a chart that has nothing to draw, why it has nothing, and what to do."""
    _titled(title, nothing_here(st.session_state["scope"]))


def shown(figure: go.Figure, key: str, title: str, *notes: str, picks: str = "") -> Any:
    """Draw a chart under its title and notes; what stands in `customdata` at the mark that is picked, by a click or by
    the link, or None.

    `picks` names the chart whose mark it is, where several charts are pages of one.
    """
    _titled(title, *notes)
    chosen = picked_like(picks or key, figure)
    show_picked(figure, chosen)
    draw = partial(st.plotly_chart, figure, key=key, config=CONFIG, alt=title, theme="streamlit")
    if leads_somewhere(figure):
        draw(on_select=picking(key, picks or key), selection_mode="points")
    else:
        draw()
    return chosen


def _titled(title: str, *notes: str) -> None:
    with st.container(gap=None):
        st.markdown(f"**{plain(title)}**")
        if any(notes):
            st.caption(" · ".join(plain(note) for note in notes if note))


def dress(figure: go.Figure, height: int, *, legend: bool = False, right: int = 16, top: int = 8) -> None:
    """Margins, colours of text, lines and hover, and a legend over the chart in the order of the marks."""
    ink = palette()
    figure.update_layout(
        height=height + (28 if legend else 0),
        margin={"l": 8, "r": right, "t": top + (28 if legend else 0), "b": 8},
        font={"color": ink.text, "size": LABEL_SIZE},
        hoverlabel={"bgcolor": ink.ground, "bordercolor": ink.grey, "font": {"color": ink.text}},
        showlegend=legend,
        legend={
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "yref": "container",
            "y": 1,
            "yanchor": "top",
            "traceorder": "normal",
            "font": {"color": ink.text, "size": LABEL_SIZE},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        clickmode="event+select",
        dragmode=False,
    )
    soft = {"color": ink.soft, "size": LABEL_SIZE}
    for update in (figure.update_xaxes, figure.update_yaxes):
        update(
            tickfont=soft,
            title={"font": soft},
            gridcolor=ink.grid,
            linecolor=ink.grid,
            zerolinecolor=ink.grid,
            fixedrange=True,
            automargin=True,
        )


@dataclass(frozen=True)
class Line:
    """A line across a chart and what it is called."""

    at: float
    name: str
    colour: str
    dash: str = "dash"
    width: float = 1.5


def target_line(target: float) -> Line:
    """The target, as every chart draws it."""
    return Line(target, _("target {share}").format(share=f"{target:.1%}"), palette().text)


def lines_across(
    figure: go.Figure, lines: Sequence[Line], span: tuple[float, float], plot_height: int, xref: str = "x domain"
) -> None:
    """Horizontal lines with their names to the right of the plot, pushed apart where two would cover each other.

    `xref`: paper, where they cross several plots beside each other.
    """
    step = (span[1] - span[0]) * (LABEL_SIZE + 3) / plot_height
    beneath = float("-inf")
    for line in sorted(lines, key=lambda line: line.at):
        stroke = {"color": line.colour, "dash": line.dash, "width": line.width}
        figure.add_shape(type="line", x0=0, x1=1, xref=xref, y0=line.at, y1=line.at, yref="y", line=stroke)
        if line.name:
            at = max(line.at, beneath + step)
            beneath = at
            _label(figure, line, x=1, y=at, xref=xref, xanchor="left", xshift=4)


def lines_down(
    figure: go.Figure,
    lines: Sequence[Line],
    span: tuple[float, float],
    marks: Sequence[int] | None = None,
    reach: float = 0.4,
) -> None:
    """Vertical lines with their names over the plot: of two the left one's to the left, near an edge away from it.

    `marks`: the rows, counted from 0 on top, that a line crosses at their marks; by default it crosses the whole plot.
    `reach`: how much of a row it takes over and under such a mark.
    """
    ordered = sorted(lines, key=lambda line: line.at)
    for place, line in enumerate(ordered):
        stroke = {"color": line.colour, "dash": line.dash, "width": line.width}
        if marks is None:
            figure.add_vline(x=line.at, line=stroke)
        else:
            ends = [end for row in marks for end in (row - reach, row + reach, None)]
            figure.add_scatter(
                x=[line.at] * len(ends), y=ends, mode="lines", line={**stroke, "dash": "solid"}, hoverinfo="skip"
            )
        side = "center" if len(ordered) == 1 else "right" if place == 0 else "left"
        share = (line.at - span[0]) / (span[1] - span[0])
        side = "left" if share < EDGE else "right" if share > 1 - EDGE else side
        _label(figure, line, x=line.at, y=1, yref="y domain", xanchor=side, yanchor="bottom")


def _label(figure: go.Figure, line: Line, **where: Any) -> None:
    figure.add_annotation(
        text=chart_text(line.name), showarrow=False, font={"size": LABEL_SIZE, "color": line.colour}, **where
    )


def fitting_span(
    lows: Sequence[float], highs: Sequence[float], *also: float | None, share: bool = True
) -> tuple[float, float]:
    """The part of the axis that holds these intervals and lines; from 0 where 0 is near, a share never beyond 0 and 1."""
    known = [value for value in also if value is not None]
    low, high = min([*lows, *known]), max([*highs, *known])
    room = (high - low) * 0.04 or abs(high) * 0.04 or 0.01
    low = 0.0 if 0 <= low < 0.4 * high else low - room
    high += room
    if share and low >= 0:
        return max(low, 0.0), min(high, 1 + min(room, 0.01)) if high > 1 else high
    return low, high


def wide_in(text: str) -> int:
    """How much room a text takes, a Latin letter counting one and a Chinese character two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def wrapped(text: str, room: int) -> list[str]:
    """A text in lines of at most `room` (of `wide_in`), broken at blanks where there are any, nothing left out."""
    lines, line = [], ""
    for word in _words(text):
        if line and wide_in(line) + wide_in(word.rstrip()) > room:
            lines.append(line.rstrip())
            line = ""
        line += word
    return [*lines, line.rstrip()]


def _words(text: str) -> list[str]:
    """What may not be parted: Latin words with the blank behind them, single Chinese characters; long words in pieces."""
    words = [""]
    for letter in text:
        ends = words[-1].endswith(" ") or wide_in(letter) == 2 or (words[-1] and wide_in(words[-1][-1]) == 2)
        if words[-1] and (ends or len(words[-1]) >= 24):
            words.append("")
        words[-1] += letter
    return words
