"""One filter bar for all pages. Every choice lives in the URL, so that a copied link shows the same view."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import Literal

import streamlit as st

from analytics.clock.workdays import FIRST_DAY, LAST_DAY
from analytics.errors import CasewatchError
from analytics.figures.periods import PRESETS, period
from analytics.figures.scope import Scope
from ui.shell.address import a_day, from_url, one_of, to_url
from ui.shell.choosing import choose
from ui.shell.data import KNOWN, choices, known_on, snapshot
from ui.shell.look import meeting_size
from ui.shell.wording import _, plain
from ui.shell.words import FILTER_NAMES, value_word

_MORE = ("item", "platform", "kind")


def filter_bar() -> Scope:
    """Draw the bar and give what is selected.

    Raises `ScopeError` when the period ends before it starts, or starts after the as-of day.
    """
    try:
        data_date = snapshot().data_date
    except CasewatchError:
        if known_on():  # of which nothing may have been known: another day can be chosen
            _known_on(180)
        raise
    with _folded(), st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        preset = _preset()
        as_of = _as_of(data_date)
        if preset == "own":
            start, end = _day("from", _("From"), date(as_of.year, 1, 1)), _day("to", _("To"), as_of)
        else:
            start, end = period(preset, as_of)
        areas = _chosen("area", _("Area"), "area", 160)
        units = _chosen("unit", _("Unit"), "unit_name", 180)
        chosen = sum(_is_set(key) for key in (*_MORE, KNOWN))
        with st.popover(_("More filters") + (f" ({chosen})" if chosen else "")):
            items = _chosen("item", _("Service item"), "item_name", "stretch")
            platforms = _chosen("platform", _("Platform"), "platform", "stretch")
            kinds = _chosen("kind", _("Case kind"), "case_kind", "stretch")
            _known_on()
    _say_refused("asof", KNOWN, *(("from", "to") if preset == "own" else ()))
    _say_missing()
    return Scope(as_of, start, end, areas, units, items, platforms, kinds, PRESETS[preset])


def _folded() -> AbstractContextManager[object]:
    """In meeting size the filters are a click away."""
    if not meeting_size():
        return nullcontext()
    with st.container(key="filters-folded"):
        return st.expander(_("Filters"), icon=":material/filter_alt:")


def _is_set(key: str) -> bool:
    """Whether a filter narrows anything; of one that was never drawn, whether the link sets it."""
    return bool(st.session_state[key] if key in st.session_state else st.query_params.get_all(key))


def _preset() -> str:
    default = ["this year"]
    names = {preset: value_word("period", preset) for preset in PRESETS}
    if given := st.query_params.get_all("period"):
        _note_missing("period", [text for text in given if text not in PRESETS])
    from_url("period", default, one_of(PRESETS))
    preset = choose(
        st.selectbox,
        _("Period"),
        list(PRESETS),
        "period",
        width=150,
        format_func=names.__getitem__,
        on_change=lambda: _chosen_anew("period"),
    )
    to_url("period", [preset], default)
    return preset


def _as_of(data_date: date) -> date:
    """The as-of day. Where it was the data date, it stays the data date when newer data arrives."""
    before = st.session_state.get("data-date")
    if before is not None and before != data_date and st.session_state.get("asof") == before:
        st.session_state["asof"] = data_date
    st.session_state["data-date"] = data_date
    return _day("asof", _("As of"), data_date)


def _day(key: str, label: str, default: date) -> date:
    from_url(key, [default], _a_day_within)
    _note_refused(key)
    day = st.date_input(
        label,
        key=key,
        width=140,
        format="YYYY-MM-DD",
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        persist_state="session",
        on_change=_chosen_anew,
        args=(key,),
    )
    day = day if isinstance(day, date) else default
    to_url(key, [day], [default])
    return day


def known_from_url() -> None:
    """Take the day of knowledge from the link, before anything is read from a snapshot."""
    from_url(KNOWN, [], _a_day_within)
    _note_refused(KNOWN)


def _known_on(width: int | Literal["stretch"] = "stretch") -> None:
    day = st.date_input(
        _("Known on"),
        None,
        key=KNOWN,
        width=width,
        format="YYYY-MM-DD",
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        persist_state="session",
        help=_("Only what the exports up to this day told; empty: all that is known today."),
        on_change=_chosen_anew,
        args=(KNOWN,),
    )
    to_url(KNOWN, [day] if isinstance(day, date) else [], [])


def _a_day_within(text: str) -> date | None:
    day = a_day(text)
    return day if day is not None and FIRST_DAY <= day <= LAST_DAY else None


def _refused() -> dict[str, str]:
    """The days of the link that are none of the calendar, by their filter, until somebody chooses another."""
    return st.session_state.setdefault("refused-days", {})


def _chosen_anew(key: str) -> None:
    _refused().pop(key, None)
    _missing().pop(key, None)


def _note_refused(key: str) -> None:
    text = st.query_params.get(key)
    if text is not None and _a_day_within(text) is None:
        _refused()[key] = text
    elif text is not None:
        _refused().pop(key, None)


def _say_refused(*keys: str) -> None:
    labels = {"asof": _("As of"), "from": _("From"), "to": _("To"), KNOWN: _("Known on")}
    for key in keys:
        if (text := _refused().get(key)) is None:
            continue
        st.warning(
            _(
                "The link says {label} {day}: that is no day from {first} to {last}, which the calendar holds. Shown is the "
                "day in the filter above; choose another there."
            ).format(label=f"“{labels[key]}”", day=plain(text), first=FIRST_DAY, last=LAST_DAY),
            icon=":material/event_busy:",
        )


def _missing() -> dict[str, list[str]]:
    """What was chosen, in a link or before, and is not in the data on screen, by its filter, until another is chosen."""
    return st.session_state.setdefault("missing", {})


def _note_missing(key: str, values: list[str]) -> None:
    _missing().pop(key, None)
    if values:
        _missing()[key] = values


def _say_missing() -> None:
    for key, values in _missing().items():
        st.warning(
            _(
                "There is no “{value}” under “{label}”, so it narrows nothing here. Choose another in the filter."
            ).format(value=plain(", ".join(values)), label=_(FILTER_NAMES[key])),
            icon=":material/filter_alt_off:",
        )


def _chosen(
    key: str,
    label: str,
    column: str,
    width: int | Literal["stretch"],
) -> tuple[str, ...]:
    offered = choices(column)
    names = {value: value_word(column, value) for value in offered}
    from_url(key, [], str, several=True)
    asked = st.session_state[key] or _missing().get(key, [])  # what was missing may be there again
    _note_missing(key, [value for value in asked if value not in names])
    st.session_state[key] = [value for value in asked if value in names]
    chosen = choose(
        st.multiselect,
        label,
        offered,
        key,
        width=width,
        placeholder=_("all"),
        format_func=names.__getitem__,
        on_change=lambda: _chosen_anew(key),
    )
    to_url(key, chosen, [])
    return tuple(chosen)
