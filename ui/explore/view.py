"""What was asked for on Explore, drawn; a click gives the group whose rows are listed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analytics.figures.exploring import beside, counted, group_columns, in_sort, largest, runs_in_time
from analytics.figures.groupings import GROUPINGS
from analytics.figures.scope import Scope
from ui.charts.drawing import Measure
from ui.charts.explored import explored_heat_map, explored_ranking, explored_trend
from ui.explore.asked import Asked
from ui.figures.headline import compared_in_words
from ui.shell.data import figures
from ui.shell.nothing import nothing_here
from ui.shell.wording import _, figure_name, unit_label
from ui.shell.words import column_word, is_share, value_word, weekday_word
from ui.tables.downloads import file_name, table_downloads
from ui.tables.rows import selection
from ui.tables.small_tables import selectable


def explored(asked: Asked, scope: Scope) -> Mapping[str, Any] | None:
    """Draw it, with how many of how many groups it shows; give the group that was clicked, by grouping."""
    every = figures(asked.measure.key, scope, *asked.by)
    if every.empty:
        st.info(nothing_here(scope))
        return None
    groups = group_columns(asked.measure, asked.by)
    frame = in_sort(_compared(every, groups, asked, scope), groups, asked.value, asked.sort)
    shown = _cut(frame, groups, asked)
    title = _title(asked)
    row = _drawn(shown, groups, title, asked, scope, len(frame))
    _how_many(frame, shown, groups, asked)
    with st.container(horizontal=True):
        notes = {_("Measure"): title, **selection(scope, asked.measure.key)}
        table_downloads(lambda: frame, notes, file_name(title, scope), "explore")
    if row is None:
        return None
    return {name: None if pd.isna(row[column]) else row[column] for name, column in zip(asked.by, groups, strict=True)}


def _compared(frame: pd.DataFrame, groups: list[str], asked: Asked, scope: Scope) -> pd.DataFrame:
    if asked.beside == "nothing":
        return frame
    if any(map(runs_in_time, asked.by)):
        st.caption(
            _("Over time nothing is set beside: choose groupings that are not of time, or look at both periods.")
        )
        return frame
    earlier = scope.previous() if asked.beside == "before" else scope.last_year()
    st.caption(compared_in_words(scope))
    if earlier is None:
        return frame
    return beside(frame, figures(asked.measure.key, earlier, *asked.by), groups, asked.value)


def _cut(frame: pd.DataFrame, groups: list[str], asked: Asked) -> pd.DataFrame:
    """As many groups as may be shown: of one grouping the first, of two the largest of each that is not of time."""
    if len(groups) == 1:
        return frame if _of_time(asked.by[0]) else frame.head(asked.most)
    for column, name in zip(groups, asked.by, strict=True):
        if not _of_time(name):
            frame = largest(frame, column, counted(asked.measure, frame, asked.by), asked.most)
    return frame.reset_index(drop=True)


def _of_time(name: str) -> bool:
    return GROUPINGS[name].of_time


def _drawn(frame: pd.DataFrame, groups: list[str], title: str, asked: Asked, scope: Scope, every: int) -> Any:
    """The drawing of some of `every` rows; gives the row that was clicked."""
    own_share = asked.measure.share is not None and asked.value == asked.measure.key
    value = Measure(asked.value, column_word(asked.value), is_share(asked.value), own_share)
    count = [*counted(asked.measure, frame, asked.by)]
    if asked.drawing == "ranking":
        return explored_ranking(frame, groups[0], value, count, group_label, title, "explore-ranking", every)
    if asked.drawing == "trend":
        time = next(column for column, name in zip(groups, asked.by, strict=True) if runs_in_time(name))
        other = next((column for column in groups if column != time), None)
        return explored_trend(frame, time, other, value, group_label, title, "explore-trend", scope)
    if asked.drawing == "heat map":
        down, across = groups if not _of_time(asked.by[0]) else groups[::-1]
        return explored_heat_map(frame, (down, across), value, count, group_label, title, "explore-heat", scope)
    st.markdown(f"**{title}**")
    worded = frame.assign(**{column: [group_label(column, one) for one in frame[column]] for column in groups})
    ticked = selectable(worded, key="explore-table", several=False)
    return frame.iloc[ticked[0]] if ticked else None


def group_label(column: str, value: Any) -> str:
    """What a group is called."""
    if column == "weekday":
        return weekday_word(int(value) - 1)
    if isinstance(value, date):
        return f"{value:%Y-%m}" if column == "month" else f"{value:%Y-%m-%d}"
    return str(value_word(column, unit_label(value)))


def _title(asked: Asked) -> str:
    name = figure_name(asked.measure.name, asked.measure.name_zh)
    by = " × ".join(figure_name(GROUPINGS[one].name, GROUPINGS[one].name_zh) for one in asked.by)
    number = column_word(asked.value)
    return " · ".join(dict.fromkeys((name, number, by)))


def _how_many(frame: pd.DataFrame, shown: pd.DataFrame, groups: list[str], asked: Asked) -> None:
    for column, name in zip(groups, asked.by, strict=True):
        every, some = frame[column].nunique(dropna=False), shown[column].nunique(dropna=False)
        if some < every:
            grouping = figure_name(GROUPINGS[name].name, GROUPINGS[name].name_zh)
            st.caption(
                _("Shown: {some} of {every} ({grouping}); the download holds all.").format(
                    some=some, every=every, grouping=grouping
                )
            )
