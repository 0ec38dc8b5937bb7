"""Examining a whole warehouse: every kept file by its fingerprint, the figures in service, the key, and what lies there astray."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from analytics.errors import N_, EmptyWarehouse, SnapshotBroken
from analytics.snapshot.effect import EFFECT, read_effect
from analytics.snapshot.opened import current_snapshot_file
from analytics.warehouse.damage import Damage, Survey, is_import_id, survey
from analytics.warehouse.hash_key import key_damage
from analytics.warehouse.kept_files import kept_files
from analytics.warehouse.manifest import Manifest, import_folders
from analytics.warehouse.places import DERIVED, KEPT, KEY, ROLL
from analytics.warehouse.private import open_to_others
from analytics.warehouse.roll import Roll, read_roll

DAMAGED, SETTLED, NOTED = "damaged", "settled", "noted"
"""What must be mended or settled; what somebody settled; what is only said."""

_ASIDE = re.compile(rf"({re.escape(KEY)}|{re.escape(ROLL)})\.damaged.*|\..+")
_SNAPSHOTS = re.compile(r"[0-9a-f]{16}\.(duckdb|building.*|scratch|lock)|known")
_PUBLISH = N_("No import is lost; build the figures again: python -m analytics publish")
_MOVE = N_("It counts nowhere. Move it out of the warehouse.")


@dataclass(frozen=True)
class Examined:
    """One thing that an examination has to say, and how grave it is: "damaged", "settled" or "noted"."""

    state: str
    damage: Damage


def examine(warehouse: Path) -> list[Examined]:
    """All that is not as it was written; nothing where all is well. Reads every kept file, changes nothing.

    Raises `EmptyWarehouse` where there is no warehouse.
    """
    if not warehouse.is_dir():
        raise EmptyWarehouse(
            N_(
                "{warehouse} holds no imports yet. Import an export file, or make the demo data: python -m analytics demo"
            ),
            warehouse=warehouse,
        )
    roll = read_roll(warehouse)
    found = survey(warehouse, roll, every_byte=True)
    key = key_damage(warehouse, found, roll)
    damaged = [
        *found.damaged,
        *([key] if key else []),
        *_roll(roll),
        *_figures(warehouse),
        *_permissions(warehouse),
    ]
    noted = [*_strays(warehouse), *_effects(warehouse, found), *_unprinted(found)]
    return [
        *(Examined(DAMAGED, damage) for damage in damaged),
        *(Examined(SETTLED, damage) for damage in found.settled),
        *(Examined(NOTED, damage) for damage in noted),
    ]


def _roll(roll: Roll) -> Iterator[Damage]:
    if roll.broken:
        what = N_("{place} is cut or garbled: an import that vanished meanwhile cannot be missed.")
        mend = N_("Put it back from a backup; else the next publish writes it anew: python -m analytics publish")
        yield Damage(ROLL, what, mend, {"place": ROLL})


def _figures(warehouse: Path) -> Iterator[Damage]:
    """The pointer and the snapshot it names, every value of it; older snapshots are read by nobody who starts now."""
    try:
        file = current_snapshot_file(warehouse)
    except EmptyWarehouse:
        return
    except SnapshotBroken:
        yield Damage(
            "current", N_("{place} does not say which figures are in service."), _PUBLISH, {"place": "current"}
        )
        return
    place = f"snapshots/{file.name}"
    if not file.is_file():
        yield Damage(place, N_("{place}, the figures in service, is missing."), _PUBLISH, {"place": place})
        return
    try:
        with duckdb.connect(str(file), read_only=True) as connection:
            for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
                connection.execute(f'SELECT bit_xor(hash(whole)) FROM "{name}" AS whole').fetchall()
            connection.execute("SELECT as_of FROM scope").fetchall()
    except duckdb.Error as error:
        details = {"place": place, "error": str(error).splitlines()[0]}
        mend = N_("No import is lost; remove the file, then build the figures again: python -m analytics publish")
        yield Damage(place, N_("{place}, the figures in service, cannot be read ({error})."), mend, details)


def _permissions(warehouse: Path) -> Iterator[Damage]:
    """What others than the owner may read; the first place and how many there are."""
    if os.name == "nt":
        return
    places = [Path(top) / name for top, folders, files in os.walk(warehouse) for name in (*folders, *files)]
    wide = [place for place in [warehouse, *places] if not place.is_symlink() and open_to_others(place)]
    if wide:
        what = N_("{place} and {n} more places of the warehouse can be read or changed by other users.")
        mend = N_("chmod -R u=rwX,go= {warehouse}")
        details = {"place": wide[0], "n": len(wide) - 1, "warehouse": warehouse}
        yield Damage(str(wide[0]), what, mend, details)


def _strays(warehouse: Path) -> Iterator[Damage]:
    """What lies in the warehouse and belongs to nothing, links among them."""
    for folder, own in (
        (warehouse, _belongs),
        (warehouse / "imports", _is_import),
        (warehouse / "snapshots", _is_snapshot),
    ):
        for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
            if own(entry):
                continue
            place = entry.relative_to(warehouse).as_posix()
            yield Damage(place, N_("{place} belongs to no import and no figures."), _MOVE, {"place": place})


def _belongs(entry: Path) -> bool:
    return entry.name in KEPT | DERIVED or _ASIDE.fullmatch(entry.name) is not None


def _is_import(entry: Path) -> bool:
    return entry.name.startswith(".") or (is_import_id(entry.name) and entry.is_dir() and not entry.is_symlink())


def _is_snapshot(entry: Path) -> bool:
    return _SNAPSHOTS.fullmatch(entry.name) is not None


def _effects(warehouse: Path, found: Survey) -> Iterator[Damage]:
    """What is written beside the rows of an import, and what nobody wrote there."""
    manifests = {manifest.id: manifest for manifest in found.imports}
    for folder in import_folders(warehouse):
        manifest = manifests.get(folder.name)
        if manifest is None:
            continue
        place = f"imports/{folder.name}/{EFFECT}"
        if (folder / EFFECT).exists():
            try:
                read_effect(folder)
            except (OSError, ValueError, KeyError, TypeError, AttributeError):
                what = N_("{place} is cut or garbled: what the import changed in the stock is not told any more.")
                yield Damage(place, what, N_("Put it back from a backup, or remove it."), {"place": place})
        yield from _beside(folder, manifest)


def _beside(folder: Path, manifest: Manifest) -> Iterator[Damage]:
    named = {"manifest.json", EFFECT, *kept_files(manifest)}
    for file in sorted(folder.iterdir()):
        if file.name not in named and not file.name.startswith("."):
            place = f"imports/{folder.name}/{file.name}"
            yield Damage(place, N_("{place} belongs to no import and no figures."), _MOVE, {"place": place})


def _unprinted(found: Survey) -> Iterator[Damage]:
    for manifest in found.imports:
        if kept_files(manifest) and not manifest.files:
            what = N_(
                "{place} has no fingerprint: an earlier version wrote it. Its rows can be read and are all there."
            )
            place = f"imports/{manifest.id}"
            mend = N_("Nothing has to be done.")
            yield Damage(place, what, mend, {"place": place}, manifest.id, manifest.file, manifest.accepted)
