"""One run of the reminders, as a clock starts it: the ladder is climbed, the outbox written, what is due is sent.

Run twice, killed anywhere, two at once: nobody gets a message twice. What fired is written with its letter in one
transaction; a letter is claimed by one process only; a claim without an outcome is never sent again.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import filelock

from analytics.clock.workdays import FIRST_DAY, LAST_DAY, Workdays, calendar
from analytics.errors import N_, CasewatchError
from analytics.register import register_of
from analytics.register.record_tables import runs
from analytics.reminders.allowed import against_sending
from analytics.reminders.enclosed import Carried, reminders_only
from analytics.reminders.office_hours import next_opening
from analytics.reminders.outbox import news, queue
from analytics.reminders.planning import COPY, Digest, planned
from analytics.reminders.sending import SENDER, Round
from analytics.settings import Settings
from analytics.snapshot.opened import Snapshot, open_snapshot
from analytics.warehouse.places import OUTBOX_LOCK
from analytics.warehouse.private import FILE

JOB = "remind"


class FiguresStale(CasewatchError):
    """The figures are too old to remind anybody."""


class AnotherRun(CasewatchError):
    """Another run is at work; it does what this one would have done."""


@dataclass(frozen=True)
class Ran:
    """What a run did: the letters it wrote (or would write), what became of those that were due, why nothing was sent."""

    day: date
    letters: list[Digest]
    became: Counter[str] = field(default_factory=Counter)
    held_back: list[str] = field(default_factory=list)

    @property
    def to_copy(self) -> int:
        """How many of the letters somebody must copy, for want of a channel."""
        return sum(letter.channel == COPY for letter in self.letters)


def remind(
    warehouse: Path,
    settings: Settings,
    as_of: date | None = None,
    dry_run: bool = False,
    clock: Callable[[], datetime] | None = None,
    rest: Callable[[float], None] = time.sleep,
    carried: Callable[[Snapshot], Carried] = reminders_only,
) -> Ran:
    """Climb the ladder as of a day (default: the data date), write the outbox and send what is due.

    `carried` says what letters that are no reminders carry. A dry run writes and sends nothing, and looks at figures of any age. Raises `FiguresStale`, `AnotherRun`, `EmptyWarehouse`.
    """
    now = clock or (lambda: datetime.now(ZoneInfo(settings.timezone)))
    with closing(open_snapshot(warehouse)) as snapshot:
        day = as_of or snapshot.data_date
        if dry_run:
            return Ran(day, news(register_of(warehouse), planned(snapshot, day, settings), day))
        try:
            with filelock.FileLock(warehouse / OUTBOX_LOCK, timeout=0, mode=FILE):
                return _run(warehouse, snapshot, settings, as_of, now, rest, carried(snapshot))
        except filelock.Timeout as error:
            raise AnotherRun(
                N_("Another run of the reminders is at work on {warehouse}."), warehouse=warehouse
            ) from error


def _run(
    warehouse: Path,
    snapshot: Snapshot,
    settings: Settings,
    as_of: date | None,
    now: Callable[[], datetime],
    rest: Callable[[float], None],
    carried: Carried,
) -> Ran:
    """The run itself, written down with how it ended."""
    day = as_of or snapshot.data_date
    work = Round(warehouse, snapshot, settings, now, rest, carried)
    work.settle_claims()
    try:
        _check_age(as_of, day, now(), settings)
    except FiguresStale as error:
        _write_run(warehouse, "refused", {"day": day.isoformat(), "why": str(error)}, now())
        raise
    ran = Ran(day, _queued(warehouse, planned(snapshot, day, settings), day, now(), settings), work.became)
    work.cancel_settled()
    reasons = [said.format(**details) for said, details in against_sending(warehouse, settings)]
    if not reasons and _is_open(now(), settings):
        work.send_due()
    ran.held_back.extend([*reasons, *sorted(work.missing)])
    _write_run(warehouse, "done", {"day": day.isoformat(), "written": len(ran.letters), **ran.became}, now())
    return ran


def send_waiting(
    warehouse: Path,
    snapshot: Snapshot,
    settings: Settings,
    carried: Carried,
    clock: Callable[[], datetime] | None = None,
    rest: Callable[[float], None] = time.sleep,
) -> Counter[str]:
    """Send what is due without writing new reminders, as far as it may leave now; what became of it. While another run is at
    work nothing is done: the letters leave with it or the next one."""
    now = clock or (lambda: datetime.now(ZoneInfo(settings.timezone)))
    work = Round(warehouse, snapshot, settings, now, rest, carried)
    if against_sending(warehouse, settings) or not _is_open(now(), settings):
        return work.became
    try:
        with filelock.FileLock(warehouse / OUTBOX_LOCK, timeout=0, mode=FILE):
            work.settle_claims()
            work.cancel_settled()
            work.send_due()
    except filelock.Timeout:
        return work.became  # the other run looks for what is due as this one would
    return work.became


def opening(now: datetime, settings: Settings) -> datetime:
    """The first moment from now on at which a message may leave."""
    return next_opening(now, settings.reminders, _calendar(settings))


def _check_age(as_of: date | None, day: date, now: datetime, settings: Settings) -> None:
    """Refuse figures too old to urge by, but for a day that somebody named."""
    days = settings.reminders.stale_days
    if as_of is None and (now.date() - day).days > days:
        raise FiguresStale(
            N_(
                "The figures are of {day}, more than {days} days ago, and would urge about what may be closed. Import newer "
                "exports, or name the day: --as-of {day}"
            ),
            day=day,
            days=days,
        )


def _queued(warehouse: Path, letters: list[Digest], day: date, now: datetime, settings: Settings) -> list[Digest]:
    with register_of(warehouse).writing(SENDER, now) as writing:
        return queue(writing, letters, day, opening(now, settings), settings.bureau)


def _is_open(now: datetime, settings: Settings) -> bool:
    return opening(now, settings) == now


def _calendar(settings: Settings) -> Workdays:
    return calendar(settings.calendar, settings.overrides_path, FIRST_DAY.year, LAST_DAY.year)


def _write_run(warehouse: Path, outcome: str, detail: dict[str, object], now: datetime) -> None:
    with register_of(warehouse).writing(SENDER, now) as writing:
        writing.add(runs, [{"job": JOB, "outcome": outcome, "detail": json.dumps(detail, ensure_ascii=False)}])
