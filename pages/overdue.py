"""Overdue: which units miss their deadlines, since when, and which cases."""

from functools import partial

import streamlit as st

from analytics.figures.classes import with_empty_classes
from ui.charts.chance import against_chance
from ui.charts.charts import columns, trend
from ui.charts.drawing import Measure
from ui.charts.heat import heat_map
from ui.charts.rankings import ranking
from ui.figures.headline import Card, headline
from ui.figures.replay_note import replay_note
from ui.figures.units import late_unit, without_business
from ui.shell.data import figures, settings
from ui.shell.frame import selected
from ui.shell.nothing import say_missing_kinds
from ui.shell.picks import either, narrowed
from ui.shell.wording import _
from ui.tables.rows import chosen_note, definition, row_list, row_tabs

scope = selected()
target = settings().targets.overdue_rate
rate = Measure("overdue_rate", _("Overdue rate, share of cases due"))

say_missing_kinds("cases")
stock = partial(Card, "open_overdue", better="lower", share=False, stock=True)
headline(
    [
        Card("overdue_rate", "overdue_rate", "lower", target=target, trend="overdue_by_month"),
        Card("late_closure_rate", "late_closure_rate", "lower", trend="closed_by_month"),
        stock("open_overdue", trend="open_overdue_month_ends"),
        stock("longest_days", name=_("Longest, days over"), count="open_overdue"),
    ],
    scope,
)

by_unit, over_time = st.columns([3, 2])
with by_unit:
    unit = ranking(
        figures("overdue_by_unit", scope), "unit_name", rate, "due", _("Overdue rate by unit"), "by-unit", target
    )
    late_unit(unit, scope)
    without_business(scope)
    definition("overdue_by_unit", scope)
chosen = narrowed(scope, units=unit)
with over_time:
    month = trend(
        figures("overdue_by_month", chosen),
        rate,
        "due",
        _("Overdue rate by month of the due day"),
        "by-month",
        chosen,
        target,
    )
    definition("overdue_by_month", chosen)
    age = columns(
        with_empty_classes(figures("open_overdue_by_age", chosen), "overdue_stock", "age"),
        "age",
        "open_overdue",
        _("Open overdue cases by working days over"),
        "by-age",
        _("Working days over"),
        _("Open cases"),
    )
    definition("open_overdue_by_age", chosen)

two_years = figures("overdue_by_month", chosen.from_a_year_earlier())
outlier, special = against_chance("overdue_rate", scope, two_years, rate, "due", target)
unit, month = either(unit, outlier), either(month, special)
chosen = narrowed(scope, units=unit)

cell = heat_map(
    figures("overdue_by_unit_month", chosen),
    "unit_name",
    rate,
    "due",
    "missed",
    _("Overdue rate by unit and month"),
    "heat",
    chosen,
)
if cell:
    unit, month = cell
    chosen = narrowed(scope, units=unit)
definition("overdue_by_unit_month", chosen)

listed = chosen.in_month(month) if month else chosen
chosen_note(unit, month, age)
lists = {"missed": _("Missed deadlines"), "open": _("Open and overdue"), "late": _("Closed late")}
opened = row_tabs(lists, {"by-age": "open"})
if opened == "missed":
    row_list("missed_cases", listed)
elif opened == "open":
    row_list("open_overdue_cases", chosen, only={"age": age} if age else None)
else:
    row_list("late_closed_cases", listed)
replay_note(scope)
