"""The key that makes applicants recognisable within one warehouse and nowhere else, and what to do when it is lost."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from datetime import UTC, datetime
from pathlib import Path

from analytics.errors import N_, WarehouseDamaged
from analytics.warehouse.damage import Damage, Survey
from analytics.warehouse.manifest import sync_folder
from analytics.warehouse.places import KEY
from analytics.warehouse.private import FILE
from analytics.warehouse.roll import Roll

_WRITTEN = re.compile(r"([0-9a-f]{64})\n?(?:made (\S+)\n)?")
_MEND = N_(
    "Put {key} back from a backup and import anew what came meanwhile, or go on: python -m analytics settle {key}. "
    "Cases, deadlines and all other figures are not concerned."
)


def hash_key(warehouse: Path) -> bytes:
    """The key, made where there is none. Where it was lost, imports go on with a new one, and `key_damage` says so.

    What is damaged is kept aside. Several processes may ask at once: all get the same.
    """
    file = warehouse / KEY
    while (found := _read(file)) is None:
        if os.path.lexists(file):
            os.replace(file, _aside(file))
        fresh = file.with_name(f".{secrets.token_hex(6)}.new")
        made = datetime.now(UTC).isoformat(timespec="seconds")
        try:
            with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE), "w", encoding="utf-8") as stream:
                stream.write(f"{secrets.token_hex(32)}\nmade {made}\n")
                stream.flush()
                os.fsync(stream.fileno())
            fresh.chmod(FILE)
            os.link(fresh, file)  # never over one that another process has just made
        except (FileExistsError, FileNotFoundError):
            continue  # another process has just made one, or has cleaned what was not finished
        finally:
            fresh.unlink(missing_ok=True)
        sync_folder(warehouse)
    return found[0]


def print_of(key: bytes) -> str:
    """What tells a key from another without telling the key."""
    return hashlib.sha256(b"casewatch key" + key).hexdigest()[:16]


def key_damage(warehouse: Path, found: Survey, roll: Roll) -> Damage | None:
    """What is said while imports in force were masked with a key that is not there any more; None where all is well.

    Their applicants are not recognised in later imports. Settled once, it is said again only for another key.
    """
    if not found.in_force:
        return None
    present = _read(warehouse / KEY)
    if present is None:
        what = N_(
            "{key}, the key that makes applicants recognisable, is missing or damaged; the next import makes a new one."
        )
        return Damage(KEY, what, _MEND, {"key": KEY})
    key, made = present
    others = [
        manifest
        for manifest in found.in_force
        if (manifest.key_print != print_of(key) if manifest.key_print else manifest.imported_at < made)
    ]
    if not others or print_of(key) in roll.settled:
        return None
    what = N_(
        "{n} imports were masked with another key than {key} holds: it was lost or exchanged, and their applicants are "
        "not recognised in the imports since."
    )
    return Damage(KEY, what, _MEND, {"key": KEY, "n": len(others)})


def present_print(warehouse: Path) -> str:
    """The print of the key that is there. Raises `WarehouseDamaged` where none is."""
    present = _read(warehouse / KEY)
    if present is None:
        raise WarehouseDamaged(
            N_("There is no new {key} yet; the next import makes one. Settle it then, or put the old one back."),
            key=KEY,
        )
    return print_of(present[0])


def _read(file: Path) -> tuple[bytes, str] | None:
    """The key and when it was made ("" for one of an earlier version); None where there is none, or none that is whole."""
    try:
        written = _WRITTEN.fullmatch(file.read_text(encoding="ascii"))
    except (FileNotFoundError, IsADirectoryError, UnicodeDecodeError):
        return None
    return (bytes.fromhex(written[1]), written[2] or "") if written else None


def _aside(file: Path) -> Path:
    return file.with_name(f"{file.name}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
