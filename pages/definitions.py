"""Definitions: what every figure means, the rules in force, the calendar, the law book; all of it from what computes."""

import streamlit as st

from ui.figures.definitions import figure_list, linked_figure
from ui.figures.ladder_in_force import ladder_in_force, quoted_documents
from ui.figures.law_book_pages import linked_section, whole_law_book
from ui.figures.rules_in_force import calendar_in_force, rules_in_force
from ui.shell.frame import selected
from ui.shell.wording import _

scope = selected()

linked_section()
linked_figure(scope)
of_figures, of_rules, of_calendar, of_law = st.tabs(
    [_("Figures"), _("Settings in force"), _("Calendar"), _("Law book")]
)
with of_figures:
    figure_list(scope)
with of_rules:
    rules_in_force(scope)
    ladder_in_force()
    quoted_documents()
with of_calendar:
    calendar_in_force(scope)
with of_law:
    whole_law_book()
