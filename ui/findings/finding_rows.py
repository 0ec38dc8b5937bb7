"""The rows of a finding with the state that people gave them: listed, downloaded, chosen, judged."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analytics.errors import CasewatchError
from analytics.figures.scope import Scope
from analytics.findings import STATES, Finding, Verdict, listed, listed_count, past, record
from ui.shell.choosing import choose
from ui.shell.data import snapshot, warehouse
from ui.shell.links import CASE_LINK, case_links
from ui.shell.signed_in import signed_in
from ui.shell.wording import _, plain, sentence
from ui.shell.words import column_word, value_word
from ui.tables.downloads import table_downloads
from ui.tables.rows import DOWNLOAD_LIMIT, PAGE, selection
from ui.tables.small_tables import holds_days
from ui.tables.small_tables import in_force as in_words

STATE_SHAPES = {"to_verify": "◇", "confirmed": "■", "false_alarm": "○"}
HIDDEN = ("row_key", "import_id", "item_code", "is_open")


def finding_rows(
    finding: Finding, scope: Scope, in_force: Mapping[str, Verdict], only: Mapping[str, object] | None
) -> None:
    """The rows, a page at a time; those that are chosen can be given a state."""
    state = choose(
        st.segmented_control,
        _("State"),
        list(STATES),
        f"state-{finding.key}",
        format_func=state_name,
        label_visibility="collapsed",
    )
    count = listed_count(snapshot(), finding, scope, in_force, state, only)
    if not count:
        st.info(_("No rows in this selection. Choose a longer period or fewer filters."))
        return
    pages = math.ceil(count / PAGE)
    with st.container(horizontal=True, vertical_alignment="center"):
        page = st.pagination(pages, key=f"page-{finding.query}") if pages > 1 else 1
        _downloads(finding, scope, in_force, state, only, count)
    offset = (min(int(page or 1), pages) - 1) * PAGE
    frame = listed(snapshot(), finding, scope, in_force, state, only, PAGE, offset)
    shown, configured = _dressed(frame)
    event = st.dataframe(
        shown,
        hide_index=True,
        key=f"rows-{finding.key}-{offset}-{state}",
        placeholder="–",
        column_config=configured,
        on_select="rerun",
        selection_mode="multi-row",
    )
    chosen = [frame["row_key"].iloc[place] for place in event["selection"]["rows"] if place < len(frame)]
    _judge(finding, scope, in_force, state, only, chosen, count)


def state_name(state: str) -> str:
    """A state with its shape, in the language in force."""
    return f"{STATE_SHAPES[state]} {value_word('state', state)}"


def plain_table(frame: pd.DataFrame, key: str, scope: Scope) -> None:
    """A short table of the figures `key`, its columns named, with its downloads."""
    shown, configured = _dressed(frame)
    st.dataframe(shown, hide_index=True, placeholder="–", column_config=configured)
    with st.container(horizontal=True):
        table_downloads(lambda: _named(frame), selection(scope, key), f"{key}-{scope.as_of}", key)


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    """The states and other words of ours in the language in force."""
    words = {}
    if "state" in frame:
        words["state"] = [state_name(state) for state in frame["state"]]
    if "at" in frame:
        words["at"] = frame["at"].str[:16].str.replace("T", " ") if frame["at"].notna().any() else frame["at"]
    return in_words(frame).assign(**words)


def _dressed(frame: pd.DataFrame) -> tuple[pd.DataFrame, dict]:
    shown = _named(frame)
    names = {column: column_word(column) for column in frame}
    configured: dict = {
        names[column]: st.column_config.NumberColumn(format="percent")
        for column in ("share", "saved_share")
        if column in frame
    }
    configured |= {
        names[column]: st.column_config.DateColumn(format="YYYY-MM-DD") for column in frame if holds_days(column)
    }
    configured |= {
        names[column]: st.column_config.NumberColumn(format="%g")
        for column in ("promised_days", "statutory_days", "promised_limit", "statutory_limit", "hours_between")
        if column in frame
    }
    if {"platform", "case_no"} <= set(frame.columns):
        shown = shown.assign(case_no=case_links(frame))
        configured[names["case_no"]] = st.column_config.LinkColumn(display_text=CASE_LINK, width="medium")
    empty = [name for name in ("who", "at", "note") if name in frame and frame[name].isna().all()]
    return shown.drop(columns=[*HIDDEN, *empty], errors="ignore").rename(columns=names), configured


def _downloads(
    finding: Finding,
    scope: Scope,
    in_force: Mapping[str, Verdict],
    state: str | None,
    only: Mapping[str, object] | None,
    count: int,
) -> None:
    st.markdown(f"**{count:,}**")
    if count > DOWNLOAD_LIMIT:
        st.caption(
            _("More rows than a sheet holds; use: python -m analytics query {key} --format csv").format(
                key=finding.query
            )
        )
        return

    def rows() -> pd.DataFrame:
        return _named(listed(snapshot(), finding, scope, in_force, state, only))

    name = f"{finding.query}-{scope.as_of}"
    notes = selection(scope, finding.query) | {_("Finding"): finding.figure.name, _("Test"): finding.figure.definition}
    table_downloads(rows, notes, name, finding.query)


def _judge(
    finding: Finding,
    scope: Scope,
    in_force: Mapping[str, Verdict],
    state: str | None,
    only: Mapping[str, object] | None,
    chosen: list[str],
    count: int,
) -> None:
    """Set a state for the rows that are chosen, or for all that are listed."""
    if len(chosen) == 1:
        _past(finding, chosen[0])
    with st.form(f"judge-{finding.key}", border=True):
        words = (
            _("Set the state of the {n} chosen rows").format(n=len(chosen))
            if chosen
            else _("Set a state: choose rows in the table, or all {n} listed rows").format(n=count)
        )
        st.markdown(f"**{words}**")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            new = st.radio(_("State"), list(STATES), index=1, format_func=state_name, horizontal=True)
            who = st.text_input(_("Set by"), value=signed_in(), width=180, disabled=bool(signed_in()))
            note = st.text_input(_("Note"), placeholder=_("what was found out, with whom"))
        everything = st.checkbox(_("All {n} listed rows, on every page").format(n=count), value=False)
        if st.form_submit_button(_("Save"), type="primary"):
            rows = list(listed(snapshot(), finding, scope, in_force, state, only)["row_key"]) if everything else chosen
            try:
                record(warehouse(), finding.key, rows, str(new), who or "", note or "")
            except CasewatchError as error:
                st.error(sentence(error), icon=":material/error:")
            else:
                st.session_state["judged"] = _("Saved: {n} rows are now “{state}”.").format(
                    n=len(rows), state=value_word("state", str(new))
                )
                st.rerun()


def _past(finding: Finding, row: str) -> None:
    for verdict in past(warehouse(), finding.key, row):
        st.caption(
            _("{day}: {who} set “{state}”. {note}").format(
                day=verdict.at[:16].replace("T", " "),
                who=plain(verdict.who),
                state=value_word("state", verdict.state),
                note=plain(verdict.note),
            )
        )
