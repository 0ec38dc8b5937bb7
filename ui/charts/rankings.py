"""Rankings: a dot with its interval on a fitting scale, bars only for what is counted from 0; names whole at any width.

A ranking says how many of how many it shows, and pages through the rest. A row can be clicked anywhere.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics.errors import N_
from ui.charts.drawing import (
    LABEL_SIZE,
    Measure,
    dress,
    fitting_span,
    lines_down,
    nothing_to_draw,
    shown,
    target_line,
    wide_in,
    wrapped,
)
from ui.charts.palette import palette, see_through
from ui.shell.data import rules
from ui.shell.width import narrow
from ui.shell.wording import _, chart_text, unit_label

PAGE = 25
NAME_ROOM, PHONE_ROOM = 44, 30  # how wide a name may be in a line of its own; a phone has the figures beside it
LINE_HEIGHT = LABEL_SIZE + 4
MARK = 7  # pixels: how far a mark reaches up and down; on a phone its name begins there
THINGS = {"unit_name": N_("units"), "area": N_("areas")}
"""What the rows of a ranking are, by their column."""


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
    """Units, the worst first, with their intervals; those under the minimum count stand apart. Gives the unit clicked.

    `frame` has the columns low, high and ranked.
    """
    if frame.empty:
        nothing_to_draw(title)
        return None
    ranked = frame[frame["ranked"]].sort_values(value.column, ascending=not worse_is_higher, kind="stable")
    few = frame[~frame["ranked"]]
    least = rules().ranking.minimum_count
    clicked = None
    if len(ranked):
        rows = _rows(ranked, by, value, count)
        if target is not None:
            rows["worse"] = rows["value"] > target if worse_is_higher else rows["value"] < target
        apart = _("{few} with fewer than {least} apart").format(few=len(few), least=least) if len(few) else ""
        notes = (
            value.name,
            _("orange ◆: misses the target") if target is not None else "",
            _("line: {share:.0%} interval").format(share=rules().ranking.confidence),
        )
        clicked = paged_ranking(
            rows, value, title, key, *notes, target=target, all_of=len(frame), apart=apart, things=_(THINGS[by])
        )
    if len(few):
        with st.expander(_("{n} with fewer than {least}, too few to be ranked").format(n=len(few), least=least)):
            st.dataframe(
                few[[by, count, value.column]].rename(
                    columns={by: _("Unit"), count: _("Count"), value.column: value.name}
                ),
                hide_index=True,
                column_config={value.name: st.column_config.NumberColumn(format="percent")},
            )
    return clicked


def plain_ranking(frame: pd.DataFrame, by: str, value: Measure, count: str, title: str, key: str) -> str | None:
    """The groups that have a value, in the order of the rows, without a judgement. Gives the group clicked."""
    drawn = frame[frame[value.column].notna()]
    if drawn.empty:
        nothing_to_draw(title)
        return None
    left_out = len(frame) - len(drawn)
    apart = _("{n} without a value").format(n=left_out) if left_out else ""
    rows = _rows(drawn.drop(columns=["low", "high"], errors="ignore"), by, value, count)
    order = _("lowest first") if drawn[value.column].is_monotonic_increasing else ""
    return paged_ranking(
        rows, value, title, key, value.name, all_of=len(frame), apart=apart, order=order, things=_(THINGS[by])
    )


def _rows(frame: pd.DataFrame, by: str, value: Measure, count: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": [unit_label(name) for name in frame[by]],
            "value": frame[value.column].to_numpy(),
            "n": frame[count].to_numpy(),
            "key": [name if isinstance(name, str) else "" for name in frame[by]],
            **{bound: frame[bound].to_numpy() for bound in ("low", "high") if bound in frame},
        }
    )


def paged_ranking(
    rows: pd.DataFrame,
    value: Measure,
    title: str,
    key: str,
    *notes: str,
    target: float | None = None,
    all_of: int | None = None,
    apart: str = "",
    order: str | None = None,
    things: str = "",
    counts: bool = True,
) -> Any:
    """A page of a ranking with how many of how many it shows. Gives the `key` of the row clicked.

    `rows` from top to bottom: name, value, n, key, and where there are some low, high, worse (than the target), few.
    `counts`: whether n stands beside the value; not where it is the value.
    """
    every, place = all_of or len(rows), st.container()
    pages = math.ceil(len(rows) / PAGE)
    page = min(int(st.pagination(pages, key=f"page-{key}") or 1), pages) if pages > 1 else 1
    first = (page - 1) * PAGE
    some = rows.iloc[first : first + PAGE].reset_index(drop=True)
    order = _("worst first") if order is None else order
    of = _("{some} of {all} {things}") if len(some) < every else _("all {all} {things}")
    seen = f"{first + 1}–{first + len(some)}"
    how_many = ", ".join(filter(None, (of.format(some=seen, all=every, things=things or _("groups")), order)))
    with place:
        return shown(
            ranking_figure(some, value, target, span_of(rows, value, target), phone=narrow(), counts=counts),
            f"{key}-{page}" if page > 1 else key,
            title,
            "; ".join(filter(None, (how_many, apart))),
            *notes,
            picks=key,
        )


def span_of(rows: pd.DataFrame, value: Measure, target: float | None) -> tuple[float, float]:
    """The scale of a ranking, the same on all its pages: fitting for a share, from 0 for what is counted."""
    lows, highs = rows.get("low", rows["value"]), rows.get("high", rows["value"])
    also = (0.0,) if value.bars else ()
    return fitting_span(lows.fillna(rows["value"]), highs.fillna(rows["value"]), target, *also, share=value.share)


def ranking_figure(
    rows: pd.DataFrame,
    value: Measure,
    target: float | None,
    span: tuple[float, float],
    phone: bool,
    counts: bool = True,
    of_target: Sequence[int] | None = None,
) -> go.Figure:
    """Rows from top to bottom: names beside them, on a phone over them; value and n at the right.

    `of_target`: the rows that the target is set for; by default all.
    """
    ink, figure, places = palette(), go.Figure(), list(range(len(rows)))
    room = NAME_ROOM if not phone else PHONE_ROOM if counts else PHONE_ROOM + 10
    names = [wrapped(name, room) for name in rows["name"]]
    most = max(map(len, names))
    above = LINE_HEIGHT * most if phone else 0
    height = above + 26 if phone else max(24, LINE_HEIGHT * most + 4)
    worse = rows["worse"].astype(bool) if "worse" in rows else pd.Series(False, index=rows.index)
    few = rows["few"].astype(bool) if "few" in rows else pd.Series(False, index=rows.index)
    _whole_rows(figure, rows, value, span, names)
    if not value.bars:
        _intervals(figure, rows, worse)
        figure.add_scatter(
            x=rows["value"],
            y=places,
            mode="markers",
            marker={
                "size": 10,
                "color": [ink.orange if one else ink.blue for one in worse],
                "symbol": _symbols(worse, few),
                "line": {"width": [2 if one else 0 for one in few]},
            },
            hoverinfo="skip",
            cliponaxis=False,
        )
    else:
        figure.add_bar(
            x=rows["value"],
            y=places,
            orientation="h",
            width=2 * MARK / height if phone else 0.6,
            marker={"color": ink.blue, "opacity": [0.45 if one else 1 for one in few]},
            hoverinfo="skip",
        )
    figure.update_layout(barmode="overlay", bargap=0)
    figures_room = 6 + 7 * max(wide_in(value.said(one)) for one in rows["value"])
    count_room = 14 + 7 * max(len(f"{n:,}") for n in rows["n"]) if counts else 0
    right = 16 if phone else figures_room + count_room + 8
    top = 24 if target is not None or (counts and not phone) else 8
    dress(figure, height=height * len(rows) + top + 40, right=right, top=top)
    figure.update_xaxes(tickformat=value.tick_format, range=span, nticks=5 if phone else 8, zeroline=span[0] < 0)
    if value.bars and not value.share and span[1] < 6:
        figure.update_xaxes(dtick=1)  # there is no half a case
    figure.update_yaxes(
        range=[len(rows) - 0.5, -0.5 - (0.25 if phone else 0)],
        tickvals=places,
        ticktext=["" if phone else _lines(name) for name in names],
        tickfont={"color": ink.text},
        showgrid=False,
        zeroline=False,
    )
    texts: list[dict[str, Any]] = []
    for place, name, share, n in zip(places, names, rows["value"], rows["n"], strict=True):
        if phone:
            up: dict[str, Any] = {"y": place, "yanchor": "bottom", "yshift": MARK}
            said = f"<b>{value.said(share)}</b>" + (f"  n={n:,}" if counts else "")
            texts += [_text(_lines(name), x=0, xanchor="left", align="left", **up)]
            texts += [_text(said, x=1, xanchor="right", **up)]
        else:
            texts += [_text(f"<b>{value.said(share)}</b>", x=1, xanchor="right", xshift=figures_room + 4, y=place)]
        if not phone and counts:
            texts += [_text(f"{n:,}", x=1, xanchor="right", xshift=right - 4, y=place, colour=ink.soft)]
    if not phone and counts:
        over: dict[str, Any] = {
            "x": 1,
            "xanchor": "right",
            "y": 1,
            "yref": "y domain",
            "yanchor": "bottom",
            "colour": ink.soft,
        }
        texts += [_text("n", xshift=right - 4, **over)]
    figure.update_layout(annotations=texts)  # at once: each one added checks all that stand already
    if target is not None:
        crossed = places if phone and of_target is None else of_target
        lines_down(figure, [target_line(target)], span, crossed, MARK / height if phone else 0.4)
    return figure


def _symbols(worse: pd.Series, few: pd.Series) -> list[str]:
    return [
        ("diamond" if bad else "circle") + ("-open" if small else "") for bad, small in zip(worse, few, strict=True)
    ]


def _lines(name: Sequence[str]) -> str:
    return "<br>".join(map(chart_text, name))


def _text(text: str, colour: str | None = None, **where: Any) -> dict[str, Any]:
    """What Plotly needs to write a text into a chart."""
    font = {"size": LABEL_SIZE, "color": colour or palette().text}
    return {"text": text, "showarrow": False, "xref": "x domain", "font": font, **where}


def _whole_rows(
    figure: go.Figure, rows: pd.DataFrame, value: Measure, span: tuple[float, float], names: Sequence[Sequence[str]]
) -> None:
    """Bars over whole rows that are not seen until one is clicked: they take the clicks, and say what stands there."""
    interval = [""] * len(rows)
    if "low" in rows:
        interval = [
            f"<br>{value.said(low)} – {value.said(high)}" if pd.notna(low) else ""
            for low, high in zip(rows["low"], rows["high"], strict=True)
        ]
    figure.add_bar(
        base=[span[0]] * len(rows),
        x=[span[1] - span[0]] * len(rows),
        y=list(range(len(rows))),
        width=1,
        orientation="h",
        marker={"color": palette().blue, "opacity": 0},
        selected={"marker": {"opacity": 0.14}},
        unselected={"marker": {"opacity": 0}},
        customdata=rows["key"].tolist(),
        text=[
            f"{_lines(name)}<br>{value.said(one)}" + (f" (n={n:,})" if value.share else "") + between
            for name, one, n, between in zip(names, rows["value"], rows["n"], interval, strict=True)
        ],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
    )


def _intervals(figure: go.Figure, rows: pd.DataFrame, worse: pd.Series) -> None:
    """One line a row from the low to the high bound, as two traces: those that miss the target, and the others."""
    if "low" not in rows:
        return
    for some, colour in ((rows[~worse], palette().blue), (rows[worse], palette().orange)):
        ends = [(low, high, None) for low, high in zip(some["low"], some["high"], strict=True)]
        figure.add_scatter(
            x=[end for row in ends for end in row],
            y=[end for place in some.index for end in (place, place, None)],
            mode="lines",
            line={"width": 2, "color": see_through(colour, 0.55)},
            hoverinfo="skip",
            cliponaxis=False,
        )
