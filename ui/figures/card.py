"""How a card looks: its parts as elements of our own, dressed by the style sheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from analytics.clock.months import month_end
from analytics.comparison.chance import FEWEST, RULES, Better, Variation
from analytics.comparison.series_verdict import Point, Verdict, meets
from analytics.errors import N_
from analytics.figures.catalogue import figure
from ui.figures.definitions import in_words
from ui.figures.sparkline import points_up, sparkline
from ui.shell.drawn import Tree, drawn, element
from ui.shell.links import definition_link
from ui.shell.windows import days_in_words
from ui.shell.wording import _
from ui.shell.words import value_word

VARIATION = {"improving": N_("better than noise"), "worsening": N_("worse than noise"), "noise": N_("just noise")}
ASSURANCE = {
    "yes": ("✓", "better", N_("will be met as things are")),
    "no": ("✕", "worse", N_("will be missed as things are")),
    "hit-or-miss": ("?", "muted", N_("left to chance")),
}
"""The second verdict as icon, class of the style sheet and word."""
COLOURED = {"improving": "better", "worsening": "worse", "noise": "muted"}


@dataclass(frozen=True)
class Change:
    """What the value is compared with: the days in words, the value of then, the change, and what it may be called."""

    days: str
    then: float | None
    moved: float | None
    called: Variation


@dataclass(frozen=True)
class Shown:
    """A card's content: what `ui/figures/headline.py` worked out."""

    key: str
    name: str | None
    value: float | None
    share: bool
    better: Better
    target: float | None
    stock: bool
    decided: bool
    notes: str
    changes: tuple[Change, ...]
    verdict: Verdict | None
    year: int


def card_tree(card: Shown) -> Tree:
    """One card: name, value, target met or missed, what stands behind it, its months, its change and the two verdicts."""
    words = in_words(figure(card.key))
    name = card.name or words.name
    about = f"{words.definition} — {words.cohort}"
    return element(
        "section",
        element("p", element("a", name, href=definition_link(card.key), title=about), class_="name"),
        element("p", element("strong", said(card, card.value)), _target(card), class_="value"),
        element("p", card.notes, class_="count muted"),
        element("div", sparkline(card.verdict, card.better, _says(card, card.verdict)) if card.verdict else None),
        element("div", *_changes(card), *_verdicts(card), class_="verdicts"),
        class_="card",
        aria_label=name,
    )


def count_card(name: str, value: int, remark: str = "") -> Tree:
    """A card of a plain number: name, number, and what it counts."""
    return plain_card(name, f"{value:,}", remark)


def plain_card(name: str, value: str, remark: str = "") -> Tree:
    """A card of what is neither judged nor compared: name, value, and what it is of."""
    return element(
        "section",
        element("p", name, class_="name"),
        element("p", element("strong", value), class_="value"),
        element("p", remark, class_="count muted") if remark else None,
        class_="card plain",
        aria_label=name,
    )


def draw_cards(cards: Iterable[Tree], key: str) -> None:
    """Cards in the grid of every page."""
    drawn(element("div", *cards, class_="cards"), key)


def said(card: Shown, value: float | None) -> str:
    """A value as its card says it."""
    if value is None:
        return "–"
    return f"{value:.2%}" if card.share else f"{value:,.0f}"


def _target(card: Shown) -> Tree | None:
    """Met or missed, as icon and word."""
    if card.target is None or card.value is None:
        return None
    bound = ("≤ " if card.better == "lower" else "≥ ") + percent(card.target)
    met = meets(card.value, card.target, card.better)
    words = _("✓ target {bound} met") if met else _("✕ target {bound} missed")
    return element("span", words.format(bound=bound), class_="target")


def percent(share: float) -> str:
    """2%, 73.61%: no more decimals than there are, two at most."""
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"


def _changes(card: Shown) -> list[Tree]:
    head = _("Stock then") if card.stock and not card.decided else _("Change")
    return [_line(head, *_change(card, change)) for change in card.changes]


def _line(head: str, *said_of_it: Tree) -> Tree:
    """A line of a card: what it is about, and what is said of it; the blanks are for who hears it."""
    apart = [part for told in said_of_it for part in (" ", told)]
    return element("p", element("span", head, class_="head"), *apart)


def _change(card: Shown, change: Change) -> list[Tree]:
    if change.then is None or change.moved is None:
        return [element("span", _("{days}: no data").format(days=change.days), class_="muted")]
    moved = _("{points:+.2f} pp").format(points=change.moved * 100) if card.share else f"{change.moved:+,.0f}"
    arrow = "" if change.called == "noise" else ("▲ " if change.moved > 0 else "▼ ")
    against = _("vs {days} ({value})").format(days=change.days, value=said(card, change.then))
    return [
        element("strong", arrow + moved, class_=COLOURED[change.called]),
        element("span", against, class_="muted"),
    ]


def _verdicts(card: Shown) -> list[Tree]:
    """The two verdicts, each as icon and word: is the latest whole month more than noise, will the target be met."""
    told = card.verdict
    if told is None:
        return []
    lines = [_line(_("Variation"), _variation(card, told))]
    if told.assurance is not None:
        icon, look, word = ASSURANCE[told.assurance]
        lines.append(_line(_("Assurance"), element("span", f"{icon} {_(word)}", class_=look)))
    return lines


def _variation(card: Shown, told: Verdict) -> Tree:
    if card.decided:
        since = told.standing_since
        words = _("unchanged since {month}") if since != told.first else _("unchanged since {month} at least")
        return element("span", "● " + words.format(month=_month(card, since)) if since else "–", class_="muted")
    if told.judged is None or told.variation is None:
        words = _("{n} of the {least} whole months that it takes").format(n=told.whole, least=FEWEST)
        return element("span", words, class_="muted")
    signal = told.variation != "noise"
    icon = ("▲" if points_up(told.variation == "worsening", card.better) else "▼") if signal else "●"
    words = _("{month}: {verdict}").format(month=_month(card, told.judged), verdict=_word(card, told))
    why = ", ".join(value_word("signal", rule) for rule in RULES if rule in told.why)
    return element("span", f"{icon} {words}", class_=COLOURED[told.variation], title=why)


def _word(card: Shown, told: Verdict) -> str:
    """The first verdict in words; noise does not stand beside a month outside its limits without naming it."""
    if told.unchanged:
        return _("unchanged")
    if told.variation == "noise" and told.others_outside:
        months = _(", ").join(outside_in_words(point, card.year) for point in told.others_outside)
        return _("within its limits; outside: {months}").format(months=months)
    word = VARIATION[told.variation or "noise"]
    return _(word)


def outside_in_words(point: Point, year: int | None = None) -> str:
    """A month outside its limits, and on which side; its year is said where it is not `year`."""
    words = _("{month} (worse)") if point.side == "worsening" else _("{month} (better)")
    return words.format(month=days_in_words(point.month, month_end(point.month), year))


def _month(card: Shown, month: date) -> str:
    return days_in_words(month, month_end(month), card.year)


def _says(card: Shown, told: Verdict) -> str:
    """The small chart for who cannot see it: its months and their values."""
    months = [f"{point.month:%Y-%m} {said(card, point.value)}" for point in told.months]
    if told.running:
        running = _("{month} still runs: {value}")
        months.append(running.format(month=f"{told.running.month:%Y-%m}", value=said(card, told.running.value)))
    return "; ".join(months)
