"""A negative rating that was ticked: what was done about it, and the forms to record the next step by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analytics.errors import N_
from analytics.ratings import chain
from ui.shell.choosing import choose
from ui.shell.data import snapshot
from ui.shell.pressing import do, say_done
from ui.shell.signed_in import signed
from ui.shell.wording import _, plain
from ui.shell.words import value_word
from ui.tables.small_tables import table

STEPS = {
    chain.VERIFIED: N_("Verification"),
    chain.RECTIFIED: N_("Rectification"),
    chain.REVISITED: N_("Rater asked again"),
    chain.TAKEN_BACK: N_("Take back the last step"),
}
FOLLOWING = {
    "rated": (chain.VERIFIED, chain.RECTIFIED),
    "rectifying": (chain.VERIFIED, chain.RECTIFIED),
    "overdue": (chain.VERIFIED, chain.RECTIFIED),
    "rectified": (chain.REVISITED,),
    "not_reached": (chain.REVISITED,),
    "excused": (chain.VERIFIED, chain.REVISITED),
    "dissatisfied": (chain.RECTIFIED,),
    "revisited": (),
}
"""What can be recorded in each state of the chain."""
DONE = "rating-done"


def follow_up(rating: pd.Series) -> None:
    """What stands recorded of a rating and the form of the step that is chosen."""
    number, platform = str(rating["rating_no"]), str(rating["platform"])
    st.subheader(_("Follow up {number}").format(number=plain(number)), anchor="follow-up")
    st.markdown(
        _("State: **{state}**, to rectify by {day}.").format(
            state=plain(value_word("rating_state", rating["rating_state"])), day=str(rating["due_on"])[:10]
        )
    )
    say_done(DONE)
    steps = snapshot().matching("recorded_steps", snapshot().everything(), rating_no=number, platform=platform)
    if steps:
        hidden = ["platform", "rating_no", "case_no", "unit_name", "area", "rated_on", "takes_back_id"]
        table(pd.DataFrame(steps).drop(columns=hidden), key="rating-steps")
    else:
        st.caption(_("Nothing was recorded by hand yet. What an export tells stands in the list above."))
    standing = [step for step in steps if step["rating_step"] != chain.TAKEN_BACK and not step["is_taken_back"]]
    offered = [
        step
        for step in FOLLOWING[str(rating["rating_state"])]
        if step != chain.VERIFIED or rating["verified_source"] != "export"
    ]
    offered += [chain.TAKEN_BACK] if standing else []
    chosen = offered and choose(
        st.pills, _("What happened?"), offered, "rating-step", format_func=lambda step: _(STEPS[step])
    )
    if chosen in offered:
        _form(str(chosen), number, platform, standing)


def _form(step: str, number: str, platform: str, standing: list[dict[str, Any]]) -> None:
    with st.form(f"rating-{step}", border=True):
        record = _FORMS[step](number, platform, standing)
        who, pressed = signed(_("Entered by"), f"rating-who-{step}", _("Save"), type="primary")
    if pressed:
        do(lambda: record(who), DONE, _("Saved: {act}.").format(act=_(STEPS[step])), "rating-step")


Record = Callable[[str], object]


def _verified(number: str, platform: str, _standing: list[dict[str, Any]]) -> Record:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        result = _result("verified_as", chain.VERDICTS, _("Found to be"))
        on = _on()
        is_complex = st.checkbox(_("Complex: the longer limit holds"))
    text = st.text_area(_("What was found"), max_chars=2000)
    return lambda who: chain.verify(
        snapshot(), number, result, text or "", who, is_complex=is_complex, on=on, platform=platform
    )


def _rectified(number: str, platform: str, _standing: list[dict[str, Any]]) -> Record:
    on = _on()
    text = st.text_area(_("What was done to put it right"), max_chars=2000)
    return lambda who: chain.rectify(snapshot(), number, text or "", who, on=on, platform=platform)


def _revisited(number: str, platform: str, _standing: list[dict[str, Any]]) -> Record:
    st.caption(_("Every call that reaches nobody is an attempt of its own: record each."))
    with st.container(horizontal=True):
        result = _result("revisit_result", chain.ANSWERS, _("The rater says"))
        on = _on()
    text = st.text_area(_("What was said"), max_chars=2000)
    return lambda who: chain.revisit(snapshot(), number, result, text or "", who, on=on, platform=platform)


def _taken_back(_number: str, _platform: str, standing: list[dict[str, Any]]) -> Record:
    last = standing[-1]
    st.caption(
        _("Step {id}, {step}: it stays on record and counts no more.").format(
            id=last["step_id"], step=value_word("rating_step", last["rating_step"])
        )
    )
    why = st.text_input(_("Why it is taken back"))
    return lambda who: chain.take_back(snapshot(), int(last["step_id"]), why or "", who)


_FORMS: dict[str, Callable[[str, str, list[dict[str, Any]]], Record]] = {
    chain.VERIFIED: _verified,
    chain.RECTIFIED: _rectified,
    chain.REVISITED: _revisited,
    chain.TAKEN_BACK: _taken_back,
}


def _result(column: str, values: tuple[str, ...], label: str) -> str:
    chosen = st.selectbox(
        label, values, index=None, format_func=lambda value: str(value_word(column, value)), width=240, key=column
    )
    return chosen or ""


def _on() -> date | None:
    """The day of the step; none is today."""
    day = st.date_input(_("On the day (empty: today)"), value=None, format="YYYY-MM-DD", width=200)
    return day if isinstance(day, date) else None
