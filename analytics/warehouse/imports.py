"""Import a file, undo an import, publish a snapshot: every change of a warehouse, one writer at a time."""

from __future__ import annotations

import getpass
import hashlib
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import filelock

from analytics.errors import N_, UnknownImport, WarehouseBusy
from analytics.exports import read_export
from analytics.settings import ROOT, Settings
from analytics.warehouse.build import build_snapshot, newest_event
from analytics.warehouse.manifest import (
    Manifest,
    find_import,
    list_imports,
    save_manifest,
    sync_folder,
    write_durably,
)

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class ImportResult:
    """What an import did. `status` is "imported" or "already imported"; `manifest` is the kept one."""

    status: str
    manifest: Manifest
    snapshot_id: str


@contextmanager
def writing(warehouse: Path, settings: Settings) -> Iterator[None]:
    """Hold the warehouse for writing and clean what a crash may have left. Raises `WarehouseBusy`."""
    warehouse.mkdir(parents=True, exist_ok=True)
    (warehouse / "imports").mkdir(exist_ok=True)
    (warehouse / "snapshots").mkdir(exist_ok=True)
    try:
        with filelock.FileLock(warehouse / "lock", timeout=settings.imports.lock_timeout_seconds):
            _clean(warehouse)
            yield
    except filelock.Timeout as error:
        raise WarehouseBusy(
            N_("Another import has been writing to {warehouse} for more than {seconds} s. Try again later."),
            warehouse=warehouse,
            seconds=settings.imports.lock_timeout_seconds,
        ) from error


def _clean(warehouse: Path) -> None:
    for leftover in (warehouse / "imports").glob(".incoming-*"):
        shutil.rmtree(leftover)
    for leftover in (warehouse / "snapshots").glob("*.building*"):
        if leftover.is_dir():
            shutil.rmtree(leftover)
        else:
            leftover.unlink()


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

    The same file a second time changes nothing. Raises `ExportRefused` when the file as a whole cannot be imported and
    `WarehouseBusy` when another import does not finish; the warehouse is then as before.
    """
    tell = progress or (lambda _step, _share: None)
    with writing(warehouse, settings):
        known = _same_file(warehouse, path, mapping)
        if known is None:
            manifest = _keep(path, warehouse, settings, mapping, tell, who, demo)
            status = "imported"
        else:
            manifest, status = known, "already imported"
        tell("publish", 0.7)
        snapshot_id = _publish(warehouse, settings) if publishing else ""
        tell("done", 1.0)
    return ImportResult(status, manifest, snapshot_id)


def _same_file(warehouse: Path, path: Path, mapping: str | Path | None) -> Manifest | None:
    if not path.is_file():
        return None
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
    import_id = f"{now:%Y%m%dT%H%M%S%f}-{secrets.token_hex(2)}"
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
        newest = newest_event(incoming, parts)
        manifest = Manifest(
            id=import_id,
            file=export.file,
            sha256=export.sha256,
            size=export.size,
            imported_at=now.isoformat(timespec="seconds"),
            who=who or _user(),
            mapping=_mapping_name(mapping),
            exported_on=export.exported_on.isoformat() if export.exported_on else None,
            newest_event=newest.isoformat() if newest else None,
            rows_read=export.rows_read,
            accepted=export.accepted,
            rejected=export.rejected,
            ignored=export.ignored,
            parts=parts,
            demo=demo,
        )
        save_manifest(incoming, manifest)
        os.replace(incoming, warehouse / "imports" / import_id)
        sync_folder(warehouse / "imports")
    except BaseException:
        shutil.rmtree(incoming, ignore_errors=True)
        raise
    return manifest


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _hash_key(warehouse: Path) -> bytes:
    """The key that makes applicants recognisable within this warehouse and nowhere else."""
    file = warehouse / "hash.key"
    if not file.exists():
        write_durably(file, secrets.token_hex(32))
        file.chmod(0o600)
    return bytes.fromhex(file.read_text(encoding="utf-8").strip())


def undo_import(import_id: str, warehouse: Path, settings: Settings) -> Manifest:
    """Take an import out of force and publish without it; its rows are kept. Raises `UnknownImport`."""
    with writing(warehouse, settings):
        manifest = find_import(warehouse, import_id)
        if not manifest.in_force:
            raise UnknownImport(N_("The import {id} was undone before."), id=import_id)
        undone = replace(manifest, undone_at=datetime.now(UTC).isoformat(timespec="seconds"))
        save_manifest(warehouse / "imports" / import_id, undone)
        _publish(warehouse, settings)
    return undone


def publish(warehouse: Path, settings: Settings) -> str:
    """Publish a snapshot of the imports in force under the present settings, if the current one is not that already."""
    with writing(warehouse, settings):
        return _publish(warehouse, settings)


def _publish(warehouse: Path, settings: Settings) -> str:
    imports = [manifest for manifest in list_imports(warehouse) if manifest.in_force]
    pointer = warehouse / "current"
    if not imports:
        pointer.unlink(missing_ok=True)
        return ""
    snapshot_id = _fingerprint(imports, settings)
    final = warehouse / "snapshots" / f"{snapshot_id}.duckdb"
    current = pointer.read_text(encoding="utf-8").strip() if pointer.exists() else ""
    if current == final.name and final.exists():
        return snapshot_id
    if not final.exists():
        building = final.with_suffix(".building")
        build_snapshot(building, snapshot_id, warehouse, imports, settings)
        with building.open("rb") as stream:
            os.fsync(stream.fileno())
        os.replace(building, final)
        sync_folder(final.parent)
    write_durably(pointer, final.name)
    _forget_old(warehouse, final.name, settings)
    return snapshot_id


def _fingerprint(imports: list[Manifest], settings: Settings) -> str:
    """The same imports, settings, calendar, reference tables and rules give the same snapshot id."""
    digest = hashlib.sha256()
    for manifest in imports:
        digest.update(manifest.id.encode())
    digest.update(settings.model_dump_json().encode())
    sources = [settings.overrides_path, *sorted((ROOT / "data" / "reference").glob("*.csv"))]
    sources += sorted((ROOT / "analytics").glob("warehouse/derive/*.sql")) + sorted(
        (ROOT / "analytics/views").glob("*.sql")
    )
    for source in sources:
        if source.exists():
            digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def _forget_old(warehouse: Path, current: str, settings: Settings) -> None:
    oldest = time.time() - settings.snapshots.keep_days * 86400
    for file in (warehouse / "snapshots").glob("*.duckdb"):
        if file.name != current and file.stat().st_mtime < oldest:
            file.unlink()
