"""Settling damage: somebody decides to go on without an import, or with another key; until then every page says it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from analytics.errors import N_, UnknownImport
from analytics.progress import Progress
from analytics.settings import Settings
from analytics.snapshot.publish import publish_in_force
from analytics.warehouse.damage import Damage, survey
from analytics.warehouse.hash_key import key_damage, present_print
from analytics.warehouse.lock import writing
from analytics.warehouse.places import KEY
from analytics.warehouse.roll import Settled, read_roll, write_roll
from analytics.warehouse.who import user


def unsettled(warehouse: Path) -> list[Damage]:
    """What is damaged and concerns the figures, and what nobody has settled: imports first, then the key."""
    roll = read_roll(warehouse)
    found = survey(warehouse, roll)
    key = key_damage(warehouse, found, roll)
    return [*found.damaged, *([key] if key else [])]


def settle(what: str, warehouse: Path, settings: Settings, progress: Progress | None = None) -> Damage:
    """Go on without a damaged import, or, for `hash.key`, with another key; publish, and return what was settled.

    What is left of the import stays where it is; whole again, it counts again. Raises `UnknownImport` for what is not
    damaged, `WarehouseDamaged` for a key that is not there yet.
    """
    with writing(warehouse, settings, progress):
        damaged = {damage.import_id or damage.place: damage for damage in unsettled(warehouse)}
        if what not in damaged:
            raise UnknownImport(
                N_("{what} is not damaged, or was settled before. `python -m analytics check` lists what is."),
                what=what,
            )
        decided = Settled(datetime.now(UTC).isoformat(timespec="seconds"), user())
        name = present_print(warehouse) if what == KEY else what
        roll = read_roll(warehouse)
        write_roll(warehouse, replace(roll, settled={**roll.settled, name: decided}))
        publish_in_force(warehouse, settings)
    return damaged[what]
