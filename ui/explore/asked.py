"""What is looked at on Explore: a measure, its groupings, a drawing; every choice lives in the URL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from analytics.errors import N_
from analytics.figures.catalogue import Figure
from analytics.figures.exploring import COMPARISONS, SORTS, explorable, fitting, value_columns
from analytics.figures.groupings import GROUPINGS
from analytics.figures.scope import Scope
from ui.explore.kept import kept_views_menu
from ui.shell.address import from_url, one_of, to_url
from ui.shell.choosing import choose
from ui.shell.data import figures
from ui.shell.wording import _, figure_name
from ui.shell.words import column_word

MOST = (10, 25, 50, 100, 1000)
NONE = "-"
SORT_NAMES = {
    "figure": N_("the figure's own order"),
    "highest": N_("highest first"),
    "lowest": N_("lowest first"),
    "name": N_("by name"),
}
COMPARISON_NAMES = {"nothing": N_("nothing"), "before": N_("the period before"), "last year": N_("last year")}
DRAWING_NAMES = {
    "table": N_("Table"),
    "ranking": N_("Ranking"),
    "trend": N_("Trend"),
    "heat map": N_("Heat map"),
}


@dataclass(frozen=True)
class Asked:
    """What was asked for: `by` are one or two groupings, `value` a column of the cut measure, `most` groups at most."""

    measure: Figure
    by: tuple[str, ...]
    value: str
    drawing: str
    most: int
    sort: str
    beside: str


def asked(scope: Scope) -> Asked:
    """Draw the controls and give what they say."""
    offered = explorable()
    with st.container(horizontal=True, vertical_alignment="bottom", key="explore"):
        key = _choice(
            "measure", _("Measure"), [*offered], "overdue_rate", 250, {k: _name(f) for k, f in offered.items()}
        )
        measure = offered[key]
        groups = {name: _grouping(name) for name in measure.by}
        first = _choice("by1", _("Grouped by"), [*measure.by], measure.by[0], 160, groups)
        second_offered = [NONE, *(name for name in measure.by if name != first)]
        second = _choice("by2", _("and by"), second_offered, NONE, 160, {NONE: _("nothing"), **groups})
        by = (first,) if second == NONE else (first, second)
        numbers = value_columns(measure, figures(key, scope, *by), by)
        value = _choice("value", _("Number"), numbers, numbers[0], 180, {name: column_word(name) for name in numbers})
        drawings = fitting(by)
        drawing = _choice("draw", _("Shown as"), drawings, drawings[0], 130, _said(DRAWING_NAMES))
        most = _choice(
            "most",
            _("At most"),
            [str(n) for n in MOST],
            str(MOST[len(by) == 1]),
            130,
            {str(n): _("{n} groups").format(n=n) for n in MOST},
        )
        sort = _choice("sort", _("Sorted"), [*SORTS], "figure", 200, _said(SORT_NAMES))
        beside = _choice("beside", _("Compared with"), [*COMPARISONS], "nothing", 160, _said(COMPARISON_NAMES))
        kept_views_menu()
    return Asked(measure, by, value, drawing, int(most), sort, beside)


def _said(names: dict[str, str]) -> dict[str, str]:
    return {key: _(name) for key, name in names.items()}


def _name(measure: Figure) -> str:
    return figure_name(measure.name, measure.name_zh)


def _grouping(name: str) -> str:
    return figure_name(GROUPINGS[name].name, GROUPINGS[name].name_zh)


def _choice(key: str, label: str, offered: Sequence[str], default: str, width: int, names: dict[str, str]) -> str:
    """One choice; what the other choices no longer allow gives way to the default."""
    from_url(key, [default], one_of(offered))
    if st.session_state.get(key) not in offered:
        st.session_state[key] = default
    chosen = choose(st.selectbox, label, offered, key, width=width, format_func=names.__getitem__)
    to_url(key, [chosen], [default])
    return chosen
