"""Charts that compare fairly: units against the city with room for chance, and a series with its own noise."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics.clock.months import month_end
from analytics.comparison import chance as comparison
from analytics.comparison.chance import ALARM, FEWEST, SETTLED, WARNING, Better, XmR
from analytics.comparison.series_verdict import Point, Verdict, verdict
from analytics.errors import N_
from analytics.figures.scope import Scope
from ui.charts.drawing import (
    LABEL_SIZE,
    MARGIN_LABEL,
    Line,
    Measure,
    dress,
    fitting_span,
    lines_across,
    shown,
    target_line,
    wide_in,
)
from ui.charts.palette import palette
from ui.charts.remarks import draw_bands, edges, mark_notes, notes_in, notes_in_words, own_lines
from ui.figures.attention import tested_in_words
from ui.figures.card import outside_in_words, percent
from ui.shell.data import compared_lines
from ui.shell.width import narrow
from ui.shell.windows import days_in_words
from ui.shell.wording import _, chart_text, plain, unit_label
from ui.shell.words import value_word

NAMED = 6  # units named in the chart at most; in words all are
PLOT = (400, 300)  # pixels: the least that the funnel has where it names units
XMR_HEIGHT = 280
# where colour is not seen, the shape says it
LOOKS = {
    "within": ("grey", "circle", N_("within chance")),
    "better": ("blue", "triangle-down", N_("better than chance explains")),
    "worse": ("orange", "triangle-up", N_("worse than chance explains")),
}
POINTS = {
    "noise": ("grey", "circle", N_("just noise")),
    "improving": ("blue", "triangle-down", N_("special cause, better")),
    "worsening": ("orange", "triangle-up", N_("special cause, worse")),
}
VARIATION = {
    "improving": N_("**Variation: improving** — {month} is better than noise explains ({why})."),
    "worsening": N_("**Variation: worsening** — {month} is worse than noise explains ({why})."),
    "noise": N_("**Variation: just noise** — {month} is within what noise explains."),
}
ASSURANCE = {
    "yes": N_("**Assurance: yes** — as things are, the target of {target} will be met."),
    "no": N_("**Assurance: no** — as things are, the target of {target} will be missed; it takes a change."),
    "hit-or-miss": N_("**Assurance: hit-or-miss** — whether the target of {target} is met is left to chance."),
}
SIGNS = {"triangle-down": "▼", "triangle-up": "▲", "circle": "●"}
MARKDOWN_COLOURS = {"blue": "blue", "orange": "orange", "grey": "gray"}


def against_chance(
    figure: str,
    scope: Scope,
    by_month: pd.DataFrame,
    value: Measure,
    count: str,
    target: float | None = None,
    better: Better = "lower",
) -> tuple[str | None, date | None]:
    """Which units differ under a figure, and whether the change over the months is more than noise.

    `by_month` begins a year before the selection. Gives the unit and the month clicked.
    """
    against, in_time = st.columns(2)
    with against:
        unit = funnel(figure, compared_lines(scope), value, f"funnel-{figure}", better)
    with in_time:
        title = _("Is the change more than noise?")
        month = xmr(by_month, value, count, title, f"xmr-{figure}", scope.from_a_year_earlier(), target, better)
    return unit, month


def funnel(figure_key: str, lines: pd.DataFrame, value: Measure, key: str, better: Better = "lower") -> str | None:
    """Units by volume and share, coloured by the one judgement of who stands out, with the limits of chance drawn.

    `lines` is what was judged together. Those that stand out are named, in the chart and in words. Gives the unit
    clicked.
    """
    units = lines[(lines["figure"] == figure_key) & (lines["by"] == "unit_name")]
    title = _("Units against the city, by volume")
    if len(units) < 2:
        st.markdown(f"**{plain(title)}**")
        st.caption(_("There is nothing to compare with: the selection holds a single unit, or no case."))
        return None
    if better == "higher":  # misses are judged, what went well is shown
        units = units.assign(share=1 - units["share"], missed=units["count"] - units["missed"])
    clicked = shown(
        funnel_figure(units, value, better, phone=narrow()),
        key,
        title,
        _("{name} {rate:.2%} overall").format(name=value.name, rate=units["missed"].sum() / units["count"].sum()),
        _("lines: 95 and 99.8 percent of units lie between them by chance"),
        _("across: volume, n"),
    )
    _outside_in_words(units)
    st.caption(tested_in_words(lines))
    return None if clicked is None else str(clicked)


def funnel_figure(units: pd.DataFrame, value: Measure, better: Better, phone: bool) -> go.Figure:
    """Volume across, share up, the limits of chance as lines; on a phone nobody is named but in words."""
    figure, rate = go.Figure(), units["missed"].sum() / units["count"].sum()
    _funnel_lines(figure, rate, units["count"].to_numpy())
    for side, (colour, symbol, name) in LOOKS.items():
        some = units[units["side"] == side]
        if len(some):
            figure.add_scatter(
                x=some["count"],
                y=some["share"],
                mode="markers",
                name=_(name),
                marker={
                    "color": getattr(palette(), colour),
                    "symbol": _symbol(symbol, better),
                    "size": 7 if side == "within" else 11,
                },
                customdata=some["subject"].fillna(""),
                text=[chart_text(unit_label(unit)) for unit in some["subject"]],
                hovertemplate="%{text}<br>%{y:.1%} (n=%{x:,})<extra></extra>",
            )
    dress(figure, height=PLOT[1] + 60, legend=True, right=16)
    if phone:
        figure.update_layout(margin_t=80, height=PLOT[1] + 130)  # the legend's entries under each other
    reach = [float(np.log10(units["count"].min())) - 0.1, float(np.log10(units["count"].max())) + 0.2]
    span = _span(units["share"])
    ticks = round_counts(reach)
    figure.update_xaxes(type="log", range=reach, tickvals=ticks, ticktext=[f"{tick:,}" for tick in ticks], tickangle=0)
    figure.update_yaxes(tickformat=value.tick_format, range=span, nticks=6)
    if not phone:
        _names(figure, units, reach, span)
    return figure


def round_counts(reach: Sequence[float]) -> list[int]:
    """Round numbers for an axis of counts between two powers of ten: 1, 3, 10, 30, …; over a short reach more of them."""
    low, high = 10 ** reach[0], 10 ** reach[1]
    steps = (1, 3) if reach[1] - reach[0] > 1.5 else (1, 2, 3, 5, 7)
    powers = range(max(0, math.floor(reach[0])), math.ceil(reach[1]) + 1)
    return [step * 10**power for power in powers for step in steps if low <= step * 10**power <= high]


def _symbol(symbol: str, better: Better) -> str:
    """Up is up: where higher is better, the triangles change places."""
    turned = {"triangle-up": "triangle-down", "triangle-down": "triangle-up"}
    return symbol if better == "lower" else turned.get(symbol, symbol)


def _span(shares: pd.Series) -> tuple[float, float]:
    room = max(0.02, (shares.max() - shares.min()) * 0.15)
    return max(-0.01, shares.min() - room), min(1.01, shares.max() + room)


def _funnel_lines(figure: go.Figure, rate: float, volumes: np.ndarray) -> None:
    # under ten cases a line between whole counts means nothing
    across = np.unique(np.geomspace(min(10, volumes.max()), volumes.max(), 120).round().astype(int))
    for level, dash in ((WARNING, "dot"), (ALARM, "dash")):
        for line in comparison.funnel_limits(rate, across, level):
            figure.add_scatter(
                x=across,
                y=line,
                mode="lines",
                line={"color": palette().grey, "width": 1, "dash": dash},
                showlegend=False,
                hoverinfo="skip",
            )
    figure.add_hline(y=rate, line_color=palette().grey, line_width=1)


def _names(figure: go.Figure, units: pd.DataFrame, reach: Sequence[float], span: tuple[float, float]) -> None:
    """Labels at the units least likely by chance, where one covers no other label and no other unit."""
    outside = units[units["side"] != "within"].sort_values("p", kind="stable")
    where = {
        unit["subject"]: (
            (float(np.log10(unit["count"])) - reach[0]) / (reach[1] - reach[0]) * PLOT[0],
            (unit["share"] - span[0]) / (span[1] - span[0]) * PLOT[1],
        )
        for unit in units.to_dict("records")
    }
    taken = [_around(at) for at in where.values()]
    for unit in outside.head(NAMED).to_dict("records"):
        name = unit_label(unit["subject"])
        found = _free_place(where[unit["subject"]], wide_in(name) * LABEL_SIZE / 2, taken)
        if found is None:
            continue
        anchor, shift, box = found
        taken.append(box)
        figure.add_annotation(
            x=float(np.log10(unit["count"])),
            y=unit["share"],
            text=chart_text(name),
            showarrow=False,
            xanchor=anchor,
            xshift=shift[0],
            yshift=shift[1],
            font={"size": LABEL_SIZE, "color": palette().text},
        )


Box = tuple[float, float, float, float]  # left, bottom, right, top in pixels


def _free_place(at: tuple[float, float], width: float, taken: Sequence[Box]) -> tuple[str, tuple[int, int], Box] | None:
    """Beside, over or under a point: the first place in the plot that leaves free what is taken."""
    half = LABEL_SIZE / 2 + 2
    places = (
        ("right", (-10, 0), at[0] - 10 - width),
        ("left", (10, 0), at[0] + 10),
        ("center", (0, 15), at[0] - width / 2),
        ("center", (0, -15), at[0] - width / 2),
    )
    for anchor, shift, left in places:
        middle = at[1] + shift[1]
        box = (left, middle - half, left + width, middle + half)
        inside = box[0] >= 0 and box[2] <= PLOT[0] and box[1] >= 0 and box[3] <= PLOT[1]
        if inside and not any(_cover(box, other) for other in taken if other != _around(at)):
            return anchor, shift, box
    return None


def _around(at: tuple[float, float]) -> Box:
    return at[0] - 5, at[1] - 5, at[0] + 5, at[1] + 5


def _cover(one: Box, other: Box) -> bool:
    """Whether two boxes share any room."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _outside_in_words(units: pd.DataFrame) -> None:
    for side, words in (
        ("worse", N_("**Worse than chance explains**: {units}.")),
        ("better", N_("**Better than chance explains**: {units}.")),
    ):
        some = units[units["side"] == side].sort_values("count", ascending=False)
        if len(some):
            named = ", ".join(
                f"{plain(unit_label(name))} {share:.1%} (n={n})"
                for name, share, n in zip(some["subject"], some["share"], some["count"], strict=True)
            )
            st.markdown(_(words).format(units=named))
    if (units["side"] == "within").all():
        st.markdown(_("No unit differs from the rest more than chance explains."))


def xmr(
    frame: pd.DataFrame,
    value: Measure,
    count: str,
    title: str,
    key: str,
    scope: Scope,
    target: float | None = None,
    better: Better = "lower",
) -> date | None:
    """A share over months (columns month, the share, the count) with the limits of its own noise, and two verdicts.

    All whole months are judged; the running one is drawn hollow. Gives the month clicked, as its first day.
    """
    told = verdict(frame, scope, value.column, better, target, recent=None)
    if told.process is None:
        st.markdown(f"**{plain(title)}**")
        st.info(
            _("{n} whole months; a process chart needs {least}. Choose a longer period.").format(
                n=told.whole, least=FEWEST
            )
        )
        return None
    counts = {pd.Timestamp(month).date(): int(n) for month, n in zip(frame["month"], frame[count], strict=True)}
    figure = xmr_figure(told, told.process, counts, value, target, better)
    notes = notes_in(value.column, counts, scope.units)
    mark_notes(figure, notes)
    clicked = shown(
        figure,
        key,
        title,
        value.name,
        _("dashed: mean ± 2.66 × mean moving range"),
        _("trial limits: under {n} months").format(n=SETTLED) if told.process.trial else "",
    )
    notes_in_words(notes)
    st.markdown("  \n".join(verdict_in_words(told, better, target)))
    return date.fromisoformat(clicked) if clicked else None


def xmr_figure(
    told: Verdict, process: XmR, counts: Mapping[date, int], value: Measure, target: float | None, better: Better
) -> go.Figure:
    """The months as points on a line, by shape and colour what each says; mean, limits and target named beside the plot.

    `counts` is what stands behind each month.
    """
    ink, figure = palette(), go.Figure()
    figure.add_scatter(
        x=[point.month for point in told.months],
        y=[point.value for point in told.months],
        mode="lines",
        line={"color": ink.grey, "width": 1},
        showlegend=False,
        hoverinfo="skip",
    )
    says = dict(zip((point.month for point in told.months), process.signals, strict=True))
    for side, (colour, symbol, name) in POINTS.items():
        points = [point for point in told.months if point.side == side]
        if points:
            marker = {"color": getattr(ink, colour), "symbol": _symbol(symbol, better), "size": 10}
            rules = [[value_word("signal", rule) for rule in sorted(says[point.month])] for point in points]
            _points(figure, points, counts, _(name), marker, rules)
    if told.running:
        hollow = {"color": ink.soft, "symbol": "circle-open", "size": 10, "line": {"color": ink.soft, "width": 2}}
        _points(figure, [told.running], counts, _("still runs, not judged"), hollow, [[_("not over, so not judged")]])
    dress(figure, height=XMR_HEIGHT + 40, legend=True, right=MARGIN_LABEL + 8)
    if narrow():
        figure.update_layout(margin_t=80, height=XMR_HEIGHT + 110)  # the legend's entries under each other
    lines = [Line(process.mean, _("mean {share}").format(share=f"{process.mean:.2%}"), ink.soft, "solid", 1)]
    # a share lies between 0 and 1, a limit need not
    lines += [Line(limit, "", ink.grey, width=1) for limit in (process.lower, process.upper) if 0 <= limit <= 1]
    if target is not None:
        lines.append(target_line(target))
    lines += own_lines(value.column)
    values = [point.value for point in (*told.months, *([told.running] if told.running else []))]
    span = fitting_span(values, values, *(line.at for line in lines), *edges(value.column), share=value.share)
    room = (span[1] - span[0]) * 0.04
    figure.update_yaxes(tickformat=value.tick_format, range=(span[0] - room, span[1] + room), nticks=6)
    figure.update_xaxes(tickformat="%Y-%m", nticks=3 if narrow() else 5, tickangle=0)
    lines_across(figure, lines, span, XMR_HEIGHT)
    draw_bands(figure, value.column)
    return figure


def _points(
    figure: go.Figure,
    points: Sequence[Point],
    counts: Mapping[date, int],
    name: str,
    marker: dict[str, Any],
    remarks: Sequence[Sequence[str]],
) -> None:
    figure.add_scatter(
        x=[point.month for point in points],
        y=[point.value for point in points],
        mode="markers",
        name=name,
        marker=marker,
        customdata=[str(point.month) for point in points],
        text=["<br>".join([f"n={counts[point.month]:,}", *told]) for point, told in zip(points, remarks, strict=True)],
        hovertemplate="%{x|%Y-%m}<br>%{y:.2%}<br>%{text}<extra></extra>",
    )


def verdict_in_words(told: Verdict, better: Better, target: float | None) -> list[str]:
    """The two verdicts as sentences of Markdown: each names its month, and noise the months outside their limits beside it."""
    colour, symbol, _name = POINTS[told.variation or "noise"]
    sign = f":{MARKDOWN_COLOURS[colour]}[{SIGNS[_symbol(symbol, better)]}]"
    lines = [f"{sign} {_variation(told)}"]
    if target is not None and told.assurance is not None:
        lines.append(_(ASSURANCE[told.assurance]).format(target=percent(target)))
    if told.running:
        lines.append(_("{month} still runs: it is shown hollow and not judged.").format(month=_month(told.running)))
    return lines


def _variation(told: Verdict) -> str:
    judged = told.months[-1]
    if told.unchanged:
        return _("**Variation: none** — every month to {month} is the same.").format(month=_month(judged))
    if told.variation == "noise" and told.others_outside:
        return _("**Variation** — {month} is within its limits; outside them: {months}.").format(
            month=_month(judged), months=_(", ").join(map(outside_in_words, told.others_outside))
        )
    why = ", ".join(value_word("signal", rule) for rule in told.why)
    words = VARIATION[told.variation or "noise"]
    return _(words).format(month=_month(judged), why=why)


def _month(point: Point) -> str:
    return days_in_words(point.month, month_end(point.month))
