"""What was clicked in the charts of a page: kept in the address, so that a link opens the same rows.

A chart tells a click by itself only until it is drawn otherwise, and a link knows nothing of it. So a click becomes one
entry of `pick` in the address, `by-unit:甲局`, and every chart is drawn with what is picked in it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from analytics.figures.scope import Scope
from ui.shell.address import from_outside, from_url, to_url

PICK, ROWS = "pick", "rows"
CELLS = "cells"
"""What a trace whose marks are the cells of a heat map says of itself."""
FAINT = 0.35
"""How much of a mark is seen beside the one that is picked."""
_PAGE, _LAND = "picks-of", "land-on-rows"
_SAYS = {
    "by-unit": {"unit"},
    "messages-by-unit": {"unit"},
    "ratings-by-unit": {"unit"},
    "funnel-overdue_rate": {"unit"},
    "funnel-message_compliance": {"unit"},
    "by-month": {"month"},
    "ratings-by-month": {"month"},
    "xmr-overdue_rate": {"month"},
    "xmr-message_compliance": {"month"},
    "heat": {"unit", "month"},
    "by-age": {"age", "month"},  # how late cases are now is asked of all of them, whatever month they were due in
    "by-area": {"area"},
    "times": {"area"},
}
"""What a chart's marks stand for, where another chart's stand for the same: the newer click of the two counts."""


def begin_picks(page: str) -> None:
    """Take what a link says was clicked; what was clicked on another page is forgotten."""
    entered = st.session_state.get(_PAGE) != page
    if entered:
        st.session_state[_PAGE] = page
        st.session_state.pop(_LAND, None)
        for key in (PICK, ROWS):
            st.session_state.pop(key, None)
            st.session_state.pop(f"written-{key}", None)
    before = st.session_state.get(PICK, [])
    from_url(PICK, [], lambda text: text if ":" in text else None, several=True)
    if st.session_state[PICK] not in ([], before) or (entered and from_outside(ROWS)):
        st.session_state[_LAND] = True
    to_url(PICK, st.session_state[PICK], [])


def picked_in(chart: str) -> Any:
    """What is picked in a chart: a text, or a list of them; None where nothing is."""
    texts = [text.partition(":")[2] for text in _picks() if text.partition(":")[0] == chart]
    return _read(texts[-1]) if texts else None


def either(*picked: Any) -> Any:
    """The first of what charts that say the same give that is picked; an empty text is: what is not given."""
    return next((value for value in picked if value is not None), None)


def narrowed(scope: Scope, **picked: str | None) -> Scope:
    """The selection with what is picked in charts, by the part of the scope that it narrows; an empty text: not given."""
    return scope.narrowed(**{part: value for part, value in picked.items() if value is not None})


def leads_somewhere(figure: go.Figure) -> bool:
    """Whether a chart's marks stand for something that can be picked."""
    return any(_marks(trace) for trace in figure.data)


def picked_like(chart: str, figure: go.Figure) -> Any:
    """What is picked in a chart, where it has the form of what the chart's marks stand for: a link may say anything."""
    value = picked_in(chart)
    marks = [_plain(mark) for trace in figure.data for mark in _marks(trace)]
    return value if value is not None and marks and _alike(value, marks[0]) else None


def show_picked(figure: go.Figure, value: Any) -> None:
    """Let the mark that is picked stand out from the others."""
    if value is None:
        return
    for trace in figure.data:
        if trace.type not in ("bar", "scatter") or trace.customdata is None:
            continue
        if trace.meta == CELLS:  # of a heat map, whose marks are not seen: the cell gets a frame
            for x, y, mark in zip(trace.x, trace.y, _marks(trace), strict=True):
                if _plain(mark) == value:
                    frame = {"color": trace.marker.color, "width": 3}
                    figure.add_shape(type="rect", x0=x - 0.5, x1=x + 0.5, y0=y - 0.5, y1=y + 0.5, line=frame)
        if trace.marker.opacity == 0:  # a mark over another that is not seen until it is picked
            seen = trace.selected.marker.opacity
            trace.marker.opacity = [seen if _plain(mark) == value else 0 for mark in _marks(trace)]
        elif trace.marker.opacity is None:
            trace.marker.opacity = [1 if _plain(mark) == value else FAINT for mark in _marks(trace)]
            # beside a list of opacities Plotly takes no look of its own for what is clicked next, and fails without one
            trace.update(selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": FAINT}})


def picking(widget: str, chart: str) -> Callable[[], None]:
    """What a chart, drawn by a widget, calls when it is clicked: the pick is taken, or taken back where it was picked before."""

    def take() -> None:
        points = st.session_state[widget]["selection"]["points"]
        marks = [_plain(point["customdata"]) for point in points if point.get("customdata") is not None]
        pick(chart, marks[0] if marks and marks[0] != picked_in(chart) else None)

    return take


def pick(chart: str, value: Any) -> None:
    """Pick a value in a chart, None for nothing. Of charts that say the same, the newest pick stays."""
    says = _SAYS.get(chart, {chart})
    kept = [text for text in _picks() if not says & _SAYS.get(of := text.partition(":")[0], {of})]
    st.session_state[PICK] = kept if value is None else [*kept, f"{chart}:{_written(value)}"]
    if value is not None:
        st.session_state[_LAND] = True
        if not says <= {"unit", "area"}:  # by which every list is narrowed: the open one stays open
            st.session_state.pop(ROWS, None)


def forget_picks() -> None:
    """Take all back that was clicked on this page."""
    st.session_state[PICK] = []


def landing() -> bool:
    """Whether this drawing of the page is to end at its rows; said once."""
    return bool(st.session_state.pop(_LAND, False))


def _picks() -> list[str]:
    return st.session_state.get(PICK) or []


def _marks(trace: Any) -> list[Any]:
    return [] if trace.type == "heatmap" or trace.customdata is None else list(trace.customdata)


def _plain(mark: Any) -> Any:
    """A mark's data as JSON has it; a list of one stands for the one."""
    if hasattr(mark, "tolist"):
        mark = mark.tolist()
    if mark != mark:  # NaN: not given
        return None
    if isinstance(mark, (list, tuple)):
        return _plain(mark[0]) if len(mark) == 1 else [_plain(part) for part in mark]
    return mark if mark is None or isinstance(mark, (str, int, float)) else str(mark)


def _alike(value: Any, mark: Any) -> bool:
    """Whether a value has the form of a mark: as many parts, a day where it has a day; any text may not be given."""
    if value is None:
        return mark is None or (isinstance(mark, str) and not _is_day(mark))
    if isinstance(mark, list):
        return isinstance(value, list) and len(value) == len(mark) and all(map(_alike, value, mark))
    if isinstance(mark, str):
        return isinstance(value, str) and (_is_day(value) or not _is_day(mark))
    return mark is None or type(value) is type(mark)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _written(value: Any) -> str:
    """A text as it is, where that reads back as the same; else JSON."""
    return value if isinstance(value, str) and _read(value) == value else json.dumps(value, ensure_ascii=False)


def _read(text: str) -> Any:
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if isinstance(value, (str, list)) else text
