"""What stands round every page: whose board it is, demo notice, data date, a helpful sentence when something is missing."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import streamlit as st

from analytics.errors import EmptyWarehouse
from analytics.failures import refusal
from analytics.figures.scope import Scope
from analytics.settings import ROOT
from ui.help.first_screen import first_screen
from ui.shell.chosen_filters import filters_in_words
from ui.shell.data import known_on, newer_published, rules, settings, snapshot, warehouse
from ui.shell.drawn import drawn, element
from ui.shell.windows import day_with_weekday
from ui.shell.wording import _, plain, sentence, unit_label
from ui.shell.words import value_word

NAMED = 3
"""Areas and units that the heading names at most: it is one line."""


def sign_in_configured() -> bool:
    """Whether secrets name an identity provider; without one the server listens on this machine only."""
    return any(Path(file).exists() for file in st.config.get_option("secrets.files")) and "auth" in st.secrets


def enter(needed: str = "entered") -> None:
    """Let the entry script run a page that was opened before it ever ran.

    Until `st.navigation` is first called, Streamlit takes a folder called pages for its older kind of app and runs the
    page's file alone, so that the first link opened after a start would show no filters and another navigation.
    """
    if needed not in st.session_state:
        runpy.run_path(str(ROOT / "app.py"))
        st.stop()


def selected() -> Scope:
    """What the filter bar selects."""
    enter("scope")
    return st.session_state["scope"]


def whose_board(scope: Scope | None) -> None:
    """The heading of every page, in one line: the bureau, what the board is narrowed to, the day with its week-day."""
    parts = [settings().bureau]
    if scope is not None:
        narrowed = [unit_label(name) for name in (*scope.areas, *scope.units)]
        parts += [_named(narrowed) if narrowed else _("the whole city"), day_with_weekday(scope.as_of)]
    spans = [part for name in parts for part in (element("span", name), " ")]
    drawn(element("h1", *spans[:-1], class_="board"), "whose-board")


def _named(names: list[str]) -> str:
    """The first few by name, the others by their number: the filters below name them all."""
    joined = _(", ").join(names[:NAMED])
    more = len(names) - NAMED
    return _("{names} and {n} more").format(names=joined, n=more) if more > 0 else joined


def notices(scope: Scope) -> None:
    """Demo data, the period and the as-of day, the data date, the light rules in force, filters that the heading leaves out."""
    current = snapshot()
    parts = []
    if current.is_demo:
        invented = _("every unit's cases and messages here are invented")
        badge = _("Demo data")
        parts.append(f":orange-badge[:material/science: {badge}] {invented}")
    parts.append(_("period {start} to {end}").format(start=scope.period_start, end=scope.period_end))
    parts.append(_("as of {day}").format(day=scope.as_of))
    others = [
        *(value_word("item_name", name) for name in scope.items),
        *(value_word("platform", name) for name in scope.platforms),
        *(value_word("case_kind", name) for name in scope.kinds),
    ]
    if others:
        parts.append(_("only {names}").format(names=plain(_named([unit_label(name) for name in others]))))
    parts.append(_("data up to {day}, {n} days old").format(day=current.data_date, n=_age(current.data_date)))
    if day := known_on():
        parts.append(_("as known on {day}").format(day=day))
    parts.append(_("light rules: {preset}").format(preset=plain(value_word("light_preset", rules().lights.preset))))
    with st.container(key="notices"):
        st.caption(" · ".join(parts))
        filters_in_words(scope)
    _watch()


def waiting_for_publish() -> None:
    """Say where settings.toml has changed since the figures on screen were computed."""
    waiting = settings().waiting_beside(rules())
    if waiting:
        st.warning(
            _(
                "settings.toml was changed: {keys}. This is waiting for the next publish; until then every figure, and "
                "every rule printed here, is as before."
            ).format(keys=", ".join(f"`{key}`" for key in waiting)),
            icon=":material/sync_problem:",
        )


def _age(data_date: date) -> int:
    """Days since the newest event; the machine's clock is used for nothing else."""
    return max(0, (date.today() - data_date).days)


@st.fragment(run_every=30)
def _watch() -> None:
    """Draw the page anew when another snapshot has been published."""
    with helpful():
        if newer_published():
            st.rerun(scope="app")


@contextmanager
def helpful() -> Iterator[None]:
    """Turn whatever cannot be done into its sentence, with the next step, instead of Streamlit's box without a word.

    Every script run, fragment and callback goes through it. Where something unexpected happened stands in a log.
    """
    try:
        yield
    except EmptyWarehouse:
        first_screen()
    except Exception as error:
        st.error(sentence(refusal(error, warehouse())), icon=":material/error:")
