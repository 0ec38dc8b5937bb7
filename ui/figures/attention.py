"""What needs attention and why: who, what, how much, since when and how sure, the worst first, each a click from its rows."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from analytics.clock.months import month_end
from analytics.comparison.attention import FALSE_DISCOVERIES, Concern, worse_than_rest
from analytics.comparison.since import Since
from analytics.errors import N_
from analytics.figures.scope import Scope
from ui.figures.ordered import orders_out
from ui.shell.data import compared_lines, figures, since_when_worse, snapshot
from ui.shell.drawn import Tree, drawn, element
from ui.shell.links import OWN_PARAMETERS
from ui.shell.nothing import nothing_here
from ui.shell.picks import ROWS
from ui.shell.windows import days_in_words
from ui.shell.wording import _

EVERY = "every-concern"
MOST = 8  # shown at once; the others are a click away
PAGES = {"overdue_rate": "overdue", "message_compliance": "messages"}
LISTS = {"overdue_rate": "missed", "message_compliance": "due"}
"""The list on that page that holds the rows."""
FILTERS = {"area": "area", "unit_name": "unit"}
WHAT = {
    "overdue_rate": N_("Deadlines missed"),
    "message_compliance": N_("Messages answered late or not at all"),
}
SURE = (
    (0.001, N_("almost certain")),
    (0.01, N_("very sure")),
    (FALSE_DISCOVERIES, N_("sure")),
)
"""How sure it is that a line is worse: up to which false discovery rate, in words."""


@dataclass(frozen=True)
class Line:
    """One line of the table: its cells, each with a remark beneath, and the page with the filters that lists its rows."""

    cells: tuple[tuple[str, str], ...]
    page: str
    filters: dict[str, list[str]]


def attention(scope: Scope) -> None:
    """Areas and units that are worse than the rest of the city beyond chance, the longest open case, the orders that are out."""
    st.subheader(_("What needs attention"), anchor="attention")
    if not figures("overdue_rate", scope).iloc[0]["due"]:
        st.info(_("No case falls due here.") + " " + nothing_here(scope, "cases"))
    lines = compared_lines(scope)
    concerns = worse_than_rest(lines)
    if concerns:
        _table([_line(concern, scope) for concern in (concerns if st.session_state.get(EVERY) else concerns[:MOST])])
    elif lines["tested"].any():
        st.info(_("No area or unit is worse than the rest of the city beyond chance."), icon=":material/check:")
    if len(concerns) > MOST:
        st.toggle(_("All {n}, not only the {most} worst").format(n=len(concerns), most=MOST), key=EVERY)
    if "cases" in snapshot().kinds_told and scope.as_of >= snapshot().first_day:
        _stock(scope)
    orders_out(scope)
    st.caption(tested_in_words(lines))


def tested_in_words(lines: pd.DataFrame) -> str:
    """Over how many lines the judgement was made, and what that means."""
    tested = int(lines["tested"].sum())
    if not tested:
        return _("There is nothing to compare with: the selection holds a single unit, or no case.")
    return _(
        "{n} lines were tested together (areas, units by their cases, units by their messages), each against the rest of "
        "the city; of those that stand out at most {share:.0%} are expected to be chance."
    ).format(n=tested, share=FALSE_DISCOVERIES)


def _table(lines: list[Line]) -> None:
    """Draw the table; a click on a line opens its page within this session."""
    heads = [_("Who"), _("What"), _("How much"), _("Since when"), _("How sure")]
    body = [_row(line, heads, place) for place, line in enumerate(lines)]
    opened = drawn(
        element(
            "table",
            element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
            element("tbody", *body),
            class_="short-table",
        ),
        "attention",
    )
    if opened is not None and int(opened) < len(lines):
        line = lines[int(opened)]
        st.switch_page(f"pages/{line.page}.py", query_params=line.filters)


def _row(line: Line, heads: list[str], place: int) -> Tree:
    (who, _nothing), *others = line.cells
    address = f"{line.page}?{urlencode(line.filters, doseq=True)}"
    link = element("a", who, href=address, title=_("Show the rows"), data_opens=str(place))
    return element(
        "tr", element("td", link), *(_cell(*cell, head) for cell, head in zip(others, heads[1:], strict=True))
    )


def _cell(main: str, remark: str, head: str) -> Tree:
    return element("td", element("span", main), element("small", remark) if remark else None, data_head=head)


def _line(concern: Concern, scope: Scope) -> Line:
    kept = {name: st.query_params.get_all(name) for name in st.query_params if name not in OWN_PARAMETERS}
    since = since_when_worse(concern.figure, concern.by, scope).get(concern.subject)
    cells = (
        (concern.subject, ""),
        (_(WHAT[concern.figure]), ""),
        (
            f"{concern.share:.1%}",
            _("{part} of {whole}; the rest of the city {rest:.1%}").format(
                part=f"{concern.missed:,}", whole=f"{concern.count:,}", rest=concern.rest
            ),
        ),
        since_in_words(since, scope.as_of.year),
        sure_in_words(concern.q),
    )
    return Line(
        cells, PAGES[concern.figure], {**kept, FILTERS[concern.by]: [concern.subject], ROWS: [LISTS[concern.figure]]}
    )


def since_in_words(since: Since | None, year: int) -> tuple[str, str]:
    """Since which month in a row, and how often in all; or that no single month stands out."""
    if since is None or since.first is None or since.latest is None:
        return _("no single month"), _("only all months together stand out")
    first, latest = (days_in_words(month, month_end(month), year) for month in (since.first, since.latest))
    often = _("{outside} of {judged} months outside its limits").format(outside=since.outside, judged=since.judged)
    if not since.lasting:
        return _("last outside in {month}").format(month=latest), often
    if since.run == 1:
        return _("since {month}").format(month=first), often
    return _("since {month}, {n} months in a row").format(month=first, n=since.run), often


def sure_in_words(rate: float) -> tuple[str, str]:
    """How sure it is, and in how many of those named so a false alarm is expected at most."""
    limit, word = next((limit, word) for limit, word in SURE if rate <= limit)
    return _(word), _("a false alarm in at most 1 of {n:,}").format(n=round(1 / limit))


def _stock(scope: Scope) -> None:
    stock = figures("open_overdue", scope).iloc[0]
    if stock["open_overdue"]:
        st.markdown(
            _("**{count} open cases are past their deadline**, the longest by {days} working days.").format(
                count=int(stock["open_overdue"]), days=int(stock["longest_days"])
            )
        )
    else:
        st.markdown(_("No open case is past its deadline."))
