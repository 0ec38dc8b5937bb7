"""Import a file, undo an import: every change of a warehouse, one writer at a time."""

from __future__ import annotations

import getpass
import hashlib
import os
import secrets
import shutil
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from analytics.errors import N_, UnknownImport
from analytics.exports import read_export
from analytics.progress import Progress
from analytics.settings import Settings
from analytics.snapshot.publish import publish_in_force
from analytics.warehouse.dating import event_days, newest_believable, own_day
from analytics.warehouse.lock import writing
from analytics.warehouse.manifest import (
    Manifest,
    find_import,
    list_imports,
    save_manifest,
    sync_folder,
    sync_tree,
    write_durably,
)

_ID_TIME = "%Y%m%dT%H%M%S%f"


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
    digest = _sha256(path)
    for manifest in list_imports(warehouse):
        if manifest.in_force and manifest.sha256 == digest and manifest.mapping == _mapping_name(mapping):
            return manifest
    return None


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
    import_id = _next_id(warehouse, now)
    incoming = warehouse / "imports" / f".incoming-{import_id}"
    incoming.mkdir()
    try:
        export = read_export(
            path,
            incoming,
            settings,
            mapping,
            progress=lambda step, share: tell(step, share * 0.7),
            hash_key=_hash_key(warehouse),
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
            who=who or _user(),
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
        )
        save_manifest(incoming, manifest)
        sync_tree(incoming)
        os.replace(incoming, warehouse / "imports" / import_id)
        sync_folder(warehouse / "imports")
    except BaseException:
        shutil.rmtree(incoming, ignore_errors=True)
        raise
    return manifest


def _next_id(warehouse: Path, now: datetime) -> str:
    """An id later than every other, also when the machine's clock has been put back: ids are the order of imports."""
    times = [datetime.strptime(manifest.id[:21], _ID_TIME).replace(tzinfo=UTC) for manifest in list_imports(warehouse)]
    later = max([now, *(time + timedelta(microseconds=1) for time in times)])
    return f"{later.strftime(_ID_TIME)}-{secrets.token_hex(2)}"


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _hash_key(warehouse: Path) -> bytes:
    """The key that makes applicants recognisable within this warehouse and nowhere else."""
    file = warehouse / "hash.key"
    if not file.exists():
        write_durably(file, secrets.token_hex(32), mode=0o600)
    return bytes.fromhex(file.read_text(encoding="utf-8").strip())


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
