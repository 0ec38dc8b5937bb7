"""Which kept files a publish has proved byte for byte, and by what it would see that one was touched since.

A night of thousands of exports is not read again every night: what has the size, the times and the place on the disk that
it had is taken as it was, and proved again after some days, for a disk may lose bits in silence. `check` reads every byte.
"""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

from analytics.warehouse.kept_files import kept_files
from analytics.warehouse.manifest import Manifest, write_durably
from analytics.warehouse.places import PROVED

AGAIN_AFTER_DAYS = 7


class Proved:
    """What was proved, by import: the day, and how each of its files looked then."""

    def __init__(self, warehouse: Path, today: date | None = None) -> None:
        self.warehouse = warehouse
        self.today = today or date.today()
        self._before = self._read()
        self._now: dict[str, Any] = {}

    def still(self, manifest: Manifest) -> bool:
        """Whether the files of an import were proved lately, and nobody has touched one since."""
        told: Any = self._before.get(manifest.id)
        try:
            day, seen = date.fromisoformat(told["day"]), told["files"]
        except (TypeError, KeyError, ValueError):
            return False
        if 0 <= (self.today - day).days < AGAIN_AFTER_DAYS and seen == self.look(manifest):
            self._now[manifest.id] = told
            return True
        return False

    def look(self, manifest: Manifest) -> dict[str, list[int]]:
        """How the files of an import look: to be asked before they are read. Empty where one cannot be looked at."""
        folder = self.warehouse / "imports" / manifest.id
        try:
            return {name: _look(folder / name) for name in kept_files(manifest)}
        except OSError:
            return {}

    def note(self, manifest: Manifest, look: dict[str, list[int]]) -> None:
        """The files of an import are as they were written; they looked like `look` before they were read."""
        written = manifest.files.keys() >= kept_files(manifest).keys()
        if look and written:
            self._now[manifest.id] = {"day": self.today.isoformat(), "files": look}

    def keep(self) -> None:
        """Write down what is proved now."""
        if self._now != self._before:
            write_durably(self.warehouse / PROVED, json.dumps(self._now, separators=(",", ":")))

    def _read(self) -> dict[str, Any]:
        """What was proved before; nothing where that cannot be read, and all is proved again."""
        try:
            told = json.loads((self.warehouse / PROVED).read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return told if isinstance(told, dict) else {}


def _look(file: Path) -> list[int]:
    found = os.lstat(file)
    return [found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns]
