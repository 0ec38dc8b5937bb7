"""What was known on a day: the figures as the exports up to that day told them (domain.md 3, Known on).

A snapshot is derived from the imports in force. Leaving out those that came later gives, by the same rules, what a meeting
of that day could know; it is derived when somebody asks, kept beside the published one, and equal to a warehouse that
never had the later imports.
"""

from __future__ import annotations

import os
import time
from datetime import date
from pathlib import Path

import duckdb
import filelock

from analytics.errors import N_, NothingKnown
from analytics.settings import Settings
from analytics.snapshot.build import build_snapshot
from analytics.snapshot.opened import open_snapshot
from analytics.snapshot.publish import fingerprint
from analytics.warehouse.kept_files import whole
from analytics.warehouse.manifest import Manifest, list_imports, sync_file
from analytics.warehouse.private import FILE, keep_private, private_folder

KEPT = 5
"""So many derived states of knowledge are kept; the one asked for longest ago goes first."""


def imports_known_on(imports: list[Manifest], day: date) -> list[Manifest]:
    """The imports whose exports rank on or before a day: by their own date, else by their newest believable event."""
    return [manifest for manifest in imports if date.fromisoformat(manifest.counts_from) <= day]


def known_file(warehouse: Path, day: date) -> Path:
    """Where the snapshot stands, or would stand, that knows the exports up to `day`.

    It is the published one where no export came later. Raises `EmptyWarehouse` where nothing is published and
    `NothingKnown` where the first export came later.
    """
    return _asked_for(warehouse, day)[0]


def known_snapshot_file(warehouse: Path, day: date) -> Path:
    """The same, derived if need be, under the rules that the published snapshot was computed with.

    Several processes may ask at once: one derives, the others wait. Raises also `ChecksFailed`, and `ImportDamaged` where an import is not whole any more.
    """
    file, imports, settings = _asked_for(warehouse, day)
    if _readable(file):
        if file.parent.name == "known":
            os.utime(file)
        return file
    private_folder(file.parent)
    for manifest in imports:
        whole(warehouse, manifest, every_byte=True)
    with filelock.FileLock(file.with_suffix(".lock"), mode=FILE):
        if not _readable(file):
            building = file.with_suffix(".building")
            building.unlink(missing_ok=True)
            try:
                build_snapshot(building, file.stem, warehouse, imports, settings)
                keep_private(building)
                sync_file(building)
                os.replace(building, file)
            finally:
                building.unlink(missing_ok=True)
    _forget(file.parent, settings)
    return file


def _asked_for(warehouse: Path, day: date) -> tuple[Path, list[Manifest], Settings]:
    snapshot = open_snapshot(warehouse)
    published = snapshot.file
    try:
        in_force = [manifest for manifest in list_imports(warehouse) if manifest.id in set(snapshot.imports)]
        settings = snapshot.rules
    finally:
        snapshot.close()
    known = imports_known_on(in_force, day)
    if not known:
        first = min((manifest.counts_from for manifest in in_force), default="")
        raise NothingKnown(
            N_("No export was known on {day}; the first is of {first}. Choose a later day."), day=day, first=first
        )
    if len(known) == len(in_force):
        return published, known, settings
    return warehouse / "snapshots" / "known" / f"{fingerprint(known, settings)}.duckdb", known, settings


def _readable(file: Path) -> bool:
    if not file.exists():
        return False
    try:
        with duckdb.connect(str(file), read_only=True) as connection:
            connection.execute("SELECT as_of FROM scope")
    except duckdb.Error:
        file.unlink(missing_ok=True)
        return False
    return True


def _forget(folder: Path, settings: Settings) -> None:
    """Keep the states of knowledge that were asked for last, none for longer than snapshots are kept."""
    by_age = sorted(folder.glob("*.duckdb"), key=lambda file: file.stat().st_mtime, reverse=True)
    oldest = time.time() - settings.snapshots.keep_days * 86400
    for place, file in enumerate(by_age):
        if place and (place >= KEPT or file.stat().st_mtime < oldest):
            file.unlink(missing_ok=True)
            file.with_suffix(".lock").unlink(missing_ok=True)
