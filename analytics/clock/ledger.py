"""The clock ledger of one case: each day, whether it counted and why, and the due day that follows (domain.md 2).

Plain Python over one case, day by day, so that it can be read beside the SQL of the view `cases` and must agree with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from analytics.clock.months import months_later
from analytics.clock.workdays import Workdays, due_day
from analytics.errors import N_, CalendarRangeError

DAY = timedelta(days=1)
OTHER_COUNT = {"working": "calendar", "calendar": "working"}


@dataclass(frozen=True)
class Facts:
    """What the clock of one case runs on, as it was known at the end of the as-of day.

    `limit` counts in `unit` (working, calendar, month, hour) and includes the extension, except for months.
    `finished_on` is the first export that tells a case as finished without saying when, `open_told_on` the last before it
    that told it as open (domain.md 3).
    """

    as_of: date
    accepted_on: date | None
    limit: int | None = None
    unit: str | None = None
    extension: int = 0
    closed_at: datetime | None = None
    pauses: tuple[tuple[date, date | None], ...] = ()
    platform_due_on: date | None = None
    due_instant: datetime | None = None
    platform_decides: bool = False
    standing: str = "counted"
    closed_before_accepted: bool = False
    finished_on: date | None = None
    open_told_on: date | None = None


@dataclass(frozen=True)
class WhatIf:
    """Rules that do not hold, to see what they would change."""

    without_pauses: bool = False
    other_count: bool = False
    start_day_counts: bool = False


@dataclass(frozen=True)
class Remark:
    """A sentence about a ledger: a template to translate and its details."""

    template: str
    details: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class LedgerDay:
    """One day. `count` runs in the limit's unit, `used` in working days; `phase`: running, forecast, closed.

    `kind`: start, paused, or the calendar's own word; `marks`: what happened on the day or falls on it.
    """

    day: date
    kind: str
    name: str
    counted: bool
    count: int
    used: int
    phase: str
    marks: tuple[str, ...]
    provisional: bool


@dataclass(frozen=True)
class Ledger:
    """A case's days and what comes of them. All numbers of days are working days.

    `undecided`: finished without a closing time, and the exports do not settle whether that was on time.
    """

    days: tuple[LedgerDay, ...] = ()
    unit: str = "working"
    limit: int | None = None
    computed_due_on: date | None = None
    due_on: date | None = None
    used_days: int | None = None
    paused_days: int = 0
    remaining_days: int | None = None
    overdue_days: int = 0
    disagreement_days: int | None = None
    late: bool = False
    undecided: bool = False
    is_paused: bool = False
    provisional: bool = False
    remarks: tuple[Remark, ...] = ()


def clock_ledger(facts: Facts, calendar: Workdays, what_if: WhatIf | None = None) -> Ledger:
    """The ledger of a case: from the acceptance day to its closing, the as-of day or the due day, whichever is last.

    A case whose clock cannot be computed has no days and a remark that says why.
    """
    if facts.accepted_on is None:
        return Ledger(remarks=(Remark(N_("The case has no acceptance date, so no clock runs.")),))
    if facts.accepted_on > facts.as_of:
        return Ledger(
            remarks=(Remark(N_("On the as-of day the case was not accepted yet ({day})."), {"day": facts.accepted_on}),)
        )
    try:
        return _Clock(facts, facts.accepted_on, calendar, what_if or WhatIf()).ledger()
    except CalendarRangeError as error:
        return Ledger(remarks=(Remark(error.template, error.details),))


@dataclass(frozen=True)
class Span:
    """Pauses that overlap or touch, as one: days after `start_on` up to its end are left out, if the span counts."""

    start_on: date
    days: frozenset[date]
    is_open: bool


class _Clock:
    """One case on one calendar under one set of rules."""

    def __init__(self, facts: Facts, accepted: date, calendar: Workdays, rules: WhatIf) -> None:
        self.facts, self.accepted, self.calendar, self.rules = facts, accepted, calendar, rules
        self.start = accepted - DAY if rules.start_day_counts else accepted
        own = facts.unit or "working"
        self.unit = OTHER_COUNT.get(own, own) if rules.other_count else own
        self.closed_on = facts.closed_at.date() if facts.closed_at else None
        self.until = self.closed_on or facts.as_of
        self.finished_on = facts.finished_on if self.closed_on is None else None
        self.is_open = self.closed_on is None and self.finished_on is None
        self.counting, self.too_late = self._counting()
        self.paused = self._paused_by(self.counting)
        self.paused_working = self._working(self.paused)
        self.limit_ends, self.computed, self.beyond = self._due_day(self.paused)
        self.due = facts.platform_due_on if facts.platform_decides else self.computed
        self.late, self.undecided = self._verdict()
        self.is_paused = self.is_open and any(span.is_open for span in self.counting)
        self.provisional = (
            self.computed is not None and not facts.platform_decides and calendar.day(self.computed).provisional
        )

    def _spans(self) -> list[Span]:
        """The union of the pauses within the case's life, in the order of time; none without a length."""
        found: list[Span] = []
        reached = date.min
        for start, end in sorted((max(start, self.accepted), end or date.max) for start, end in self.facts.pauses):
            last, is_open = min(end, self.until), end == date.max
            days = frozenset(_days_after(start, last))
            if not days and not (is_open and start == self.until):
                continue
            if start <= reached:
                joined = found.pop()
                start, days, is_open = joined.start_on, joined.days | days, joined.is_open or is_open
            reached = max(reached, last)
            found.append(Span(start, days, is_open))
        return found

    def _counting(self) -> tuple[list[Span], list[Span]]:
        """The spans that count and those that begin too late: a passed deadline does not move (domain.md 2)."""
        found = [] if self.rules.without_pauses else self._spans()
        for place, span in enumerate(found):
            _, moved, _ = self._due_day(self._paused_by(found[:place]))
            due = self.facts.platform_due_on if moved is None and self.facts.platform_decides else moved
            if due is not None and span.start_on > due:
                return found[:place], found[place:]
        return found, []

    def _paused_by(self, counting: list[Span]) -> frozenset[date]:
        return frozenset().union(*(span.days for span in counting))

    def _working(self, days: frozenset[date]) -> int:
        return sum(self.calendar.is_working(day) for day in days)

    def _due_day(self, paused: frozenset[date]) -> tuple[date | None, date | None, Remark | None]:
        """The day on which the limit ends, the due day after moving on from a free day, and why there is none."""
        limit = self.facts.limit
        if limit is None or self.unit == "hour":
            return None, None, None
        try:
            if self.unit == "working":
                due = due_day(self.start if limit else self.accepted, limit, self.calendar, self._working(paused))
                return due, due, None
            ends = self._last_calendar_day(limit) + timedelta(days=len(paused))
            return ends, self.calendar.next_working(ends), None
        except CalendarRangeError as error:
            return None, None, Remark(error.template, error.details)
        except (OverflowError, ValueError):  # a day after the year 9999
            return None, None, Remark(N_("The limit reaches beyond every calendar."))

    def _last_calendar_day(self, limit: int) -> date:
        if self.unit == "month":
            ends = months_later(self.accepted, limit) + timedelta(days=self.facts.extension)
            return ends - (self.accepted - self.start)
        return self.start + timedelta(days=limit) if limit else self.accepted

    def _verdict(self) -> tuple[bool, bool]:
        """Whether the case is late, and whether nobody can tell: finished after the due day without saying when."""
        due, facts = self.due, self.facts
        if due is None:
            return False, False
        if self.finished_on is not None:
            late = facts.open_told_on is not None and facts.open_told_on > due
            return late, self.finished_on > due and not late
        if facts.closed_at is not None and facts.due_instant is not None:
            return facts.closed_at > facts.due_instant, False
        return (self.closed_on > due if self.closed_on else due < facts.as_of), False

    def ledger(self) -> Ledger:
        """What the clock comes to, with its days."""
        calendar, platform = self.calendar, self.facts.platform_due_on
        measured = not self.facts.closed_before_accepted and self.finished_on is None
        used = calendar.working_days_between(self.start, self.until) - self.paused_working
        past_due = calendar.working_days_between(self.due or self.until, self.until)
        return Ledger(
            days=tuple(self._days()),
            unit=self.unit,
            limit=self.facts.limit,
            computed_due_on=self.computed,
            due_on=self.due,
            used_days=used if measured else None,
            paused_days=self.paused_working,
            remaining_days=-past_due if self.is_open and self.due else None,
            overdue_days=past_due if self.late and measured else 0,
            disagreement_days=(
                calendar.working_days_between(self.computed, platform) if self.computed and platform else None
            ),
            late=self.late,
            undecided=self.undecided,
            is_paused=self.is_paused,
            provisional=self.provisional,
            remarks=tuple(self._remarks()),
        )

    def _days(self) -> Iterator[LedgerDay]:
        last = max(filter(None, (self.until, self.due, self.computed, self.accepted)))
        platform = self.facts.platform_due_on
        if platform and last < platform <= last + timedelta(days=31):
            last = platform
        in_calendar_days = self.unit in ("calendar", "month")
        count = used = 0
        for day in (self.accepted, *_days_after(self.accepted, last)):
            entry = self.calendar.day(day)
            begun, paused = day > self.start, day in self.paused
            can_count = in_calendar_days or entry.is_working
            counted = begun and can_count and not paused
            count += counted
            used += begun and entry.is_working and not paused
            kind = "start" if not begun else "paused" if paused and can_count else entry.kind
            yield LedgerDay(
                day, kind, entry.name, counted, count, used, self._phase(day), self._marks(day), entry.provisional
            )

    def _phase(self, day: date) -> str:
        if self.closed_on is not None:
            return "closed" if day > self.closed_on else "running"
        return "forecast" if day > self.facts.as_of else "running"

    def _marks(self, day: date) -> tuple[str, ...]:
        facts = self.facts
        found = {
            "accepted": day == self.accepted,
            "pause_starts": not self.rules.without_pauses and any(day == start for start, _ in facts.pauses),
            "pause_ends": not self.rules.without_pauses and any(day == end for _, end in facts.pauses),
            "limit_ends": day == self.limit_ends and self.limit_ends != self.computed,
            "due": day == self.due,
            "computed_due": day == self.computed and self.computed != self.due,
            "platform_due": day == facts.platform_due_on,
            "closed": day == self.closed_on,
            "as_of": day == facts.as_of and self.closed_on is None,
        }
        return tuple(mark for mark, here in found.items() if here)

    def _remarks(self) -> Iterator[Remark]:
        facts = self.facts
        if facts.standing != "counted":
            yield Remark(EXCLUDED.get(facts.standing, EXCLUDED["void"]))
        if facts.limit is None:
            yield Remark(N_("Neither the case nor its service item names a limit, so no due day is computed."))
        elif self.unit == "hour":
            yield Remark(
                N_("The limit is {hours} hours. Dates cut to the day cannot tell hours, so no due day is computed."),
                {"hours": facts.limit},
            )
        if self.beyond is not None:
            yield self.beyond
        if facts.due_instant is not None:
            yield Remark(N_("The platform's own moment decides: {moment}."), {"moment": facts.due_instant})
        elif facts.platform_decides:
            yield Remark(N_("The platform's due date decides: {day}."), {"day": facts.platform_due_on})
        if facts.closed_before_accepted:
            yield Remark(
                N_("The case is dated closed before it was accepted: it counts as closed, and has no used days.")
            )
        if self.finished_on is not None:
            yield Remark(
                N_("An export of {day} tells the case as finished without saying when, so it has no used days."),
                {"day": self.finished_on},
            )
        if facts.platform_due_on is not None and facts.platform_due_on < self.accepted:
            yield Remark(N_("The platform's due date lies before the acceptance, so it decides nothing."))
        yield from self._remarks_on_due_day()

    def _remarks_on_due_day(self) -> Iterator[Remark]:
        facts, computed = self.facts, self.computed
        if computed is None:
            return
        if facts.extension:
            yield Remark(N_("The clock includes an extension of {days} days."), {"days": facts.extension})
        if facts.limit == 0 and self.unit == "working" and not self.calendar.is_working(self.accepted):
            yield Remark(N_("Immediate, accepted on a free day: due the next working day."))
        if self.limit_ends != computed:
            yield Remark(N_("The limit ends on a free day, so the due day moves to the next working day (民法典 203)."))
        if self.too_late:
            yield Remark(
                N_("The pause of {day} began after the due day and counts nowhere: a passed deadline does not move."),
                {"day": self.too_late[0].start_on},
            )
        if self.is_paused:
            yield Remark(N_("A pause is open: it counts up to the as-of day, and the due day moves on while it lasts."))
        if self.provisional:
            yield Remark(
                N_("The due day is provisional: the holiday arrangement of {year} has not been published."),
                {"year": computed.year},
            )


EXCLUDED = {
    "withdrawn": N_("The case was withdrawn: it is out of every rate. This is how its clock would have run."),
    "rejected": N_("The case was rejected: it is out of every rate. This is how its clock would have run."),
    "void": N_("The case is void: it is out of every rate. This is how its clock would have run."),
}


def _days_after(start: date, end: date) -> list[date]:
    return [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
