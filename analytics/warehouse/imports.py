"""Import a file, undo an import: every change of a warehouse, one writer at a time."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from analytics.errors import N_, UnknownImport
from analytics.progress import Progress
from analytics.settings import Settings
from analytics.snapshot.publish import publish_in_force
from analytics.warehouse.arriving import Arriving, Read
from analytics.warehouse.kept_files import fingerprints
from analytics.warehouse.known_files import next_id, same_file
from analytics.warehouse.lock import saying_when_full, writing
from analytics.warehouse.manifest import (
    Manifest,
    find_import,
    save_manifest,
    sync_folder,
    sync_tree,
)
from analytics.warehouse.private import keep_tree_private
from analytics.warehouse.who import user


@dataclass(frozen=True)
class ImportResult:
    """What an import did. `status` is "imported" or "already imported"; `manifest` is the kept one."""

    status: str
    manifest: Manifest
    snapshot_id: str


def import_file(
    path: Path,
    warehouse: Path,
    settings: Settings,
    mapping: str | Path | None = None,
    progress: Progress | None = None,
    who: str | None = None,
    demo: bool = False,
    publishing: bool = True,
    arriving: Arriving | None = None,
) -> ImportResult:
    """Read one export file, keep its rows, and publish a snapshot with them.

    The same file a second time changes nothing. Raises `ExportRefused` when the file as a whole cannot be imported,
    `WarehouseBusy` when another import does not finish and `DiskFull`; the figures are then as before. An import that
    was kept but not published, by `publishing=False` or by a crash, is published by whatever publishes next. `arriving` is
    the same file under the same mapping where its reading has begun already.
    """
    with ExitStack() as stack, saying_when_full(warehouse):
        file = arriving or stack.enter_context(Arriving(path, warehouse, settings, mapping))
        return _import(file, progress or (lambda _step, _share: None), who, demo, publishing)


def _import(file: Arriving, tell: Progress, who: str | None, demo: bool, publishing: bool) -> ImportResult:
    """Keep what was read of a file, unless somebody has imported it before."""
    warehouse, settings, mapping = file.warehouse, file.settings, file.mapping_name
    digest, read = file.sha256, None
    while True:  # a second time only where somebody undid, meanwhile, the import that made reading needless
        if read is None and (file.begun or same_file(warehouse, digest, mapping) is None):
            read = file.read(tell)
            digest = read.export.sha256
        with writing(warehouse, settings, tell):
            known = same_file(warehouse, digest, mapping)
            if known is None and read is None:
                continue
            manifest = known or _keep(cast(Read, read), warehouse, mapping, who, demo)
            tell("publishing", 0.7)
            snapshot_id = publish_in_force(warehouse, settings) if publishing else ""
            tell("done", 1.0)
            return ImportResult("already imported" if known else "imported", manifest, snapshot_id)


def _keep(read: Read, warehouse: Path, mapping: str | None, who: str | None, demo: bool) -> Manifest:
    """Make what was read an import, by one rename."""
    now = datetime.now(UTC)
    import_id = next_id(warehouse, now)
    export = read.export
    manifest = Manifest(
        id=import_id,
        file=export.file,
        sha256=export.sha256,
        size=export.size,
        imported_at=now.isoformat(timespec="seconds"),
        who=who or user(),
        mapping=mapping,
        exported_on=read.exported_on.isoformat() if read.exported_on else None,
        newest_event=read.newest_event.isoformat() if read.newest_event else None,
        rows_read=export.rows_read,
        accepted=export.accepted,
        rejected=export.rejected,
        ignored=export.ignored,
        parts=[asdict(part) for part in export.parts],
        skipped=[asdict(sheet) for sheet in export.skipped],
        demo=demo,
        files=fingerprints(read.folder),
        key_print=read.key_print,
    )
    save_manifest(read.folder, manifest)
    sync_tree(read.folder)
    keep_tree_private(read.folder)
    os.replace(read.folder, warehouse / "imports" / import_id)
    sync_folder(warehouse / "imports")
    return manifest


def undo_import(import_id: str, warehouse: Path, settings: Settings, progress: Progress | None = None) -> Manifest:
    """Take an import out of force and publish without it; its rows are kept. Raises `UnknownImport`."""
    with writing(warehouse, settings, progress):
        manifest = find_import(warehouse, import_id)
        if not manifest.in_force:
            raise UnknownImport(
                N_("The import {id} was undone before. Nothing has changed; import its file again to have it back."),
                id=import_id,
            )
        undone = replace(manifest, undone_at=datetime.now(UTC).isoformat(timespec="seconds"))
        save_manifest(warehouse / "imports" / import_id, undone)
        publish_in_force(warehouse, settings)
    return undone
