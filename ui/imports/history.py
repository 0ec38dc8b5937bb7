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
from analytics.warehouse.rejected import rejected_rows
from ui.shell.data import settings, warehouse
from ui.shell.unsettled import damages
from ui.shell.wording import _, plain
from ui.shell.words import value_word
from ui.tables.downloads import download
from ui.tables.rows import PAGE

LEFT_OUT_WORDS = {
    "hidden": N_("Sheet {sheet} was left out: it is hidden ({n} rows)."),
    "another": N_("Sheet {sheet} was left out: the mapping asks for another one ({n} rows)."),
    "explanation": N_("Sheet {sheet} was left out: it explains the template ({n} rows)."),
    "unknown": N_("Sheet {sheet} was left out: no mapping knows its header ({n} rows)."),
}
UNDONE = "undone-file"
CHANGES = ("changed", "new", "vanished")


def history() -> None:
    """Every import, the newest first; one can be chosen."""
    st.subheader(_("History"))
    _confirm_undone()
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
        _("Platform"): ", ".join(dict.fromkeys(part["platform"] for part in manifest.parts)),
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
        _differences(found)
    with st.container(horizontal=True):
        if manifest.rejected:
            rejected_download(manifest, "history")
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


def _differences(found: Differences) -> None:
    if found.previous is None:
        st.caption(
            _("The first export of its kind from {platform}: all {n} rows are new.").format(
                platform=plain(found.platform), n=found.new
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
    change = st.segmented_control(_("Show"), CHANGES, format_func=partial(value_word, "change"), key=f"change-{place}")
    if change is None:
        return
    of_what = (warehouse(), found.import_id, found.platform, found.kind, change)
    count = difference_count(*of_what)
    pages = -(-count // PAGE)
    page = st.pagination(pages, key=f"changes-{place}-{change}") if pages > 1 else 1
    st.dataframe(difference_rows(*of_what, limit=PAGE, offset=(page - 1) * PAGE), hide_index=True, placeholder="–")
    download(
        "XLSX",
        lambda: workbook(difference_rows(*of_what, limit=None), {_("Import"): found.import_id}, _(CUT)),
        f"{change}-{found.import_id}.xlsx",
        f"changes-xlsx-{place}-{change}",
    )


def rejected_download(manifest: Manifest, place: str) -> None:
    """The rejected rows as a workbook, the reason in the last column."""
    download(
        _("{n} rejected rows (XLSX)").format(n=manifest.rejected),
        lambda: workbook(rejected_rows(warehouse(), manifest.id, _), {_("Import"): manifest.id}, _(CUT)),
        f"{Path(manifest.file).stem}.rejected.xlsx",  # the name may say platform and export day
        f"rejected-{place}-{manifest.id}",
    )


def _undo(manifest: Manifest) -> None:
    with st.popover(_("Undo this import")):
        st.markdown(_("Figures will be as if this file had never come; its rows are kept."))
        if st.button(_("Undo"), type="primary", key="undo"):
            undo_import(manifest.id, warehouse(), settings())
            st.session_state[UNDONE] = manifest.file
            st.rerun()


def _confirm_undone() -> None:
    """Say once that an undo is done, and what it means."""
    file = st.session_state.pop(UNDONE, None)
    if file is not None:
        st.success(
            _(
                "{file} was undone: figures are as if it had never come. Its rows are kept; importing it again counts it again."
            ).format(file=f"**{plain(file)}**"),
            icon=":material/undo:",
        )
