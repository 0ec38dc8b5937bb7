"""Time limits: how far they were compressed, on which basis, by whom, and what is really used."""

import streamlit as st

from ui.charts.charts import basis_bars, pairs
from ui.charts.drawing import Measure
from ui.charts.rankings import plain_ranking
from ui.figures.headline import Card, headline
from ui.figures.next_limits import next_limits
from ui.shell.data import figures, settings
from ui.shell.folding import in_tabs
from ui.shell.frame import selected
from ui.shell.wording import _
from ui.tables.rows import chosen_note, definition, frame_list, row_list
from ui.tables.small_tables import in_force, table

scope = selected()
target = settings().targets.compression
headline(
    [
        Card(
            "compression",
            "compression",
            "higher",
            target=target,
            trend="compression_month_ends",
            stock=True,
            decided=True,
            row="ratio of sums",
            name=_("Compression, ratio of sums"),
            count="items",
        ),
        Card(
            "compression",
            "compression",
            "higher",
            row="mean of items",
            name=_("Compression, mean of items"),
            stock=True,
            count="items",
        ),
        Card("compression", "compression", "higher", row="by cases", name=_("Compression, by cases"), count="cases"),
        Card("early_rate", "early_rate", "higher", trend="closed_by_month", name=_("Closed early")),
    ],
    scope,
)
bases = figures("compression", scope)
basis_bars(bases, _("Time-limit compression on every basis"), "bases", target)
table(in_force(bases))
definition("compression", scope)

share = Measure("compression", _("Compression, share of statutory days"))
by_unit, by_area = st.columns(2)
with by_unit:
    unit = plain_ranking(
        figures("compression_by_unit", scope), "unit_name", share, "items", _("Compression by unit"), "by-unit"
    )
    definition("compression_by_unit", scope)
with by_area:
    area = plain_ranking(
        figures("compression_by_area", scope), "area", share, "items", _("Compression by area"), "by-area"
    )
    definition("compression_by_area", scope)
    timed = pairs(
        figures("time_per_area", scope),
        "area",
        {"statutory_days": _("Statutory"), "promised_days": _("Promised"), "used_days": _("Used")},
        _("Statutory, promised and used time by area, mean of closed cases"),
        "times",
        _("Working days"),
    )
    definition("time_per_area", scope)

chosen = scope.narrowed(**({"units": unit} if unit else {}), **({"areas": area or timed} if area or timed else {}))
chosen_note(unit, area or timed)
items = figures("item_limits", chosen)
compressed, odd = items[items["compression"].notna()], items[items["finding"].notna()]
in_tabs(
    "item-rows",
    (_("Least compressed items"), lambda: frame_list(compressed, "least", chosen, "item_limits")),
    (_("Most compressed items"), lambda: frame_list(compressed.iloc[::-1], "most", chosen, "item_limits")),
    (_("Items to verify"), lambda: frame_list(odd, "verify", chosen, "item_limits")),
    (_("Closed cases"), lambda: row_list("closed_cases", chosen)),
)
definition("item_limits", chosen)

next_limits(chosen)
