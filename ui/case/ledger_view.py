"""The clock ledger on the screen: what-if switches, outcome, day by day, files."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from analytics.case.case_file import Case, agrees, calendar_of
from analytics.clock.ledger import OTHER_COUNT, Ledger, LedgerDay, WhatIf, clock_ledger
from analytics.clock.workdays import Workdays
from analytics.figures.scope import Scope
from ui.case.ledger_sheet import Sheet, sheet_html
from ui.case.ledger_words import holidays_of, ledger_table, limit_words, remark_words, what_if_words
from ui.charts.palette import palette, see_through
from ui.figures.card import draw_cards, plain_card
from ui.shell.data import snapshot
from ui.shell.wording import _, plain
from ui.shell.words import platform_word, value_word
from ui.tables.downloads import clean_name, download, table_downloads
from ui.tables.rows import selection


@st.cache_resource(max_entries=4, show_spinner=False)
def _calendar(snapshot_file: str, code: str) -> Workdays:
    return calendar_of(snapshot(), code)


def calendar_for(case: Case) -> Workdays:
    """The calendar that the case was counted in when the snapshot was published."""
    return _calendar(str(snapshot().file), case.row["calendar"])


def what_if_switches(case: Case) -> WhatIf:
    """The switches; each is in the URL, so that a link shows the same question."""
    unit = case.facts.unit or ""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_("**What if …**"))
        without = st.toggle(
            _("the pauses counted"), key="without_pauses", bind="query-params", disabled=not case.facts.pauses
        )
        other = st.toggle(
            _("the limit ran in working days") if unit == "calendar" else _("the limit ran in calendar days"),
            key="other_count",
            bind="query-params",
            disabled=unit not in OTHER_COUNT,
        )
        start = st.toggle(_("the start day counted"), key="start_counts", bind="query-params")
    return WhatIf(bool(without and case.facts.pauses), bool(other and unit in OTHER_COUNT), bool(start))


def outcome(case: Case) -> Ledger:
    """The due days, the used days and how they compare: what the ledger comes to as the rules are."""
    ledger = clock_ledger(case.facts, calendar_for(case))
    row = case.row
    due, used = _day(ledger.due_on) + (" *" if ledger.provisional else ""), ledger.used_days
    cards = (
        plain_card(_("Due day"), due, _state(ledger, row["light"])),
        plain_card(_("Platform's due date"), _day(row["platform_due_on"]), _agreement(ledger)),
        plain_card(_("Used working days"), "–" if used is None else str(used), limit_words(ledger)),
        plain_card(_("Paused working days"), str(ledger.paused_days), _("pauses: {n}").format(n=len(case.pauses))),
    )
    draw_cards(cards, "outcome")
    for remark in ledger.remarks:
        st.caption(plain(remark_words(remark)))
    if not agrees(row, ledger.due_on, ledger.used_days):
        st.error(
            _(
                "This ledger and the figures disagree: the figures count due day {due}, used {used}. Report this."
            ).format(due=_day(row["due_on"]), used=row["used_days"])
        )
    return ledger


def _day(day: date | None) -> str:
    return day.isoformat() if day else "–"


def _state(ledger: Ledger, light: str | None) -> str:
    if ledger.due_on is None:
        return _("none, see below")
    if ledger.undecided:
        return _("finished, on time or late unknown")
    if ledger.late:
        return _("missed by {n} working days").format(n=ledger.overdue_days) if ledger.overdue_days else _("missed")
    if ledger.remaining_days is None:
        return _("closed on time")
    left = _("{n} working days left").format(n=ledger.remaining_days)
    return f"{value_word('light', light)}, {left}" if light else left


def _agreement(ledger: Ledger) -> str:
    if ledger.disagreement_days is None:
        return _("nothing to compare")
    if ledger.disagreement_days == 0:
        return _("agrees with the computed one")
    if ledger.disagreement_days > 0:
        return _("{n} working days later than computed").format(n=ledger.disagreement_days)
    return _("{n} working days earlier than computed").format(n=-ledger.disagreement_days)


def ledger_view(case: Case, actual: Ledger, what_if: WhatIf, scope: Scope) -> None:
    """The ledger day by day under the switches, what they change, and its files."""
    asked = what_if != WhatIf()
    ledger = clock_ledger(case.facts, calendar_for(case), what_if) if asked else actual
    if not ledger.days:
        st.info(_("There is no ledger; the reason is given above."))
        return
    if asked:
        st.info(comparison(actual, ledger), icon=":material/help:")
    table = ledger_table(ledger, case.row["calendar"])
    st.dataframe(shaded(table, ledger), hide_index=True, height=min(36 * (len(table) + 1), 560), key="ledger")
    _files(case, ledger, table, what_if, scope)


def shaded(table: pd.DataFrame, ledger: Ledger) -> Styler:
    """The table with its due day, closing, paused and free days shaded; each says so in words too."""
    shades = [_shade(day) for day in ledger.days]
    styles = pd.DataFrame(dict.fromkeys(table.columns, shades), index=table.index)
    return table.style.apply(lambda _frame: styles, axis=None)


def _shade(day: LedgerDay) -> str:
    if {"due", "closed"} & set(day.marks):
        return f"background-color: {see_through(palette().orange, 0.3)}; font-weight: bold"
    if day.kind == "paused":
        return f"background-color: {see_through(palette().blue, 0.2)}"
    return "" if day.counted else f"background-color: {see_through(palette().grey, 0.15)}"


def comparison(actual: Ledger, asked: Ledger) -> str:
    """What the switches change, in a sentence."""
    return _(
        "What if: due {due} instead of {actual_due}, used {used} instead of {actual_used} working days: {verdict}."
    ).format(
        due=_day(asked.computed_due_on),
        actual_due=_day(actual.computed_due_on),
        used=asked.used_days,
        actual_used=actual.used_days,
        verdict=_("the case would be late") if asked.late else _("the case would not be late"),
    )


def _files(case: Case, ledger: Ledger, table: pd.DataFrame, what_if: WhatIf, scope: Scope) -> None:
    parts = [_("Clock ledger"), case.row["case_no"], _("as of {day}").format(day=scope.as_of)]
    name = clean_name(parts if what_if == WhatIf() else [*parts, _("what if")])
    about = selection(scope.narrowed(areas=(), units=(), items=(), platforms=(), kinds=())) | {
        _("Case number"): case.row["case_no"],
        _("Platform"): platform_word(case.row["platform"]),
        _("Rules"): what_if_words(what_if),
    }
    with st.container(horizontal=True, vertical_alignment="center"):
        download(
            _("For printing (HTML, one A4 page)"),
            lambda: sheet_html(_sheet(case, ledger, what_if, about)),
            f"{name}.html",
            "ledger-html",
            mime="text/html",
            icon=":material/print:",
        )
        table_downloads(lambda: table, about, name, "ledger")
    st.caption(
        _(
            "To print or make a PDF: open the downloaded HTML file in the browser, print it (Ctrl+P), choose “Save as PDF”."
        )
    )


def _sheet(case: Case, ledger: Ledger, what_if: WhatIf, about: dict[str, str]) -> Sheet:
    row = case.row
    facts = {
        _("Case number"): f"{row['case_no']} ({platform_word(row['platform'])})",
        _("Service item"): row["item_name"] or "",
        _("Unit"): row["unit_name"] or "",
        _("Accepted"): str(row["accepted_at"]),
        _("Closed"): str(row["closed_at"] or "–"),
        _("Limit"): limit_words(ledger),
        _("Due day"): _day(ledger.due_on),
        _("Platform's due date"): f"{_day(row['platform_due_on'])}, {_agreement(ledger)}",
        _("Used working days"): str(ledger.used_days),
        _("Paused working days"): str(ledger.paused_days),
        _("Outcome"): _state(ledger, None),
        _("Rules"): what_if_words(what_if),
    }
    remarks = [remark_words(remark) for remark in ledger.remarks]
    return Sheet(ledger, facts, remarks, about, holidays_of(ledger, row["calendar"]))
