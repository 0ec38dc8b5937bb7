"""The rows behind a number: paged in SQL, downloadable, and what the number means with the SQL that ran."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date

import pandas as pd
import streamlit as st

from analytics.figures.catalogue import figure
from analytics.figures.scope import BEGINNING, END, Scope
from ui.figures.definitions import in_words
from ui.figures.law_book_pages import source_link
from ui.figures.narrowed import filters_without_effect, not_narrowed
from ui.shell.data import known_on, rules, settings, snapshot
from ui.shell.links import definition_link
from ui.shell.nothing import nothing_here
from ui.shell.wording import _, figure_name, plain
from ui.shell.words import value_word
from ui.tables.downloads import table_downloads
from ui.tables.small_tables import HIDDEN, in_force, table

PAGE = 50
_KINDS = {"lateness": "cases", "flow": "cases", "messages": "messages", "ratings": "ratings"}
"""What the rows of a subject's listings are."""
DOWNLOAD_LIMIT = 1_000_000  # rows that fit on one sheet of a workbook


def row_list(key: str, scope: Scope, title: str | None = None, only: Mapping[str, object] | None = None) -> None:
    """One page of the rows of a query, with the number of all of them, and all of them to XLSX and CSV.

    `only` lists the rows that a part of a chart stands for: the columns and the values that it was drawn from.
    """
    count = snapshot().count(key, scope, only)
    definition = figure(key)
    name = title or figure_name(definition.name, definition.name_zh)
    st.markdown(f"**{name}** · {count:,}" + (f" · {note}" if (note := not_narrowed(key, scope)) else ""))
    if not count:
        st.info(nothing_here(scope, _KINDS.get(definition.subject)))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        pages = math.ceil(count / PAGE)
        page = st.pagination(pages, key=f"page-{key}") if pages > 1 else 1
        _downloads(key, scope, count, only)
    frame = snapshot().rows(key, scope, limit=PAGE, offset=(min(int(page or 1), pages) - 1) * PAGE, only=only)
    table(frame.drop(columns=[*HIDDEN], errors="ignore"))


def _downloads(key: str, scope: Scope, count: int, only: Mapping[str, object] | None) -> None:
    if count > DOWNLOAD_LIMIT:
        st.caption(_("More rows than a sheet holds; use: python -m analytics query {key} --format csv").format(key=key))
        return

    def rows() -> pd.DataFrame:
        return in_force(snapshot().rows(key, scope, only=only))

    table_downloads(rows, selection(scope, key), f"{key}-{scope.as_of}", key)


def selection(scope: Scope, key: str = "") -> dict[str, str]:
    """What was selected, in words, as it is printed with every export; and which of it does not narrow the query `key`."""
    chosen = {
        _("Bureau"): settings().bureau,
        _("Data date"): str(snapshot().data_date),
        _("As of"): str(scope.as_of),
        _("Known on"): str(known_on() or ""),
        _("From"): _day(scope.period_start, BEGINNING),
        _("To"): _day(scope.period_end, END),
        _("Area"): ", ".join(scope.areas),
        _("Unit"): ", ".join(scope.units),
        _("Service item"): ", ".join(scope.items),
        _("Platform"): ", ".join(scope.platforms),
        _("Case kind"): ", ".join(scope.kinds),
        _("Light rules"): value_word("light_preset", rules().lights.preset),
        _("Snapshot"): snapshot().id,
        _("Not narrowed by"): filters_without_effect(key, scope) if key else "",
    }
    return {name: text for name, text in chosen.items() if text}


def _day(day: date, unbounded: date) -> str:
    return "" if day == unbounded else str(day)


def definition(key: str, scope: Scope) -> None:
    """What a figure means and the very SQL that ran, folded away; a click further, its rows.

    Over it stands which of the chosen filters do not narrow the figure.
    """
    about = figure(key)
    if note := not_narrowed(key, scope):
        st.caption(f"{figure_name(about.name, about.name_zh)}: {note}")
    with st.expander(_("Definition and SQL: {name}").format(name=figure_name(about.name, about.name_zh))):
        _explained(key, scope)


def _explained(key: str, scope: Scope) -> None:
    words = in_words(figure(key))
    st.markdown(plain(words.definition) + " [" + _("More") + f"]({definition_link(key)})")
    st.caption(
        _("Cohort: {cohort}. Source: {source}.").format(
            cohort=plain(words.cohort), source=source_link(figure(key).source)
        )
    )
    st.code(snapshot().sql(key, scope), language="sql")


def definitions(keys: list[str], scope: Scope) -> None:
    """The definitions of several figures in one place, folded away."""
    with st.expander(_("Definitions and SQL of these figures")):
        abouts = [figure(key) for key in keys]
        for key, tab in zip(keys, st.tabs([figure_name(about.name, about.name_zh) for about in abouts]), strict=True):
            with tab:
                _explained(key, scope)


def chosen_note(*chosen: str | date | None) -> None:
    """What was clicked in the charts above (a day stands for its month), over the rows that it leads to."""
    parts = [f"{value:%Y-%m}" if isinstance(value, date) else plain(value) for value in chosen if value]
    st.subheader(_("Rows"), anchor="rows")
    if parts:
        note = _("Chosen in the charts: **{parts}**. Click there again to see all.")
        st.markdown(note.format(parts=" · ".join(parts)))


def rows_behind(key: str, scope: Scope, title: str | None = None) -> None:
    """A folded list of the rows behind a figure."""
    about = figure(key)
    name = title or figure_name(about.name, about.name_zh)
    with st.expander(_("Rows: {name}").format(name=name), key=f"behind-{key}", on_change="rerun") as opened:
        if getattr(opened, "open", True):
            row_list(key, scope, title)


def frame_list(frame: pd.DataFrame, key: str, scope: Scope, of: str) -> None:
    """A short table that is at hand as a whole, with its downloads; `of` is the query that it is of."""
    if frame.empty:
        st.info(nothing_here(scope))
        return
    table(frame, key=f"table-{key}")
    with st.container(horizontal=True):
        table_downloads(lambda: in_force(frame), selection(scope, of), key, key)
