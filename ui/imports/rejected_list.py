"""Rejected rows: why, in which line, what stands there; a page at a time, and as files to mend and import again."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from analytics.figures.workbook import CUT, csv_text, workbook
from analytics.warehouse.manifest import Manifest
from analytics.warehouse.rejected import Fault, rejected_count, rejected_faults, rejected_rows
from ui.shell.choosing import choose
from ui.shell.data import warehouse
from ui.shell.wording import _
from ui.shell.words import column_word
from ui.tables.downloads import clean_name, download, sheet_names
from ui.tables.rows import PAGE

ELLIPSIS = "…"


def rejected_list(manifest: Manifest, place: str) -> None:
    """The rejected rows of an import, all or those of one reason, and their files; `place` tells apart who shows them."""
    faults = rejected_faults(warehouse(), manifest.id)
    names = {fault: f"{fault.sentence(column or ELLIPSIS, ELLIPSIS, _)} · {rows:,}" for fault, column, rows in faults}
    here = f"{place}-{manifest.id}"
    st.markdown(_("**{n} rejected rows**: mend them in the workbook and import it.").format(n=f"{manifest.rejected:,}"))
    only = choose(
        st.selectbox,
        _("Reason"),
        list(names),
        f"reason-{here}",
        index=None,
        format_func=names.__getitem__,
        placeholder=_("every reason"),
        width=640,
    )
    count = rejected_count(warehouse(), manifest.id, only)
    pages = -(-count // PAGE)
    with st.container(horizontal=True, vertical_alignment="center"):
        page = st.pagination(pages, key=f"rejected-page-{here}-{only}") if pages > 1 else 1
        _downloads(manifest, here, only)
    frame = _read(manifest, only, limit=PAGE, offset=(min(page, max(pages, 1)) - 1) * PAGE)
    st.dataframe(
        _in_sight(frame), hide_index=True, placeholder="–", column_config=_looks(), key=f"rejected-rows-{here}"
    )


def _read(manifest: Manifest, only: Fault | None, limit: int | None = None, offset: int = 0) -> pd.DataFrame:
    return rejected_rows(warehouse(), manifest.id, _, only, limit, offset, column_word)


def _in_sight(frame: pd.DataFrame) -> pd.DataFrame:
    """The line and the reason at the left; the file is named above, a sheet only where there is one."""
    file, sheet, line, reason = map(column_word, ("file", "sheet", "line", "reason"))
    told = [sheet] if frame[sheet].fillna("").ne("").any() else []
    own = (file, sheet, line, reason)
    return frame[[*told, line, reason, *(column for column in frame.columns if column not in own)]]


def _looks() -> dict[str, Any]:
    return {
        column_word("line"): st.column_config.NumberColumn(format="%d", width=70, pinned=True),
        column_word("reason"): st.column_config.TextColumn(width="large"),
    }


def _downloads(manifest: Manifest, here: str, only: Fault | None) -> None:
    name = clean_name([Path(manifest.file).stem, _("rejected rows")])  # the name may say platform and export day
    notes = {column_word("file"): manifest.file, _("Import"): manifest.id}
    if only:
        notes[_("Reason")] = only.sentence(ELLIPSIS, ELLIPSIS, _)
    make = partial(_read, manifest, only)
    download("XLSX", lambda: workbook(make(), notes, _(CUT), sheet_names()), f"{name}.xlsx", f"rejected-xlsx-{here}")
    download("CSV", lambda: csv_text(make()), f"{name}.csv", f"rejected-csv-{here}", mime="text/csv")
