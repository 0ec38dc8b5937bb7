"""Exceptions: the few who are worse than the rest beyond chance, each with its cases and one proposed decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pandas as pd

from analytics.clock.days_given import working_days_after
from analytics.comparison.attention import Concern, city_lines, worse_than_rest
from analytics.errors import N_
from analytics.figures.scope import Scope
from analytics.review.meeting import Block, Meeting, Proposal, Table
from analytics.review.told import Told, told

_CASES = [
    "platform",
    "case_no",
    "item_name",
    "unit_name",
    "area",
    "accepted_at",
    "due_on",
    "overdue_days",
    "light",
    "status",
]
_MESSAGES = ["message_no", "message_kind", "title", "unit_name", "area", "asked_at", "due_on", "overdue_days"]
_OF = {"area": "areas", "unit_name": "units"}


def block(meeting: Meeting, empty: Block) -> Block:
    """At most so many as settings.toml says, those first that cost the most misses beyond the rest's share."""
    year = meeting.this_year
    concerns = worse_than_rest(city_lines(lambda key: meeting.snapshot.figure(key, year)))
    shown = concerns[: meeting.settings.review.at_most]
    if not shown:
        return replace(
            empty, sentences=(told(N_("No area or unit is worse than the rest of the city beyond chance.")),)
        )
    made = [_exception(concern, meeting) for concern in shown]
    return replace(
        empty,
        sentences=(
            told(
                N_(
                    "{all} lines are worse than the rest of the city beyond chance over the year to date; shown: {shown}."
                ),
                all=len(concerns),
                shown=len(shown),
            ),
        ),
        proposals=tuple(proposal for proposal, _table in made),
        tables=tuple(table for _proposal, table in made),
    )


def _exception(concern: Concern, meeting: Meeting) -> tuple[Proposal, Table]:
    key = f"exception-{sha256(f'{concern.figure} {concern.by} {concern.subject}'.encode()).hexdigest()[:8]}"
    own = meeting.this_year.narrowed(**{_OF[concern.by]: concern.subject})
    late, table = _late_rows(concern, key, own, meeting)
    why = told(
        N_("{who}: {missed} of {count} deadlines missed over the year to date ({share}); the rest of the city {rest}.")
        if concern.figure == "overdue_rate"
        else N_(
            "{who}: {missed} of {count} messages late or not answered over the year to date ({share}); the rest of the city {rest}."
        ),
        who=concern.subject,
        missed=f"{concern.missed:,}",
        count=f"{concern.count:,}",
        share=f"{concern.share:.1%}",
        rest=f"{concern.rest:.1%}",
    )
    return Proposal(key, concern.subject, why, _decision(concern, late), concern.subject, _due(meeting)), table


def _late_rows(concern: Concern, key: str, own: Scope, meeting: Meeting) -> tuple[int, Table]:
    """What is open and late there, now: the cases or messages that the decision is about."""
    if concern.figure == "overdue_rate":
        rows: pd.DataFrame = meeting.snapshot.rows("open_overdue_cases", own)[_CASES]
        return len(rows), Table(key, told(N_("Open cases past their deadline")), rows, "open_overdue_cases", own)
    late = meeting.snapshot.rows("due_messages", own, only={"message_group": "unanswered_overdue"})[_MESSAGES]
    return len(late), Table(key, told(N_("Messages not answered in time and still open")), late, "due_messages", own)


def _decision(concern: Concern, late: int) -> Told:
    if concern.figure != "overdue_rate":
        if late:
            return told(
                N_("{who} answers its {n} overdue messages and reports how it keeps the limit from now on."),
                who=concern.subject,
                n=late,
            )
        return told(
            N_("{who} reports why messages were answered late, and how it keeps the limit from now on."),
            who=concern.subject,
        )
    if late:
        return told(
            N_("{who} settles its {n} open cases past their deadline and reports the causes."),
            who=concern.subject,
            n=late,
        )
    return told(N_("{who} reports why deadlines were missed, and what it changes."), who=concern.subject)


def _due(meeting: Meeting) -> date:
    """So many working days after the week as an order gives to answer."""
    return working_days_after(meeting.week.last, meeting.settings.orders.answer_days, meeting.settings)
