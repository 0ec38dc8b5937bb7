"""Messages: are residents answered within the working days that the rule gives, by whom not, and which wait."""

from functools import partial

import streamlit as st

from ui.charts.chance import against_chance
from ui.charts.charts import columns, grouped, trend
from ui.charts.drawing import Measure
from ui.charts.rankings import ranking
from ui.figures.due_messages import due_and_not_yet
from ui.figures.headline import Card, headline
from ui.messages.answering import answering, resolution
from ui.shell.data import figures, settings
from ui.shell.frame import selected
from ui.shell.nothing import say_missing_kinds
from ui.shell.picks import either, narrowed
from ui.shell.wording import _, unit_label
from ui.shell.words import VALUES, value_word
from ui.tables.rows import chosen_note, definition, row_list, row_tabs

scope = selected()
target = settings().targets.message_compliance
rate = Measure("message_compliance", _("Answered on time, share of messages due"))
groups = {group: value_word("message_group", group) for group in VALUES["message_group"]}

say_missing_kinds("messages")
compliance = partial(Card, "message_compliance", trend="messages_by_month")
number = partial(compliance, better="lower", share=False, count="due")
headline(
    [
        compliance("message_compliance", "higher", target=target, name=_("Answered on time")),
        number("late", name=_("Answered late")),
        number("unanswered_overdue", name=_("Unanswered, late")),
        number("not_yet_due", name=_("Not yet due"), trend=None, count=None),
    ],
    scope,
)

by_unit, over_time = st.columns([3, 2])
with by_unit:
    unit = ranking(
        figures("messages_by_unit", scope),
        "unit_name",
        rate,
        "due",
        _("Messages answered on time by unit"),
        "messages-by-unit",
        target,
        worse_is_higher=False,
    )
    definition("messages_by_unit", scope)
chosen = narrowed(scope, units=unit)
with over_time:
    month = trend(
        figures("messages_by_month", chosen),
        rate,
        "due",
        _("Messages answered on time by month"),
        "by-month",
        chosen,
        target,
    )
    definition("messages_by_month", chosen)
    group = grouped(
        figures("messages_by_kind", chosen), "message_kind", groups, _("Messages by kind"), "by-kind", _("Messages")
    )
    definition("messages_by_kind", chosen)
    days = columns(
        figures("response_days", chosen),
        "days",
        "messages",
        _("Working days to answer"),
        "response",
        _("Working days"),
        _("Messages"),
    )
    definition("response_days", chosen)

two_years = figures("messages_by_month", chosen.from_a_year_earlier())
outlier, special = against_chance("message_compliance", scope, two_years, rate, "due", target, better="higher")
unit, month = either(unit, outlier), either(month, special)
chosen = narrowed(scope, units=unit)

only = {"message_kind": group[0], "message_group": group[1]} if group else {}
only |= {"days": days} if days else {}
listed = chosen.in_month(month) if month else chosen
chosen_note(unit, month, group and unit_label(value_word("message_kind", group[0])), group and groups[group[1]], days)
opened = row_tabs({"due": _("All with their due day in the period"), "waiting": _("Unanswered")})
if opened == "due":
    if not only:
        due_and_not_yet(figures("message_compliance", listed))
    row_list("due_messages", listed, only=only)
else:
    row_list("open_messages", chosen)
definition("message_compliance", chosen)
answering(chosen)
resolution(chosen)
