"""Ratings (好差评): who rates, how good, by unit, and what became of the negative ones."""

from functools import partial

import streamlit as st

from ui.charts.charts import grouped, trend
from ui.charts.drawing import Measure
from ui.charts.rankings import ranking
from ui.figures.headline import Card, headline, share_card
from ui.ratings.comments import lacking, recurring_words
from ui.ratings.negative import by_state, negative_list, state_word
from ui.shell.data import figures, settings
from ui.shell.frame import selected
from ui.shell.nothing import say_missing_kinds
from ui.shell.picks import narrowed
from ui.shell.wording import _, unit_label
from ui.shell.words import value_word
from ui.tables.rows import chosen_note, definition, frame_list, row_list, row_tabs

scope = selected()
target = settings().targets.positive_rate
rate = Measure("active_positive_rate", _("Positive, share of ratings actively given"))

say_missing_kinds("ratings")
overdue = partial(Card, "rectified_rate", "overdue_to_rectify", "lower", share=False, count="to_rectify")

headline(
    [
        share_card("active_rate"),
        share_card("active_positive_rate", target=target),
        share_card("positive_rate", name=_("Positive, the platform's own included")),
        share_card("rectified_rate"),
        overdue(name=_("Overdue to rectify")),
        share_card("revisited_rate"),
    ],
    scope,
)

by_unit, over_time = st.columns([3, 2])
with by_unit:
    unit = ranking(
        figures("active_positive_rate", scope, "unit"),
        "unit_name",
        rate,
        "active_ratings",
        _("Positive ratings by unit, actively given"),
        "ratings-by-unit",
        target,
        worse_is_higher=False,
    )
    definition("active_positive_rate", scope)
chosen = narrowed(scope, units=unit)
with over_time:
    month = trend(
        figures("active_positive_rate", chosen, "month"),
        rate,
        "active_ratings",
        _("Positive ratings by month, actively given"),
        "ratings-by-month",
        chosen,
        target,
    )
    channels = figures("active_rate", chosen, "channel")
    given = {"active_ratings": _("Given actively"), "defaults": _("Filled in by the platform")}
    by_channel = grouped(
        channels.assign(defaults=channels["ratings"] - channels["active_ratings"]),
        "rating_channel",
        given,
        _("Ratings by channel"),
        "ratings-by-channel",
        _("Ratings"),
    )
    definition("active_rate", chosen)
    state = by_state(chosen)
    definition("rectified_rate", chosen)

listed = chosen.in_month(month) if month else chosen
channel, part = by_channel or (None, None)
chosen_note(
    unit,
    month,
    by_channel and unit_label(value_word("rating_channel", channel)),
    part and given[part],
    state_word(state),
)
lists = {"negative": _("Negative ratings"), "units": _("By unit"), "all": _("All ratings")}
opened = row_tabs(lists, {"ratings-by-channel": "all"})
if opened == "negative":
    negative_list(listed, state)
elif opened == "units":
    frame_list(figures("ratings_by_unit", listed), "ratings-units", listed, "ratings_by_unit", lists["units"])
else:
    row_list(
        "ratings_given", listed, only={"rating_channel": channel, "is_default": part == "defaults"} if part else None
    )
definition("ratings_by_unit", chosen)
recurring_words(listed)
lacking(chosen)
st.page_link("pages/findings.py", label=_("Findings on ratings"), icon=":material/troubleshoot:")
