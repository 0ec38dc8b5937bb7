"""Definitions: what every figure means, the rules in force, the calendar, the law book; all of it from what computes."""

from ui.figures.definitions import figure_list, linked_figure
from ui.figures.ladder_in_force import ladder_in_force, quoted_documents
from ui.figures.law_book_pages import linked_section, whole_law_book
from ui.figures.rules_in_force import calendar_in_force, rules_in_force
from ui.shell.folding import in_tabs
from ui.shell.frame import selected
from ui.shell.wording import _

scope = selected()

linked_section()
linked_figure(scope)


def in_force() -> None:
    """The rules, the ladder and the documents that they rest on."""
    rules_in_force(scope)
    ladder_in_force()
    quoted_documents()


in_tabs(
    "definitions",
    (_("Figures"), lambda: figure_list(scope)),
    (_("Settings in force"), in_force),
    (_("Calendar"), lambda: calendar_in_force(scope)),
    (_("Law book"), whole_law_book),
)
