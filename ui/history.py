"""The history of imports: what came when, with which counts; rejected rows; undo."""

from __future__ import annotations

import streamlit as st

from analytics.sheets import workbook
from analytics.warehouse import Manifest, list_imports, undo_import
from analytics.warehouse.rejected import rejected_rows
from ui.data import settings, warehouse
from ui.wording import _, plain


def history() -> None:
    """Every import, the newest first; one can be chosen."""
    st.subheader(_("History"))
    manifests = list_imports(warehouse())[::-1]
    if not manifests:
        st.info(_("Nothing has been imported yet."))
        return
    event = st.dataframe(
        [_row(manifest) for manifest in manifests],
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="history",
    )
    chosen = event["selection"]["rows"]
    if not chosen:
        st.caption(_("Choose a row to download its rejected rows or to undo the import."))
        return
    manifest = manifests[chosen[0]]
    st.markdown(f"**{plain(manifest.file)}** · {manifest.id}")
    with st.container(horizontal=True):
        if manifest.rejected:
            rejected_download(manifest.id, "history")
        if manifest.in_force:
            _undo(manifest)


def _row(manifest: Manifest) -> dict[str, object]:
    return {
        _("File"): manifest.file,
        _("Kind"): ", ".join(dict.fromkeys(part["kind"] for part in manifest.parts)),
        _("Platform"): ", ".join(dict.fromkeys(part["platform"] for part in manifest.parts)),
        _("Exported"): manifest.exported_on or "",
        _("Imported"): manifest.imported_at[:16].replace("T", " "),
        _("By"): manifest.who,
        _("Rows read"): manifest.rows_read,
        _("Accepted"): manifest.accepted,
        _("Rejected"): manifest.rejected,
        _("Ignored"): manifest.ignored,
        _("State"): _("in force") if manifest.in_force else _("undone"),
    }


def rejected_download(import_id: str, place: str) -> None:
    """The rejected rows as a workbook, the reason in the last column."""
    st.download_button(
        _("Rejected rows (XLSX)"),
        lambda: workbook(rejected_rows(warehouse(), import_id), {_("Import"): import_id}),
        f"rejected-{import_id}.xlsx",
        key=f"rejected-{place}",
        on_click="ignore",
    )


def _undo(manifest: Manifest) -> None:
    with st.popover(_("Undo this import")):
        st.markdown(_("Figures will be as if this file had never come; its rows are kept."))
        if st.button(_("Undo"), type="primary", key="undo"):
            undo_import(manifest.id, warehouse(), settings())
            st.rerun()
