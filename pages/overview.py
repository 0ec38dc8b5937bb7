"""Overview: how the city stands, what needs attention and why, the lights now."""

import streamlit as st

from ui.charts.lights import lights
from ui.figures.attention import attention
from ui.figures.headline import Card, headline
from ui.figures.replay_note import replay_note
from ui.shell.data import figures, settings
from ui.shell.frame import selected
from ui.shell.wording import _
from ui.tables.rows import definitions
from ui.tables.rows_area import rows_area

scope = selected()
targets = settings().targets

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

rows_area(
    [
        "missed_cases",
        "open_overdue_cases",
        "due_messages",
        "item_limits",
        "closed_cases",
        "ratings_given",
        "excluded_cases",
    ],
    scope,
    chosen=("open_cases", {"light": light}) if light else None,
)
replay_note(scope)
definitions(
    ["overdue_rate", "open_overdue", "message_compliance", "compression", "early_rate", "positive_rate", "lights"],
    scope,
)
