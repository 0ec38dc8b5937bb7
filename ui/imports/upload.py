"""Upload, preview, import with progress, result: the same code as the command line, in a process of its own."""

from __future__ import annotations

import hashlib
from typing import Any

import streamlit as st

from analytics.exports import all_mappings
from analytics.warehouse.manifest import find_import
from ui.imports.encoding_step import as_it_was_read, encoding_step
from ui.imports.history import left_out
from ui.imports.mapping_step import mapping_step
from ui.imports.rejected_list import rejected_list
from ui.shell.choosing import choose
from ui.shell.data import warehouse
from ui.shell.frame import helpful
from ui.shell.jobs import Job, Upload, keep, start
from ui.shell.wording import _, plain
from ui.shell.words import column_word, platform_word, value_word

AUTOMATIC = ""


def upload() -> None:
    """The upload part of the page."""
    st.subheader(_("Import an export"))
    files = st.file_uploader(
        _("CSV, XLSX, XLS, ODS or HTML tables saved as .xls, as the platform exports them"),
        accept_multiple_files=True,
        key="files",
    )
    st.session_state.setdefault("mapping", AUTOMATIC)
    mapping = choose(
        st.selectbox,
        _("Mapping"),
        [AUTOMATIC, *sorted(known.name for known in all_mappings())],
        "mapping",
        format_func=lambda name: name or _("recognise by the headers"),
        width=300,
    )
    for file in files or ():
        with st.container(border=True), helpful():  # one file must not keep the others
            st.markdown(f"**{plain(file.name)}**")
            _one(_kept(file.name, file.getvalue()), mapping or "")


def _kept(name: str, content: bytes) -> Upload:
    uploads = st.session_state.setdefault("uploads", {})
    key = hashlib.sha256(name.encode() + b"\0" + content).hexdigest()
    if key not in uploads:
        uploads[key] = keep(name, content)
    return uploads[key]


def _one(file: Upload, mapping: str) -> None:
    file = as_it_was_read(file)
    key = f"{file.path}|{mapping}"
    jobs = st.session_state.setdefault("jobs", {})
    if key in jobs:
        _imported(jobs[key])
        return
    looking = _looking(file, mapping)
    if looking.running:
        _wait(looking)
        return
    tables = looking.records()
    if refusal := next((table for table in tables if table.get("status") == "refused"), None):
        _refused(refusal)
        if "guess" in refusal["details"]:
            encoding_step(file, refusal["details"]["guess"])
        return
    seen = [table for table in tables if not table["hidden"]]
    known = [table for table in seen if table["kind"]]
    for table in known:
        _recognised(table)
    for table in seen:
        if not table["kind"]:
            mapping_step(file.path, table)
    if hidden := [table["sheet"] for table in tables if table["hidden"]]:
        st.info(
            _("Hidden sheets are left out: {sheets}. A mapping file asks for one by its name (sheet).").format(
                sheets=plain(", ".join(hidden))
            ),
            icon=":material/visibility_off:",
        )
    if known and st.button(_("Import"), key=f"import-{key}", type="primary"):
        arguments = ["import", str(file.path), "--progress", "json"]
        jobs[key] = start(*arguments, *(["--mapping", mapping] if mapping else []))
        st.rerun()


def _looking(file: Upload, mapping: str) -> Job:
    """The process that looks at the file, started once for what mappings there are."""
    seen = st.session_state.setdefault("previews", {})
    key = (str(file.path), mapping, tuple(sorted(known.name for known in all_mappings())))
    if key not in seen:
        seen[key] = start("preview", str(file.path), *(["--mapping", mapping] if mapping else []))
    return seen[key]


@st.fragment(run_every=0.5)
def _wait(looking: Job) -> None:
    """Say that the file is being looked at; draw the page anew once it has been."""
    with helpful():
        if not looking.running:
            st.rerun(scope="app")
        st.status(_("Looking at the file …"), state="running")


def _recognised(table: dict[str, Any]) -> None:
    recognised = (
        _("{kind}, header in line {line}")
        if table["platform_guessed"]
        else _("{kind} of platform {platform}, header in line {line}")
    )
    st.caption(
        recognised.format(
            kind=value_word("kind", table["kind"]),
            platform=plain(platform_word(table["platform"])),
            line=table["header_line"],
        )
        + (" · " + _("sheet") + " " + plain(table["sheet"]) if table["sheet"] else "")
    )
    if table["platform_guessed"]:
        st.caption(
            _(
                "Nothing in the file or its name tells the platform. Its rows follow their case numbers, whatever platform has them."
            )
        )
    st.dataframe(_sample(table), hide_index=True, placeholder="–")
    found = [{_("Field"): column_word(field), _("Column"): header} for field, header in table["columns"].items()]
    with st.expander(_("{n} columns recognised, {m} not used").format(n=len(found), m=len(table["unused"]))):
        st.dataframe(found, hide_index=True)
        if table["unused"]:
            st.caption(_("Not used: {columns}").format(columns=", ".join(plain(name) for name in table["unused"])))


def _sample(table: dict[str, Any]) -> list[dict[str, Any]]:
    """The first rows under their own headers; headers that occur twice are told apart by their position."""
    names = [
        header if table["header"].count(header) == 1 else f"{header} ({place + 1})"
        for place, header in enumerate(table["header"])
    ]
    return [dict(zip(names, row, strict=False)) for row in table["sample"]]


def _imported(job: Job) -> None:
    """The bar while the import runs, then what came of it: a job that has ended is not asked again."""
    if job.running:
        _follow(job)
        return
    if not job.seen_ended:  # what stands above and below wants drawing anew, once
        job.seen_ended = True
        st.rerun()
    (record,) = job.records()
    if record["status"] == "refused":
        _refused(record)
    elif find_import(warehouse(), record["import_id"]).in_force:
        _result(record)
    else:
        st.info(_("This import was undone; nothing of it counts any more."), icon=":material/undo:")


@st.fragment(run_every=0.5)
def _follow(job: Job) -> None:
    """How far the import is; once it has ended, the page is drawn without asking on."""
    with helpful():
        if not job.running:
            st.rerun(scope="app")
        step, share = job.progress()
        st.progress(share, value_word("step", step) if step else _("Starting …"))


def _refused(record: dict[str, Any]) -> None:
    st.error(plain(_(record["template"]).format(**record["details"])), icon=":material/error:")


def _result(record: dict[str, Any]) -> None:
    counts = _("{read} rows read = {accepted} accepted + {rejected} rejected + {ignored} ignored").format(
        read=f"{record['rows_read']:,}",
        accepted=f"{record['accepted']:,}",
        rejected=f"{record['rejected']:,}",
        ignored=f"{record['ignored']:,}",
    )
    if record["status"] == "imported":
        st.success(_("Imported.") + f" {counts}", icon=":material/check_circle:")
    else:
        st.info(_("This file was imported before; nothing has changed.") + f" {counts}", icon=":material/info:")
    for found in record["matches"]:
        if found["matched"] < found["rows"]:
            st.warning(
                _(
                    "{matched} of {rows} {kind} match a case. The others are listed on Findings, and count nowhere else."
                ).format(
                    matched=f"{found['matched']:,}",
                    rows=f"{found['rows']:,}",
                    kind=value_word("kind", found["kind"]),
                ),
                icon=":material/link_off:",
            )
    for sheet in record["skipped"]:
        st.caption(plain(left_out(sheet)))
    if record["rejected"]:
        with st.expander(_("{n} rejected rows").format(n=f"{record['rejected']:,}"), expanded=True):
            rejected_list(find_import(warehouse(), record["import_id"]), "result")
