"""The life of a case as a time line: a chart with a lane a subject, and the same moments as a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics.case.case_file import Case
from analytics.clock.ledger import Ledger
from analytics.figures.scope import Scope
from ui.case.found_case import value_words
from ui.charts.drawing import CONFIG, dress
from ui.charts.palette import palette
from ui.shell.width import narrow
from ui.shell.wording import _, chart_text
from ui.shell.words import column_word, value_word


@dataclass(frozen=True)
class Moment:
    """Something that happened, or is due, at a time."""

    at: datetime
    what: str
    detail: str = ""


def life(case: Case, ledger: Ledger, scope: Scope) -> None:
    """The time line and, folded away, its moments in order."""
    st.subheader(_("Time line"), anchor="life")
    moments = _moments(case, ledger)
    if not moments:
        st.info(_("The exports give no day for this case."))
        return
    if case.row["closed_at"] is None:
        st.caption(_("Days of the case; dotted: as of {day}").format(day=scope.as_of))
    title = _("Time line of case {number}").format(number=case.row["case_no"])
    st.plotly_chart(_chart(case, ledger, scope), key="life", config=CONFIG, alt=title, theme="streamlit")
    with st.expander(_("{n} moments in order").format(n=len(moments))):
        rows = [
            {_("Time"): value_words("at", moment.at), _("What happened"): moment.what, _("Detail"): moment.detail}
            for moment in sorted(moments, key=lambda moment: moment.at)
        ]
        st.dataframe(pd.DataFrame(rows), hide_index=True, key="moments")


def _at(day: date | datetime | None) -> datetime | None:
    return datetime.combine(day, time()) if isinstance(day, date) and not isinstance(day, datetime) else day


def _moments(case: Case, ledger: Ledger) -> list[Moment]:
    row, as_of = case.row, case.facts.as_of
    happened = [
        (row["applied_at"], _("Applied"), ""),
        (row["received_at"], _("Received"), ""),
        (row["accepted_at"], _("Accepted"), ""),
        (_at(case.facts.finished_on), column_word("finished_on"), ""),
        (row["closed_at"], _ended(row), value_words("status", row["status"])),
    ]
    happened += [(event["status_at"], value_word("status_code", event["status_code"]), "") for event in case.events]
    for pause in case.pauses:
        told = " · ".join(str(pause[name]) for name in ("pause_kind", "pause_reason") if pause[name])
        happened += [(pause["pause_start"], _("Pause starts"), told), (pause["pause_end"], _("Pause ends"), told)]
    due = [
        (_at(ledger.due_on), _("Due day"), _("provisional") if ledger.provisional else ""),
        (_at(row["platform_due_at"]), _("Platform's due date"), ""),
    ]
    known = [Moment(at, what, detail) for at, what, detail in happened if at is not None and at.date() <= as_of]
    return known + [Moment(at, what, detail) for at, what, detail in due if at is not None]


def _ended(row: dict[str, Any]) -> str:
    """What the end of a case is called: its closing, or how it left."""
    return _("Closed") if row["standing"] == "counted" else value_word("standing", row["standing"])


def _chart(case: Case, ledger: Ledger, scope: Scope) -> go.Figure:
    row, figure, ink = case.row, go.Figure(), palette()
    end = row["closed_at"] or datetime.combine(case.facts.finished_on or scope.as_of, time())
    due = _at(ledger.due_on)
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
    _point(figure, column_word("finished_on"), _at(case.facts.finished_on), "square-open")
    _point(figure, _ended(row), row["closed_at"], "square")
    lanes = list(dict.fromkeys(trace.y[0] for trace in figure.data))
    dress(figure, height=70 + 34 * len(lanes))
    if row["closed_at"] is None:
        figure.add_vline(x=_at(scope.as_of), line_dash="dot", line_color=ink.soft)
    figure.update_yaxes(categoryorder="array", categoryarray=lanes[::-1], tickfont={"color": ink.text}, showgrid=False)
    figure.update_xaxes(tickformat="%Y-%m-%d", nticks=3 if narrow() else 5, tickangle=0)
    return figure


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
