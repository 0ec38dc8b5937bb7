"""Which of the chosen filters do not narrow a figure, in words."""

from __future__ import annotations

from analytics.figures.catalogue import figure
from analytics.figures.narrowing import unnarrowed
from analytics.figures.scope import Scope
from ui.shell.wording import _
from ui.shell.words import FILTER_NAMES


def filters_without_effect(key: str, scope: Scope) -> str:
    """The filters that are set and do not narrow a figure, named in the language in force; empty where all do."""
    return ", ".join(_(FILTER_NAMES[name]).lower() for name in unnarrowed(figure(key), scope))


def not_narrowed(key: str, scope: Scope) -> str:
    """The same as a remark beside the figure."""
    filters = filters_without_effect(key, scope)
    return _("not narrowed by {filters}").format(filters=filters) if filters else ""
