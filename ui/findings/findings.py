"""The Findings page: what there is to verify, how much, where, and each finding's test in words."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.figures.catalogue import refused
from analytics.figures.scope import Scope
from analytics.findings import (
    FINDINGS,
    GROUPS,
    SEVERITIES,
    Finding,
    Tally,
)
from analytics.findings import finding as known
from ui.charts.drawing import Measure
from ui.charts.rankings import paged_ranking
from ui.figures.definitions import in_words
from ui.findings.counted import counted
from ui.findings.finding_rows import finding_rows, plain_table, state_name
from ui.shell.address import from_url, one_of, to_url
from ui.shell.choosing import choose
from ui.shell.data import figures, rules
from ui.shell.folding import in_tabs
from ui.shell.wording import _, plain, sentence, unit_label
from ui.shell.words import value_word
from ui.tables.rows import chosen_note, definition, rows_behind


def findings(scope: Scope) -> Finding:
    """All findings with their counts; the one that is chosen, which stays in the address."""
    st.caption(
        _(
            "What looks wrong in the data, **to verify** (待核实): a finding is a question, never an accusation. "
            "The state that a person sets is kept when data is imported again."
        )
    )
    if judged := st.session_state.pop("judged", None):
        st.success(judged, icon=":material/check:")
    for fault in (refused()[finding.query] for finding in FINDINGS if finding.query in refused()):
        st.warning(sentence(fault))
    readable = [finding for finding in FINDINGS if finding.query not in refused()]
    tallies = [counted(finding, scope) for finding in readable]
    order = {group: place for place, group in enumerate(GROUPS)}
    weight = {severity: place for place, severity in enumerate(SEVERITIES)}
    tallies.sort(key=lambda told: (order[told.finding.group], weight[told.finding.severity], -told.rows()))
    keys = [told.finding.key for told in tallies]

    def pick() -> None:
        places = st.session_state["findings"]["selection"]["rows"]
        if places:
            st.session_state["finding"] = keys[places[0]]

    st.dataframe(
        [_row(told) for told in tallies],
        hide_index=True,
        height="content",
        key="findings",
        on_select=pick,
        selection_mode="single-row",
        column_config={_("Weight"): st.column_config.TextColumn(width="small")},
    )
    st.caption(" · ".join(value_word("severity", severity) for severity in SEVERITIES))
    default = [max(tallies, key=lambda told: (-weight[told.finding.severity], told.rows())).finding.key]
    from_url("finding", default, one_of(keys))
    names = {told.finding.key: f"{_name(told.finding)} · {told.rows():,}" for told in tallies}
    chosen = choose(st.selectbox, _("Finding"), keys, "finding", format_func=names.__getitem__, width=520)
    to_url("finding", [chosen], default)
    return known(chosen)


def _name(finding: Finding) -> str:
    return in_words(finding.figure).name


def _row(told: Tally) -> dict[str, object]:
    severity = value_word("severity", told.finding.severity)
    return {
        _("Weight"): severity[:1],
        _("Finding"): _name(told.finding),
        _("Subject"): value_word("group", told.finding.group),
        _("Rows"): told.rows(),
        _("Units"): told.units,
        **{state_name(state): number for state, number in told.states.items()},
    }


def about(finding: Finding, scope: Scope) -> None:
    """What the finding is: its weight, its test in words with the thresholds that the rows were found with, its SQL."""
    words = in_words(finding.figure)
    st.subheader(words.name, anchor="finding")
    values = rules().findings.model_dump()
    test = words.definition
    for name in finding.thresholds:
        test = test.replace(name, f"{values[name]:g}")
    st.markdown(_("Test") + f": {plain(test)}  \n{value_word('severity', finding.severity)}")
    if finding.thresholds:
        st.caption(
            _("In force: {thresholds} (settings.toml)").format(
                thresholds=", ".join(f"`{name} = {values[name]}`" for name in finding.thresholds)
            )
        )
    definition(finding.query, scope, files=False)


def rows_by_unit(finding: Finding, scope: Scope) -> None:
    """Which units have how many rows; a click on a bar lists its rows below. The rows carry the states."""
    frame = counted(finding, scope).by_unit()
    only = clicked = None
    if len(frame) > 1:
        clicked = _ranking(frame, finding)
        if clicked is not None:
            only = {"unit_name": clicked or None}
    chosen_note(None if clicked is None else unit_label(clicked))
    finding_rows(finding, scope, only)
    if finding.figure.rows:
        rows_behind(finding.figure.rows, scope)


def _ranking(frame: pd.DataFrame, finding: Finding) -> str | None:
    """One row a unit, the most on top. Gives the unit clicked, empty where none was named."""
    rows = pd.DataFrame(
        {
            "name": [unit_label(name) for name in frame["unit_name"]],
            "value": frame["rows"].astype(float),
            "n": frame["rows"],
            "key": frame["unit_name"].fillna(""),
        }
    )
    measure = Measure("rows", _("Rows"), share=False)
    title = _("{name}: by unit").format(name=_name(finding))
    return paged_ranking(
        rows, measure, title, f"by-unit-{finding.key}", order=_("most first"), things=_("units"), counts=False
    )


def audits(scope: Scope) -> None:
    """The two audits that stand behind several findings: pauses by unit, and what two platforms both show."""
    st.subheader(_("Pause audit and reconciliation"), anchor="audits")
    only_by_pauses = _("No case of this selection was on time only thanks to a pause.")
    in_two = _("No case number of this selection stands in two platforms.")
    in_tabs(
        "audits",
        (_("Pauses by unit"), lambda: _audit("pause_audit_by_unit", scope, only_by_pauses)),
        (_("Between platforms"), lambda: _audit("platform_reconciliation", scope, in_two)),
    )


def _audit(key: str, scope: Scope, nothing: str) -> None:
    frame = figures(key, scope)
    if frame.empty:
        st.info(nothing)
    else:
        plain_table(frame, key, scope)
    definition(key, scope, files=False)
