"""The next compression: which items could promise less by their own past, and what the city's compression would become."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.comparison.adoption import adopted
from analytics.figures.scope import Scope
from ui.charts.limit_curve import limit_curve
from ui.figures.card import draw_cards, plain_card
from ui.shell.data import figures, rules
from ui.shell.wording import _, unit_label
from ui.tables.downloads import file_name, table_downloads
from ui.tables.rows import definition, selection
from ui.tables.small_tables import selectable

KEY = "next_limits"
_SHOWN = [
    "item_name",
    "unit_name",
    "promised_days",
    "would_meet_days",
    "saved_days",
    "share_met",
    "low",
    "high",
    "cases",
    "statutory_days",
    "area",
    "item_code",
]


def next_limits(scope: Scope) -> None:
    """Proposals as a table to choose from, the curve of the item chosen last, and the compression with them adopted."""
    st.subheader(_("The next compression"), anchor="next-limits")
    every = figures(KEY, scope)
    proposals = every[every["saved_days"].notna()].reset_index(drop=True)
    share = rules().limits.next_share
    st.caption(
        _(
            "The shortest limit that {share:.0%} of an item's cases closed in the period would have met. A proposal, never a promise."
        ).format(share=share)
    )
    if proposals.empty:
        st.info(_("No item of this selection could promise less by its past cases."))
    else:
        _proposals(figures("compression", scope), proposals, scope)
    _left_out(every)
    definition(KEY, scope)


def _proposals(bases: pd.DataFrame, proposals: pd.DataFrame, scope: Scope) -> None:
    cards = st.container()
    rows = selectable(proposals[_SHOWN], key="next-limits-table")
    chosen = proposals.iloc[rows]
    compressions = (
        (_("Compression today"), adopted(bases, proposals.head(0))),
        (_("with all {n} proposals").format(n=len(proposals)), adopted(bases, proposals)),
        (_("with the {n} chosen").format(n=len(chosen)), adopted(bases, chosen) if len(chosen) else None),
    )
    with cards:
        draw_cards(
            (plain_card(name, "–" if share is None else f"{share:.2%}") for name, share in compressions),
            "next-limits-cards",
        )
    st.caption(_("Tick rows to choose; the compression is that of the items (ratio of sums)."))
    taken = chosen if len(chosen) else proposals
    with st.container(horizontal=True):
        table_downloads(lambda: taken[_SHOWN], selection(scope, KEY), file_name(_("The next compression"), scope), KEY)
    shown = taken.iloc[-1] if len(chosen) else taken.iloc[0]
    steps = figures("next_limit_steps", scope)
    title = f"{unit_label(shown['item_name'] or shown['item_code'])} · {unit_label(shown['unit_name'])}"
    limit_curve(steps[steps["item_key"] == shown["item_key"]], shown, title, "next-limit-curve")


def _left_out(every: pd.DataFrame) -> None:
    """How many items have too few cases to propose anything, or none."""
    few = int((~every["ranked"].astype(bool)).sum())
    if few:
        st.caption(
            _("{n} of {all} items have fewer than {least} measured cases in the period: no proposal for them.").format(
                n=few, all=len(every), least=rules().ranking.minimum_count
            )
        )
