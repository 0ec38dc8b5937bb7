"""The published snapshot and its figures, cached: a new snapshot is a new key, so nothing is ever stale."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from analytics.comparison.attention import TOGETHER, city_lines
from analytics.comparison.since import Since, grouping_of, line_months, since_when
from analytics.errors import CasewatchError, EmptyWarehouse, SnapshotBroken
from analytics.figures.scope import Scope
from analytics.settings import ROOT, Settings, load_settings
from analytics.snapshot.known import known_file, known_snapshot_file
from analytics.snapshot.opened import Snapshot, current_snapshot_file
from analytics.snapshot.replayed import Replay, replayed
from ui.shell.session import of_session
from ui.shell.wording import _

PINNED, KNOWN = "pinned-snapshot", "known"
_PUBLISHED = "pinned-published"


def warehouse() -> Path:
    """The warehouse on screen: CASEWATCH_WAREHOUSE, or data/warehouse."""
    return Path(os.environ.get("CASEWATCH_WAREHOUSE") or ROOT / "data" / "warehouse")


def settings() -> Settings:
    """settings.toml as it stands now: targets, and what an import goes by. What figures rest on is `rules`."""
    return _settings((ROOT / "settings.toml").stat().st_mtime_ns if (ROOT / "settings.toml").exists() else 0)


@st.cache_data(max_entries=2)
def _settings(changed_at: int) -> Settings:
    return load_settings()


def rules() -> Settings:
    """The settings that the figures on screen were computed with."""
    return snapshot().rules


def known_on() -> date | None:
    """The day whose knowledge is asked for: the exports up to it. None is all that is known today."""
    return of_session(KNOWN)


def on_screen() -> dict[str, Any]:
    """What of the session decides which data is read, to be kept for a call outside of it."""
    return {PINNED: of_session(PINNED), KNOWN: known_on()}


def pin() -> None:
    """Keep to the snapshot that answers now until the page is drawn anew: no screen mixes two of them."""
    st.session_state.pop(PINNED, None)
    st.session_state[_PUBLISHED] = published()
    try:
        st.session_state[PINNED] = str(_known(known_on()))
    except CasewatchError:
        return  # whoever asks for the snapshot is told why there is none


def pin_known_on(day: date) -> None:
    """Keep to what was known on a day until the page is drawn anew, without choosing that day for other pages."""
    st.session_state[PINNED] = str(_known(day))


def published() -> str:
    """The file name of the snapshot that is published at this moment; empty where there is none, or none that can be told."""
    try:
        return current_snapshot_file(warehouse()).name
    except (EmptyWarehouse, SnapshotBroken):
        return ""


def newer_published() -> bool:
    """Whether another snapshot has been published since this drawing of the page began."""
    return published() != st.session_state.get(_PUBLISHED, "")


def snapshot() -> Snapshot:
    """The snapshot of this drawing of the page. Raises `EmptyWarehouse`, `SnapshotBroken`."""
    pinned = of_session(PINNED)
    return opened(pinned or str(_known(known_on())))


def _known(day: date | None) -> Path:
    """The file of the snapshot that holds what was known on a day; None is today.

    Raises `EmptyWarehouse`, and `NothingKnown` where the first export came later.
    """
    current = current_snapshot_file(warehouse())
    if day is None:
        return current
    file = Path(_derived(current.name, day))
    if not file.exists():  # forgotten since, for others that were asked for
        _derived.clear()
        file = Path(_derived(current.name, day))
    return file


@st.cache_data(max_entries=50, show_spinner=False)
def _derived(published_file: str, day: date) -> str:
    with st.spinner(_("Working out what was known on {day} …").format(day=day)):
        return str(known_snapshot_file(warehouse(), day))


def then_and_now(scope: Scope) -> Replay | None:
    """The cases that stood otherwise at the as-of day by what was known then than by what is known today.

    None while what was known then has not been derived: `derive_in_background` sees to it.
    """
    current = current_snapshot_file(warehouse())
    file = known_file(warehouse(), scope.as_of)
    if file == current:
        return Replay(pd.DataFrame(), 0)
    return _differing(str(current), str(file), scope) if file.exists() else None


@st.cache_data(max_entries=50, show_spinner=False)
def _differing(now: str, then: str, scope: Scope) -> Replay:
    return replayed(opened(now), opened(then), scope)


@st.cache_resource(max_entries=4)
def opened(file: str) -> Snapshot:
    """The snapshot in a file, opened once for everybody."""
    return Snapshot(Path(file))


# A cached result is kept under the file of its snapshot, and computed from that very one, also when another is
# published meanwhile.
def figures(key: str, scope: Scope, *by: str) -> pd.DataFrame:
    """A figure's table for a selection, cut by groupings (unit, month, …)."""
    return _figure(str(snapshot().file), key, scope, by, snapshot().register_state(key))


@st.cache_data(max_entries=500, show_spinner=False)
def _figure(snapshot_file: str, key: str, scope: Scope, by: tuple[str, ...], register: str) -> pd.DataFrame:
    return opened(snapshot_file).figure(key, scope, by)


def row_count(key: str, scope: Scope, only: Mapping[str, object] | None) -> int:
    """How many rows a listing has; `only` as in `Snapshot.rows`."""
    return _row_count(str(snapshot().file), key, scope, only, snapshot().register_state(key))


@st.cache_data(max_entries=500, show_spinner=False)
def _row_count(snapshot_file: str, key: str, scope: Scope, only: Mapping[str, object] | None, register: str) -> int:
    return opened(snapshot_file).count(key, scope, only)


def row_page(key: str, scope: Scope, only: Mapping[str, object] | None, limit: int | None, offset: int) -> pd.DataFrame:
    """One page of the rows of a listing, with `limit` None all of them; `only` as in `Snapshot.rows`."""
    return _row_page(str(snapshot().file), key, scope, only, limit, offset, snapshot().register_state(key))


@st.cache_data(max_entries=200, show_spinner=False)
def _row_page(
    snapshot_file: str,
    key: str,
    scope: Scope,
    only: Mapping[str, object] | None,
    limit: int | None,
    offset: int,
    register: str,
) -> pd.DataFrame:
    return opened(snapshot_file).rows(key, scope, limit, offset, only=only)


def compared_lines(scope: Scope) -> pd.DataFrame:
    """Every area and unit of a selection with how it differs from the rest of the city, judged together."""
    return _compared(str(snapshot().file), scope)


@st.cache_data(max_entries=200, show_spinner=False)
def _compared(snapshot_file: str, scope: Scope) -> pd.DataFrame:
    return city_lines(lambda key: _figure(snapshot_file, key, scope, (), ""))


def since_when_worse(figure: str, by: str, scope: Scope) -> dict[str, Since]:
    """Since when each area or unit (`by`: area, unit_name) is worse under a figure, over the months from a year earlier."""
    return _since(str(snapshot().file), figure, by, scope.from_a_year_earlier())


@st.cache_data(max_entries=50, show_spinner=False)
def _since(snapshot_file: str, figure: str, by: str, scope: Scope) -> dict[str, Since]:
    (compared,) = [one for one in TOGETHER if (one.figure, one.by) == (figure, by)]
    months = _figure(snapshot_file, figure, scope, (grouping_of(compared), "month"), "")
    return since_when(line_months(compared, months, scope))


def choices(column: str) -> list[str]:
    """What a filter offers."""
    return _choices(str(snapshot().file), column)


@st.cache_data(max_entries=200, show_spinner=False)
def _choices(snapshot_file: str, column: str) -> list[str]:
    return opened(snapshot_file).choices(column)
