"""The Case page: find a case by its number, what it is, all its versions over the imports."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import streamlit as st

from analytics.case.case_file import (
    FOUND_AT_MOST,
    SUPERVISION,
    Case,
    Change,
    Version,
    find_cases,
    imports_by_id,
    read_case,
)
from analytics.figures.scope import Scope
from ui.shell.address import from_url, one_of, to_url
from ui.shell.choosing import choose
from ui.shell.data import opened, snapshot, warehouse
from ui.shell.links import CASE_LINK, case_link, case_links
from ui.shell.wording import _, plain
from ui.shell.words import column_word, platform_word, value_word

__all__ = ["CASE_LINK", "case_link", "case_links", "chosen_case", "heading", "versions"]

_SHOWN = ("item_name", "unit_name", "area", "case_kind", "status", "result", "channel", "applicant", "project_code")


def chosen_case(scope: Scope) -> Case | None:
    """The search box, a choice where several cases fit, and the case that was chosen; as of the scope's day."""
    number = st.text_input(
        _("Case number, or a part of it"),
        key="case",
        bind="query-params",
        type="search",
        placeholder=_("for example the last digits"),
        width=420,
    )
    if not (number or "").strip():
        st.info(_("Type a case number, or click one in any list of cases."), icon=":material/search:")
        return None
    found = _found(str(snapshot().file), number or "", scope.as_of)
    if not found:
        st.warning(_("No case number contains “{number}”.").format(number=plain(number)), icon=":material/search_off:")
        return None
    if len({row["case_no"] for row in found}) > 1:
        _choice(found)
        return None
    platform = _platform([row["platform"] for row in found])
    register = snapshot().register_state(SUPERVISION)
    return _read(str(snapshot().file), platform, found[0]["case_no"], scope.as_of, register)


@st.cache_data(max_entries=100, show_spinner=False)
def _found(snapshot_file: str, number: str, as_of: date) -> list[dict[str, Any]]:
    return find_cases(opened(snapshot_file), number, as_of)


@st.cache_data(max_entries=100, show_spinner=False)
def _read(snapshot_file: str, platform: str, case_no: str, as_of: date, register: str) -> Case | None:
    return read_case(opened(snapshot_file), platform, case_no, as_of)


def _choice(found: list[dict[str, Any]]) -> None:
    st.selectbox(
        _("Case numbers that contain this, at most {n}; choose one").format(n=FOUND_AT_MOST),
        range(len(found)),
        index=None,
        key="found",
        format_func=lambda place: _told(found[place]),
        on_change=lambda: _take(found[st.session_state["found"]]),
    )


def _take(row: dict[str, Any]) -> None:
    st.session_state["case"], st.session_state["on"] = row["case_no"], row["platform"]


def _told(row: dict[str, Any]) -> str:
    parts = (row["case_no"], platform_word(row["platform"]), row["item_name"], row["unit_name"], row["accepted_on"])
    return " · ".join(str(part) for part in parts if part)


def _platform(platforms: list[str]) -> str:
    if st.session_state.get("on") not in platforms:
        st.session_state.pop("on", None)
    from_url("on", platforms[:1], one_of(platforms))
    if len(platforms) == 1:
        return platforms[0]
    st.caption(_("Several platforms hold this number; each tells its own case."))
    chosen = choose(
        st.segmented_control,
        _("Platform"),
        platforms,
        "on",
        required=True,
        format_func=lambda key: plain(platform_word(key)),
    )
    to_url("on", [chosen] if chosen else [], platforms[:1])
    return chosen or platforms[0]


def heading(case: Case) -> None:
    """The number, what was applied for, where, and whether figures count it."""
    row = case.row
    st.subheader(f"{plain(row['case_no'])} · {plain(platform_word(row['platform']))}", anchor=False)
    told = {name: value_words(name, row[name]) for name in _SHOWN if row[name] is not None}
    if case.events and row["result"] is not None:
        told["result"] = value_words("status_code", row["result"])
    parts = [f"{column_word(name)}: **{plain(words)}**" for name, words in told.items()]
    if row["statutory_limit"] is not None:
        unit = value_words("statutory_unit", row["statutory_unit"])
        parts.append(_("Statutory limit") + f": **{row['statutory_limit']:g} {plain(unit)}**")
    if row["standing"] != "counted":
        parts.append(f":orange-badge[{value_word('standing', row['standing'])}]")
    st.markdown(" · ".join(parts))


def value_words(column: str, value: Any) -> str:
    """A value of a case as the page shows it; words of ours in the language in force."""
    if value is None:
        return _("(empty)")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}" if value.time() != datetime.min.time() else f"{value:%Y-%m-%d}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:g}"
    return str(value_word(column, value))


def versions(case: Case) -> None:
    """Each version of the case as an import told it, and in words what differs from the one before."""
    st.subheader(_("Versions over the imports"), anchor="versions")
    imports = imports_by_id(warehouse())
    if not case.versions:
        st.markdown(_("The case came once:") + " " + _source(case.row, imports))
        if case.events:
            st.caption(_("It is told by {n} status events, the newest in this line.").format(n=len(case.events)))
        return
    for number, version in enumerate(case.versions, start=1):
        st.markdown(f"**{number}.** {_source(version.row, imports)}" + _changed(version, first=number == 1))
    if any(change.rewrites_deadline for version in case.versions for change in version.changes):
        st.warning(
            _("The deadline of this case was rewritten between two imports. To verify: why, and by whom."),
            icon=":material/edit_calendar:",
        )


def _source(row: dict[str, Any], imports: dict[str, Any]) -> str:
    manifest = imports.get(row["import_id"])
    if manifest is None:
        return plain(row["import_id"])
    return _("{file}, line {line}, exported {exported}, imported {imported} by {who}").format(
        file=f"**{plain(manifest.file)}**",
        line=row["line"],
        exported=manifest.exported_on or _("on an unknown day"),
        imported=manifest.imported_at[:10],
        who=plain(manifest.who),
    )


def _changed(version: Version, first: bool) -> str:
    if first:
        return ""
    if not version.changes:
        return "\n\n- " + _("nothing changed")
    return "\n" + "".join(f"\n- {_change_words(change)}" for change in version.changes)


def _change_words(change: Change) -> str:
    words = _("**{field}** changed from {before} to {after}").format(
        field=column_word(change.field),
        before=_quoted(change.field, change.before),
        after=_quoted(change.field, change.after),
    )
    rewritten = _("deadline rewritten")
    return f"{words} :red-badge[{rewritten}]" if change.rewrites_deadline else words


def _quoted(field: str, value: Any) -> str:
    return f"“{plain(value_words(field, value))}”"
