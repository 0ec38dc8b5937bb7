"""What this meeting has decided so far: what, who, by when, and what became of it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analytics.errors import N_
from analytics.review.meeting import Block, Meeting, Table
from analytics.review.told import told

_SHOWN = ["decision_id", "decided", "unit_name", "owner", "due_on", "decision_state", "orders_made", "told_by"]


def block(meeting: Meeting, empty: Block) -> Block:
    """The decisions of this meeting, in the order in which they were taken."""
    seen = meeting.afterwards
    rows = meeting.snapshot.figure("decisions", seen)
    days = pd.to_datetime(rows["meeting_on"])
    rows = rows[days.between(pd.Timestamp(meeting.week.first), pd.Timestamp(meeting.week.last))]
    rows = rows.sort_values("decision_id").reset_index(drop=True)[_SHOWN]
    if rows.empty:
        return replace(empty, sentences=(told(N_("Nothing has been decided yet.")),))
    return replace(
        empty,
        sentences=(told(N_("Decisions of this meeting: {n}."), n=len(rows)),),
        tables=(Table("decisions", told(N_("Decisions")), rows, "decisions", seen),),
    )
