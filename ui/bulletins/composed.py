"""The bulletin that the kind and the filters choose: the period, the as-of day, the city or one area."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analytics.bulletins.bulletin_parts import KINDS, Bulletin, Kind
from analytics.bulletins.composing import compose
from analytics.errors import N_, CasewatchError
from analytics.figures.scope import BEGINNING, END, Scope
from analytics.register import register_of
from ui.shell.choosing import choose
from ui.shell.data import opened, settings, snapshot, warehouse
from ui.shell.wording import _, sentence

NAMES: dict[Kind, str] = {"overdue": N_("Overdue cases"), "messages": N_("Messages and ratings")}


def chosen_bulletin(scope: Scope) -> Bulletin | None:
    """The bulletin as it is composed; where it cannot be, the sentence that says why."""
    st.session_state.setdefault("bulletin-kind", KINDS[0])
    kind: Kind = (
        choose(st.pills, _("Kind"), [*KINDS], "bulletin-kind", format_func=lambda one: _(NAMES[one])) or KINDS[0]
    )
    if len(scope.areas) > 1:
        st.warning(_("A bulletin is about the city or about one area. Choose one area in the filters, or none."))
        return None
    if scope.units or scope.items or scope.platforms or scope.kinds:
        st.caption(_("A bulletin goes by the period, the as-of day and the area only; the other filters are left out."))
    start = snapshot().first_day if scope.period_start == BEGINNING else scope.period_start
    end = scope.as_of if scope.period_end == END else scope.period_end
    area = scope.areas[0] if scope.areas else None
    try:
        with st.spinner(_("Composing the bulletin …")):
            version = f"{register_of(warehouse()).version()} {settings().bulletins} {settings().documents}"
            return _composed(str(snapshot().file), kind, start, end, area, scope.as_of, version)
    except CasewatchError as error:
        st.error(sentence(error), icon=":material/error:")
        return None


@st.cache_resource(max_entries=20, show_spinner=False)
def _composed(
    snapshot_file: str, kind: Kind, start: date, end: date, area: str | None, as_of: date, version: str
) -> Bulletin:
    return compose(opened(snapshot_file), kind, start, end, settings(), area, as_of)
