"""What people do on the page Assessment: appeal against ticked entries, review an appeal, close a month."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from analytics.assessment.appealing import PARTLY, RESULTS, appeal, evidence_file, review
from analytics.assessment.closing import close_month
from analytics.clock.months import months_later
from analytics.errors import N_
from ui.shell.choosing import choose
from ui.shell.data import settings, snapshot, warehouse
from ui.shell.pressing import do
from ui.shell.signed_in import signed, who_field
from ui.shell.wording import _, plain
from ui.shell.words import value_word
from ui.tables.downloads import download

DONE = "assessment-done"
MONTHS = 6
"""So many months before the one of the data are offered to be closed."""
APPEALED, REVIEWED, CLOSED = (
    N_("The appeal stands as number {id}."),
    N_("Reviewed: {n} entries are reversed."),
    N_("{month} is closed: {entries} entries, {points} points. Units can appeal until {day}."),
)


def appeal_form(entries: Sequence[pd.Series]) -> None:
    """Appeal against the entries that were ticked; those that are in no closed month have no number yet."""
    if not entries:
        return
    st.subheader(_("Appeal against what is ticked ({n})").format(n=len(entries)), anchor="appeal")
    if any(pd.isna(entry["entry_id"]) for entry in entries):
        st.warning(
            _(
                "An entry that is ticked is provisional: its month is not closed yet, and a corrected export changes it by itself."
            ),
            icon=":material/hourglass:",
        )
        return
    ids = [int(entry["entry_id"]) for entry in entries]
    with st.form("appeal", border=True):
        reason = st.selectbox(_("Reason"), settings().assessment.reasons, index=None, width=260)
        text = st.text_area(_("What happened"), max_chars=2000)
        file = st.file_uploader(_("A file that shows it; a copy is kept"), key="appeal-evidence")
        who, pressed = signed(_("Entered by"), "who-appeal", _("Save"), type="primary")
    if not pressed:
        return

    def act() -> int:
        with tempfile.TemporaryDirectory(prefix="casewatch-evidence-") as folder:
            evidence = None
            if file is not None:
                evidence = Path(folder) / Path(file.name).name
                evidence.write_bytes(file.getvalue())
            return appeal(snapshot(), ids, reason or "", text or "", who, settings(), evidence)

    do(act, DONE, lambda made: _(APPEALED).format(id=made))


def review_form(made: dict[str, Any], entries: pd.DataFrame) -> None:
    """One appeal with its evidence and, where nobody has reviewed it yet, the form to do so; `entries` are those it is about."""
    number = int(made["appeal_id"])
    st.markdown(
        "**"
        + _("Appeal {id} of {unit}").format(id=number, unit=plain(made["unit_name"]))
        + f"** · {plain(made['appeal_reason'])}\n\n{plain(made['text'])}"
    )
    if made["evidence_sha256"]:
        kept = evidence_file(warehouse(), str(made["evidence_sha256"]))
        if kept.exists():
            download(_("Evidence"), kept.read_bytes, str(made["evidence_name"]), f"evidence-{number}")
        else:
            st.error(
                _("The evidence {name} is missing from the warehouse. Bring it back from a backup.").format(
                    name=plain(made["evidence_name"])
                )
            )
    if made["appeal_result"]:
        return
    ids = [int(entry) for entry in entries["entry_id"]]
    case_of = dict(zip(ids, entries["case_no"], strict=True))
    with st.form(f"review-{number}", border=True):
        result = st.selectbox(
            _("Result of the review"),
            RESULTS,
            index=None,
            width=260,
            format_func=lambda one: str(value_word("appeal_result", one)),
        )
        granted = st.multiselect(
            _("Partly: which entries are reversed"), ids, format_func=lambda one: f"{one} · {case_of[one] or '–'}"
        )
        text = st.text_area(_("Why"), max_chars=2000)
        who, pressed = signed(_("Entered by"), f"who-review-{number}", _("Save"), type="primary")
    if pressed:
        named = granted if result == PARTLY else ()
        do(
            lambda: review(snapshot(), number, result or "", text or "", who, named),
            DONE,
            lambda reversed_entries: _(REVIEWED).format(n=reversed_entries),
        )


def closing_form() -> None:
    """Close a month: its entries are frozen as they stand."""
    month = snapshot().data_date.replace(day=1)
    offered = [f"{months_later(month, -back):%Y-%m}" for back in range(1, MONTHS + 1)]
    st.caption(_("Its entries are frozen as they stand, and units can appeal from then on. A month is closed once."))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = choose(st.selectbox, _("Month"), offered, "month-to-close", index=None, width=160)
        who = who_field(_("Entered by"), "who-closes")
        pressed = st.button(_("Close the month"), key="close-month", type="primary", disabled=not chosen)
    if pressed and chosen:
        do(
            lambda: close_month(snapshot(), date.fromisoformat(f"{chosen}-01"), who, settings()),
            DONE,
            lambda made: _(CLOSED).format(
                month=chosen, entries=made.entries, points=made.points, day=made.appeal_until
            ),
        )
