"""The rows behind a page's figures in one place: a tab each, of which only the open one is asked for."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from analytics.figures.catalogue import figure
from analytics.figures.scope import Scope
from ui.shell.wording import _, figure_name, language
from ui.tables.rows import row_list


def rows_area(keys: list[str], scope: Scope, chosen: tuple[str, Mapping[str, object]] | None = None) -> None:
    """The listings `keys` as tabs; before them, and open, the one that was `chosen` in a chart, with the part chosen."""
    st.subheader(_("Rows"), anchor="rows")
    listings: list[tuple[str, Mapping[str, object] | None]] = [(key, None) for key in keys]
    if chosen:
        listings.insert(0, chosen)
    names = [figure_name(figure(key).name, figure(key).name_zh) for key, _only in listings]
    # tabs are told apart by their words: a language, and what was chosen, has tabs of its own
    tabs = st.tabs(names, key=f"rows-area-{language()}-{chosen}", on_change="rerun")
    for tab, (key, only) in zip(tabs, listings, strict=True):
        with tab:
            if getattr(tab, "open", True):
                row_list(key, scope, only=only)
