"""One order or draft: what it says, its lines with their cases, its life, its answers, its documents."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics.documents import pdf_of
from analytics.documents.pdf import can_make_pdf
from analytics.errors import CasewatchError
from analytics.figures.scope import Scope
from analytics.orders.course import order_of
from analytics.orders.drafting import add_words, strike
from analytics.orders.found import Found, found
from analytics.orders.printed import answer_form, document, frozen_order, printed_document, prints
from analytics.orders.signing import Signed
from analytics.warehouse.who import user
from ui.orders.acts import DONE, acts
from ui.orders.named import STATE_SHAPES
from ui.orders.order_letters import letters_of, signed_and_sent
from ui.shell.data import settings, snapshot, warehouse
from ui.shell.pressing import do, say_done
from ui.shell.signed_in import signed, signed_in, who_field
from ui.shell.wording import _, plain, sentence
from ui.shell.words import value_word
from ui.tables.downloads import download
from ui.tables.small_tables import selectable, table

_LINES = (
    "platform",
    "case_no",
    "title",
    "began_on",
    "due_on",
    "overdue_days",
    "stage",
    "line_state",
    "void_reason",
    "settled_on",
)


def chosen_order() -> Found | None:
    """The order that the address names (?order=2026-47, ?order=draft-12)."""
    name = st.query_params.get("order")
    if not name:
        return None
    try:
        draft_id = name.removeprefix("draft-")
        if draft_id != name and draft_id.isdecimal() and len(draft_id) < 10:
            return found(snapshot(), int(draft_id))
        return found(snapshot(), order_of(snapshot(), name))
    except CasewatchError as error:
        st.warning(sentence(error))
        return None


def order_page(order: Found, scope: Scope) -> None:
    """The page of one order."""
    if st.button(_("All orders"), icon=":material/arrow_back:"):
        del st.query_params["order"]
        st.rerun()
    row = order.row
    number = (
        f"{row['prefix']}〔{row['year']}〕{row['number']}号" if row["number"] else _("Draft {id}").format(id=order.id)
    )
    st.header(plain(number), anchor=False)
    state = f"{STATE_SHAPES[row['state']]} {value_word('order_state', row['state'])}"
    st.markdown(f"**{plain(row['unit_name'])}** · {value_word('kind', row['subject'])} · **{state}**")
    say_done(DONE)
    _days(row)
    if row["state"] == "draft":
        _draft(order)
        return
    _documents(order)
    st.subheader(_("Lines"), anchor="lines")
    _counted(row)
    table(_lines(order), key="order-lines")
    st.subheader(_("Life of the order"), anchor="life")
    table(_frame(order.life, ("happened_at", "event", "done_by", "text", "answer_by")), key="order-life")
    if order.answers:
        st.subheader(_("Answers"), anchor="answers")
        columns = ("happened_at", "matter_no", "cause", "measure", "expected_on", "answered_by", "source")
        numbers = {line["line_id"]: line["case_no"] for line in order.lines}
        answers = [{**one, "matter_no": numbers.get(one["line_id"])} for one in order.answers]
        table(_frame(answers, columns).dropna(axis=1, how="all"), key="order-answers")
    letters_of(order)
    acts(order)


def _days(row: dict[str, Any]) -> None:
    parts = {
        _("Drafted as of"): row["drafted_of"],
        _("Signed"): row["signed_on"],
        _("Signed by"): row["signed_by"],
        _("To receive by"): row["receive_by"],
        _("Received on"): row["received_on"],
        _("To answer by"): row["answer_by"],
        _("Answered on"): row["answered_on"],
        _("Contact"): " ".join(filter(None, (row["contact_name"], row["phone"]))),
    }
    st.caption(" · ".join(f"{name}: {plain(value)}" for name, value in parts.items() if value))
    if row["answer_overdue"]:
        st.error(
            _("The answer is {n} working days overdue.").format(n=row["answer_overdue_days"]), icon=":material/alarm:"
        )


def _counted(row: dict[str, Any]) -> None:
    st.caption(
        _("{lines} lines: {settled} settled by later exports, {void} void, {still_open} still open.").format(
            lines=row["lines"], settled=row["settled"], void=row["void"], still_open=row["still_open"]
        )
    )


def _documents(order: Found) -> None:
    """The order as it was signed, to print and to send; and the workbook for its answer."""
    here, number, who = snapshot(), f"{order.row['year']}-{order.row['number']}", signed_in() or user()
    with st.container(horizontal=True):
        download("DOCX", lambda: printed_document(here, order.id, who), f"order-{number}.docx", "order-docx")
        if can_make_pdf():
            download("PDF", lambda: pdf_of(document(frozen_order(here, order.id))), f"order-{number}.pdf", "order-pdf")
        name = _("Workbook to answer in")
        form = settings()
        download(name, lambda: answer_form(frozen_order(here, order.id), form), f"answer-{number}.xlsx", "order-xlsx")
    for one in prints(here, order.id):
        st.caption(
            _("{name} first made {at} by {who}, SHA-256 {sha256}").format(
                name=plain(one.name), at=plain(one.at[:16].replace("T", " ")), who=plain(one.who), sha256=one.sha256
            )
        )


def _draft(order: Found) -> None:
    """A draft to read: strike lines, add words, sign."""
    st.subheader(_("Lines"), anchor="lines")
    _counted(order.row)
    ticked = selectable(_lines(order), f"draft-lines-{order.id}-{len(order.lines)}")
    with st.form("strike", border=True):
        st.markdown("**" + _("Strike the {n} chosen lines: they will not be ordered").format(n=len(ticked)) + "**")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            why = st.text_input(_("Why"), key="struck-why")
            who = who_field(_("Struck by"), "striker")
            pressed = st.form_submit_button(_("Strike"))
        if pressed:
            lines = [int(order.lines[place]["line_id"]) for place in ticked]
            do(
                lambda: strike(warehouse(), order.id, lines, why or "", who),
                DONE,
                _("{n} lines were struck.").format(n=len(lines)),
            )
    with st.form("words", border=True):
        before = next((event["text"] for event in reversed(order.life) if event["event"] == "worded"), "")
        words = st.text_area(_("Words to add to the reason"), value=before or "", max_chars=2000)
        who, pressed = signed(_("Written by"), "writer", _("Save"))
        if pressed:
            do(lambda: add_words(warehouse(), order.id, words or "", who), DONE, _("The words stand with the draft."))
    with st.form("sign-one", border=True):
        who, pressed = signed(_("Signed by"), "signer-one", _("Sign this order"), type="primary")
        if pressed:
            do(lambda: signed_and_sent([order.id], who), DONE, _signed_as)


def _signed_as(signings: list[Signed]) -> str:
    """The number that it was given, under which its page stands from now on."""
    (made,) = signings
    st.query_params["order"] = f"{made.year}-{made.number}"
    return _("Signed as 〔{year}〕{number}号.").format(year=made.year, number=made.number)


def _lines(order: Found) -> pd.DataFrame:
    """The lines as a table; the numbers of cases lead to their cases."""
    rows = _frame(order.lines, _LINES)
    own = {"messages": "message_no", "ratings": "rating_no"}.get(order.row["subject"], "case_no")
    return rows.rename(columns={"case_no": own})


def _frame(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame([{column: row[column] for column in columns} for row in rows], columns=[*columns])
