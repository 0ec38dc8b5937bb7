"""Where the replay of a compared day differs from what was known then: said with numbers, led to the rows."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from analytics.errors import CalendarRangeError, NothingKnown
from analytics.figures.scope import Scope
from analytics.snapshot.replayed import in_numbers
from ui.shell.data import known_on, then_and_now
from ui.shell.jobs import Job, start
from ui.shell.wording import _
from ui.tables.rows import frame_list

A_WEEK = timedelta(days=7)
JOBS = "replay-jobs"


def replay_note(scope: Scope) -> None:
    """The day that the selection is compared with (else a week before), as replayed and as it was known then."""
    if known_on():
        return  # the whole screen shows what was known
    earlier = scope.previous()
    day = earlier.as_of if earlier is not None else scope.as_of - A_WEEK
    _note(scope.narrowed(as_of=day, period_start=min(scope.period_start, day)))


@st.fragment(run_every=2)
def _note(scope: Scope) -> None:
    try:
        replay = then_and_now(scope)
    except (NothingKnown, CalendarRangeError):
        return  # no export had come by then, so there is nothing to compare with
    if replay is None:
        _derive_in_background(scope.as_of)
        return
    if replay.changed.empty:
        return
    told = in_numbers(replay)
    st.warning(
        _(
            "**{day} was told otherwise then.** Of the cases known on that day, later exports changed {cases}: {lights} lights, "
            "{red} of them to or from red, {due} due days; {later} more cases of that day were told only later. Comparisons "
            "here use what is known today."
        ).format(
            day=scope.as_of,
            cases=f"{told.cases:,}",
            lights=told.lights,
            red=told.red_changed,
            due=told.due_days,
            later=f"{told.told_later:,}",
        ),
        icon=":material/history:",
    )
    with st.expander(_("Rows: cases of {day} as known then and as replayed today").format(day=scope.as_of)):
        frame_list(replay.changed, f"replay-{scope.as_of}", scope, "cases")


def _derive_in_background(day: date) -> None:
    """What was known then is derived in a process of its own, once; the note appears when it is there."""
    jobs: dict[date, Job] = st.session_state.setdefault(JOBS, {})
    if day not in jobs:
        jobs[day] = start("replay", "--as-of", str(day))
    if jobs[day].running:
        st.caption(_("Working out what was known on {day} …").format(day=day))
