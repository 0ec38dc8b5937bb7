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
from ui.tables.rows import definitions, row_list, rows_behind

scope = selected()
targets = settings().targets

say_missing_kinds("cases", "messages", "ratings", "items")
headline(
    [
        Card("overdue_rate", "overdue_rate", "lower", target=targets.overdue_rate, trend="overdue_by_month"),
        Card("open_overdue", "open_overdue", "lower", share=False, trend="open_overdue_month_ends", stock=True),
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
            row="ratio of sums",
            name=_("Compression"),
            remark=_("basis: ratio of sums"),
        ),
        Card("early_rate", "early_rate", "higher", trend="closed_by_month", name=_("Closed early")),
        Card("positive_rate", "positive_rate", "higher", target=targets.positive_rate, trend="ratings_by_month"),
    ],
    scope,
)

replay_note(scope)
needs, now = st.columns([3, 2])
with needs:
    attention(scope)
with now:
    light = lights(figures("lights", scope))
if light:
    row_list("open_cases", scope, only={"light": light})

rows_behind("missed_cases", scope)
rows_behind("open_overdue_cases", scope)
rows_behind("due_messages", scope)
rows_behind("item_limits", scope)
rows_behind("closed_cases", scope)
rows_behind("ratings_given", scope)
rows_behind("excluded_cases", scope)
definitions(
    ["overdue_rate", "open_overdue", "message_compliance", "compression", "early_rate", "positive_rate", "lights"],
    scope,
)
