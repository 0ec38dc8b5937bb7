"""Units that a ranking does not show: those without any case."""

from __future__ import annotations

import streamlit as st

from analytics.figures.scope import Scope
from ui.shell.data import figures
from ui.shell.wording import _, plain


def without_business(scope: Scope) -> None:
    """Name the units that took no case in the period (无业务单位)."""
    names = figures("units_without_cases", scope)["unit_name"]
    if len(names):
        with st.expander(_("{n} units without any case in the period").format(n=len(names))):
            st.markdown(", ".join(plain(name) for name in names))
