"""Upload, preview, import with progress, result: the same code as the command line, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import streamlit as st

from analytics.errors import CasewatchError
from analytics.exports import recognise
from analytics.settings import ROOT
from ui.data import settings, warehouse
from ui.history import rejected_download
from ui.wording import _, plain, said

AUTOMATIC = ""


def upload() -> None:
    """The upload part of the page."""
    st.subheader(_("Import an export"))
    files = st.file_uploader(
        _("CSV, XLSX, XLS, ODS or HTML tables saved as .xls, as the platform exports them"),
        accept_multiple_files=True,
        key="files",
    )
    mappings = sorted(path.stem for path in (ROOT / "data" / "mappings").glob("*.toml") if path.stem != "common")
    mapping = st.selectbox(
        _("Mapping"),
        [AUTOMATIC, *mappings],
        format_func=lambda name: name or _("recognise by the headers"),
        key="mapping",
        width=300,
    )
    for file in files or ():
        _one(file.name, file.getvalue(), mapping or None)


def _one(name: str, content: bytes, mapping: str | None) -> None:
    safe = Path(name.replace("\\", "/")).name or "export"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / safe
        path.write_bytes(content)
        st.markdown(f"**{plain(safe)}**")
        try:
            _preview(path, mapping)
        except CasewatchError as error:
            st.error(said(error), icon=":material/error:")
            return
        if st.button(_("Import"), key=f"import-{safe}", type="primary"):
            _run(path, mapping)


def _preview(path: Path, mapping: str | None) -> None:
    for preview in recognise(path, settings(), mapping):
        st.caption(
            _("Sheet {sheet}: {kind} of platform {platform}, header in line {line}").format(
                sheet=plain(preview.sheet),
                kind=preview.kind,
                platform=plain(preview.platform),
                line=preview.header_line,
            )
        )
        found = [{_("Field"): field, _("Column"): header} for field, header in preview.columns.items()]
        with st.expander(_("{n} columns recognised, {m} not used").format(n=len(found), m=len(preview.unused))):
            st.dataframe(found, hide_index=True)
        st.dataframe(preview.sample, hide_index=True)


def _run(path: Path, mapping: str | None) -> None:
    command = [
        sys.executable,
        "-m",
        "analytics",
        "import",
        str(path),
        "--warehouse",
        str(warehouse()),
        "--format",
        "json",
    ]
    command += ["--mapping", mapping] if mapping else []
    with st.status(_("Importing …"), expanded=True) as status:
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
        if done.returncode != 0 and not done.stdout.strip():
            status.update(label=_("Refused"), state="error")
            st.error(plain(done.stderr.strip()))
            return
        (record,) = json.loads(done.stdout)
        if record["status"] == "refused":
            status.update(label=_("Refused"), state="error")
            st.error(plain(record["reason"]))
            return
        status.update(label=_("Imported") if record["status"] == "imported" else _("This file was imported before"))
        st.markdown(
            _("{read} rows read = {accepted} accepted + {rejected} rejected + {ignored} ignored").format(
                read=f"{record['rows_read']:,}",
                accepted=f"{record['accepted']:,}",
                rejected=f"{record['rejected']:,}",
                ignored=f"{record['ignored']:,}",
            )
        )
        if record["rejected"]:
            rejected_download(record["import_id"], "result")
