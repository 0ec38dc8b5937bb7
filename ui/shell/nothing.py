"""Why there is nothing to be seen, and what to do about it: one sentence for every list and chart that is empty."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from analytics.figures.known_tables import FILTERS
from analytics.figures.scope import BEGINNING, END, Scope
from ui.shell.data import known_on, snapshot
from ui.shell.wording import _
from ui.shell.words import FILTER_NAMES, value_word

KINDS_OF = {"lateness": "cases", "flow": "cases", "messages": "messages", "ratings": "ratings"}
"""The kind of rows that a subject's figures count and its listings list."""


def told_of(subject: str) -> bool:
    """Whether any export told of what a subject's figures count: where none did, 0 is no answer."""
    return KINDS_OF.get(subject) is None or KINDS_OF[subject] in snapshot().kinds_told


def nothing_here(scope: Scope, kind: str | None = None) -> str:
    """What empties a selection, the nearest cause first, with the next step; `kind` is what the rows are, where it is known."""
    if kind is not None and kind not in snapshot().kinds_told:
        return _("No export told of {kind} yet. Import one on Imports; Help has a template.").format(
            kind=value_word("kind", kind)
        )
    first = snapshot().first_day
    if scope.as_of < first:
        return _(
            "Up to {as_of} there are no data yet: they begin on {first}. Choose a later day under “As of”."
        ).format(as_of=scope.as_of, first=first)
    narrowing = [_(FILTER_NAMES[name]) for name, part in FILTERS.items() if getattr(scope, part)]
    narrowing += [_("Known on")] if known_on() else []
    if narrowing:
        return _("Nothing in this selection. Take a filter away ({filters}), or choose a longer period.").format(
            filters=", ".join(narrowing)
        )
    if scope.period_start == BEGINNING and scope.period_end == END:
        return _("Nothing in this selection: the exports tell of none.")
    return _("Nothing in this selection. Choose a longer period.")


def say_missing_kinds(*kinds: str) -> None:
    """Say which kinds of rows no export has told yet, so that what rests on them is empty; with the way to them."""
    missing = [kind for kind in kinds if kind not in snapshot().kinds_told]
    if not missing:
        return
    with st.container(border=True):
        st.markdown(
            _(":material/inbox: No export told of **{kinds}** yet; what rests on them is empty here.").format(
                kinds=_listed(value_word("kind", kind) for kind in missing)
            )
        )
        with st.container(horizontal=True):
            st.page_link("pages/imports.py", label=_("Go to Imports"), icon=":material/upload_file:")
            st.page_link("pages/help.py", label=_("Columns and templates"), icon=":material/table_view:")


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
