"""Words for what `analytics.clock.ledger` computes, and its days as a table."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics.clock.ledger import Ledger, LedgerDay, Remark, WhatIf
from analytics.clock.workdays import holiday_names
from analytics.errors import N_
from ui.shell.wording import _, language
from ui.shell.words import VALUES, value_word, weekday_word

LANGUAGE_OF_NAMES = {"zh": "zh_CN", "en": "en_US"}


def ledger_table(ledger: Ledger, code: str) -> pd.DataFrame:
    """The days of a ledger as a table in the language in force."""
    names = holidays_of(ledger, code)
    return pd.DataFrame(
        [
            {
                _("Date"): day.day.isoformat(),
                _("Weekday"): weekday_word(day.day.weekday()),
                _("Day"): kind_words(day),
                _("Counted"): "●" if day.counted else "",
                _("Running count"): day.count,
                _("Limit"): "" if ledger.limit is None else str(ledger.limit),
                _("What happened"): ", ".join(value_word("mark", mark) for mark in day.marks),
                _("Name"): names.get(day.day, day.name),
                _("Note"): ", ".join(notes(day)),
            }
            for day in ledger.days
        ]
    )


def kind_words(day: LedgerDay) -> str:
    """Why a day counts or not."""
    word = value_word("day_kind", day.kind)
    if day.kind == "override":
        return f"{word}: " + (_("working day") if day.counted else _("day off"))
    return word


def notes(day: LedgerDay) -> list[str]:
    """What a reader must know of a day: forecast, after closing, provisional."""
    known = [value_word("phase", day.phase)] if day.phase in VALUES["phase"] else []
    return [*known, _("provisional")] if day.provisional else known


def holidays_of(ledger: Ledger, code: str) -> dict[date, str]:
    """The holidays of a ledger by their names in the language in force."""
    first, last = ledger.days[0].day.year, ledger.days[-1].day.year
    known = holiday_names(code, first, last, LANGUAGE_OF_NAMES[language()])
    return {day.day: known[day.day] for day in ledger.days if day.kind == "holiday" and day.day in known}


def limit_words(ledger: Ledger) -> str:
    """The limit with what it is counted in."""
    if ledger.limit is None:
        return _("no limit known")
    if ledger.limit == 0:
        return _("immediate: limit 0")
    return _("limit {n} {unit}").format(n=ledger.limit, unit=value_word("limit_unit", ledger.unit))


def what_if_words(what_if: WhatIf) -> str:
    """The rules that a ledger was counted by."""
    asked = {
        N_("pauses count"): what_if.without_pauses,
        N_("the limit counted the other way (calendar or working days)"): what_if.other_count,
        N_("the start day counts"): what_if.start_day_counts,
    }
    chosen = [_(words) for words, on in asked.items() if on]
    return _("WHAT IF: {rules}").format(rules=", ".join(chosen)) if chosen else _("as they are in force")


def remark_words(remark: Remark) -> str:
    """A remark's sentence in the language in force."""
    return _(remark.template).format(**remark.details)
