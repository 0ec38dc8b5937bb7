"""The rows behind a number: paged in SQL, downloadable, and what the number means with the SQL that ran."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Literal

import pandas as pd
import streamlit as st

from analytics.figures.catalogue import figure
from analytics.figures.groupings import GROUPINGS
from analytics.figures.scope import BEGINNING, END, Scope
from ui.figures.definitions import in_words
from ui.figures.law_book_pages import source_link
from ui.figures.narrowed import filters_without_effect, not_narrowed
from ui.shell.address import from_url, one_of, to_url
from ui.shell.choosing import choose
from ui.shell.chosen_filters import chosen_filters
from ui.shell.data import figures, known_on, row_count, row_page, rules, settings, snapshot
from ui.shell.folding import fold, in_tabs
from ui.shell.links import definition_link
from ui.shell.look import meeting_size
from ui.shell.nothing import KINDS_OF, nothing_here
from ui.shell.picks import ROWS, forget_picks, landing, picked_in
from ui.shell.scrolling import scroll_to
from ui.shell.wording import _, figure_name, plain, unit_label
from ui.shell.words import column_word, value_word
from ui.tables.downloads import file_name, table_downloads
from ui.tables.small_tables import HIDDEN, in_sight, selectable, table

PAGE = 50
DOWNLOAD_LIMIT = 1_000_000  # rows that fit on one sheet of a workbook


def row_tabs(names: Mapping[str, str], opened_by: Mapping[str, str] | None = None) -> str:
    """Which of several lists is open, chosen by its name; the address keeps it. The closed ones cost nothing.

    `opened_by` says which list a click in a chart opens, where that is not the first.
    """
    first = next((name for chart, name in (opened_by or {}).items() if picked_in(chart) is not None), next(iter(names)))
    from_url(ROWS, [first], one_of(names))
    opened = choose(
        st.segmented_control,
        _("Rows"),
        list(names),
        ROWS,
        format_func=names.__getitem__,
        required=True,
        label_visibility="collapsed",
    )
    to_url(ROWS, [opened], [first])
    return str(opened)


def listing_names(keys: Sequence[str]) -> dict[str, str]:
    """Listings with their names, for `row_tabs`."""
    return {key: figure_name(figure(key).name, figure(key).name_zh) for key in keys}


def row_list(
    key: str,
    scope: Scope,
    title: str | None = None,
    only: Mapping[str, object] | None = None,
    picking: Literal["one", "several"] | None = None,
) -> list[pd.Series]:
    """One page of the rows of a query, with the number of all of them, and all of them to XLSX and CSV.

    `only` lists the rows that a part of a chart stands for: the columns and the values that it was drawn from. With
    `picking` rows can be ticked; gives the ticked ones.
    """
    count = row_count(key, scope, only)
    definition = figure(key)
    name = title or figure_name(definition.name, definition.name_zh)
    st.markdown(f"**{name}** · {count:,}" + (f" · {note}" if (note := not_narrowed(key, scope)) else ""))
    if not count:
        st.info(nothing_here(scope, KINDS_OF.get(definition.subject)))
        return []
    with st.container(horizontal=True, vertical_alignment="center"):
        pages = math.ceil(count / PAGE)
        page = st.pagination(pages, key=f"page-{key}") if pages > 1 else 1
        _downloads(key, scope, count, only, name)
    frame = row_page(key, scope, only, PAGE, (min(int(page or 1), pages) - 1) * PAGE)
    shown = in_sight(frame.drop(columns=[*HIDDEN], errors="ignore"))
    if picking is None:
        table(shown)
        return []
    return [frame.iloc[place] for place in selectable(shown, f"picked-{key}-{page}", picking == "several")]


def _downloads(key: str, scope: Scope, count: int, only: Mapping[str, object] | None, title: str) -> None:
    if count > DOWNLOAD_LIMIT:
        st.caption(_("More rows than a sheet holds; use: python -m analytics query {key} --format csv").format(key=key))
        return

    def rows() -> pd.DataFrame:
        return snapshot().rows(key, scope, only=only)

    part = part_in_words(only or {})
    notes = selection(scope, key) | ({_("Only"): part} if part else {})
    table_downloads(rows, notes, file_name(" ".join(filter(None, (title, part))), scope), key)


def part_in_words(only: Mapping[str, object]) -> str:
    """What picks some rows of a listing, as the chart says it that they are behind."""
    told = []
    for name, value in only.items():
        column = GROUPINGS[name].column or name if name in GROUPINGS else name
        told.append(f"{column_word(column)} {value_word(column, unit_label(value))}")
    return ", ".join(told)


def selection(scope: Scope, key: str = "") -> dict[str, str]:
    """What was selected, in words, as it is printed with every export; and which of it does not narrow the query `key`."""
    chosen = {
        _("Bureau"): settings().bureau,
        _("Data date"): str(snapshot().data_date),
        _("As of"): str(scope.as_of),
        _("Known on"): str(known_on() or ""),
        _("From"): _day(scope.period_start, BEGINNING),
        _("To"): _day(scope.period_end, END),
        **chosen_filters(scope),
        _("Light rules"): value_word("light_preset", rules().lights.preset),
        _("Snapshot"): snapshot().id,
        _("Not narrowed by"): filters_without_effect(key, scope) if key else "",
    }
    return {name: text for name, text in chosen.items() if text}


def _day(day: date, unbounded: date) -> str:
    return "" if day == unbounded else str(day)


def definition(key: str, scope: Scope, files: bool = True) -> None:
    """What a figure means and the very SQL that ran, folded away; beneath, its table as files where `files` says so.

    Over it stands which of the chosen filters do not narrow the figure.
    """
    about = figure(key)
    if note := not_narrowed(key, scope):
        st.caption(f"{figure_name(about.name, about.name_zh)}: {note}")
    label = _("Definition and SQL: {name}").format(name=figure_name(about.name, about.name_zh))
    fold(label, f"definition-{key}", lambda: _explained(key, scope))
    if files and not meeting_size():
        figure_downloads(key, scope)


def figure_downloads(key: str, scope: Scope) -> None:
    """The table that a chart is drawn from, as a file."""
    about = figure(key)
    title = figure_name(about.name, about.name_zh)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.caption(_("The figures as a table:"), width="content")
        table_downloads(
            lambda: figures(key, scope), selection(scope, key), file_name(title, scope), f"figure-{key}", small=True
        )


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

    def explained(key: str) -> None:
        _explained(key, scope)
        figure_downloads(key, scope)

    tabs = [(figure_name(figure(key).name, figure(key).name_zh), partial(explained, key)) for key in keys]
    key = "-".join(keys)  # a page may have several of these folds
    label = _("Definitions and SQL of these figures")
    fold(label, f"definitions-{key}", lambda: in_tabs(f"explained-{key}", *tabs))


def chosen_note(*chosen: str | date | None) -> None:
    """What was clicked in the charts above (a day stands for its month, an empty text for what is not given), over its rows."""
    parts = [
        f"{value:%Y-%m}" if isinstance(value, date) else plain(unit_label(value))
        for value in chosen
        if value is not None
    ]
    st.subheader(_("Rows"), anchor=ROWS)
    if parts:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(_("Chosen in the charts: **{parts}**.").format(parts=" · ".join(parts)), width="content")
            st.button(
                _("Show all"), key="forget-picks", icon=":material/close:", type="tertiary", on_click=forget_picks
            )
    if landing():
        scroll_to(ROWS)


def rows_behind(key: str, scope: Scope, title: str | None = None) -> None:
    """A folded list of the rows behind a figure."""
    about = figure(key)
    name = title or figure_name(about.name, about.name_zh)
    fold(_("Rows: {name}").format(name=name), f"behind-{key}", lambda: row_list(key, scope, title))


def frame_list(frame: pd.DataFrame, key: str, scope: Scope, of: str, title: str) -> None:
    """A short table that is at hand as a whole, with its downloads under its title; `of` is the query that it is of."""
    if frame.empty:
        st.info(nothing_here(scope))
        return
    table(in_sight(frame), key=f"table-{key}")
    with st.container(horizontal=True):
        table_downloads(lambda: frame, selection(scope, of), file_name(title, scope), key)
