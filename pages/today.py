"""Today: what falls due when, what will likely be missed, whom to urge about what."""

import streamlit as st

from ui.shell.data import snapshot
from ui.shell.frame import selected
from ui.shell.wording import _
from ui.tables.rows import definitions, row_list
from ui.today.counts import counts
from ui.today.foresight_view import calibration, turned_out, worth
from ui.today.reminding import reminding
from ui.today.urging import urging
from ui.today.watched import watched

scope = selected()

counts(scope)

units, cases, messages, reminders, chances = st.tabs(
    [_("Units to urge"), _("Cases to watch"), _("Messages"), _("Reminders"), _("Worth of the chances")]
)
with units:
    urging(scope)
with cases:
    watched(scope)
with messages:
    row_list("open_messages", scope)
with reminders:
    reminding(scope)
with chances:
    seen = turned_out(snapshot().data_date)
    worth(seen)
    calibration(seen)
definitions(["watched", "waiting_messages", "chances_turned_out"], scope)
