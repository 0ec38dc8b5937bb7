"""What needs attention and why, in words computed from the data."""

from __future__ import annotations

import streamlit as st

from analytics.comparison.attention import Concern, slower_to_answer, worse_than_city
from analytics.figures.scope import Scope
from ui.shell.data import figures
from ui.shell.wording import _, plain


def attention(scope: Scope) -> None:
    """Areas and units that are worse than the city beyond chance, and the longest open case."""
    st.subheader(_("What needs attention"))
    city = figures("overdue_rate", scope).iloc[0]
    if not city["due"]:
        st.info(_("No case falls due in this selection. Choose a longer period or fewer filters."))
        return
    found = False
    for by, key in (("area", "overdue_by_area"), ("unit_name", "overdue_by_unit")):
        for concern in worse_than_city(figures(key, scope), by, float(city["overdue_rate"])):
            found = True
            _line(_late_line(concern), "pages/overdue.py", by, concern)
    messages = figures("message_compliance", scope).iloc[0]
    if messages["due"]:
        for concern in slower_to_answer(figures("messages_by_unit", scope), float(messages["message_compliance"])):
            found = True
            _line(_message_line(concern), "pages/messages.py", "unit_name", concern)
    stock = figures("open_overdue", scope).iloc[0]
    if stock["open_overdue"]:
        st.markdown(
            _("**{count} open cases are past their deadline**, the longest by {days} working days.").format(
                count=int(stock["open_overdue"]), days=int(stock["longest_days"])
            )
        )
    elif not found:
        st.success(_("No area or unit is worse than the city beyond chance, and no open case is overdue."))


def _line(text: str, page: str, by: str, concern: Concern) -> None:
    """One concern, which leads to its cases."""
    filter_key = {"area": "area", "unit_name": "unit"}[by]
    kept = {name: st.query_params.get_all(name) for name in st.query_params if name != filter_key}
    st.page_link(
        page,
        label=text,
        icon=":material/chevron_right:",
        help=_("Show the cases"),
        query_params={**kept, filter_key: concern.subject},
    )


def _late_line(concern: Concern) -> str:
    return _("**{subject}** missed {missed} of {count} deadlines: {value:.1%}, all together {against:.1%}.").format(
        subject=plain(concern.subject),
        missed=concern.missed,
        count=concern.count,
        value=concern.value,
        against=concern.against,
    )


def _message_line(concern: Concern) -> str:
    return _("**{subject}** answered {value:.1%} of {count} messages on time, all together {against:.1%}.").format(
        subject=plain(concern.subject), count=concern.count, value=concern.value, against=concern.against
    )
