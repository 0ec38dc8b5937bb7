"""Import a file, undo an import: every change of a warehouse, one writer at a time."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from analytics.errors import N_, UnknownImport
from analytics.exports import read_export
from analytics.progress import Progress
from analytics.settings import Settings
from analytics.snapshot.publish import publish_in_force
from analytics.warehouse.dating import event_days, newest_believable, own_day
from analytics.warehouse.hash_key import hash_key, print_of
from analytics.warehouse.kept_files import fingerprints
from analytics.warehouse.known_files import next_id, same_file
from analytics.warehouse.lock import writing
from analytics.warehouse.manifest import (
    Manifest,
    find_import,
    save_manifest,
    sync_folder,
    sync_tree,
)
from analytics.warehouse.private import keep_tree_private, private_folder
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
) -> ImportResult:
    """Read one export file, keep its rows, and publish a snapshot with them.

    The same file a second time changes nothing. Raises `ExportRefused` when the file as a whole cannot be imported,
    `WarehouseBusy` when another import does not finish and `DiskFull`; the figures are then as before. An import that
    was kept but not published, by `publishing=False` or by a crash, is published by whatever publishes next.
    """
    tell = progress or (lambda _step, _share: None)
    with writing(warehouse, settings, tell):
        known = _same_file(warehouse, path, mapping, settings)
        if known is None:
            manifest = _keep(path, warehouse, settings, mapping, tell, who, demo)
            status = "imported"
        else:
            manifest, status = known, "already imported"
        tell("publishing", 0.7)
        snapshot_id = publish_in_force(warehouse, settings) if publishing else ""
        tell("done", 1.0)
    return ImportResult(status, manifest, snapshot_id)


def _same_file(warehouse: Path, path: Path, mapping: str | Path | None, settings: Settings) -> Manifest | None:
    if not path.is_file() or path.stat().st_size > settings.imports.max_file_mb * 1_000_000:
        return None  # will be refused, without having been read
    return same_file(warehouse, _sha256(path), _mapping_name(mapping))


def _mapping_name(mapping: str | Path | None) -> str | None:
    return None if mapping is None else Path(mapping).stem


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _keep(
    path: Path,
    warehouse: Path,
    settings: Settings,
    mapping: str | Path | None,
    tell: Progress,
    who: str | None,
    demo: bool,
) -> Manifest:
    now = datetime.now(UTC)
    import_id = next_id(warehouse, now)
    incoming = warehouse / "imports" / f".incoming-{import_id}"
    private_folder(incoming)
    try:
        key = hash_key(warehouse)
        export = read_export(
            path,
            incoming,
            settings,
            mapping,
            progress=lambda step, share: tell(step, share * 0.7),
            hash_key=key,
        )
        parts = [asdict(part) for part in export.parts]
        days = event_days(incoming, parts, now.astimezone(ZoneInfo(settings.timezone)).date())
        exported_on, newest = own_day(export.exported_on, days), newest_believable(days)
        manifest = Manifest(
            id=import_id,
            file=export.file,
            sha256=export.sha256,
            size=export.size,
            imported_at=now.isoformat(timespec="seconds"),
            who=who or user(),
            mapping=_mapping_name(mapping),
            exported_on=exported_on.isoformat() if exported_on else None,
            newest_event=newest.isoformat() if newest else None,
            rows_read=export.rows_read,
            accepted=export.accepted,
            rejected=export.rejected,
            ignored=export.ignored,
            parts=parts,
            skipped=[asdict(sheet) for sheet in export.skipped],
            demo=demo,
            files=fingerprints(incoming),
            key_print=print_of(key),
        )
        save_manifest(incoming, manifest)
        sync_tree(incoming)
        keep_tree_private(incoming)
        os.replace(incoming, warehouse / "imports" / import_id)
        sync_folder(warehouse / "imports")
    except BaseException:
        shutil.rmtree(incoming, ignore_errors=True)
        raise
    return manifest


def undo_import(import_id: str, warehouse: Path, settings: Settings, progress: Progress | None = None) -> Manifest:
    """Take an import out of force and publish without it; its rows are kept. Raises `UnknownImport`."""
    with writing(warehouse, settings, progress):
        manifest = find_import(warehouse, import_id)
        if not manifest.in_force:
            raise UnknownImport(N_("The import {id} was undone before."), id=import_id)
        undone = replace(manifest, undone_at=datetime.now(UTC).isoformat(timespec="seconds"))
        save_manifest(warehouse / "imports" / import_id, undone)
        publish_in_force(warehouse, settings)
    return undone
