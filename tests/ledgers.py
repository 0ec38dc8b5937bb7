"""Ledgers for tests: a case of 5 working days from Monday 2 March 2026, unless its facts say otherwise."""

from datetime import date

from analytics.clock.ledger import Facts, clock_ledger
from analytics.clock.workdays import Workdays

CN = Workdays("CN", 2015, 2030)
MONDAY = date(2026, 3, 2)


def ledger_of(limit=5, unit="working", accepted=MONDAY, as_of=date(2026, 3, 31), what_if=None, **facts):
    """The ledger of a case of these facts, 5 working days from Monday 2026-03-02 where nothing else is said."""
    return clock_ledger(Facts(as_of, accepted, limit, unit, **facts), CN, what_if)


def on(ledger, day):
    """The line of a day."""
    return next(entry for entry in ledger.days if entry.day == day)


def march(text):
    """A day of 2026, written 03-02."""
    return date.fromisoformat(f"2026-{text}")


def sentences(ledger):
    """All that a ledger says, in English."""
    return " ".join(remark.template.format(**remark.details) for remark in ledger.remarks)


def drawn(ledger):
    """A line a day: its kind, the count in the limit's unit, the working days used, phase and marks."""
    return [
        " ".join((f"{entry.day:%m-%d}", entry.kind, f"{entry.count}/{entry.used}", entry.phase, *entry.marks))
        for entry in ledger.days
    ]
