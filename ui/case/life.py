"""The life of a case as a time line: a chart with a lane a subject, and the same moments as a list."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics.case.case_file import Case
from analytics.clock.ledger import Ledger
from analytics.figures.scope import Scope
from ui.case.found_case import value_words
from ui.case.moments import LEFT, Moment, ended, midnight, moments, order_name
from ui.charts.drawing import CONFIG, dress
from ui.charts.palette import palette
from ui.shell.links import ORDER_LINK, link_to_orders, order_link
from ui.shell.width import narrow
from ui.shell.wording import _, chart_text, plain
from ui.shell.words import column_word, value_word


def life(case: Case, ledger: Ledger, scope: Scope) -> None:
    """The time line and, folded away, its moments in order."""
    st.subheader(_("Time line"), anchor="life")
    happened = moments(case, ledger)
    if not happened:
        st.info(_("The exports give no day for this case."))
        return
    if case.row["closed_at"] is None:
        st.caption(_("Days of the case; dotted: as of {day}").format(day=scope.as_of))
    title = _("Time line of case {number}").format(number=case.row["case_no"])
    st.plotly_chart(_chart(case, ledger, scope), key="life", config=CONFIG, alt=title, theme="streamlit")
    _orders(case)
    with st.expander(_("{n} moments in order").format(n=len(happened))):
        _list(sorted(happened, key=lambda moment: moment.at))


def _orders(case: Case) -> None:
    """The orders that name the case, each with how it stands and the way to its page."""
    last = {deed["order_id"]: deed for deed in case.deeds if deed["deed"] == "order"}
    if last:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(_("Orders about this case:"), width="content")
            for deed in last.values():
                link_to_orders(f"{_named(deed)} {_stands(deed)}".strip(), order=order_name(deed))


def _named(deed: dict[str, Any]) -> str:
    """An order's number as people write it, or its draft."""
    if deed["number"]:
        return plain(f"〔{deed['year']}〕{deed['number']}号")
    return _("Draft {id}").format(id=deed["order_id"])


def _stands(deed: dict[str, Any]) -> str:
    return str(plain(value_word("event", deed["event"]))) if deed["number"] else ""


def _list(happened: list[Moment]) -> None:
    """The moments as a table; an act of an order leads to its page."""
    rows = {
        _("Time"): [value_words("at", moment.at) for moment in happened],
        _("What happened"): [moment.what for moment in happened],
        _("Detail"): [moment.detail for moment in happened],
    }
    if any(moment.order for moment in happened):
        rows[column_word("order")] = [order_link(moment.order) if moment.order else "" for moment in happened]
    configured = {column_word("order"): st.column_config.LinkColumn(display_text=ORDER_LINK)}
    st.dataframe(pd.DataFrame(rows), hide_index=True, key="moments", column_config=configured)


def _chart(case: Case, ledger: Ledger, scope: Scope) -> go.Figure:
    row, figure, ink = case.row, go.Figure(), palette()
    end = row["closed_at"] or datetime.combine(case.facts.finished_on or scope.as_of, time())
    due = midnight(ledger.due_on)
    before = [at for at in (row["applied_at"], row["received_at"], row["accepted_at"]) if at is not None]
    if len(before) > 1:
        _bar(figure, _("Before acceptance"), min(before), max(before), ink.grey)
    if row["accepted_at"] is not None:
        _bar(figure, _("Clock"), row["accepted_at"], end, ink.blue)
        if due is not None and ledger.late:
            _bar(figure, _("Past the due day"), due, end, ink.orange)
    for event in case.events:
        _point(
            figure,
            _("Status events"),
            event["status_at"],
            "circle",
            ink.grey,
            value_word("status_code", event["status_code"]),
        )
    for pause in case.pauses:
        _bar(figure, _("Paused"), pause["pause_start"], pause["pause_end"] or end, ink.grey)
    _point(figure, _("Due day"), due, "diamond")
    _point(figure, _("Platform's due date"), row["platform_due_at"], "diamond-open")
    _point(figure, column_word("finished_on"), midnight(case.facts.finished_on), "square-open")
    _point(figure, ended(row), row["closed_at"], "square")
    for deed in case.deeds:
        _deed(figure, deed)
    lanes = list(dict.fromkeys(trace.y[0] for trace in figure.data))
    dress(figure, height=70 + 34 * len(lanes))
    if row["closed_at"] is None:
        figure.add_vline(x=midnight(scope.as_of), line_dash="dot", line_color=ink.soft)
    figure.update_yaxes(categoryorder="array", categoryarray=lanes[::-1], tickfont={"color": ink.text}, showgrid=False)
    figure.update_xaxes(tickformat="%Y-%m-%d", nticks=3 if narrow() else 5, tickangle=0)
    return figure


def _deed(figure: go.Figure, deed: dict[str, Any]) -> None:
    """A letter, hollow where it reached nobody yet, or an act of an order."""
    ink = palette()
    if deed["deed"] == "order":
        named = f"{order_name(deed)} {value_word('event', deed['event'])}"
        _point(figure, _("Orders"), deed["happened_at"], "star", ink.blue, named)
        return
    told = f"{value_word('letter_state', deed['letter_state'])} · {deed['recipient']}"
    shape = "triangle-up" if deed["letter_state"] in LEFT else "triangle-up-open"
    _point(figure, _("Reminders"), deed["happened_at"], shape, ink.grey, told)


def _bar(figure: go.Figure, lane: str, start: datetime, end: datetime, colour: str) -> None:
    figure.add_scatter(
        x=[start, end],
        y=[lane, lane],
        mode="lines+markers",
        line={"width": 9, "color": colour},
        marker={"size": 9, "color": colour},
        hovertemplate="%{y}<br>%{x|%Y-%m-%d %H:%M}<extra></extra>",
    )


def _point(figure: go.Figure, lane: str, at: datetime | None, symbol: str, colour: str = "", what: str = "") -> None:
    if at is not None:
        figure.add_scatter(
            x=[at],
            y=[lane],
            mode="markers",
            marker={"size": 13, "symbol": symbol, "color": colour or palette().orange},
            text=[chart_text(what)],
            hovertemplate="%{y}<br>%{text}<br>%{x|%Y-%m-%d}<extra></extra>",
        )
