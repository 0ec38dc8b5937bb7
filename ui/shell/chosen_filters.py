"""What is selected, in words and in full: under the filters of every page, in every file and in its name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from analytics.figures.scope import BEGINNING, END, Scope
from ui.shell.data import known_on
from ui.shell.wording import _, plain, unit_label
from ui.shell.words import FILTER_NAMES, value_word


def chosen_filters(scope: Scope) -> dict[str, str]:
    """The filters that are set, by what they are called, each with all that is chosen."""
    chosen = {
        "area": ("area", scope.areas),
        "unit": ("unit_name", scope.units),
        "item": ("item_name", scope.items),
        "platform": ("platform", scope.platforms),
        "kind": ("case_kind", scope.kinds),
    }
    return {_(FILTER_NAMES[key]): _listed(column, values) for key, (column, values) in chosen.items() if values}


def days_in_force(scope: Scope) -> list[str]:
    """The days that the selection goes by: its period, the as-of day and the day of knowledge, those that are set."""
    start, end = _day(scope.period_start, BEGINNING), _day(scope.period_end, END)
    told = [_("{start} to {end}").format(start=start or "…", end=end or "…")] if start or end else []
    told.append(_("as of {day}").format(day=scope.as_of))
    if day := known_on():
        told.append(_("as known on {day}").format(day=day))
    return told


def filters_in_words(scope: Scope) -> None:
    """Print what narrows this page, in full; nothing where nothing does."""
    chosen = chosen_filters(scope)
    if chosen:
        told = " · ".join(f"{name}: **{plain(texts)}**" for name, texts in chosen.items())
        st.caption(":material/filter_alt: " + _("Narrowed to {filters}").format(filters=told))


def _listed(column: str, values: Sequence[str]) -> str:
    return ", ".join(str(value_word(column, unit_label(value))) for value in values)


def _day(day: date, unbounded: date) -> str:
    return "" if day == unbounded else str(day)
