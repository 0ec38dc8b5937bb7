"""Import a file, undo an import: every change of a warehouse, one writer at a time."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

from analytics.errors import N_, UnknownImport
from analytics.exports import Export, read_apart
from analytics.exports.reading.scratch import scratch_folder
from analytics.progress import Progress
from analytics.settings import Settings
from analytics.snapshot.publish import publish_in_force
from analytics.warehouse.dating import event_days, newest_believable, own_day
from analytics.warehouse.hash_key import hash_key, print_of
from analytics.warehouse.kept_files import fingerprints
from analytics.warehouse.known_files import next_id, same_file
from analytics.warehouse.lock import READING, make_room, saying_when_full, writing
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
) -> ImportResult:
    """Read one export file, keep its rows, and publish a snapshot with them.

    The same file a second time changes nothing. Raises `ExportRefused` when the file as a whole cannot be imported,
    `WarehouseBusy` when another import does not finish and `DiskFull`; the figures are then as before. An import that
    was kept but not published, by `publishing=False` or by a crash, is published by whatever publishes next.
    """
    tell = progress or (lambda _step, _share: None)
    named = _mapping_name(mapping)
    with saying_when_full(warehouse), _room(warehouse) as room:
        read: _Read | None = None
        while True:  # a second time only where somebody undid, meanwhile, the import that made reading needless
            if read is None and same_file(warehouse, digest := _digest(path, settings), named) is None:
                read = _read(path, room, warehouse, settings, mapping, tell)
                digest = read.export.sha256
            with writing(warehouse, settings, tell):
                known = same_file(warehouse, digest, named)
                if known is None and read is None:
                    continue
                manifest = known or _keep(cast(_Read, read), warehouse, named, who, demo)
                tell("publishing", 0.7)
                snapshot_id = publish_in_force(warehouse, settings) if publishing else ""
                tell("done", 1.0)
                return ImportResult("already imported" if known else "imported", manifest, snapshot_id)


@contextmanager
def _room(warehouse: Path) -> Iterator[Path]:
    """A private folder in the warehouse for the rows of a file that is being read: keeping them is then one rename."""
    make_room(warehouse)
    with scratch_folder(warehouse / READING) as room:
        yield room


def _mapping_name(mapping: str | Path | None) -> str | None:
    return None if mapping is None else Path(mapping).stem


def _digest(path: Path, settings: Settings) -> str | None:
    """What tells the bytes of a file from all others; None for what will be refused without having been read."""
    if not path.is_file() or path.stat().st_size > settings.imports.max_file_mb * 1_000_000:
        return None
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@dataclass(frozen=True)
class _Read:
    """What was read of a file, not kept yet: its rows lie in `folder`, `days` are the days its events tell of."""

    export: Export
    folder: Path
    exported_on: date | None
    newest_event: date | None
    key_print: str


def _read(
    path: Path, room: Path, warehouse: Path, settings: Settings, mapping: str | Path | None, tell: Progress
) -> _Read:
    """Have the file read, in a process of its own and with nobody waiting for it: the warehouse is not locked."""
    folder = room / "rows"
    key = hash_key(warehouse)
    export = read_apart(
        path,
        folder,
        settings,
        mapping,
        progress=lambda step, share: tell(step, share * 0.7),
        hash_key=key,
    )
    today = datetime.now(ZoneInfo(settings.timezone)).date()
    days = event_days(folder, [asdict(part) for part in export.parts], today)
    return _Read(export, folder, own_day(export.exported_on, days), newest_believable(days), print_of(key))


def _keep(read: _Read, warehouse: Path, mapping: str | None, who: str | None, demo: bool) -> Manifest:
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
