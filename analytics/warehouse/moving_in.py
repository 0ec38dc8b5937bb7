"""The last step of a restore: what was unpacked and proved takes its place. Begun, it is ended by whoever writes next."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from analytics.warehouse.manifest import sync_folder
from analytics.warehouse.places import KEPT, POINTER
from analytics.warehouse.private import private_folder

RESTORING, RESTORED = ".restoring", ".restored"
NEW, MOVING, OLD = "new", "moving", "old"


def move_in(warehouse: Path, aside: str = "") -> None:
    """Put what a restore has proved in its place, wherever an earlier attempt was killed. Nothing to do: nothing done.

    First all that was kept before is moved out, then the new moved in, the pointer last: readers see the old figures or
    the new ones. `aside` is the name under which the old is kept.
    """
    restored = warehouse / RESTORED
    if not restored.is_dir():
        return
    if (restored / NEW).is_dir():
        old = private_folder(restored / OLD)
        stays = {POINTER} if (restored / NEW / POINTER).exists() else set()
        for name in sorted(KEPT - stays):
            _move_out(warehouse / name, old / name)
        os.replace(restored / NEW, restored / MOVING)
        sync_folder(restored)
    if (restored / MOVING).is_dir():
        _move_all(restored / MOVING, warehouse)
    if (restored / OLD).is_dir():
        if any((restored / OLD).iterdir()):
            os.replace(restored / OLD, warehouse / (aside or f".replaced-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"))
        else:
            (restored / OLD).rmdir()
    restored.rmdir()
    sync_folder(warehouse)


def _move_out(place: Path, old: Path) -> None:
    """Set aside what was kept before; an empty folder, as every writer makes it, is nothing."""
    if place.is_dir() and not place.is_symlink() and not any(place.iterdir()):
        place.rmdir()
    elif os.path.lexists(place):
        os.replace(place, old)


def _move_all(moving: Path, warehouse: Path) -> None:
    for file in sorted((moving / "snapshots").glob("*")):
        os.replace(file, private_folder(warehouse / "snapshots") / file.name)
    if (moving / "snapshots").is_dir():
        (moving / "snapshots").rmdir()
    for name in sorted(KEPT - {POINTER}):
        if os.path.lexists(moving / name):
            os.replace(moving / name, warehouse / name)
    sync_folder(warehouse)
    if (moving / POINTER).exists():
        os.replace(moving / POINTER, warehouse / POINTER)
    moving.rmdir()
