"""What raters write again and again, and the ratings that lack a part, as small tables."""

from __future__ import annotations

import streamlit as st

from analytics.figures.scope import Scope
from ui.shell.data import figures
from ui.shell.folding import fold
from ui.shell.wording import _
from ui.tables.rows import definition
from ui.tables.small_tables import table


def recurring_words(scope: Scope) -> None:
    """Words that stand in several comments of negative ratings, the most frequent first: counts, no cloud."""

    def inside() -> None:
        words = figures("comment_words", scope)
        if words.empty:
            st.info(_("No word stands in three comments of negative ratings or more."))
        else:
            table(words, key="comment-words")
        definition("comment_words", scope)

    fold(_("Words that recur in comments of negative ratings"), "ratings-words", inside)


def lacking(scope: Scope) -> None:
    """How many ratings have no case, no time or no unit, and what was recorded of ratings no longer told; else nothing."""
    row = figures("ratings_lacking", scope).iloc[0]
    parts = {
        _("without a case: {n}"): row["without_case"],
        _("of a case that no export tells: {n}"): row["case_not_told"],
        _("without a time: {n}"): row["without_time"],
        _("without a unit: {n}"): row["without_unit"],
    }
    told = [words.format(n=int(count)) for words, count in parts.items() if count]
    if told:
        st.caption(_("Ratings that lack a part, counted all the same: {parts}.").format(parts=", ".join(told)))
    _orphaned(scope)


def _orphaned(scope: Scope) -> None:
    """What was recorded by hand of ratings that no export tells any more; nothing where each is told."""
    steps = figures("orphaned_steps", scope)
    if steps.empty:
        return

    def inside() -> None:
        table(steps, key="orphaned-steps")
        definition("orphaned_steps", scope)

    fold(
        _("Recorded by hand of ratings that no export tells any more: {n}").format(n=len(steps)),
        "orphaned-steps",
        inside,
    )
