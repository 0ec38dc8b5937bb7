"""The published snapshot and its figures, cached: a new snapshot is a new key, so nothing is ever stale."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import streamlit as st

from analytics.errors import EmptyWarehouse
from analytics.figures.scope import Scope
from analytics.settings import ROOT, Settings, load_settings
from analytics.snapshot.opened import Snapshot, current_snapshot_file

PINNED = "pinned-snapshot"


def warehouse() -> Path:
    """The warehouse on screen: CASEWATCH_WAREHOUSE, or data/warehouse."""
    return Path(os.environ.get("CASEWATCH_WAREHOUSE") or ROOT / "data" / "warehouse")


def settings() -> Settings:
    """settings.toml as it stands now."""
    return _settings((ROOT / "settings.toml").stat().st_mtime_ns if (ROOT / "settings.toml").exists() else 0)


@st.cache_data(max_entries=2)
def _settings(changed_at: int) -> Settings:
    return load_settings()


def pin() -> None:
    """Keep to the snapshot that is published now until the page is drawn anew: no screen mixes two of them."""
    st.session_state.pop(PINNED, None)
    try:
        st.session_state[PINNED] = str(current_snapshot_file(warehouse()))
    except EmptyWarehouse:
        return  # whoever asks for the snapshot is told so


def published() -> str:
    """The file name of the snapshot that is published at this moment; empty where there is none."""
    try:
        return current_snapshot_file(warehouse()).name
    except EmptyWarehouse:
        return ""


def snapshot() -> Snapshot:
    """The snapshot of this drawing of the page. Raises `EmptyWarehouse`, `SnapshotBroken`."""
    pinned = st.session_state.get(PINNED)
    return _opened(pinned or str(current_snapshot_file(warehouse())))


@st.cache_resource(max_entries=4)
def _opened(file: str) -> Snapshot:
    return Snapshot(Path(file))


def _named(snapshot_file: str) -> Snapshot:
    """The very snapshot that a cached result is kept under, also when another one is published meanwhile."""
    return _opened(str(warehouse() / "snapshots" / snapshot_file))


def figures(key: str, scope: Scope, *by: str) -> pd.DataFrame:
    """A figure's table for a selection, cut by groupings (unit, month, …)."""
    return _figure(snapshot().file.name, key, scope, by)


@st.cache_data(max_entries=500, show_spinner=False)
def _figure(snapshot_file: str, key: str, scope: Scope, by: tuple[str, ...]) -> pd.DataFrame:
    return _named(snapshot_file).figure(key, scope, by)


@st.cache_data(max_entries=200, show_spinner=False)
def _choices(snapshot_file: str, column: str) -> list[str]:
    return _named(snapshot_file).choices(column)


def choices(column: str) -> list[str]:
    """What a filter offers."""
    return _choices(snapshot().file.name, column)
