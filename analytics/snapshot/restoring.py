"""A backup becomes the warehouse: unpacked and proved beside it, put in place by renames that any later writer can end.

`.restoring` holds what is being unpacked and is worth nothing after a crash. Once every file is proved it is renamed to
`.restored/new`, and from then on the restore is done: whoever holds the lock next ends it. What stood there before goes
to `.replaced-<time>`, but for the figures in service, which stay until the pointer is renamed over.
"""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from analytics.errors import N_, BackupRefused
from analytics.progress import Progress
from analytics.register.backed_up import put_on_server
from analytics.settings import Settings
from analytics.snapshot.archive import Backup, unpack
from analytics.snapshot.publish import publish
from analytics.warehouse.lock import writing
from analytics.warehouse.manifest import sync_folder
from analytics.warehouse.moving_in import NEW, RESTORED, RESTORING, move_in
from analytics.warehouse.places import DERIVED, KEPT
from analytics.warehouse.private import private_folder


def restore(
    source: Path, warehouse: Path, settings: Settings, overwrite: bool = False, progress: Progress | None = None
) -> Backup:
    """Make the warehouse what it was when the backup was written, and publish under the present settings.

    Raises `BackupRefused` where the backup is damaged, or where the warehouse holds something and `overwrite` is not
    asked for; the warehouse is then as before. Overwritten, the old one is kept aside in the warehouse's folder.
    """
    with writing(warehouse, settings, progress):
        held = sorted(name for name in KEPT if _holds(warehouse / name))
        if held and not overwrite:
            raise BackupRefused(
                N_(
                    "The warehouse {warehouse} holds something already ({held}). Name an empty folder, or say --overwrite: "
                    "what is there is then kept aside."
                ),
                warehouse=warehouse,
                held=", ".join(held),
            )
        unpacked = private_folder(warehouse / RESTORING)
        try:
            backup = unpack(source, unpacked)
            if strange := sorted({entry.name for entry in unpacked.iterdir()} - KEPT - DERIVED):
                raise BackupRefused(
                    N_(
                        "{source} is no backup of a warehouse: it holds {place}. Nothing was changed. Name another file."
                    ),
                    source=source,
                    place=strange[0],
                )
            for folder, _, _ in os.walk(unpacked):
                sync_folder(Path(folder))
            private_folder(warehouse / RESTORED)
            os.replace(unpacked, warehouse / RESTORED / NEW)
            sync_folder(warehouse / RESTORED)
        finally:
            shutil.rmtree(unpacked, ignore_errors=True)
        move_in(warehouse, f".replaced-{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
    put_on_server(warehouse)
    publish(warehouse, settings, progress)
    return backup


def _holds(place: Path) -> bool:
    """Whether something stands at a place that a restore would take: a file, or a folder with anything in it."""
    return any(place.iterdir()) if place.is_dir() else os.path.lexists(place)
