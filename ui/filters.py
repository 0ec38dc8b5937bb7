"""One filter bar for all pages. Every choice lives in the URL, so that a copied link shows the same view."""

from __future__ import annotations

from datetime import date
from typing import Literal

import streamlit as st

from analytics.errors import N_
from analytics.periods import PRESETS, period
from analytics.scope import Scope
from ui.address import from_url, to_url
from ui.data import choices, snapshot
from ui.language import language_switch
from ui.wording import _

PERIOD_NAMES = {
    "this week": N_("This week"),
    "last week": N_("Last week"),
    "this month": N_("This month"),
    "last month": N_("Last month"),
    "this quarter": N_("This quarter"),
    "this year": N_("This year"),
    "own": N_("Own period"),
}
KIND_NAMES = {"immediate": N_("Immediate"), "promised": N_("With a promised limit"), "other": N_("Other")}
_MORE = ("item", "platform", "kind")


def filter_bar() -> Scope:
    """Draw the bar and give what is selected. Raises `ScopeError` when the period ends before it starts."""
    data_date = snapshot().data_date
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        preset = _preset()
        _follow_data_date(data_date)
        as_of = st.date_input(_("As of"), data_date, key="asof", bind="query-params", width=140, format="YYYY-MM-DD")
        as_of = as_of if isinstance(as_of, date) else data_date
        start, end = _own_period(as_of) if preset == "own" else period(preset, as_of)
        areas = _chosen("area", _("Area"), "area", 160)
        units = _chosen("unit", _("Unit"), "unit_name", 180)
        chosen = sum(bool(st.session_state.get(key)) for key in _MORE)
        with st.popover(_("More filters") + (f" ({chosen})" if chosen else "")):
            items = _chosen("item", _("Service item"), "item_name", "stretch")
            platforms = _chosen("platform", _("Platform"), "platform", "stretch")
            kinds = _kinds()
        language_switch()
    return Scope(as_of, start, end, areas, units, items, platforms, kinds)


def _preset() -> str:
    default = ["this year"]
    from_url("period", PRESETS, default)
    names = {preset: _(name) for preset, name in PERIOD_NAMES.items()}
    preset = st.selectbox(
        _("Period"), PRESETS, key="period", width=150, format_func=names.__getitem__, persist_state="session"
    )
    to_url("period", [preset], default)
    return preset


def _kinds() -> tuple[str, ...]:
    offered = choices("case_kind")
    from_url("kind", offered, [], several=True)
    names = {kind: _(KIND_NAMES[kind]) if kind in KIND_NAMES else kind for kind in offered}
    kinds = st.multiselect(
        _("Case kind"),
        offered,
        key="kind",
        persist_state="session",
        placeholder=_("all"),
        format_func=names.__getitem__,
    )
    to_url("kind", kinds, [])
    return tuple(kinds)


def _follow_data_date(data_date: date) -> None:
    """Where the as-of day was the data date, it stays the data date when newer data arrives."""
    before = st.session_state.get("data-date")
    if before is not None and before != data_date and st.session_state.get("asof") == before:
        st.session_state["asof"] = data_date
    st.session_state["data-date"] = data_date


def _own_period(as_of: date) -> tuple[date, date]:
    start = st.date_input(_("From"), date(as_of.year, 1, 1), key="from", bind="query-params", width=140)
    end = st.date_input(_("To"), as_of, key="to", bind="query-params", width=140)
    return (start if isinstance(start, date) else as_of), (end if isinstance(end, date) else as_of)


def _chosen(key: str, label: str, column: str, width: int | Literal["stretch"]) -> tuple[str, ...]:
    return tuple(
        st.multiselect(label, choices(column), key=key, bind="query-params", width=width, placeholder=_("all"))
    )
