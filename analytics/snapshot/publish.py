"""Publishing: the snapshot of the imports in force is built beside the one in service, then one rename switches."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import duckdb
import holidays

from analytics.progress import Progress
from analytics.settings import ROOT, Settings
from analytics.snapshot.build import build_snapshot
from analytics.snapshot.effect import record_effect
from analytics.warehouse.lock import clean, writing
from analytics.warehouse.manifest import Manifest, list_imports, sync_file, sync_folder, write_durably


def publish(warehouse: Path, settings: Settings, progress: Progress | None = None) -> str:
    """Publish a snapshot of the imports in force under the present settings, if the current one is not that already.

    Returns the snapshot's id, "" where no import is in force.
    """
    with writing(warehouse, settings, progress):
        return publish_in_force(warehouse, settings)


def publish_in_force(warehouse: Path, settings: Settings) -> str:
    """The same, for a caller that holds the lock."""
    imports = [manifest for manifest in list_imports(warehouse) if manifest.in_force]
    pointer = warehouse / "current"
    before = warehouse / "snapshots" / pointer.read_text(encoding="utf-8").strip() if pointer.exists() else None
    if not imports:
        pointer.unlink(missing_ok=True)
        _replaced(before)
        return ""
    snapshot_id = fingerprint(imports, settings)
    after = warehouse / "snapshots" / f"{snapshot_id}.duckdb"
    if after.exists() and not _opens(after):
        after.unlink()
    if before == after and after.exists():
        return snapshot_id
    if not after.exists():
        _build(after, snapshot_id, warehouse, imports, settings)
    record_effect(warehouse, before if before is not None and before.exists() else None, after)
    write_durably(pointer, after.name)
    _replaced(before)
    _forget_old(warehouse, after.name, settings)
    return snapshot_id


def _opens(snapshot: Path) -> bool:
    """Whether a snapshot can be read; one that a disk has damaged is built again."""
    try:
        with duckdb.connect(str(snapshot), read_only=True) as connection:
            connection.execute("SELECT as_of FROM scope")
    except duckdb.Error:
        return False
    return True


def _build(file: Path, snapshot_id: str, warehouse: Path, imports: list[Manifest], settings: Settings) -> None:
    building = file.with_suffix(".building")
    try:
        build_snapshot(building, snapshot_id, warehouse, imports, settings)
        sync_file(building)
        os.replace(building, file)
    except BaseException:
        clean(warehouse)
        raise
    sync_folder(file.parent)


def fingerprint(imports: list[Manifest], settings: Settings) -> str:
    """The same imports, settings, calendar, reference tables and rules give the same snapshot id."""
    digest = hashlib.sha256()
    for manifest in imports:
        digest.update(manifest.id.encode())
    digest.update(settings.model_dump_json().encode())
    digest.update(holidays.__version__.encode())  # a new version may know the arrangement of another year
    analytics = ROOT / "analytics"
    sources = [
        settings.overrides_path,
        analytics / "schema.py",
        analytics / "snapshot" / "build.py",
        analytics / "warehouse" / "manifest.py",
        analytics / "snapshot" / "reference.py",
        analytics / "clock" / "workdays.py",
    ]
    sources += sorted((ROOT / "data" / "reference").glob("*.csv"))
    sources += sorted(analytics.glob("snapshot/*/*.sql")) + sorted(analytics.glob("figures/views/*.sql"))
    for source in sources:
        if source.exists():
            digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def _replaced(snapshot: Path | None) -> None:
    """A snapshot's days of keeping start when it leaves service, however long it was in service."""
    if snapshot is not None and snapshot.exists():
        os.utime(snapshot)


def _forget_old(warehouse: Path, current: str, settings: Settings) -> None:
    oldest = time.time() - settings.snapshots.keep_days * 86400
    for file in (warehouse / "snapshots").glob("*.duckdb"):
        if file.name != current and file.stat().st_mtime < oldest:
            try:
                file.unlink()
            except PermissionError:
                if os.name != "nt":
                    raise
                # Windows keeps a file that a reader has open; the next publish tries again.
