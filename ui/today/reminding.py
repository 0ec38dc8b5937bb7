"""Reminders on the page: when the run was, whether anything may leave from here, what waits, what failed, what to copy."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from analytics.errors import CasewatchError
from analytics.figures.scope import Scope
from analytics.orders.by_channels import carried_by
from analytics.reminders.allowed import against_sending
from analytics.reminders.copied import copied
from analytics.reminders.office_hours import last_run_due
from ui.figures.card import count_card, draw_cards
from ui.shell.data import figures, settings, snapshot, warehouse
from ui.shell.folding import in_tabs
from ui.shell.frame import helpful
from ui.shell.signed_in import who_field
from ui.shell.wording import _, plain, sentence
from ui.shell.words import value_word
from ui.tables.downloads import file_name, table_downloads
from ui.tables.rows import definitions, selection
from ui.tables.small_tables import in_force, selectable, table

STATES = ("queued", "held", "retrying", "to_copy", "sent", "copied", "failed", "refused", "cancelled", "unknown")
SHOWN = ("letter_on", "recipient", "sent_by", "letter_state", "tries", "said", "not_before_at", "last_at")
GRACE = timedelta(hours=1)


def reminding(scope: Scope) -> None:
    """The last and the next run, the gates, the letters by state, the letters."""
    _runs()
    _gates()
    letters = snapshot().figure("letters", scope)
    if letters.empty:
        st.info(_("No reminder was written in the period. The nightly run writes them: python -m analytics remind"))
    else:
        _states(letters)
        _letters(letters, scope)
        in_tabs(
            "reminders-parts",
            (_("By unit"), lambda: table(figures("reminders_by_unit", scope), key="reminders-by-unit")),
            (_("Closed after a reminder"), lambda: _after(scope)),
        )
    definitions(["letters", "reminders", "after_reminder"], scope)


def _after(scope: Scope) -> None:
    table(figures("after_reminder", scope), key="after-reminder")
    st.caption(_("An association, not an effect: who is reminded differs from who is not."))


def _runs() -> None:
    """When it ran and runs next; red where a night was missed or the last run was refused."""
    now = datetime.now(ZoneInfo(settings().timezone))
    due = last_run_due(now, settings().reminders.runs_at)
    following = due + timedelta(days=1)
    runs = snapshot().records("reminder_runs", snapshot().everything())
    if not runs:
        st.warning(
            _(
                "The reminders have never run here. docs/reminders.md says how a timer starts them; next time: {next}"
            ).format(next=f"{following:%Y-%m-%d %H:%M}"),
            icon=":material/alarm_off:",
        )
        return
    last = runs[0]
    at = pd.Timestamp(str(last["run_at"])).to_pydatetime().replace(tzinfo=now.tzinfo)
    words = _("Last run {last}: {outcome}. Next run {next}.").format(
        last=f"{at:%Y-%m-%d %H:%M}",
        outcome=value_word("outcome_of_run", str(last["outcome_of_run"])),
        next=f"{following:%Y-%m-%d %H:%M}",
    )
    if at < due and now > due + GRACE:
        missed = _("The run of {due} was missed: look at the timer.").format(due=f"{due:%Y-%m-%d %H:%M}")
        st.error(f"{words} {missed}", icon=":material/alarm_off:")
    elif last["outcome_of_run"] != "done":
        st.error(f"{words} {plain(json.loads(str(last['detail'])).get('why', ''))}", icon=":material/error:")
    else:
        st.caption(words)


def _gates() -> None:
    reasons = [_(said).format(**details) for said, details in against_sending(warehouse(), settings())]
    if reasons:
        st.warning(
            _("Nothing is sent from here.") + "\n" + "\n".join(f"- {plain(reason)}" for reason in reasons),
            icon=":material/block:",
        )


def _states(letters: pd.DataFrame) -> None:
    counts = letters["letter_state"].value_counts()
    present = (state for state in STATES if counts.get(state, 0))
    draw_cards((count_card(value_word("letter_state", state), counts[state]) for state in present), "letter-states")


def _letters(letters: pd.DataFrame, scope: Scope) -> None:
    with st.container(horizontal=True):
        table_downloads(
            lambda: in_force(letters), selection(scope, "letters"), file_name(_("Reminders"), scope), "letters"
        )
    st.caption(_("Tick a letter to read it; one without a channel is copied into the unit's chat by hand."))
    chosen = selectable(letters[[*SHOWN]], "letters-table", several=False)
    if chosen:
        _letter(letters.iloc[chosen[0]])


@st.fragment
def _letter(letter: pd.Series) -> None:
    with helpful():
        st.code(str(letter["body"]), language=None, wrap_lines=True)
        if letter["letter_state"] != "to_copy":
            return
        with (
            st.form("copied", border=True),
            st.container(horizontal=True, vertical_alignment="bottom"),
        ):
            who = who_field(_("Done by"), "copied-by")
            done = st.form_submit_button(_("Text copied and sent"), icon=":material/content_copy:")
        if done:
            try:
                copied(warehouse(), int(letter["letter_id"]), who, carried_by(snapshot()))
            except CasewatchError as error:
                st.error(sentence(error), icon=":material/error:")
            else:
                st.rerun()
