"""What stands round every page: demo notice, data date, and a helpful sentence when something is missing."""

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
from ui.shell.chosen_filters import filters_in_words
from ui.shell.data import known_on, newer_published, rules, settings, snapshot, warehouse
from ui.shell.wording import _, plain, sentence
from ui.shell.words import value_word


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


def notices(scope: Scope) -> None:
    """Demo data, the data date and the as-of day, the light rules in force."""
    current = snapshot()
    parts = [plain(settings().bureau)]
    if current.is_demo:
        invented = _("every unit's cases and messages here are invented")
        badge = _("Demo data")
        parts.append(f":orange-badge[:material/science: {badge}] {invented}")
    parts.append(_("Data up to {day}, {n} days old").format(day=current.data_date, n=_age(current.data_date)))
    parts.append(_("as of {day}").format(day=scope.as_of))
    parts.append(_("period {start} to {end}").format(start=scope.period_start, end=scope.period_end))
    if day := known_on():
        parts.append(_("as known on {day}").format(day=day))
    parts.append(_("light rules: {preset}").format(preset=plain(value_word("light_preset", rules().lights.preset))))
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
        st.info(
            _("Nothing has been imported yet. Import an export file to see its figures here."), icon=":material/inbox:"
        )
        st.page_link("pages/imports.py", label=_("Go to Imports"), icon=":material/upload_file:")
        st.caption(_("Or make the demo data on the command line: python -m analytics demo"))
    except Exception as error:
        st.error(sentence(refusal(error, warehouse())), icon=":material/error:")
