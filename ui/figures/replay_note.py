"""Where the replay of a compared day differs from what was known then: said with numbers, led to the rows."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from analytics.errors import CalendarRangeError, NothingKnown
from analytics.figures.scope import Scope
from analytics.snapshot.replayed import Replay, in_numbers
from ui.shell.data import known_on, then_and_now
from ui.shell.frame import helpful
from ui.shell.jobs import Job, start
from ui.shell.wording import _, plain
from ui.tables.rows import frame_list

A_WEEK = timedelta(days=7)
JOBS = "replay-jobs"


def replay_note(scope: Scope) -> None:
    """The day that the selection is compared with (else a week before), as replayed and as it was known then."""
    if known_on():
        return  # the whole screen shows what was known
    earlier = scope.previous()
    day = earlier.as_of if earlier is not None else scope.as_of - A_WEEK
    compared = scope.narrowed(as_of=day, period_start=min(scope.period_start, day))
    try:
        replay = then_and_now(compared)
    except (NothingKnown, CalendarRangeError):
        return  # no export had come by then, so there is nothing to compare with
    if replay is None:
        _wait(compared)
    elif not replay.changed.empty:
        _told_otherwise(replay, compared)


def _told_otherwise(replay: Replay, scope: Scope) -> None:
    """Folded: the figures on the screen are right by what is known today, so this is a remark and no alarm."""
    told = in_numbers(replay)
    title = _("{day} was told otherwise then: later exports changed {cases} of its cases").format(
        day=scope.as_of, cases=f"{told.cases:,}"
    )
    with st.expander(title, icon=":material/history:", key="replay", on_change="rerun") as opened:
        if not getattr(opened, "open", True):
            return
        st.markdown(
            _(
                "Of the cases known on {day}, later exports changed {cases}: {lights} lights, {red} of them to or from red, "
                "{due} due days; {later} more cases of that day were told only later. Comparisons here use what is known "
                "today."
            ).format(
                day=scope.as_of,
                cases=f"{told.cases:,}",
                lights=told.lights,
                red=told.red_changed,
                due=told.due_days,
                later=f"{told.told_later:,}",
            )
        )
        frame_list(
            replay.changed, f"replay-{scope.as_of}", scope, "cases", _("Cases as known then and as replayed today")
        )


@st.fragment(run_every=2)
def _wait(scope: Scope) -> None:
    """Look again until what was known then has been derived, by a process of its own; then the page is drawn with it."""
    with helpful():
        _waited(scope)


def _waited(scope: Scope) -> None:
    job = _derivation(scope.as_of)
    if job.running:
        st.caption(_("Working out what was known on {day} …").format(day=scope.as_of))
    elif then_and_now(scope) is not None:
        st.rerun(scope="app")
    else:
        st.error(
            _("What was known on {day} could not be worked out. It said: {words}").format(
                day=scope.as_of, words=plain(job.last_words())
            )
        )


def _derivation(day: date) -> Job:
    jobs: dict[date, Job] = st.session_state.setdefault(JOBS, {})
    if day not in jobs:
        jobs[day] = start("replay", "--as-of", str(day))
    return jobs[day]
