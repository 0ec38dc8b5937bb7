"""The standing six: always the same cards, and of one of them six weeks and twelve months on one scale, with its notes."""

from __future__ import annotations

import streamlit as st

from analytics.errors import CasewatchError
from analytics.review.meeting import Block, Number
from analytics.review.notes import write_note
from ui.charts.weeks_and_months import weeks_and_months
from ui.figures.card import draw_cards, plain_card
from ui.review.blocks import heading, parts
from ui.review.seen import closed_meeting, notes_shown
from ui.review.week_bar import this_meeting
from ui.shell.data import warehouse
from ui.shell.drawn import Tree
from ui.shell.frame import helpful
from ui.shell.signed_in import who_field
from ui.shell.wording import _, sentence

FIGURE = "six"


def six(block: Block) -> None:
    """Every number as a card; the chosen one with its series, what it says, and a place for a note."""
    if not heading(block):
        return
    draw_cards((_card(number) for number in block.numbers), "standing-six")
    chosen = parts(FIGURE, {number.key: number.name.said(_) for number in block.numbers})
    number = next(number for number in block.numbers if number.key == chosen)
    weeks_and_months(number, this_meeting().as_of, notes_shown())
    if not closed_meeting():
        _note(number)


def _card(number: Number) -> Tree:
    if number.target is not None:
        bound = ("≤ " if number.better == "lower" else "≥ ") + f"{number.target * 100:g}%"
        remark = _("target {bound}").format(bound=bound)
    else:
        remark = ""
    if number.part is not None and number.whole is not None:
        remark = " · ".join(
            filter(None, (_("{part} of {whole}").format(part=f"{number.part:,}", whole=f"{number.whole:,}"), remark))
        )
    return plain_card(number.name.said(_), said(number, number.value), remark)


def said(number: Number, value: float | None) -> str:
    """A value of the number as it is read."""
    if value is None:
        return "–"
    return f"{value:.2%}" if number.share else f"{value:,.0f}"


@st.fragment
def _note(number: Number) -> None:
    """Write down why the figure is what it is, at a day; every chart of it shows the note."""
    with helpful():
        with st.form(f"note-{number.key}", border=True):
            st.markdown("**" + _("A note on this figure") + "**")
            text = st.text_input(_("Why is it so?"), key=f"note-text-{number.key}")
            with st.container(horizontal=True, vertical_alignment="bottom"):
                day = st.date_input(
                    _("Day"), this_meeting().as_of, format="YYYY-MM-DD", width=160, key=f"note-day-{number.key}"
                )
                who = who_field(_("Written by"), f"note-by-{number.key}")
                pressed = st.form_submit_button(_("Save"), icon=":material/sticky_note_2:")
        if not pressed:
            return
        try:
            write_note(warehouse(), number.figure, day, text or "", who)
        except CasewatchError as error:
            st.error(sentence(error), icon=":material/error:")
        else:
            st.rerun(scope="app")
