"""The open cases of the day: those that most likely miss their deadline first, where that order has proved its worth."""

from __future__ import annotations

import math

import streamlit as st

from analytics.comparison.foresight import Foresight
from analytics.errors import N_
from analytics.figures.scope import Scope
from ui.shell.choosing import choose
from ui.shell.data import figures, rules, snapshot
from ui.shell.wording import _
from ui.tables.downloads import file_name, table_downloads
from ui.tables.rows import PAGE, definition, selection
from ui.tables.small_tables import in_force, table
from ui.today.foresight_view import turned_out

COLUMNS = ("case_no", "item_name", "unit_name", "due_on", "remaining_days", "light")
CHANCE = ("miss_chance", "past_missed", "past_cases")
CHOICES: dict[str, tuple[str, dict[str, object]]] = {
    "all": (N_("All"), {}),
    "today": (N_("Due today"), {"due_in": "today"}),
    "next_day": (N_("Next working day"), {"due_in": "next_day"}),
    "soon": (N_("Due after that"), {"due_in": "soon"}),
    "yellow": (N_("▲ near due"), {"light": "yellow"}),
    "red": (N_("■ overdue"), {"light": "red"}),
}


def watched(scope: Scope) -> None:
    """The list, a page at a time, with all of it as a file; below, how the chances of past weeks turned out."""
    seen = turned_out(snapshot().data_date)
    key = choose(
        st.segmented_control,
        _("Show"),
        list(CHOICES),
        "watched-choice",
        format_func=lambda key: _(CHOICES[key][0]),
        label_visibility="collapsed",
    )
    only = CHOICES[key or "all"][1]
    count = snapshot().count("watched_cases", scope, only)
    if not count:
        st.info(_("No case to watch in this selection."))
    else:
        _listed(scope, only, count, seen)
    definition("watched_cases", scope)


def _listed(scope: Scope, only: dict[str, object], count: int, seen: Foresight) -> None:
    pages = math.ceil(count / PAGE)
    columns = [*COLUMNS, *(CHANCE if seen.is_better else ()), "platform"]
    order = None if seen.is_better else "remaining_days"
    with st.container(horizontal=True, vertical_alignment="center"):
        page = st.pagination(pages, key="page-watched") if pages > 1 else 1
        table_downloads(
            lambda: in_force(snapshot().rows("watched_cases", scope, order_by=order, only=only)[columns]),
            selection(scope, "watched_cases"),
            file_name(_("Cases to watch"), scope),
            "watched",
        )
    offset = (min(int(page or 1), pages) - 1) * PAGE
    table(
        snapshot().rows("watched_cases", scope, limit=PAGE, offset=offset, order_by=order, only=only)[columns],
        key="table-watched",
    )
    if seen.is_better:
        expected = figures("watched", scope).iloc[0]["expected_misses"]
        st.caption(
            _(
                "Chance: the share of past cases that, with as many working days left and as many used, missed their "
                "deadline; few cases of an item lean on those of its unit and of the same limit (each as {weight} cases). "
                "Of the cases due within {days} working days about {expected:.0f} will miss, if all goes on as before."
            ).format(weight=rules().today.chance_weight, days=rules().today.within_days, expected=expected)
        )
