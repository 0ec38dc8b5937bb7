"""Closing a meeting, and a closed one: when, by whom, its documents, and beside what it saw what was corrected since."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.review.corrected import Corrected
from analytics.review.frozen import Closed, close
from ui.review.deciding import DONE
from ui.review.seen import closed_meeting, in_words, since_closed
from ui.review.week_bar import this_meeting
from ui.shell.folding import fold
from ui.shell.pressing import do
from ui.shell.signed_in import signed
from ui.shell.wording import _, plain
from ui.tables.small_tables import table


def closing() -> None:
    """A form that closes the meeting, where it is not closed."""
    if closed_meeting():
        return
    with st.form("close-meeting", border=True):
        st.markdown(
            _("**Close the meeting**: what it saw, its notes and its decisions are kept as they are now, for good.")
        )
        who, pressed = signed(_("Closed by"), "closed-by", _("Close"), icon=":material/lock:")
    if pressed:
        do(lambda: close(this_meeting(), who), DONE, _("The meeting is closed."))


def closed_note() -> None:
    """Over a closed meeting: that it is shown as it was seen, and what was corrected since."""
    closed = closed_meeting()
    if not closed:
        return
    st.info(
        _("Closed on {day} by {who}: shown is what the meeting saw, as of {as_of}, snapshot {snapshot}.").format(
            day=closed.closed_at[:10],
            who=plain(closed.closed_by),
            as_of=closed.agenda.as_of,
            snapshot=closed.agenda.snapshot,
        ),
        icon=":material/lock:",
    )
    if closed.damaged:
        st.error(
            _("These files of the meeting are not as they were written: {names}. Put them back from a backup.").format(
                names=plain(", ".join(closed.damaged))
            ),
            icon=":material/error:",
        )
    _documents(closed)
    fold(_("What was corrected since"), "corrected", lambda: _corrected(closed))


def _documents(closed: Closed) -> None:
    """What the meeting printed, as it was printed."""
    with st.container(horizontal=True):
        for name in closed.documents:
            st.download_button(name, (closed.folder / name).read_bytes(), name, key=f"kept-{name}")


def _corrected(closed: Closed) -> None:
    found = since_closed(closed)
    if not found:
        st.markdown(_("Nothing that the meeting saw is told otherwise today."))
        return
    st.caption(_("The same week as of the same day, as the exports tell it today."))
    table(pd.DataFrame([_row(one) for one in found]))


def _row(one: Corrected) -> dict[str, str]:
    def said(value: float | None) -> str:
        return "–" if value is None else f"{value:.2%}" if one.share else f"{value:,.0f}"

    number = one.then is not None or one.now is not None
    return {
        _("Block"): in_words(one.block),
        _("What"): one.name.said(_),
        _("Then"): said(one.then) if number else _("{n} rows only then").format(n=one.only_then),
        _("Now"): said(one.now) if number else _("{n} rows only now").format(n=one.only_now),
    }
