"""Publishing: the snapshot of the imports in force is built beside the one in service, then one rename switches."""

from __future__ import annotations

import hashlib
import json
import os
import time
from pathlib import Path

import duckdb
import holidays

from analytics.errors import N_, EmptyWarehouse, SnapshotBroken, WarehouseDamaged
from analytics.progress import Progress
from analytics.settings import ROOT, Settings
from analytics.snapshot.build import build_snapshot
from analytics.snapshot.effect import record_effect
from analytics.snapshot.opened import current_snapshot_file
from analytics.warehouse.damage import survey
from analytics.warehouse.lock import clean, clean_imports, writing
from analytics.warehouse.manifest import Manifest, sync_file, sync_folder, write_durably
from analytics.warehouse.private import keep_private
from analytics.warehouse.proved import Proved
from analytics.warehouse.roll import read_roll, seen, write_roll


def publish(warehouse: Path, settings: Settings, progress: Progress | None = None) -> str:
    """Publish a snapshot of the imports in force under the present settings, if the current one is not that already.

    Returns the snapshot's id, "" where no import is in force.
    """
    with writing(warehouse, settings, progress):
        return publish_in_force(warehouse, settings)


def publish_in_force(warehouse: Path, settings: Settings) -> str:
    """The same, for a caller that holds the lock.

    An import that is damaged is left out, and every page and `check` say so until it is mended or settled. Raises
    `WarehouseDamaged` where no import is whole: the last figures then stay.
    """
    clean_imports(warehouse)
    pointer = warehouse / "current"
    before = _in_service(warehouse)
    expected = _held(before)
    proved = Proved(warehouse)
    found = survey(warehouse, every_byte=True, expected=expected, proved=proved)
    proved.keep()
    write_roll(warehouse, seen(read_roll(warehouse), found.readable, expected, found.unseen))
    if not found.in_force:
        if found.damaged:
            raise WarehouseDamaged(
                N_(
                    "No import of {warehouse} is whole, so the last figures stay. `python -m analytics check` says what is "
                    "damaged, import by import, and how it is mended; the first is {place}."
                ),
                warehouse=warehouse,
                place=found.damaged[0].place,
            )
        pointer.unlink(missing_ok=True)
        _replaced(before)
        return ""
    after = warehouse / "snapshots" / f"{fingerprint(found.in_force, settings)}.duckdb"
    if after.exists() and not _opens(after):
        after.unlink()
    if before == after and after.exists():
        return after.stem
    if not after.exists():
        _build(after, after.stem, warehouse, found.in_force, settings)
    record_effect(warehouse, before if before is not None and before.exists() else None, after)
    if pointer.is_dir() and not pointer.is_symlink():
        raise WarehouseDamaged(
            N_(
                "{place} is a folder and should be a file. Move it out of the warehouse, then: python -m analytics publish"
            ),
            place=pointer,
        )
    write_durably(pointer, after.name)
    _replaced(before)
    _forget_old(warehouse, after.name, settings)
    return after.stem


def _in_service(warehouse: Path) -> Path | None:
    """The snapshot that is published; None where none is, or where the pointer is damaged and is written anew."""
    try:
        return current_snapshot_file(warehouse)
    except (EmptyWarehouse, SnapshotBroken):
        return None


def _held(snapshot: Path | None) -> list[str]:
    """The imports that the published figures hold: one of them that is not there any more is missed."""
    try:
        with duckdb.connect(str(snapshot), read_only=True) as connection:
            told = connection.execute("SELECT value FROM snapshot WHERE key = 'imports'").fetchall()
    except duckdb.Error:  # none, damaged, or of another version: the roll knows the imports, too
        return []
    return [import_id for (imports,) in told for import_id in json.loads(imports)]


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
        keep_private(building)
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
        analytics / "register" / "in_duckdb.py",
        analytics / "register" / "record_tables.py",
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
