"""The ladder, the limits of orders, and the documents that orders, points and bulletins quote, as settings.toml has them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.ladder import SUBJECTS, LadderStep
from ui.shell.data import settings
from ui.shell.wording import _, plain
from ui.shell.words import value_word


def ladder_in_force() -> None:
    """What follows when a case, message or negative rating is near its due day, past it, or its order is not answered."""
    st.markdown("**" + _("Ladder of reminders and orders") + "**")
    ladder, orders = settings().ladder, settings().orders
    for name in SUBJECTS:
        steps = "\n".join(f"1. {_step_words(step)}" for step in ladder.steps(name))
        st.markdown(f"{value_word('subject', name)}\n{steps}")
    st.caption(
        _(
            "Orders {prefix}〔year〕n号: to be received within {receive} working days and answered within {answer}; usual causes: {causes}."
        ).format(
            prefix=plain(orders.prefix),
            receive=orders.receive_days,
            answer=orders.answer_days,
            causes=plain("、".join(orders.causes)),
        )
    )


def _step_words(step: LadderStep) -> str:
    """One step as a sentence."""
    when = {
        "near_due": _("when the light turns yellow"),
        "due_day": _("when the due day has passed")
        if step.days == 0
        else _("from {n} working days past the due day on").format(n=step.days),
        "answer_day": _("when the answer to an order is overdue")
        if step.days == 0
        else _("from {n} working days past the day to answer on").format(n=step.days),
    }[step.after]
    whom = "、".join(value_word("recipient", one) for one in step.to)
    copies = "、".join(value_word("recipient", one) for one in step.copy_to)
    parts = [
        f"{when}: {value_word('does', step.does)}",
        whom,
        _("copy to {whom}").format(whom=copies) if copies else "",
    ]
    return ", ".join(part for part in parts if part)


def quoted_documents() -> None:
    """The documents that orders, points and bulletins rest on, as they quote them."""
    st.markdown("**" + _("Documents that orders, points and bulletins rest on") + "**")
    rows = [
        {
            _("Kind"): value_word("document_kind", one.kind),
            _("Title"): one.title,
            _("Document number"): one.number or "–",
            _("Date"): str(one.day or "–"),
            _("Clause"): one.clause or "–",
            _("What it says"): one.text or "–",
            _("Quoted by"): "、".join(value_word("used_by", use) for use in one.used_by),
        }
        for one in settings().documents
    ]
    if rows:
        st.dataframe(pd.DataFrame(rows), hide_index=True, key="quoted-documents")
    else:
        st.info(_("None stand in settings.toml; orders then quote none."))
