"""The headline: one figure a card, with its change against the period before and the same days last year, both named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd
import streamlit as st

from analytics.comparison.chance import complete_months
from analytics.figures.catalogue import figure
from analytics.figures.scope import Scope
from ui.figures.definitions import in_words
from ui.figures.narrowed import not_narrowed
from ui.shell.data import figures, snapshot
from ui.shell.links import definition_link
from ui.shell.windows import window
from ui.shell.wording import _, plain

CARD_WIDTH = 168  # pixels; two fit beside each other on a phone


@dataclass(frozen=True)
class Card:
    """One headline figure: where its value stands, and which way is better.

    `trend` is its series of months; of a share, a month that the selection cuts is left out. A `stock` stands at each
    month's end, or at the as-of day, and no month of it is cut.
    """

    key: str
    column: str
    better: Literal["lower", "higher"]
    share: bool = True
    target: float | None = None
    trend: str | None = None
    stock: bool = False
    row: str | None = None
    name: str | None = None
    remark: str | None = None


def headline(cards: list[Card], scope: Scope) -> None:
    """The cards in one row (two on a phone), and what they are compared with."""
    with st.container(horizontal=True, key=f"headline-{cards[0].key}"):
        for card in cards:
            with st.container(width=CARD_WIDTH, gap="xsmall"):
                _card(card, scope)
    st.caption(compared_in_words(scope))


def compared_in_words(scope: Scope) -> str:
    """Which days the cards compare: this selection's, the period before, the same days a year before."""
    before, year_ago, year = scope.previous(), scope.last_year(), scope.as_of.year
    if before is None and year_ago is None:
        return _("There is nothing earlier to compare with.")
    parts = [_("Shown: {window}").format(window=_seen(scope, year))]
    if before is not None:
        parts.append(_("the period before: {window}").format(window=_seen(before, year)))
    else:
        parts.append(_("a year to date is compared with last year only"))
    if year_ago is not None:
        parts.append(_("last year: {window}").format(window=_seen(year_ago, year)))
    return " · ".join(parts)


def _seen(scope: Scope, year: int) -> str:
    seen = _("{window} as of {day}").format(window=window(scope, year), day=scope.as_of)
    return seen if _has_data(scope) else _("{window}, before all data").format(window=seen)


def _has_data(scope: Scope) -> bool:
    return scope.as_of >= snapshot().first_day


def _value(card: Card, scope: Scope | None) -> float | None:
    """The figure's value; None where it has none, and before there was any data: 0 cases then is no news."""
    if scope is None or not _has_data(scope):
        return None
    frame = figures(card.key, scope)
    if card.row is not None:
        frame = frame[frame.iloc[:, 0] == card.row]
    if frame.empty or pd.isna(frame[card.column].iloc[0]):
        return None
    return float(frame[card.column].iloc[0])


def _card(card: Card, scope: Scope) -> None:
    before = scope.previous() or scope.last_year()
    now, then = _value(card, scope), _value(card, before)
    words = in_words(figure(card.key))
    st.metric(
        card.name or words.name,
        "–" if now is None else _shown(card, now),
        delta=_change(card, now, then),
        delta_color=_colour(card, now, then),
        delta_arrow="off" if _colour(card, now, then) == "gray" else "auto",
        help=f"{plain(words.definition)} — {plain(words.cohort)} [" + _("More") + f"]({definition_link(card.key)})",
        border=True,
        height=190,
        chart_data=_series(card, scope),
    )
    remarks = [card.remark, _against(card, now, then, before, scope), _against_last_year(card, now, before, scope)]
    if card.target is not None:
        remarks.append(_("target {share:.1%}").format(share=card.target))
    remarks.append(not_narrowed(card.key, scope))
    st.caption(" · ".join(filter(None, remarks)))


def _against(card: Card, now: float | None, then: float | None, before: Scope | None, scope: Scope) -> str:
    """What the change on the card is a change against: the days, and the value of then."""
    if before is None or now is None or then is None:
        return ""
    days = window(before, scope.as_of.year)
    return _("change: vs {window} ({value})").format(window=days, value=_shown(card, then))


def _against_last_year(card: Card, now: float | None, before: Scope | None, scope: Scope) -> str:
    """The value and the change against last year, where that is not what the card shows anyway."""
    last_year = scope.last_year()
    year_ago = _value(card, last_year)
    if before == last_year or now is None or year_ago is None:
        return ""
    return _("last year {value} ({change})").format(value=_shown(card, year_ago), change=_change(card, now, year_ago))


def _colour(card: Card, now: float | None, before: float | None) -> Literal["blue", "orange", "gray"]:
    """Blue for better, orange for worse, which colour-blind readers tell apart as well."""
    if now is None or before is None or round(now - before, 4 if card.share else 0) == 0:
        return "gray"
    return "blue" if (now < before) == (card.better == "lower") else "orange"


def _shown(card: Card, value: float) -> str:
    return f"{value:.2%}" if card.share else f"{value:,.0f}"


def _series(card: Card, scope: Scope) -> list[float] | None:
    if card.trend is None:
        return None
    series = scope.from_a_year_earlier()
    frame = figures(card.trend, series)
    if not card.stock:
        frame = complete_months(frame, series, card.column)
    values = frame[card.column].dropna().tail(12)
    return [float(value) for value in values] if len(values) > 1 else None


def _change(card: Card, now: float | None, then: float | None) -> str | None:
    if now is None or then is None:
        return None
    if card.share:
        return _("{points:+.2f} pp").format(points=(now - then) * 100)
    return f"{now - then:+,.0f}"
