"""What happened to a case, or is due, each at its time: its status, its pauses, who urged about it, what was ordered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from analytics.case.case_file import Case
from analytics.clock.ledger import Ledger
from ui.case.found_case import value_words
from ui.shell.wording import _
from ui.shell.words import column_word, value_word

LEFT = ("sent", "copied")
"""The states of a letter that has reached somebody."""


@dataclass(frozen=True)
class Moment:
    """Something that happened, or is due, at a time; of an order, what its page is called in an address."""

    at: datetime
    what: str
    detail: str = ""
    order: str = ""


def moments(case: Case, ledger: Ledger) -> list[Moment]:
    """Everything that is known of a case, not yet in order."""
    row, as_of = case.row, case.facts.as_of
    happened = [
        (row["applied_at"], _("Applied"), ""),
        (row["received_at"], _("Received"), ""),
        (row["accepted_at"], _("Accepted"), ""),
        (midnight(case.facts.finished_on), column_word("finished_on"), ""),
        (row["closed_at"], ended(row), value_words("status", row["status"])),
    ]
    happened += [(event["status_at"], value_word("status_code", event["status_code"]), "") for event in case.events]
    for pause in case.pauses:
        told = " · ".join(str(pause[name]) for name in ("pause_kind", "pause_reason") if pause[name])
        happened += [(pause["pause_start"], _("Pause starts"), told), (pause["pause_end"], _("Pause ends"), told)]
    due = [
        (midnight(ledger.due_on), _("Due day"), _("provisional") if ledger.provisional else ""),
        (midnight(row["platform_due_at"]), _("Platform's due date"), ""),
    ]
    known = [Moment(at, what, detail) for at, what, detail in happened if at is not None and at.date() <= as_of]
    known += [Moment(at, what, detail) for at, what, detail in due if at is not None]
    return known + [_supervised(deed) for deed in case.deeds]


def _supervised(deed: dict[str, Any]) -> Moment:
    """A letter that urged, with whom it reached by which channel; an act of an order, with who did it."""
    if deed["deed"] == "reminder":
        state = value_word("letter_state", deed["letter_state"])
        how = value_word("sent_by", deed["sent_by"])
        return Moment(deed["happened_at"], _("Reminder: {state}").format(state=state), f"{deed['recipient']} · {how}")
    until = _("to answer by {day}").format(day=deed["answer_by"]) if deed["answer_by"] else ""
    detail = " · ".join(filter(None, (deed["done_by"], deed["text"], until)))
    what = _("Order: {event}").format(event=value_word("event", deed["event"]))
    return Moment(deed["happened_at"], what, detail, order_name(deed))


def order_name(deed: dict[str, Any]) -> str:
    """What the order of a deed is called in an address: 2026-47, or draft-12."""
    return f"{deed['year']}-{deed['number']}" if deed["number"] else f"draft-{deed['order_id']}"


def midnight(day: date | datetime | None) -> datetime | None:
    """A day as the time at which it begins; a time as it is."""
    return datetime.combine(day, time()) if isinstance(day, date) and not isinstance(day, datetime) else day


def ended(row: dict[str, Any]) -> str:
    """What the end of a case is called: its closing, or how it left."""
    return _("Closed") if row["standing"] == "counted" else value_word("standing", row["standing"])
