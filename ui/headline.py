"""The headline: one figure a card, with its change against the previous period and the same period last year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd
import streamlit as st

from analytics.figures import figure
from analytics.scope import Scope
from ui.data import figures
from ui.wording import _, figure_name


@dataclass(frozen=True)
class Card:
    """One headline figure: where its value stands, and which way is better."""

    key: str
    column: str
    better: Literal["lower", "higher"]
    share: bool = True
    target: float | None = None
    trend: str | None = None
    row: str | None = None
    name: str | None = None
    stock: bool = False


def headline(cards: list[Card], scope: Scope) -> None:
    """The cards in one row (two on a phone)."""
    with st.container(horizontal=True, key=f"headline-{cards[0].key}"):
        for card in cards:
            with st.container(width=196, gap="xsmall"):
                _card(card, scope)


def _value(card: Card, scope: Scope) -> float | None:
    frame = figures(card.key, scope)
    if card.row is not None:
        frame = frame[frame.iloc[:, 0] == card.row]
    if frame.empty or pd.isna(frame[card.column].iloc[0]):
        return None
    return float(frame[card.column].iloc[0])


def _card(card: Card, scope: Scope) -> None:
    now = _value(card, scope)
    before = _value(card, scope.previous())
    year_ago = _value(card, scope.last_year())
    definition = figure(card.key)
    name = card.name or figure_name(definition.name, definition.name_zh)
    series = _series(card, scope)
    st.metric(
        name,
        "–" if now is None else _shown(card, now),
        delta=_change(card, now, before) if now is not None and before is not None else None,
        delta_color="inverse" if card.better == "lower" else "normal",
        delta_description=_("vs previous period"),
        help=f"{definition.definition} — {definition.cohort}",
        border=True,
        chart_data=series,
    )
    if year_ago is not None and now is not None:
        st.caption(_("last year {value}, {change}").format(value=_shown(card, year_ago), change=_change(card, now, year_ago)))
    if card.target is not None:
        st.caption(_("target {share:.1%}").format(share=card.target))


def _shown(card: Card, value: float) -> str:
    return f"{value:.2%}" if card.share else f"{value:,.0f}"


def _series(card: Card, scope: Scope) -> list[float] | None:
    if card.trend is None:
        return None
    frame = figures(card.trend, scope.narrowed(period_start=scope.last_year().period_start))
    return [float(value) for value in frame[card.column].tail(12)] if len(frame) > 1 else None


def _change(card: Card, now: float | None, then: float | None) -> str | None:
    if now is None or then is None:
        return None
    if card.share:
        return _("{points:+.2f} pp").format(points=(now - then) * 100)
    return f"{now - then:+,.0f}"
