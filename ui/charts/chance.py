"""Charts that compare fairly: units against the city with room for chance, and a series with its own noise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics.comparison import chance as comparison
from analytics.comparison.chance import ALARM, FEWEST, RULES, SETTLED, WARNING, Better, XmR, complete_months
from analytics.errors import N_
from analytics.figures.scope import Scope
from ui.charts.charts import BELOW, BLUE, GREY, ORANGE, Measure, dress, shown
from ui.figures.attention import tested_in_words
from ui.shell.data import compared_lines
from ui.shell.wording import _, chart_text, plain, unit_label
from ui.shell.words import value_word

NAMED = 6  # units named in the chart at most; in words all are
PLOT, LABEL_SIZE = (540, 260), 11  # pixels: about what the funnel has on a desk, and a label's letters
# where colour is not seen, the shape says it
LOOKS = {
    "within": (GREY, "circle", N_("within chance")),
    "better": (BLUE, "triangle-down", N_("better than chance explains")),
    "worse": (ORANGE, "triangle-up", N_("worse than chance explains")),
}
POINTS = {
    "noise": (GREY, "circle", N_("just noise")),
    "improving": (BLUE, "triangle-down", N_("special cause, better")),
    "worsening": (ORANGE, "triangle-up", N_("special cause, worse")),
}
VARIATION = {
    "improving": N_("**Variation: improving** — the latest month is better than noise explains ({why})."),
    "worsening": N_("**Variation: worsening** — the latest month is worse than noise explains ({why})."),
    "noise": N_("**Variation: just noise** — the latest month says nothing new; do not react to its ups and downs."),
}
ASSURANCE = {
    "yes": N_("**Assurance: yes** — as things are, the target of {target:.1%} will be met."),
    "no": N_("**Assurance: no** — as things are, the target of {target:.1%} will be missed; it takes a change."),
    "hit-or-miss": N_("**Assurance: hit-or-miss** — whether the target of {target:.1%} is met is left to chance."),
}
SIGNS = {"triangle-down": "▼", "triangle-up": "▲", "circle": "●"}
MARKDOWN_COLOURS = {BLUE: "blue", ORANGE: "orange", GREY: "gray"}


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
    rate = units["missed"].sum() / units["count"].sum()
    figure = go.Figure()
    _funnel_lines(figure, rate, units["count"].to_numpy())
    for side, (colour, symbol, name) in LOOKS.items():
        some = units[units["side"] == side]
        figure.add_scatter(
            x=some["count"],
            y=some["share"],
            mode="markers",
            name=_(name),
            marker={"color": colour, "symbol": _symbol(symbol, better), "size": 7 if side == "within" else 10},
            customdata=some["subject"].fillna(""),
            text=[chart_text(unit_label(unit)) for unit in some["subject"]],
            hovertemplate="%{text}<br>%{y:.1%} (n=%{x})<extra></extra>",
        )
    subtitle = _("{name} {rate:.2%} overall; lines: 95 and 99.8 percent of units lie between them by chance").format(
        name=value.name, rate=rate
    )
    dress(figure, title, height=440, subtitle=subtitle)
    figure.update_layout(showlegend=True, legend=BELOW, margin_b=84)
    reach = [float(np.log10(units["count"].min())) - 0.1, float(np.log10(units["count"].max())) + 0.2]
    span = _span(units["share"])
    figure.update_xaxes(title=_("Volume, n"), type="log", dtick="D2", range=reach)
    figure.update_yaxes(title=value.name, tickformat=value.tick_format, range=span)
    _names(figure, units, reach, span)
    clicked = shown(figure, key, title)
    _outside_in_words(units)
    st.caption(tested_in_words(lines))
    return clicked or None


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
                line={"color": GREY, "width": 1, "dash": dash},
                showlegend=False,
                hoverinfo="skip",
            )
    figure.add_hline(y=rate, line_color=GREY, line_width=1)


def _names(figure: go.Figure, units: pd.DataFrame, reach: Sequence[float], span: tuple[float, float]) -> None:
    """Labels at the units least likely by chance: above or below the unit, left out where that would cover another label."""
    outside = units[units["side"] != "within"].sort_values("p", kind="stable").head(NAMED)
    taken: list[tuple[float, float, float]] = []
    for unit in outside.to_dict("records"):
        name = unit_label(unit["subject"])
        across = (float(np.log10(unit["count"])) - reach[0]) / (reach[1] - reach[0]) * PLOT[0]
        up = (unit["share"] - span[0]) / (span[1] - span[0]) * PLOT[1]
        half = len(name) * LABEL_SIZE / 2
        for shift in (12, -12):
            label = (across, up + shift, half)
            if all(_apart(label, other) for other in taken):
                taken.append(label)
                figure.add_annotation(
                    x=float(np.log10(unit["count"])),
                    y=unit["share"],
                    text=chart_text(name),
                    showarrow=False,
                    yshift=shift,
                    font={"size": LABEL_SIZE},
                )
                break


def _apart(label: tuple[float, float, float], other: tuple[float, float, float]) -> bool:
    """Whether two labels, each its middle and half its width in pixels, leave each other free."""
    return abs(label[1] - other[1]) > LABEL_SIZE + 2 or abs(label[0] - other[0]) > label[2] + other[2]


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

    Months that `scope` cuts are left out. Gives the month clicked, as its first day.
    """
    months = complete_months(frame, scope, value.column)
    if len(months) < FEWEST:
        st.markdown(f"**{plain(title)}**")
        st.info(
            _("{n} whole months; a process chart needs {least}. Choose a longer period.").format(
                n=len(months), least=FEWEST
            )
        )
        return None
    process = comparison.xmr(list(months[value.column]))
    sides = [process.side(place, better) for place in range(len(months))]
    figure = go.Figure()
    figure.add_scatter(
        x=months["month"],
        y=months[value.column],
        mode="lines",
        line={"color": GREY, "width": 1},
        showlegend=False,
        hoverinfo="skip",
    )
    for side, (colour, symbol, name) in POINTS.items():
        places = [place for place, found in enumerate(sides) if found == side]
        _points(figure, months.iloc[places], value, count, colour, _symbol(symbol, better), _(name), process, places)
    _process_lines(figure, process, target)
    trial = _("trial limits: under {n} months").format(n=SETTLED) if process.trial else ""
    limits = _("limits: mean ± 2.66 × mean moving range")
    dress(figure, title, height=380, subtitle=" · ".join(filter(None, (limits, trial))))
    figure.update_layout(showlegend=True, legend=BELOW, margin_b=84, margin_r=88)
    figure.update_xaxes(tickformat="%Y-%m", nticks=5, tickangle=0)
    figure.update_yaxes(title=value.name, tickformat=".1%")
    clicked = shown(figure, key, title)
    _verdicts(process, better, target)
    return date.fromisoformat(clicked) if clicked else None


def _points(
    figure: go.Figure,
    months: pd.DataFrame,
    value: Measure,
    count: str,
    colour: str,
    symbol: str,
    name: str,
    process: XmR,
    places: Sequence[int],
) -> None:
    figure.add_scatter(
        x=months["month"],
        y=months[value.column],
        mode="markers",
        name=name,
        marker={"color": colour, "symbol": symbol, "size": 10},
        customdata=[str(month)[:10] for month in months["month"]],
        text=[
            "<br>".join([f"n={n}", *(value_word("signal", rule) for rule in sorted(process.signals[place]))])
            for n, place in zip(months[count], places, strict=True)
        ],
        hovertemplate="%{x|%Y-%m}<br>%{y:.2%}<br>%{text}<extra></extra>",
    )


def _process_lines(figure: go.Figure, process: XmR, target: float | None) -> None:
    figure.add_hline(
        y=process.mean,
        line_color=GREY,
        line_width=1,
        annotation_text=_("mean {share:.2%}").format(share=process.mean),
        annotation_position="right",  # beside the points, on none of them
    )
    for limit in (process.lower, process.upper):
        # a share lies between 0 and 1, a limit need not
        if 0 <= limit <= 1:
            figure.add_hline(y=limit, line_color=GREY, line_width=1, line_dash="dash")
    if target is not None:
        figure.add_hline(
            y=target,
            line_color=ORANGE,
            line_width=1,
            line_dash="dot",
            annotation_text=_("target {share:.1%}").format(share=target),
            annotation_position="bottom left",
        )


def _verdicts(process: XmR, better: Better, target: float | None) -> None:
    variation = process.variation(better)
    why = ", ".join(value_word("signal", rule) for rule in RULES if rule in process.signals[-1])
    colour, symbol, _name = POINTS[variation]
    sign = f":{MARKDOWN_COLOURS[colour]}[{SIGNS[_symbol(symbol, better)]}]"
    lines = [f"{sign} {_(VARIATION[variation]).format(why=why)}"]
    if target is not None:
        lines.append(_(ASSURANCE[process.assurance(target, better)]).format(target=target))
    st.markdown("  \n".join(lines))
