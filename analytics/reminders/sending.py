"""Sending what is due: looked at once more, claimed, sent, written down, one letter after the other."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy.exc import IntegrityError

from analytics.figures.scope import Scope
from analytics.register import Register, register_of
from analytics.reminders.channels.dispatching import PACES, sender
from analytics.reminders.channels.envelope import Envelope
from analytics.reminders.enclosed import Carried, Enclosed, reminders_only
from analytics.reminders.letters import ATTACHED, Matter, matters_of
from analytics.reminders.outbox import Letter, matters_told, note, unfinished
from analytics.reminders.planning import worded
from analytics.reminders.whole_list import whole_list
from analytics.settings import Settings
from analytics.snapshot.opened import Snapshot

SENDER = "remind"
"""Who sends, in the register."""
WHAT_CAME = {"sent": "sent", "busy": "failed", "refused": "refused", "unknown": "unknown"}


class Round:
    """One round of sending by one process, which holds the lock of the outbox."""

    def __init__(
        self,
        warehouse: Path,
        snapshot: Snapshot,
        settings: Settings,
        clock: Callable[[], datetime],
        rest: Callable[[float], None] = time.sleep,
        carried: Carried | None = None,
    ) -> None:
        self.register: Register = register_of(warehouse)
        self.carried = carried or reminders_only(snapshot)
        self.snapshot, self.settings, self.clock, self.rest = snapshot, settings, clock, rest
        self.became: Counter[str] = Counter()
        self.missing: set[str] = set()
        self._open: dict[date, dict[tuple[str, str, str, date], Matter]] = {}
        self._last_sent: dict[str, float] = {}

    def settle_claims(self) -> None:
        """Claims without an outcome are of runs that died: what became of their letters nobody knows."""
        for letter in unfinished(self.register):
            if letter.claimed:
                self._write(letter, letter.attempts, "unknown", "the run ended between sending and writing it down")

    def send_due(self) -> None:
        """Every letter whose time has come."""
        for letter in unfinished(self.register):
            if letter.due <= self.clock() and not letter.claimed:
                self._send(letter)

    def cancel_settled(self) -> None:
        """Letters that wait and have nothing left to say, or that waited too long, are cancelled."""
        for letter in unfinished(self.register, copied_too=True):
            if letter.claimed:
                continue
            if letter.waits_since + timedelta(days=self.settings.reminders.stale_days) < self.clock():
                self._write(letter, letter.attempts + 1, "cancelled", "waited too long")
            elif (enclosed := self.carried(letter.id)) is not None:
                if enclosed.needless:
                    self._write(letter, letter.attempts + 1, "cancelled", enclosed.needless)
            elif matters_told(self.register, letter.id) and not self._still_open(letter):
                self._write(letter, letter.attempts + 1, "cancelled", "closed meanwhile")

    def _send(self, letter: Letter) -> None:
        send = sender(letter.channel, letter.address, self.settings.reminders)
        if isinstance(send, tuple):
            self.missing.add(send[0].format(**send[1]))
            return
        enclosed = self.carried(letter.id)
        told = matters_told(self.register, letter.id)
        matters = self._still_open(letter)
        body = letter.body
        if enclosed is None and not told:
            return  # of whoever wrote it, not of the reminders
        if len(matters) < len(told):
            to = letter.unit_name or letter.recipient
            body = worded(to, letter.channel, letter.day, matters, self.settings.bureau)
        envelope = _carrying(letter, body, enclosed) if enclosed else _envelope(letter, body, matters)
        attempt = letter.attempts + 1
        try:
            self._write(letter, attempt, "claimed", body if body != letter.body else None)
        except IntegrityError:
            return  # another process was quicker: the letter is its
        self._keep_pace(letter)
        delivery = send(envelope)
        self._write(letter, attempt, WHAT_CAME[delivery.became], delivery.detail, enclosed)

    def _write(
        self, letter: Letter, attempt: int, event: str, detail: str | None, enclosed: Enclosed | None = None
    ) -> None:
        with self.register.writing(SENDER, self.clock()) as writing:
            note(writing, letter.id, attempt, event, detail)
            if enclosed is not None and event == "sent":
                enclosed.gone(writing)
        if event != "claimed":
            self.became[event] += 1

    def _still_open(self, letter: Letter) -> list[Matter]:
        """The matters of a letter that are open as the figures stand now, with the days that they have now."""
        as_of = max(self.snapshot.data_date, letter.day)
        if as_of not in self._open:
            rows = self.snapshot.records("open_matters", Scope(as_of=as_of))
            self._open[as_of] = {
                (matter.subject, matter.platform, matter.number, matter.due_on): matter
                for matter in matters_of(row for row in rows if row["due_on"] is not None)
            }
        found = self._open[as_of]
        return [found[key] for key in matters_told(self.register, letter.id) if key in found]

    def _keep_pace(self, letter: Letter) -> None:
        lane = f"{letter.channel} {letter.address.split(' ')[0] if 'robot' in letter.channel else ''}"
        waited = time.monotonic() - self._last_sent.get(lane, float("-inf"))
        if waited < PACES[letter.channel]:
            self.rest(PACES[letter.channel] - waited)
        self._last_sent[lane] = time.monotonic()


def _envelope(letter: Letter, body: str, matters: list[Matter]) -> Envelope:
    address, *mobiles = letter.address.split(" ")
    late = sum(matter.is_late for matter in matters)
    unit = letter.unit_name or letter.recipient
    was_cut = letter.channel == "mail" and ATTACHED in body
    return Envelope(
        key=f"casewatch-{letter.id}-{letter.day}",
        address=address,
        subject=f"【办件催办】{unit} {letter.day}",
        body=body,
        unit=unit,
        day=letter.day,
        count=len(matters),
        late=late,
        mobiles=tuple(mobiles),
        files=(whole_list(unit, letter.day, matters),) if was_cut else (),
    )


def _carrying(letter: Letter, body: str, enclosed: Enclosed) -> Envelope:
    address, *mobiles = letter.address.split(" ")
    return Envelope(
        key=f"casewatch-{letter.id}-{letter.day}",
        address=address,
        subject=enclosed.heading,
        body=body,
        unit=letter.unit_name or letter.recipient,
        day=letter.day,
        count=enclosed.count,
        late=enclosed.count,
        mobiles=tuple(mobiles),
        files=enclosed.files() if letter.channel == "mail" else (),
    )
