"""The roll of a warehouse: which imports it has ever published, so that one that vanishes is missed.

One file beside the imports, written under the lock by every publish. Lost or damaged, it is written anew from what is
there; only what people settled is then asked again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from analytics.warehouse.manifest import Manifest, write_durably
from analytics.warehouse.places import ROLL


@dataclass(frozen=True)
class Entry:
    """An import as it was when it was last seen whole: the export, its fingerprint, its rows, whether it counted."""

    file: str = ""
    sha256: str = ""
    mapping: str | None = None
    accepted: int | None = None
    in_force: bool = True


@dataclass(frozen=True)
class Settled:
    """Somebody decided to go on without what is damaged. `at` is an ISO time."""

    at: str
    who: str


@dataclass(frozen=True)
class Roll:
    """Every import ever published, by its id; what was settled, by id or file; what the last publish found damaged.

    `found` are the imports whose damage only reading every byte tells. `broken` where the file could not be read.
    """

    imports: dict[str, Entry] = field(default_factory=dict)
    settled: dict[str, Settled] = field(default_factory=dict)
    found: list[str] = field(default_factory=list)
    broken: bool = False


def read_roll(warehouse: Path) -> Roll:
    """The roll as it was last written; an empty one where there is none yet."""
    try:
        told = json.loads((warehouse / ROLL).read_text(encoding="utf-8"))
        return Roll(
            {import_id: Entry(**entry) for import_id, entry in told["imports"].items()},
            {what: Settled(**entry) for what, entry in told["settled"].items()},
            [str(import_id) for import_id in told["found"]],
        )
    except FileNotFoundError:
        return Roll()
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Roll(broken=True)


def write_roll(warehouse: Path, roll: Roll) -> None:
    """Write the roll where it says something new; one that cannot be read is kept aside."""
    before = read_roll(warehouse)
    if before == roll and (warehouse / ROLL).exists():
        return
    if before.broken:
        os.replace(warehouse / ROLL, warehouse / f"{ROLL}.damaged")
    told = {key: value for key, value in asdict(roll).items() if key != "broken"}
    write_durably(warehouse / ROLL, json.dumps(told, ensure_ascii=False, indent=1))


def seen(roll: Roll, manifests: Iterable[Manifest], expected: Iterable[str], found: Iterable[str]) -> Roll:
    """The roll with every import that is there, every one that the published figures hold, and the damage found."""
    there = {
        manifest.id: Entry(manifest.file, manifest.sha256, manifest.mapping, manifest.accepted, manifest.in_force)
        for manifest in manifests
    }
    imports = {**{import_id: Entry() for import_id in expected}, **roll.imports, **there}
    return Roll({import_id: imports[import_id] for import_id in sorted(imports)}, roll.settled, sorted(found))
