"""Which files were imported before, and the order of imports: asked for every file of a night without reading every manifest anew."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from analytics.errors import ImportDamaged
from analytics.warehouse.damage import is_import_id
from analytics.warehouse.kept_files import whole
from analytics.warehouse.manifest import Manifest, find_import, import_names, read_manifest

_ID_TIME = "%Y%m%dT%H%M%S%f"

_read: dict[Path, dict[str, tuple[str, str | None]]] = {}
"""By warehouse and import: the file's fingerprint and the mapping. Neither ever changes, so each manifest is read once."""


def same_file(warehouse: Path, digest: str | None, mapping: str | None) -> Manifest | None:
    """The import in force of the same bytes under the same mapping; None where there is none that is whole."""
    if digest is None:
        return None
    for import_id, told in _known(warehouse).items():
        if told == (digest, mapping):
            try:
                manifest = find_import(warehouse, import_id)
                if not manifest.in_force:
                    continue
                whole(warehouse, manifest, every_byte=True)
            except ImportDamaged:
                continue  # imported again, the file takes the place of what is damaged
            return manifest
    return None


def next_id(warehouse: Path, now: datetime) -> str:
    """An id later than every other, also when the machine's clock has been put back: ids are the order of imports."""
    newest = next(filter(is_import_id, sorted(import_names(warehouse), reverse=True)), None)
    if newest is not None:
        now = max(now, datetime.strptime(newest[:21], _ID_TIME).replace(tzinfo=UTC) + timedelta(microseconds=1))
    return f"{now.strftime(_ID_TIME)}-{secrets.token_hex(2)}"


def _known(warehouse: Path) -> dict[str, tuple[str, str | None]]:
    known = _read.setdefault(warehouse.resolve(), {})
    names = import_names(warehouse)
    for gone in known.keys() - names:
        del known[gone]
    for name in sorted(names - known.keys()):
        try:
            manifest = read_manifest(warehouse / "imports" / name)
        except ImportDamaged:
            continue
        known[name] = (manifest.sha256, manifest.mapping)
    return known
