"""Which of the chosen filters do not narrow a figure, in words."""

from __future__ import annotations

from collections.abc import Iterable

from analytics.errors import N_
from analytics.figures.catalogue import figure
from analytics.figures.narrowing import unnarrowed
from analytics.figures.scope import Scope
from ui.shell.wording import _

FILTER_NAMES = {
    "area": N_("area"),
    "unit": N_("unit"),
    "item": N_("service item"),
    "platform": N_("platform"),
    "kind": N_("case kind"),
}


def filter_names(filters: Iterable[str]) -> list[str]:
    """The filters in the language in force."""
    return [_(FILTER_NAMES[name]) for name in filters]


def not_narrowed(key: str, scope: Scope) -> str:
    """That a figure is not narrowed by a filter that is set; empty where all of them narrow it."""
    filters = filter_names(unnarrowed(figure(key), scope))
    return _("not narrowed by {filters}").format(filters=", ".join(filters)) if filters else ""
