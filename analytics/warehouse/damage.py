"""What of a warehouse is not as it was written, told import by import, each with its way out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analytics.errors import N_, ImportDamaged
from analytics.warehouse.kept_files import whole
from analytics.warehouse.manifest import Manifest, import_folders, read_manifest
from analytics.warehouse.proved import Proved
from analytics.warehouse.roll import Entry, Roll, read_roll

GONE = N_("imports/{folder}: the folder is missing.")


@dataclass(frozen=True)
class Damage:
    """Something that is not as it was written: where it is, what is wrong, and the way out; both templates.

    Of an import: its id, the export that it came from, and how many accepted rows of it are concerned (None where
    nothing tells).
    """

    place: str
    what: str
    mend: str
    details: dict[str, Any]
    import_id: str | None = None
    file: str = ""
    rows: int | None = None


@dataclass(frozen=True)
class Survey:
    """The imports of a warehouse: those that are whole (undone ones too), and what is damaged of the others.

    `damaged` are those that the figures would hold and that nobody has settled; `settled` those that somebody did, that
    were undone, or whose export was imported again. `readable` are the manifests that can be read, `unseen` the imports
    whose damage only reading every byte tells.
    """

    imports: list[Manifest] = field(default_factory=list)
    damaged: list[Damage] = field(default_factory=list)
    settled: list[Damage] = field(default_factory=list)
    readable: list[Manifest] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)

    @property
    def in_force(self) -> list[Manifest]:
        """The imports that count."""
        return [manifest for manifest in self.imports if manifest.in_force]


def survey(
    warehouse: Path,
    roll: Roll | None = None,
    every_byte: bool = False,
    expected: Iterable[str] = (),
    proved: Proved | None = None,
) -> Survey:
    """Look at every import: is it there, is its manifest whole, are its files as they were written.

    Presence and size are looked at, and with `every_byte` all that was written; that of the imports in which the last
    publish found such damage always; `proved` knows whose bytes need not be read again. `expected` are ids beside those
    of the roll.
    """
    roll = roll or read_roll(warehouse)
    told: dict[str, ImportDamaged] = {}
    sound: dict[str, Manifest] = {}
    read: dict[str, Manifest] = {}
    unseen: list[str] = []
    for folder in import_folders(warehouse):
        try:
            manifest = read[folder.name] = read_manifest(folder)
            whole(warehouse, manifest)
            if folder.name in roll.found or (every_byte and not (proved and proved.still(manifest))):
                unseen.append(folder.name)
                look = proved.look(manifest) if proved else {}
                whole(warehouse, manifest, every_byte=True)
                if proved:
                    proved.note(manifest, look)
                unseen.pop()
            sound[folder.name] = manifest
        except ImportDamaged as error:
            import_id = folder.name if folder.name in roll.imports else str(error.details["import_id"])
            if is_import_id(import_id):
                told.setdefault(import_id, ImportDamaged(error.template, **{**error.details, "import_id": import_id}))
    for import_id in {*roll.imports, *expected} - sound.keys() - told.keys():
        told[import_id] = ImportDamaged(GONE, import_id=import_id, folder=import_id)
    again = {(manifest.sha256, manifest.mapping) for manifest in sound.values() if manifest.in_force}
    result = Survey([sound[import_id] for import_id in sorted(sound)], readable=[*read.values()], unseen=unseen)
    for import_id in sorted(told.keys() - sound.keys()):
        manifest_read = read.get(import_id)
        entry = _entry(manifest_read) if manifest_read else roll.imports.get(import_id, Entry())
        gone_on = (
            import_id in roll.settled
            or not entry.in_force
            or (entry.sha256 != "" and (entry.sha256, entry.mapping) in again)
        )
        (result.settled if gone_on else result.damaged).append(_damage(told[import_id], entry))
    return result


def is_import_id(text: str) -> bool:
    """Whether a text has the shape of an import's id, and so names a folder beside the others and no other place."""
    time, _, tail = text.partition("-")
    digits = time.replace("T", "", 1)
    return len(time) == 21 and time[8] == "T" and digits.isdecimal() and digits.isascii() and tail.isalnum()


def _entry(manifest: Manifest) -> Entry:
    return Entry(manifest.file, manifest.sha256, manifest.mapping, manifest.accepted, manifest.in_force)


def _damage(error: ImportDamaged, entry: Entry) -> Damage:
    details = error.details
    return Damage(
        f"imports/{details['folder']}",
        error.template,
        error.mend,
        details,
        str(details["import_id"]),
        entry.file,
        entry.accepted,
    )
