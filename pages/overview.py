"""Overview: how the city stands, what needs attention and why, the lights now."""

import streamlit as st

from ui.charts.lights import lights
from ui.figures.attention import attention
from ui.figures.headline import Card, headline
from ui.figures.replay_note import replay_note
from ui.shell.data import figures, settings
from ui.shell.frame import selected
from ui.shell.nothing import say_missing_kinds
from ui.shell.wording import _
from ui.shell.words import value_word
from ui.tables.rows import chosen_note, definitions, listing_names, row_list, row_tabs

scope = selected()
targets = settings().targets

say_missing_kinds("cases", "messages", "ratings", "items")
headline(
    [
        Card("overdue_rate", "overdue_rate", "lower", target=targets.overdue_rate, trend="overdue_by_month"),
        Card(
            "open_overdue",
            "open_overdue",
            "lower",
            share=False,
            trend="open_overdue_month_ends",
            stock=True,
            count="longest_days",
        ),
        Card(
            "message_compliance",
            "message_compliance",
            "higher",
            target=targets.message_compliance,
            trend="messages_by_month",
            name=_("Messages on time"),
        ),
        Card(
            "compression",
            "compression",
            "higher",
            target=targets.compression,
            trend="compression_month_ends",
            stock=True,
            decided=True,
            row="ratio of sums",
            name=_("Compression"),
            remark=_("basis: ratio of sums"),
            count="items",
        ),
        Card("early_rate", "early_rate", "higher", trend="closed_by_month", name=_("Closed early")),
        Card("positive_rate", "positive_rate", "higher", target=targets.positive_rate, trend="ratings_by_month"),
    ],
    scope,
)

needs, now = st.columns([5, 2], gap="medium")
with needs:
    attention(scope)
with now:
    light = lights(figures("lights", scope))

chosen_note(light and value_word("light", light))
listings = ["missed_cases", "open_overdue_cases", "due_messages", "item_limits", "closed_cases", "ratings_given"]
listings += ["excluded_cases", "open_cases"]
opened = row_tabs(listing_names(listings), {"lights": "open_cases"})
row_list(opened, scope, only={"light": light} if light and opened == "open_cases" else None)
replay_note(scope)
definitions(
    [
        "overdue_rate",
        "open_overdue",
        "message_compliance",
        "compression",
        "early_rate",
        "positive_rate",
        "lights",
        "orders_waiting",
    ],
    scope,
)
