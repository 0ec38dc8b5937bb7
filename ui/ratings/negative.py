"""Negative ratings by what became of them, and their list: a ticked one can be followed up."""

from __future__ import annotations

import streamlit as st

from analytics.figures.scope import Scope
from ui.charts.charts import columns
from ui.ratings.follow_up import follow_up
from ui.shell.data import figures
from ui.shell.wording import _
from ui.shell.words import value_word
from ui.tables.rows import row_list


def by_state(scope: Scope) -> str | None:
    """How many stand in each state of the chain. Gives the state that was clicked."""
    states = figures("negative_ratings", scope, "state")
    words = {str(value_word("rating_state", state)): state for state in states["rating_state"]}
    clicked = columns(
        states.assign(rating_state=list(words)),
        "rating_state",
        "rows",
        _("Negative ratings by what became of them"),
        "ratings-by-state",
        _("State of a negative rating"),
        _("Ratings"),
    )
    return words.get(str(clicked))


def state_word(state: str | None) -> str | None:
    """A state as it is called on the screen."""
    return str(value_word("rating_state", state)) if state else None


def negative_list(scope: Scope, state: str | None) -> None:
    """The negative ratings, of one state where that was clicked; those still to be rectified first."""
    st.caption(_("Tick a rating to record what was done about it."))
    only = {"rating_state": state} if state else None
    for rating in row_list("negative_ratings", scope, only=only, picking="one"):
        follow_up(rating)
