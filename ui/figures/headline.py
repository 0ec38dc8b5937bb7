"""The headline: one figure a card, judged against its target and its own noise, compared with named days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
import streamlit as st

from analytics.clock.months import months_later
from analytics.comparison.series_verdict import RECENT, Verdict, decided, verdict
from analytics.figures.catalogue import figure
from analytics.figures.scope import Scope
from ui.charts.remarks import notes_of_cards
from ui.figures.card import Change, Shown, card_tree, draw_cards
from ui.figures.narrowed import not_narrowed
from ui.shell.data import figures, snapshot
from ui.shell.nothing import told_of
from ui.shell.windows import days_in_words, window
from ui.shell.wording import _, figure_name
from ui.shell.words import column_word


@dataclass(frozen=True)
class Card:
    """One headline figure: where its value stands, and which way is better.

    `trend` is its series of months, by which the figure is judged: a figure, with its groupings where it is cut by them. A `stock` stands at each month's end, or at the as-of
    day, and is compared with the same stock on earlier days. What is `decided`, as a list, has no noise to judge. `count` is the column of what stands behind the value where
    the figure is no share of two counts.
    """

    key: str
    column: str
    better: Literal["lower", "higher"]
    share: bool = True
    target: float | None = None
    trend: str | tuple[str, ...] | None = None
    stock: bool = False
    decided: bool = False
    row: str | None = None
    name: str | None = None
    remark: str | None = None
    count: str | None = None


def share_card(key: str, **more: Any) -> Card:
    """The card of a share that is better the higher it is, judged over its months."""
    return Card(key, key, "higher", trend=(key, "month"), **more)


def headline(cards: list[Card], scope: Scope) -> None:
    """The cards in one grid, two beside each other on a phone, and how to read them."""
    draw_cards((card_tree(_shown(card, scope)) for card in cards), f"headline-{cards[0].key}")
    st.caption(
        _(
            "Small charts: the last {n} whole months with their mean and limits; the hollow one still runs and is not judged. "
            "Grey is noise; only what noise does not explain is blue (better) or orange (worse)."
        ).format(n=RECENT)
    )
    months = [months_later(scope.as_of.replace(day=1), -back) for back in range(RECENT + 1)]
    notes_of_cards({card.key: card.name or _name(card.key) for card in cards}, months, scope.units)


def _name(key: str) -> str:
    return figure_name(figure(key).name, figure(key).name_zh)


def compared_in_words(scope: Scope) -> str:
    """Which days are compared: this selection's, the period before, the same days a year before."""
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


def _row(card: Card, scope: Scope) -> pd.Series | None:
    """The figure's row; None where it has none, before there was any data and where no export told of it: 0 is no news."""
    if not (_has_data(scope) and told_of(figure(card.key).subject)):
        return None
    frame = figures(card.key, scope)
    if card.row is not None:
        frame = frame[frame.iloc[:, 0] == card.row]
    return None if frame.empty else frame.iloc[0]


def _value(card: Card, row: pd.Series | None) -> float | None:
    return None if row is None or pd.isna(row[card.column]) else float(row[card.column])


def _shown(card: Card, scope: Scope) -> Shown:
    row = _row(card, scope)
    value, judged = _value(card, row), _judged(card, scope)
    notes = [_count(card, row), card.remark, not_narrowed(card.key, scope)]
    return Shown(
        key=card.key,
        name=card.name,
        value=value,
        share=card.share,
        better=card.better,
        target=card.target,
        stock=card.stock,
        decided=card.decided,
        notes=" · ".join(filter(None, notes)),
        changes=tuple(_change(card, value, earlier, days, judged) for earlier, days in _earlier(card, scope)),
        verdict=judged,
        year=scope.as_of.year,
    )


def _count(card: Card, row: pd.Series | None) -> str:
    """What stands behind the value: 713 of 28,065."""
    if row is None:
        return ""
    share = figure(card.key).share
    if card.count is None and card.share and share is not None:
        part, whole = share
        return _("{word}: {part} of {whole}").format(
            word=column_word(part), part=f"{int(row[part]):,}", whole=f"{int(row[whole]):,}"
        )
    if card.count is None or pd.isna(row[card.count]):
        return ""
    return _("{word}: {count}").format(word=column_word(card.count), count=f"{int(row[card.count]):,}")


def _earlier(card: Card, scope: Scope) -> list[tuple[Scope, str]]:
    """What the value is compared with, each with its days in words: the period before and the same days of last year.

    A stock has no period: it is compared with the same stock a month and a year before.
    """
    year = scope.as_of.year
    if card.stock:
        days = [months_later(scope.as_of, -1), months_later(scope.as_of, -12)]
        stocks = [scope.narrowed(as_of=day, period_start=min(scope.period_start, day)) for day in days]
        return [(stock, days_in_words(stock.as_of, stock.as_of, year)) for stock in stocks]
    return [(earlier, _days(earlier, year)) for earlier in (scope.previous(), scope.last_year()) if earlier is not None]


def _days(earlier: Scope, year: int) -> str:
    """The days of an earlier period, and the day it is seen from where that is another than its last."""
    days = window(earlier, year)
    if earlier.as_of == earlier.last_day:
        return days
    return _("{window} as of {day}").format(window=days, day=earlier.as_of)


def _change(card: Card, now: float | None, earlier: Scope, days: str, judged: Verdict | None) -> Change:
    """The change against earlier days; a signal only where the series of months says the same."""
    then = _value(card, _row(card, earlier))
    if now is None or then is None:
        return Change(days, then, None, "noise")
    moved = round(now - then, 4 if card.share else 0)
    return Change(days, then, moved, judged.of_change(moved, card.better) if judged else "noise")


def _judged(card: Card, scope: Scope) -> Verdict | None:
    if card.trend is None or not told_of(figure(card.key).subject):
        return None
    series = scope.from_a_year_earlier()
    judge = decided if card.decided else verdict
    of_months = (card.trend,) if isinstance(card.trend, str) else card.trend
    return judge(figures(of_months[0], series, *of_months[1:]), series, card.column, card.better, card.target)
