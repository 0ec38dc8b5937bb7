"""The headline figures of domain.md sections 3 and 4, counted in loops over lists.

A figure is a function of rows; the rows of an as-of day are made by `cases_at` and `messages_at`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from .clock import EXCLUDED, Case, WorkingDays, computed_due_day, due_day, is_paused, light, paused_days


@dataclass(frozen=True)
class CaseRow:
    """A case as it stands at the end of an as-of day."""

    case_no: str
    unit_name: str
    area: str
    accepted_on: date
    closed_on: date | None
    is_open: bool
    due_on: date | None
    computed_due_on: date | None
    paused_days: int
    used_days: int
    remaining_days: int | None
    overdue_days: int
    is_paused: bool
    missed: bool
    closed_late: bool
    light: str | None
    provisional: bool


def is_closed_late(case: Case, due_on: date | None, platform_decides: bool) -> bool:
    """Whether a closed case was closed after its deadline: the end of the due day, or the platform's very moment."""
    if case.closed_at is None or due_on is None:
        return False
    if platform_decides and case.instant and case.due_at is not None:
        return case.closed_at > case.due_at
    return case.closed_at.date() > due_on


def case_at(
    case: Case, as_of: date, days: WorkingDays, preset: str = "inner-mongolia", leads: str = "computed"
) -> CaseRow:
    """What is known of an accepted case at the end of `as_of`; what happens later has not happened."""
    accepted_on = case.accepted_at.date()
    closed_on = case.closed_at.date() if case.closed_at is not None and case.closed_at.date() <= as_of else None
    until = closed_on or as_of
    deciding, platform_decides = due_day(case, as_of, days, leads)
    paused = sum(days.is_working[day] for day in paused_days(case, as_of))
    used = days.between(accepted_on, until) - paused
    past_due = deciding is not None and deciding < as_of

    closed_late = closed_on is not None and is_closed_late(case, deciding, platform_decides)
    missed = past_due and (closed_on is None or closed_late)

    left = days.between(until, deciding) if deciding is not None else 0
    paused_now = closed_on is None and is_paused(case, as_of)
    colour = None
    if closed_on is None and paused_now:
        colour = "paused"
    elif closed_on is None and deciding is not None:
        granted = days.between(accepted_on, deciding) - paused
        colour = light(preset, granted, used, left, past_due)
    return CaseRow(
        case_no=case.case_no,
        unit_name=case.unit_name,
        area=case.area,
        accepted_on=accepted_on,
        closed_on=closed_on,
        is_open=closed_on is None,
        due_on=deciding,
        computed_due_on=computed_due_day(case, as_of, days),
        paused_days=paused,
        used_days=used,
        remaining_days=left if closed_on is None and deciding is not None else None,
        overdue_days=max(0, -left),
        provisional=deciding is not None and not platform_decides and days.is_provisional(deciding),
        is_paused=paused_now,
        missed=missed,
        closed_late=closed_late,
        light=colour,
    )


def cases_at(
    cases: Iterable[Case], as_of: date, days: WorkingDays, preset: str = "inner-mongolia", leads: str = "computed"
) -> list[CaseRow]:
    """The cases accepted by `as_of`, without the withdrawn, rejected and void ones."""
    return [
        case_at(case, as_of, days, preset, leads)
        for case in cases
        if case.accepted_at.date() <= as_of and case.status not in EXCLUDED
    ]


def overdue_rate(rows: Iterable[CaseRow], start: date, end: date, as_of: date) -> dict[str, float | None]:
    """Of the cases due in the period whose due day has passed, those that missed it."""
    due = [row for row in rows if row.due_on is not None and start <= row.due_on <= end and row.due_on < as_of]
    missed = [row for row in due if row.missed]
    return {"due": len(due), "missed": len(missed), "overdue_rate": len(missed) / len(due) if due else None}


def by(
    key: Callable[[CaseRow], str], figure: Callable[[list[CaseRow]], dict[str, float | None]], rows: Iterable[CaseRow]
) -> dict[str, dict[str, float | None]]:
    """A figure for each value of `key`."""
    groups: dict[str, list[CaseRow]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return {name: figure(group) for name, group in groups.items()}


def flow(rows: Iterable[CaseRow], start: date, end: date) -> dict[str, int]:
    """Carried in, accepted, closed, closed late and carried out; what is not known at the as-of day has not happened.

    A case closed before it was accepted (a fault of order) enters and leaves on the day of its acceptance: every case
    accepted in the period is counted, and the balance holds.
    """
    counts = {"carried_in": 0, "accepted": 0, "closed": 0, "closed_late": 0, "carried_out": 0}
    for row in rows:
        if row.accepted_on > end:
            continue
        left_on = max(row.closed_on, row.accepted_on) if row.closed_on is not None else None
        if left_on is not None and left_on < start:
            continue
        counts["carried_in" if row.accepted_on < start else "accepted"] += 1
        if left_on is not None and left_on <= end:
            counts["closed"] += 1
            counts["closed_late"] += row.closed_late
        else:
            counts["carried_out"] += 1
    return counts


def open_overdue(rows: Iterable[CaseRow]) -> dict[str, int]:
    """The open cases past their deadline, and the longest of them in working days."""
    late = [row for row in rows if row.is_open and row.missed]
    return {"open_overdue": len(late), "longest_days": max((row.overdue_days for row in late), default=0)}


def lights(rows: Iterable[CaseRow]) -> dict[str, int]:
    """How many open cases show each light."""
    shown = [row.light for row in rows if row.is_open]
    return {colour: shown.count(colour) for colour in ("green", "yellow", "red", "paused")}


@dataclass(frozen=True)
class Message:
    """A message and its answer."""

    message_no: str
    asked_at: datetime
    answered_at: datetime | None = None
    unit_name: str = "unit"


def message_group(message: Message, as_of: date, days: WorkingDays, limit: int = 3) -> tuple[date, str]:
    """The due day of a message, and its group at the end of `as_of`."""
    due_on = days.nth_after(message.asked_at.date(), limit)
    answered_on = message.answered_at.date() if message.answered_at is not None else None
    if not due_on < as_of:
        return due_on, "not_yet_due"
    if answered_on is None or answered_on > as_of:
        return due_on, "unanswered_overdue"
    return due_on, "on_time" if answered_on <= due_on else "late"


def message_compliance(
    messages: Iterable[Message], start: date, end: date, as_of: date, days: WorkingDays, limit: int = 3
) -> dict[str, float | None]:
    """The four groups of the messages due in the period; those not yet due are left out of the rate and of `due`."""
    counts = {"on_time": 0, "late": 0, "unanswered_overdue": 0, "not_yet_due": 0}
    for message in messages:
        if message.asked_at.date() > as_of:
            continue
        due_on, group = message_group(message, as_of, days, limit)
        if start <= due_on <= end:
            counts[group] += 1
    due = counts["on_time"] + counts["late"] + counts["unanswered_overdue"]
    return {"due": due, **counts, "message_compliance": counts["on_time"] / due if due else None}


@dataclass(frozen=True)
class Limits:
    """The statutory and the promised limit of an item or of a case, with units; None where not given."""

    statutory: float | None
    promised: float | None
    statutory_unit: str = "working"
    promised_unit: str = "working"

    def in_working_days(self) -> tuple[float, float] | None:
        """Both limits in working days; None where one is missing or the statutory one cannot be divided by."""
        worth = {"working": 1.0, "calendar": 5 / 7, "month": 30 * 5 / 7}
        if self.statutory is None or self.promised is None:
            return None
        if self.statutory_unit not in worth or self.promised_unit not in worth or self.statutory == 0:
            return None
        return self.statutory * worth[self.statutory_unit], self.promised * worth[self.promised_unit]


def compression(items: Iterable[Limits], closed_cases: Iterable[Limits]) -> dict[str, float]:
    """1 - promised / statutory on the three bases: ratio of sums, mean over items, by closed cases."""
    pairs = [pair for pair in (item.in_working_days() for item in items) if pair is not None]
    of_cases = [pair for pair in (case.in_working_days() for case in closed_cases) if pair is not None]
    return {
        "ratio of sums": 1 - sum(p for _, p in pairs) / sum(s for s, _ in pairs),
        "mean of items": sum(1 - p / s for s, p in pairs) / len(pairs),
        "by cases": 1 - sum(p for _, p in of_cases) / sum(s for s, _ in of_cases),
    }
