"""Explore: any measure by one or two groupings, as a table, ranking, trend or heat map; from there to the rows."""

import streamlit as st

from ui.explore.asked import asked
from ui.explore.view import explored, group_label
from ui.shell.frame import selected
from ui.shell.wording import _
from ui.tables.rows import chosen_note, definition, row_list

scope = selected()
wanted = asked(scope)
group = explored(wanted, scope)
definition(wanted.measure.key, scope, files=False)

chosen_note(*[group_label(wanted.measure.cuts[name].column, value) for name, value in (group or {}).items()])
if wanted.measure.rows:
    row_list(wanted.measure.rows, scope, only=group)
else:
    st.caption(_("Nothing is listed behind this measure."))
