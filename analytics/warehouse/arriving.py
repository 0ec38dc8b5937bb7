"""A file that arrives is read before anybody waits for it: the warehouse is not locked, and the next files may be read meanwhile."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from analytics.errors import N_, ExportRefused, ExportUnfinished
from analytics.exports import Export
from analytics.exports.apart.reading_apart import ReadingApart
from analytics.exports.read import base_name, fingerprint_of_bytes
from analytics.exports.reading.scratch import scratch_folder
from analytics.progress import Progress
from analytics.settings import Settings
from analytics.warehouse.dating import newest_believable, own_day
from analytics.warehouse.hash_key import hash_key, print_of
from analytics.warehouse.known_files import same_file
from analytics.warehouse.lock import READING, make_room, saying_when_full


@dataclass(frozen=True)
class Read:
    """What was read of a file, not kept yet: its rows lie in `folder`, the days are those its events tell of."""

    export: Export
    folder: Path
    exported_on: date | None
    newest_event: date | None
    key_print: str


class Arriving:
    """One file on its way into a warehouse. Its reading begins at once, unless it was imported before.

    To be left with `with`: that ends the reading and removes what it wrote and nobody kept. The rows are written into
    the warehouse, so that keeping them is one rename.
    """

    def __init__(self, path: Path, warehouse: Path, settings: Settings, mapping: str | Path | None) -> None:
        self.path = path
        self.warehouse = warehouse
        self.settings = settings
        self.mapping = mapping
        self.mapping_name = None if mapping is None else Path(mapping).stem
        self._reading: ReadingApart | None = None
        with ExitStack() as held, saying_when_full(warehouse):
            make_room(warehouse)
            self._room = held.enter_context(scratch_folder(warehouse / READING))
            self._seen = _seen(path)
            self.sha256 = self._fingerprint()
            self._held = held
            if same_file(warehouse, self.sha256, self.mapping_name) is None:
                self._begin()
            self._held = held.pop_all()

    def __enter__(self) -> Arriving:
        return self

    def __exit__(self, *_: object) -> None:
        self._held.close()

    @property
    def begun(self) -> bool:
        """Whether it is being read, since nobody has imported it before."""
        return self._reading is not None

    def read(self, tell: Progress) -> Read:
        """What was read, when it is. Raises what `ReadingApart.export` raises, and `ExportUnfinished`."""
        reading = self._reading or self._begin()
        try:
            export = reading.export(lambda step, share: tell(step, share * 0.7))
        except ExportRefused:
            self._unchanged()  # half a file may be refused for anything
            raise
        self._unchanged()
        return Read(
            export,
            self._folder,
            own_day(export.exported_on, export.days),
            newest_believable(export.days),
            print_of(self._key),
        )

    def _begin(self) -> ReadingApart:
        self._folder = self._room / "rows"
        self._key = hash_key(self.warehouse)
        self._reading = self._held.enter_context(
            ReadingApart(self.path, self._folder, self.settings, self.mapping, self._key, self.sha256)
        )
        return self._reading

    def _fingerprint(self) -> str | None:
        """What tells the bytes of the file from all others; None for what will be refused without having been read."""
        if not self.path.is_file() or self.path.stat().st_size > self.settings.imports.max_file_mb * 1_000_000:
            return None
        return fingerprint_of_bytes(self.path)

    def _unchanged(self) -> None:
        if _seen(self.path) != self._seen:
            raise ExportUnfinished(
                N_("`{file}` changed while it was read. Wait until it is written, then import it again."),
                file=base_name(self.path),
            )


def _seen(path: Path) -> tuple[int, int, int] | None:
    """By what a file is seen to change; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
