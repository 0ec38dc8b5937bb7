"""What needs attention and why, in words computed from the data."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.comparison.attention import FALSE_DISCOVERIES, Concern, worse_than_rest
from analytics.figures.scope import Scope
from ui.shell.data import compared_lines, figures
from ui.shell.picks import PICK, ROWS
from ui.shell.wording import _, plain

MOST = 8  # named at once; the others are a click away
PAGES = {"overdue_rate": "pages/overdue.py", "message_compliance": "pages/messages.py"}
LISTS = {"overdue_rate": "missed", "message_compliance": "due"}
"""The list on that page that holds the rows."""
FILTERS = {"area": "area", "unit_name": "unit"}


def attention(scope: Scope) -> None:
    """Areas and units that are worse than the rest of the city beyond chance, and the longest open case."""
    st.subheader(_("What needs attention"))
    if not figures("overdue_rate", scope).iloc[0]["due"]:
        st.info(_("No case falls due in this selection. Choose a longer period or fewer filters."))
    lines = compared_lines(scope)
    concerns = worse_than_rest(lines)
    for concern in concerns[:MOST]:
        _line(concern)
    if len(concerns) > MOST:
        with st.expander(_("{n} more").format(n=len(concerns) - MOST)):
            for concern in concerns[MOST:]:
                _line(concern)
    _stock(scope)
    if not concerns and lines["tested"].any():
        st.success(_("No area or unit is worse than the rest of the city beyond chance."))
    st.caption(tested_in_words(lines))


def tested_in_words(lines: pd.DataFrame) -> str:
    """Over how many lines the judgement was made, and what that means."""
    tested = int(lines["tested"].sum())
    if not tested:
        return _("There is nothing to compare with: the selection holds a single unit, or no case.")
    return _(
        "{n} lines were tested together (areas, units by their cases, units by their messages), each against the rest of "
        "the city; of those that stand out at most {share:.0%} are expected to be chance."
    ).format(n=tested, share=FALSE_DISCOVERIES)


def _stock(scope: Scope) -> None:
    stock = figures("open_overdue", scope).iloc[0]
    if stock["open_overdue"]:
        st.markdown(
            _("**{count} open cases are past their deadline**, the longest by {days} working days.").format(
                count=int(stock["open_overdue"]), days=int(stock["longest_days"])
            )
        )
    else:
        st.markdown(_("No open case is past its deadline."))


def _line(concern: Concern) -> None:
    """One concern; its subject leads to the cases or messages."""
    filter_key = FILTERS[concern.by]
    left = {filter_key, PICK, ROWS}
    kept = {name: st.query_params.get_all(name) for name in st.query_params if name not in left}
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):  # a link's own text would not wrap
        st.page_link(
            PAGES[concern.figure],
            label=f"**{plain(concern.subject)}**",
            icon=":material/chevron_right:",
            help=_("Show the cases"),
            query_params={**kept, filter_key: concern.subject, ROWS: LISTS[concern.figure]},
            width="content",
        )
        st.markdown(_in_words(concern))


def _in_words(concern: Concern) -> str:
    if concern.figure == "message_compliance":
        sentence = _("answered {value:.1%} of {count} messages on time, the rest of the city {rest:.1%}.")
        value, rest = 1 - concern.share, 1 - concern.rest
    else:
        sentence = _("missed {missed} of {count} deadlines: {value:.1%}, the rest of the city {rest:.1%}.")
        value, rest = concern.share, concern.rest
    return sentence.format(missed=concern.missed, count=concern.count, value=value, rest=rest)
