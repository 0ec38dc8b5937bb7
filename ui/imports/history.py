"""The history of imports: what came when, with which counts, what it changed; rejected rows; undo."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from analytics.errors import N_
from analytics.figures.workbook import CUT, workbook
from analytics.snapshot.effect import Effect, effect_of
from analytics.warehouse.differences import Differences, difference_count, difference_rows, differences
from analytics.warehouse.imports import undo_import
from analytics.warehouse.manifest import Manifest, list_imports
from ui.imports.rejected_list import rejected_list
from ui.shell.choosing import choose
from ui.shell.data import published, settings, snapshot, warehouse
from ui.shell.jobs import Job
from ui.shell.unsettled import damages
from ui.shell.wording import _, plain
from ui.shell.words import column_word, platform_word, value_word
from ui.tables.downloads import clean_name, download, sheet_names
from ui.tables.rows import PAGE

LEFT_OUT_WORDS = {
    "hidden": N_("Sheet {sheet} was left out: it is hidden ({n} rows)."),
    "another": N_("Sheet {sheet} was left out: the mapping asks for another one ({n} rows)."),
    "explanation": N_("Sheet {sheet} was left out: it explains the template ({n} rows)."),
    "unknown": N_("Sheet {sheet} was left out: no mapping knows its header ({n} rows)."),
}
CHANGES = ("changed", "new", "vanished")


def history() -> None:
    """Every import, the newest first; one can be chosen."""
    st.subheader(_("History"))
    _undone_note()
    manifests = list_imports(warehouse())[::-1]
    if not manifests:
        st.info(_("Nothing has been imported yet. Upload an export above."))
        return
    event = st.dataframe(
        [_row(manifest) for manifest in manifests],
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        placeholder="–",
        key=f"history-{manifests[0].id}",  # a new import moves the rows: none stays chosen by its place
    )
    chosen = event["selection"]["rows"]
    if not chosen:
        st.caption(_("Choose a row to see what the import changed, to download its rejected rows, or to undo it."))
        return
    _details(manifests[chosen[0]])


def _row(manifest: Manifest) -> dict[str, object]:
    effect = effect_of(warehouse(), manifest.id)
    before = effect and effect.before_same_day
    return {
        _("File"): manifest.file,
        _("Kind"): ", ".join(dict.fromkeys(value_word("kind", part["kind"]) for part in manifest.parts)),
        _("Platform"): ", ".join(dict.fromkeys(platform_word(part["platform"]) for part in manifest.parts)),
        _("Exported"): manifest.exported_on,
        _("Imported"): manifest.imported_at[:16].replace("T", " "),
        _("By"): manifest.who,
        _("Rows read"): manifest.rows_read,
        _("Rows accepted"): manifest.accepted,
        _("Rows rejected"): manifest.rejected,
        _("Rows ignored"): manifest.ignored,
        _("Change in open cases"): _moved(effect, effect.after.open, before.open if before else 0) if effect else None,
        _("Change in open overdue"): _moved(effect, effect.after.open_overdue, before.open_overdue if before else 0)
        if effect
        else None,
        _("State"): _state(manifest),
    }


def _state(manifest: Manifest) -> str:
    if not manifest.in_force:
        return _("undone")
    return _("damaged") if manifest.id in {damage.import_id for damage in damages()} else _("in force")


def _moved(effect: Effect, after: int, before: int) -> str:
    """How a stock moved; imports that were published together moved it together."""
    with_others = " " + _("({n} together)").format(n=effect.others + 1) if effect.others else ""
    return f"{after - before:+,}{with_others}"


def left_out(sheet: dict[str, Any]) -> str:
    """Which sheet was left out, and why."""
    return _(LEFT_OUT_WORDS[sheet["reason"]]).format(sheet=sheet["sheet"], n=f"{sheet['rows']:,}")


def _details(manifest: Manifest) -> None:
    st.markdown(f"**{plain(manifest.file)}** · {manifest.id}")
    for sheet in manifest.skipped:
        st.caption(plain(left_out(sheet)))
    _effect(manifest)
    if manifest.id in {damage.import_id for damage in damages()}:
        return  # its rows cannot be read; the part above says so
    for found in differences(warehouse(), manifest.id):
        _differences(found, Path(manifest.file).stem)
    if manifest.rejected:
        rejected_list(manifest, "history")
    if manifest.in_force:
        _undo(manifest)


def _effect(manifest: Manifest) -> None:
    effect = effect_of(warehouse(), manifest.id)
    if effect is None:
        return
    before = effect.before_same_day
    st.markdown(
        _(
            "Open cases {open_before} → {open_after}, open and overdue {late_before} → {late_after}, as of {day}."
        ).format(
            open_before=before.open if before else 0,
            open_after=effect.after.open,
            late_before=before.open_overdue if before else 0,
            late_after=effect.after.open_overdue,
            day=effect.after.as_of,
        )
    )
    if effect.others:
        st.caption(_("Published together with {n} other imports; the change is that of all.").format(n=effect.others))


def _differences(found: Differences, file: str) -> None:
    if found.previous is None:
        st.caption(
            _("The first export of its kind from {platform}: all {n} rows are new.").format(
                platform=plain(platform_word(found.platform)), n=found.new
            )
        )
        return
    st.markdown(
        _(
            "Against **{file}** of {day}: {new} new, {changed} changed, {vanished} vanished, {unchanged} unchanged."
        ).format(
            file=plain(found.previous.file),
            day=found.previous.exported_on or found.previous.imported_at[:10],
            new=found.new,
            changed=found.changed,
            vanished=found.vanished,
            unchanged=found.unchanged,
        )
    )
    place = f"{found.import_id}-{found.platform}-{found.kind}"
    change = choose(
        st.segmented_control, _("Show"), CHANGES, f"change-{place}", format_func=partial(value_word, "change")
    )
    if change is None:
        return
    notes = {
        column_word("file"): file,
        _("Import"): found.import_id,
        _("Against"): found.previous.file,
        _("Show"): value_word("change", change),
    }
    of_what = (warehouse(), found.import_id, found.platform, found.kind, change)
    count = difference_count(*of_what)
    pages = -(-count // PAGE)
    page = st.pagination(pages, key=f"changes-{place}-{change}") if pages > 1 else 1
    st.dataframe(difference_rows(*of_what, limit=PAGE, offset=(page - 1) * PAGE), hide_index=True, placeholder="–")
    download(
        "XLSX",
        lambda: workbook(difference_rows(*of_what, limit=None), notes, _(CUT), sheet_names()),
        f"{clean_name([value_word('change', change), file, platform_word(found.platform), value_word('kind', found.kind)])}.xlsx",
        f"changes-xlsx-{place}-{change}",
    )


def _undo(manifest: Manifest) -> None:
    """Undoing, asked twice: what it takes away is said first."""
    with st.popover(_("Undo this import"), icon=":material/undo:"):
        st.markdown(
            _(
                "Of **{file}**, {rows} will count no more. {cases} cases stand in the figures as this file told them: they "
                "will stand as an earlier file told them, or not at all. Its rows are kept, and it can be imported again."
            ).format(file=plain(manifest.file), rows=_told_rows(manifest), cases=f"{_cases_of(manifest):,}")
        )
        sure = st.checkbox(_("Yes, take it out of the figures"), key=f"sure-{manifest.id}")
        if st.button(_("Undo"), type="primary", key="undo", disabled=not sure):
            undo_import(manifest.id, warehouse(), settings())
            _forget_results(manifest.id)
            st.session_state["undone"] = manifest.file
            st.rerun()


def _undone_note() -> None:
    """Say once that an import was undone."""
    if file := st.session_state.pop("undone", None):
        st.success(
            _("Undone: {file}. The figures are published without it.").format(file=plain(file)), icon=":material/undo:"
        )


def _told_rows(manifest: Manifest) -> str:
    """How many rows of each kind an import holds."""
    rows: dict[str, int] = {}
    for part in manifest.parts:
        rows[part["kind"]] = rows.get(part["kind"], 0) + part["accepted"]
    return ", ".join(f"{number:,} {value_word('kind', kind)}" for kind, number in rows.items())


def _cases_of(manifest: Manifest) -> int:
    """How many cases stand in the figures as this import told them last."""
    if not published():
        return 0
    return snapshot().count("accepted_cases", snapshot().everything(), {"import_id": manifest.id})


def _forget_results(import_id: str) -> None:
    """Clear what the upload above says of an import that counts no more."""
    jobs: dict[str, Job] = st.session_state.get("jobs", {})
    for key, job in list(jobs.items()):
        if import_id in job.imported():
            del jobs[key]
