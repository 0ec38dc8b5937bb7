"""Beside a ranking of units: whom to call in a late one and what it was ordered; those without any case."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics.figures.scope import Scope
from ui.shell.data import figures
from ui.shell.folding import fold
from ui.shell.links import link_to_orders, unit_orders_link
from ui.shell.wording import _, plain
from ui.shell.words import column_word
from ui.tables.rows import definition
from ui.tables.small_tables import in_force

LATE = "late_units"


def late_unit(unit: str | None, scope: Scope) -> None:
    """Of the chosen unit its contact and what was ordered of it; of all late units the same, folded away."""
    unit = unit or (scope.units[0] if len(scope.units) == 1 else None)
    if unit:
        for row in figures(LATE, scope.narrowed(units=unit)).to_dict("records"):
            st.markdown(_told(row))
            link_to_orders(_("Orders of {unit}").format(unit=plain(unit)), unit=unit)
        return
    fold(_("Late units: contacts and orders"), LATE, lambda: _every_unit(scope))


def _every_unit(scope: Scope) -> None:
    rows = figures(LATE, scope)
    shown = in_force(rows).assign(order=[unit_orders_link(unit) for unit in rows["unit_name"]])
    names = {column: column_word(column) for column in shown}
    st.dataframe(
        shown.rename(columns=names),
        hide_index=True,
        placeholder="–",
        key="late-units-table",
        column_config={names["order"]: st.column_config.LinkColumn(display_text=_("Orders"))},
    )
    definition(LATE, scope)


def _told(row: dict[Any, Any]) -> str:
    """Whom to call in a unit, and what it was ordered."""
    contact = contact_line(row) or _("no contact is known")
    owed = _("{n} orders out, {overdue} answers overdue").format(
        n=int(row["orders_out"]), overdue=int(row["answers_overdue"])
    )
    return f"**{plain(row['unit_name'])}** · {contact} · {owed}"


def contact_line(unit: Any) -> str:
    """Whom to call in a unit, from its contact_name and phone; empty where nobody is known."""
    if pd.isna(unit["contact_name"]):
        return ""
    phone = "–" if pd.isna(unit["phone"]) else plain(unit["phone"])
    return _("Contact: **{name}**, phone {phone}").format(name=plain(unit["contact_name"]), phone=phone)


def without_business(scope: Scope) -> None:
    """Name the units that took no case in the period (无业务单位)."""
    names = figures("units_without_cases", scope)["unit_name"]
    if len(names):
        with st.expander(_("{n} units without any case in the period").format(n=len(names))):
            st.markdown(", ".join(plain(name) for name in names))
