"""How the assessment stands: points by both sums, which months are closed, which appeals wait for their review."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.assessment_rules import Assessment
from analytics.figures.scope import Scope
from ui.assessment.acting import review_form
from ui.figures.card import count_card, draw_cards
from ui.shell.data import figures, rules, snapshot
from ui.shell.folding import fold
from ui.shell.wording import _, plain
from ui.shell.words import value_word
from ui.tables.rows import definition
from ui.tables.small_tables import selectable, table


def standing(scope: Scope) -> None:
    """Points of the period, under the rule in force and under both; what is closed, and until when units can appeal."""
    row = figures("deduction_points", scope).iloc[0]
    appeals = figures("appeals", scope)
    waiting = appeals["appeal_result"].isna()
    in_force = rules().assessment
    counts = (
        (_("Points deducted"), row["points"]),
        *(((_("Points under the caps"), row["points_capped"]),) if in_force.caps else ()),
        (_("Sum, circular replaces"), row["points_replaced"]),
        (_("Sum, circular adds"), row["points_added"]),
        (_("Points reversed"), row["reversed"]),
        (_("Appeals to review"), waiting.sum()),
        (_("of these, review overdue"), appeals["review_overdue"].fillna(False).astype(bool).sum()),
    )
    draw_cards((count_card(name, int(count)) for name, count in counts), "assessment-standing")
    st.caption(
        _("Rules {version}: a case {case}, a message {message}, a circular {circulated} points ({counted}).").format(
            version=plain(in_force.version),
            case=in_force.case_points,
            message=in_force.message_points,
            circulated=in_force.circulated_points,
            counted=value_word("counted", in_force.circulated),
        )
        + " "
        + (
            _("Most points of a unit in a month: {caps}.").format(caps=caps_in_words(in_force)) + " "
            if in_force.caps
            else ""
        )
        + closed_until(figures("closed_months", scope))
    )
    definition("deduction_points", scope)


def caps_in_words(in_force: Assessment) -> str:
    """Each indicator that is capped with the most points that a unit loses for it in a month."""
    return ", ".join(f"{value_word('entry_kind', indicator)} {most}" for indicator, most in in_force.caps.items())


def closed_until(months: pd.DataFrame) -> str:
    """Which month was closed last; what is not closed is provisional."""
    if months.empty:
        return _("No month is closed yet: all points are provisional and follow the exports.")
    last = months.iloc[0]
    return _("Closed up to {month}, appeals until {day}; later points are provisional.").format(
        month=str(last["month"])[:7], day=str(last["appeal_until"])[:10]
    )


def appeals(scope: Scope) -> None:
    """Appeals, those that wait longest first, and the closed months with their fingerprints."""
    st.subheader(_("Appeals"), anchor="appeals")
    frame = figures("appeals", scope)
    if frame.empty:
        st.info(_("Nobody has appealed. A unit can from the day on which a month is closed."))
    else:
        st.caption(_("Tick an appeal to see its evidence and to review it; those whose review is overdue stand first."))
        for place in selectable(frame.drop(columns=["evidence_sha256"]), "assessment-appeals", several=False):
            every = figures("deductions", snapshot().everything())
            made = frame.iloc[place]
            own = (every["appeal_id"] == made["appeal_id"]) & (every["entry_kind"] != "reversal")
            review_form(made.to_dict(), every[own])
    definition("appeals", scope)
    months = figures("closed_months", scope)
    if not months.empty:
        fold(_("Closed months"), "assessment-months", lambda: table(months.drop(columns=["snapshot"])))


def reversals(scope: Scope) -> None:
    """Why points came back: what it says of the data."""
    st.subheader(_("Reversals by reason"), anchor="reversals")
    frame = figures("reversals", scope, "reason")
    if frame.empty:
        st.info(_("Nothing was reversed in this selection."))
    else:
        table(frame, key="assessment-reversals")
    definition("reversals", scope)
