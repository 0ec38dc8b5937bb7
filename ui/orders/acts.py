"""What can be done with a signed order in its state: sent, received, urged, answered, returned, extended, accepted, withdrawn."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import streamlit as st

from analytics.errors import N_
from analytics.orders import course
from analytics.orders.found import Found
from analytics.orders.returned_workbook import read_answers
from ui.shell.choosing import choose
from ui.shell.data import settings, snapshot
from ui.shell.pressing import do
from ui.shell.signed_in import signed
from ui.shell.wording import _

DONE = "order-done"
ACTS = {
    "sent": N_("Sent"),
    "received": N_("Signed for"),
    "attempted": N_("Urged by phone"),
    "answered": N_("The unit answers"),
    "workbook": N_("Answer by a returned workbook"),
    "returned": N_("Return"),
    "extended": N_("Extend"),
    "accepted": N_("Accept and close"),
    "withdrawn": N_("Withdraw"),
}
_ALLOWED_AS = {"workbook": "answered"}


def acts(order: Found) -> None:
    """The acts that the order's state allows, and the form of the chosen one."""
    offered = [act for act in ACTS if order.row["state"] in course.FOLLOWS[_ALLOWED_AS.get(act, act)]]
    if not offered:
        return
    st.subheader(_("What happens next"), anchor="act")
    chosen = choose(
        st.pills,
        _("What happened?"),
        offered,
        "order-act",
        format_func=lambda act: _(ACTS[act]),
        label_visibility="collapsed",
    )
    if chosen not in offered:
        return
    with st.form(f"act-{chosen}", border=True):
        act = _FORMS[chosen](order)
        who, pressed = signed(_("Entered by"), f"who-{chosen}", _("Save"), type="primary")
        if pressed:
            do(lambda: act(who), DONE, _("Saved: {act}.").format(act=_(ACTS[chosen])), "order-act")


def _sent(order: Found) -> Callable[[str], object]:
    way = st.text_input(_("By which way it went out"))
    return lambda who: course.sent(snapshot(), order.id, way or "", who)


def _received(order: Found) -> Callable[[str], object]:
    note = st.text_input(_("Who signed for it"))
    return lambda who: course.received(snapshot(), order.id, who, note or "")


def _attempted(order: Found) -> Callable[[str], object]:
    st.caption(_("A call is an attempt, not an answer."))
    note = st.text_input(_("Who was reached, and what was said"))
    return lambda who: course.attempted(snapshot(), order.id, note or "", who)


def _answered(order: Found) -> Callable[[str], object]:
    with st.container(horizontal=True):
        cause = st.selectbox(_("Cause"), settings().orders.causes, index=None, accept_new_options=True, width=260)
        expected = st.date_input(_("Expected on"), value=None, format="YYYY-MM-DD", width=160)
        by = st.text_input(_("Answered by"), width=200)
    measure = st.text_area(_("Measure taken"), max_chars=2000)

    def answer(who: str) -> None:
        if not isinstance(expected, date):
            raise course.OrderRefused(N_("An answer names the day on which it will be done. Choose the day."))
        course.answered(snapshot(), order.id, [course.Answer(cause or "", measure or "", expected)], by or "", who)

    return answer


def _workbook(order: Found) -> Callable[[str], object]:
    st.caption(_("Every row is checked; where one is wrong, all that are wrong are named and nothing is written."))
    file = st.file_uploader(_("The workbook that the unit has filled in"), type=["xlsx", "xls", "ods", "csv"])
    by = st.text_input(_("Answered by"), width=200)

    def answer(who: str) -> None:
        if file is None:
            raise course.OrderRefused(N_("No workbook was chosen. Choose the file that the unit has sent back."))
        with tempfile.TemporaryDirectory(prefix="casewatch-answer-") as folder:
            place = Path(folder) / Path(file.name).name  # a sentence about it names the file that was sent back
            place.write_bytes(file.getvalue())
            answers = read_answers(place, order, settings())
        course.answered(snapshot(), order.id, answers, by or "", who, file.name)

    return answer


def _returned(order: Found) -> Callable[[str], object]:
    why = st.text_input(_("Why the answer does not do"))
    until = st.date_input(_("To answer by"), value=None, format="YYYY-MM-DD", width=160)
    st.caption(_("Without a day: {n} working days from today.").format(n=settings().orders.answer_days))
    return lambda who: course.returned(
        snapshot(), order.id, why or "", who, settings(), until if isinstance(until, date) else None
    )


def _extended(order: Found) -> Callable[[str], object]:
    why = st.text_input(_("The reason that the unit gave"))
    until = st.date_input(_("To answer by"), value=None, format="YYYY-MM-DD", width=160)

    def extend(who: str) -> None:
        if not isinstance(until, date):
            raise course.OrderRefused(N_("An extension names the new day. Choose the day."))
        course.extended(snapshot(), order.id, until, why or "", who)

    return extend


def _accepted(order: Found) -> Callable[[str], object]:
    note = st.text_input(_("What closes it"))
    return lambda who: course.accepted(snapshot(), order.id, who, note or "")


def _withdrawn(order: Found) -> Callable[[str], object]:
    st.caption(_("The number stays in the register as void."))
    why = st.text_input(_("Why it is withdrawn"))
    return lambda who: course.withdrawn(snapshot(), order.id, why or "", who)


_FORMS: dict[str, Callable[[Found], Callable[[str], object]]] = {
    "sent": _sent,
    "received": _received,
    "attempted": _attempted,
    "answered": _answered,
    "workbook": _workbook,
    "returned": _returned,
    "extended": _extended,
    "accepted": _accepted,
    "withdrawn": _withdrawn,
}
