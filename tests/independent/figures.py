"""The headline figures of domain.md sections 3 and 4, counted in loops over lists.

A figure is a function of rows; the rows of an as-of day are made by `cases_at` and `messages_at`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from .clock import ONE_DAY, Case, WorkingDays, computed_due_day, due_day, is_after, is_paused, light, paused_days


class History(Protocol):
    """A case or what is told of one."""

    def at(self, as_of: date, known_on: date | None = None) -> Case | None:
        """The case as the exports up to `known_on` tell it of `as_of`; None where they tell of none."""


@dataclass(frozen=True)
class CaseRow:
    """A case as it stands at the end of an as-of day.

    `in_order` is False for a case closed before its acceptance: it has no used days. `settled` is False where a case is
    finished without a closing time and the exports do not settle whether in time: it is in no rate.
    """

    case_no: str
    unit_name: str
    area: str
    accepted_on: date
    closed_on: date | None
    is_open: bool
    due_on: date | None
    computed_due_on: date | None
    paused_days: int
    used_days: int | None
    remaining_days: int | None
    overdue_days: int
    is_paused: bool
    missed: bool
    closed_late: bool
    light: str | None
    provisional: bool
    in_order: bool = True
    settled: bool = True
    timed: bool = True
    finished_on: date | None = None  # the export's day from which a case without a closing time is open no more
    case_kind: str = "promised"
    limit: float | None = None
    limit_unit: str = "working"


def is_closed_late(case: Case, due_on: date | None, platform_decides: bool) -> bool:
    """Whether a closed case was closed after its deadline: the end of the due day, or the platform's very moment."""
    if case.closed_at is None or due_on is None:
        return False
    if platform_decides and case.instant and case.due_at is not None:
        return is_after(case.closed_at, case.due_at, case.timezone)
    return case.closed_at.date() > due_on


def case_at(
    case: Case, as_of: date, days: WorkingDays, preset: str = "inner-mongolia", leads: str = "computed"
) -> CaseRow:
    """What is known of an accepted case at the end of `as_of`; what happens later has not happened."""
    accepted_on = case.accepted_at.date()
    closed_on = case.closed_at.date() if case.closed_at is not None and case.closed_at.date() <= as_of else None
    untimed = case.finished_on is not None and case.finished_on <= as_of
    is_open = closed_on is None and not untimed
    until = closed_on or as_of
    deciding, platform_decides = due_day(case, as_of, days, leads)
    paused = sum(days.is_working[day] for day in paused_days(case, as_of, days))
    used = (
        None if untimed or (closed_on is not None and not case.in_order) else days.between(accepted_on, until) - paused
    )
    past_due = deciding is not None and deciding < as_of

    closed_late = closed_on is not None and is_closed_late(case, deciding, platform_decides)
    in_time, settled = None, True
    if untimed and deciding is not None:
        in_time = _told_in_time(case, deciding)
        settled = in_time is not None
    missed = past_due and (is_open or closed_late or in_time is False)

    left = days.between(until, deciding) if deciding is not None else 0
    paused_now = is_open and is_paused(case, as_of, days)
    colour = None
    if paused_now:
        colour = "paused"
    elif is_open and deciding is not None:
        granted = days.between(accepted_on, deciding) - paused
        colour = light(preset, granted, days.between(accepted_on, until) - paused, left, past_due)
    return CaseRow(
        case_no=case.case_no,
        unit_name=case.unit_name,
        area=case.area,
        accepted_on=accepted_on,
        closed_on=closed_on,
        is_open=is_open,
        due_on=deciding,
        computed_due_on=computed_due_day(case, as_of, days),
        paused_days=paused,
        used_days=used,
        remaining_days=left if is_open and deciding is not None else None,
        overdue_days=max(0, -left),
        provisional=deciding is not None and not platform_decides and days.is_provisional(deciding),
        is_paused=paused_now,
        missed=missed,
        closed_late=closed_late,
        light=colour,
        in_order=case.in_order or closed_on is None,
        settled=settled,
        timed=not untimed,
        finished_on=case.finished_on if untimed and closed_on is None else None,
        case_kind=case.case_kind,
        limit=case.limit,
        limit_unit=case.limit_unit,
    )


def _told_in_time(case: Case, due_on: date) -> bool | None:
    """Whether a case finished without a closing time was in time; None where the exports do not settle it."""
    assert case.finished_on is not None
    if case.finished_on <= due_on:
        return True
    if case.told_open_on is not None and case.told_open_on > due_on:
        return False
    return None


def cases_at(
    histories: Iterable[History],
    as_of: date,
    days: WorkingDays,
    preset: str = "inner-mongolia",
    leads: str = "computed",
    known_on: date | None = None,
) -> list[CaseRow]:
    """The cases accepted by `as_of`, without those that are withdrawn, rejected or void by then."""
    told = [history.at(as_of, known_on) for history in histories]
    return [
        case_at(case, as_of, days, preset, leads)
        for case in told
        if case is not None and case.accepted_at.date() <= as_of and not case.is_excluded(as_of)
    ]


def share(part: int, whole: int) -> float | None:
    """A share of nothing is empty."""
    return part / whole if whole else None


def overdue_rate(rows: Iterable[CaseRow], start: date, end: date, as_of: date) -> dict[str, float | None]:
    """Of the cases due in the period whose due day has passed, those that missed it; what nothing settles is left out."""
    due = [
        row
        for row in rows
        if row.due_on is not None and start <= row.due_on <= end and row.due_on < as_of and row.settled
    ]
    missed = [row for row in due if row.missed]
    return {"due": len(due), "missed": len(missed), "overdue_rate": share(len(missed), len(due))}


def closed_in(rows: Iterable[CaseRow], start: date, end: date) -> list[CaseRow]:
    """The cases closed in the period, on the day that their closing time gives."""
    return [row for row in rows if row.closed_on is not None and start <= row.closed_on <= end]


def late_closure_rate(rows: Iterable[CaseRow], start: date, end: date) -> dict[str, float | None]:
    """Of the cases closed in the period, those closed late; empty where none of them has a deadline."""
    closed = closed_in(rows, start, end)
    late = sum(row.closed_late for row in closed)
    known = any(row.due_on is not None for row in closed)
    return {
        "closed": len(closed),
        "closed_late": late,
        "late_closure_rate": share(late, len(closed)) if known else None,
    }


def by(
    key: Callable[[CaseRow], str], figure: Callable[[list[CaseRow]], dict[str, float | None]], rows: Iterable[CaseRow]
) -> dict[str, dict[str, float | None]]:
    """A figure for each value of `key`."""
    groups: dict[str, list[CaseRow]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return {name: figure(group) for name, group in groups.items()}


def flow(rows: Iterable[CaseRow], start: date, end: date) -> dict[str, int]:
    """Carried in, accepted, closed, closed late, carried out, and what is left over.

    Each is counted by its own days. A case closed before it was accepted, or finished without a closing time, does not
    come out even: the residual shows it.
    """
    rows = list(rows)
    closed = closed_in(rows, start, end)
    counts = {
        "carried_in": sum(row.accepted_on < start and _stood(row, start) for row in rows),
        "accepted": sum(start <= row.accepted_on <= end for row in rows),
        "closed": len(closed),
        "closed_late": sum(row.closed_late for row in closed),
        "carried_out": sum(row.accepted_on <= end and _stood(row, end + ONE_DAY) for row in rows),
    }
    counts["residual"] = counts["carried_in"] + counts["accepted"] - counts["closed"] - counts["carried_out"]
    return counts


def _stood(row: CaseRow, day: date) -> bool:
    """Whether an accepted case was still there at the beginning of a day, by what is known at the as-of day."""
    left_on = row.closed_on or row.finished_on
    return row.is_open or (left_on is not None and left_on >= day)


def open_overdue(rows: Iterable[CaseRow]) -> dict[str, int]:
    """The open cases past their deadline, and the longest of them in working days."""
    late = [row for row in rows if row.is_open and row.missed and row.settled]
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
        """Both limits in working days; None where one is missing or counted in hours. Nothing is 0 days."""
        worth = {"working": 1.0, "calendar": 5 / 7, "month": 30 * 5 / 7}
        if self.statutory is None or self.promised is None:
            return None
        if self.statutory_unit not in worth or self.promised_unit not in worth:
            return None
        return self.statutory * worth[self.statutory_unit], self.promised * worth[self.promised_unit]


def compression(items: Iterable[Limits], closed_cases: Iterable[Limits]) -> dict[str, float | None]:
    """1 - promised / statutory on the three bases: ratio of sums, mean over items, by closed cases.

    An item of 0 statutory days adds its days to the sums and has no ratio of its own.
    """
    pairs = [pair for pair in (item.in_working_days() for item in items) if pair is not None]
    of_cases = [pair for pair in (case.in_working_days() for case in closed_cases) if pair is not None]
    ratios = [1 - promised / statutory for statutory, promised in pairs if statutory]
    return {
        "ratio of sums": _saved(pairs),
        "mean of items": sum(ratios) / len(ratios) if ratios else None,
        "by cases": _saved(of_cases),
    }


def _saved(pairs: list[tuple[float, float]]) -> float | None:
    statutory, promised = sum(s for s, _ in pairs), sum(p for _, p in pairs)
    return 1 - promised / statutory if statutory else None
