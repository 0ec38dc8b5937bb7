"""What Findings asks of the snapshot: once for each finding, and again only where a verdict or the selection changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import streamlit as st

from analytics.figures.scope import Scope
from analytics.findings import Finding, Tally, Verdict, all_in_force, listed, tally
from analytics.register import register_of
from ui.shell.data import opened, snapshot, warehouse

Stamp = tuple[str, str]
"""The warehouse whose register holds the verdicts, and the version of that register: it only grows."""


def given(finding: Finding) -> Mapping[str, Verdict]:
    """The verdicts in force on a finding, by the row's key; read once for all findings."""
    return _given(_stamp()).get(finding.key, {})


def counted(finding: Finding, scope: Scope) -> Tally:
    """The numbers of a finding."""
    return _counted(str(snapshot().file), finding, scope, _stamp() if given(finding) else None)


def page_of(
    finding: Finding, scope: Scope, state: str | None, only: Mapping[str, object] | None, limit: int, offset: int
) -> pd.DataFrame:
    """One page of a finding's rows with their states."""
    return _page(str(snapshot().file), finding, scope, _stamp() if given(finding) else None, state, only, limit, offset)


def _stamp() -> Stamp:
    return str(warehouse()), register_of(warehouse()).version()


@st.cache_resource(max_entries=2)
def _given(stamp: Stamp) -> dict[str, dict[str, Verdict]]:
    return all_in_force(Path(stamp[0]))


def _verdicts(finding: Finding, stamp: Stamp | None) -> Mapping[str, Verdict]:
    return _given(stamp).get(finding.key, {}) if stamp else {}


# A result stays under the file of its snapshot and the verdicts that it was counted with; a finding without any is the
# same whatever is said of the others.
@st.cache_data(max_entries=500, show_spinner=False)
def _counted(snapshot_file: str, finding: Finding, scope: Scope, stamp: Stamp | None) -> Tally:
    return tally(opened(snapshot_file), finding, scope, _verdicts(finding, stamp))


@st.cache_data(max_entries=100, show_spinner=False)
def _page(
    snapshot_file: str,
    finding: Finding,
    scope: Scope,
    stamp: Stamp | None,
    state: str | None,
    only: Mapping[str, object] | None,
    limit: int,
    offset: int,
) -> pd.DataFrame:
    return listed(opened(snapshot_file), finding, scope, _verdicts(finding, stamp), state, only, limit, offset)
