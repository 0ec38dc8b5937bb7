"""How long answers take by kind of message, under which limits; what the platform extended, what became of what was asked."""

from __future__ import annotations

import streamlit as st

from analytics.errors import N_
from analytics.figures.scope import Scope
from ui.figures.card import percent
from ui.shell.data import figures
from ui.shell.folding import fold
from ui.shell.wording import _
from ui.tables.rows import definition
from ui.tables.small_tables import table

RESOLUTION = {
    "response": N_("Responded to: {rate} of {n:,} (interval {low} to {high})."),
    "solution": N_("Solved: {rate} of {n:,} (interval {low} to {high})."),
    "satisfaction": N_("Satisfied or basically so: {rate} of {n:,} (interval {low} to {high})."),
}
"""What an export may tell beside the answer, each with its sentence."""


def answering(scope: Scope) -> None:
    """Each kind with its limit and times, then the messages extended."""
    kinds = figures("answer_limits", scope, "kind")
    if kinds.empty:  # the page has said so
        return
    st.subheader(_("Time to answer and limits by kind"), anchor="answering")
    table(kinds, key="answer-limits")
    definition("answer_limits", scope, files=False)
    extended = figures("extended_messages", scope).iloc[0]
    if extended["messages"]:
        st.markdown(
            _(
                "Extended by the platform: {extended:,} of {messages:,}; on time only thanks to that: {thanks:,}."
            ).format(
                extended=int(extended["extended"]),
                messages=int(extended["messages"]),
                thanks=int(extended["only_thanks"]),
            )
        )
        definition("extended_messages", scope, files=False)


def resolution(scope: Scope) -> None:
    """Response, solution and satisfaction with n and interval, as far as any export tells them; else nothing."""
    every = figures("message_resolution", scope).iloc[0]
    told = [part for part in RESOLUTION if every[f"{part}_told"]]
    if not told:
        return
    st.subheader(_("Response, solution, satisfaction"), anchor="resolution")
    said = [
        _(RESOLUTION[part]).format(
            rate=percent(every[f"{part}_rate"]),
            n=int(every[f"{part}_told"]),
            low=percent(every[f"{part}_low"]),
            high=percent(every[f"{part}_high"]),
        )
        for part in told
    ]
    if every["solved_partly"]:
        said.append(_("Solved in part, beside those solved: {n:,}.").format(n=int(every["solved_partly"])))
    if every["other_words"]:
        said.append(_("With a word that nobody knows, in no share: {n:,}.").format(n=int(every["other_words"])))
    st.markdown("\n".join(f"- {sentence}" for sentence in said))
    st.caption(
        _("As the exports tell; of {messages:,} messages asked, those without a word on it are not counted.").format(
            messages=int(every["messages"])
        )
    )
    shown = [f"{part}_{what}" for part in told for what in ("told", "rate", "low", "high")]
    units = figures("message_resolution", scope, "unit")
    units = units[units[[f"{part}_told" for part in told]].sum(axis=1) > 0]
    fold(_("By unit"), "resolution-units", lambda: table(units[["unit_name", *shown]], key="resolution-units"))
    definition("message_resolution", scope, files=False)
