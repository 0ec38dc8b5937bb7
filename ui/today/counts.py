"""The numbers of the day, a card each: what is due when, what is yellow, what is late."""

from __future__ import annotations

from analytics.figures.scope import Scope
from ui.figures.card import count_card, draw_cards
from ui.shell.data import figures, rules, snapshot
from ui.shell.wording import _


def counts(scope: Scope) -> None:
    """Cases due today, on the next working day and within the days named, yellow, red; messages and ratings that wait."""
    watched = figures("watched", scope).iloc[0]
    waiting = figures("waiting_messages", scope).iloc[0]
    ratings_late = figures("units_to_urge", scope)["ratings_late"].sum()
    days = rules().today.within_days
    cards = [
        (_("Due today"), watched["due_today"], str(scope.as_of)),
        (_("Next working day"), watched["due_next_day"], str(snapshot().next_working_day(scope.as_of))),
        (_("Due after that"), watched["due_soon"], _("within {n} working days").format(n=days)),
        (_("Near due"), watched["yellow"], _("▲ yellow by the light rules")),
        (_("Overdue"), watched["red"], _("■ red: past due and open")),
        (_("Messages late"), waiting["messages_late"], _("unanswered, past due")),
        (_("Messages due"), waiting["messages_due"], _("within {n} working days").format(n=days)),
        (_("Ratings late"), ratings_late, _("negative, past the day to rectify")),
    ]
    draw_cards((count_card(name, int(value), remark) for name, value, remark in cards), "counts-today")
