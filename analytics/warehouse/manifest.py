"""What is known of one import: the manifest beside its rows."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from analytics.errors import N_, UnknownImport


@dataclass(frozen=True)
class Manifest:
    """One import: its file, its parts with their counts, the sheets left out and why, who and when. Days and times are ISO texts."""

    id: str
    file: str
    sha256: str
    size: int
    imported_at: str
    who: str
    mapping: str | None
    exported_on: str | None
    newest_event: str | None
    rows_read: int
    accepted: int
    rejected: int
    ignored: int
    parts: list[dict[str, Any]] = field(default_factory=list)
    skipped: list[dict[str, Any]] = field(default_factory=list)
    demo: bool = False
    undone_at: str | None = None

    @property
    def in_force(self) -> bool:
        """Whether the import counts, that is has not been undone."""
        return self.undone_at is None

    @property
    def counts_from(self) -> str:
        """The export day, an ISO text: which of two rows of one case is the newer. The newest event where none is known."""
        return self.exported_on or self.newest_event or "1900-01-01"

    def export_day(self, zone: str) -> date:
        """The last day of which the export can tell: its own date, else the day of import in the time zone `zone`."""
        if self.exported_on:
            return date.fromisoformat(self.exported_on)
        return datetime.fromisoformat(self.imported_at).astimezone(ZoneInfo(zone)).date()


def write_durably(path: Path, text: str, mode: int = 0o666) -> None:
    """Write a small file so that a crash leaves either the old one or the new one. `mode` is narrowed by the umask."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(fresh, path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder survive a power cut, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(file: Path) -> None:
    """Make the content of a file survive a power cut."""
    with file.open("r+b") as stream:  # Windows syncs only what is open for writing
        os.fsync(stream.fileno())


def sync_tree(folder: Path) -> None:
    """Make every file of a folder survive a power cut before a rename says that it is there."""
    for file in folder.iterdir():
        sync_file(file)
    sync_folder(folder)


def save_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest into the import's folder."""

    def as_text(value: object) -> str:
        return value.isoformat() if isinstance(value, date) else str(value)

    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=2, default=as_text)
    write_durably(folder / "manifest.json", text)


def list_imports(warehouse: Path) -> list[Manifest]:
    """Every import that the warehouse keeps, the undone ones too, oldest first."""
    imports = warehouse / "imports"
    names = sorted(name for name in os.listdir(imports) if not name.startswith(".")) if imports.is_dir() else []
    found = []
    for name in names:
        file = f"{imports}{os.sep}{name}{os.sep}manifest.json"
        try:
            changed = os.stat(file)
        except (FileNotFoundError, NotADirectoryError):
            continue  # no import
        found.append(_manifest(file, changed.st_mtime_ns, changed.st_ino))
    return found


@lru_cache(maxsize=50_000)
def _manifest(file: str, _changed: int, _inode: int) -> Manifest:
    """The manifest in a file, read once while that is the same: a night of 5,000 files asks for all of them as often."""
    return Manifest(**json.loads(Path(file).read_text(encoding="utf-8")))


def find_import(warehouse: Path, import_id: str) -> Manifest:
    """The import with this id. Raises `UnknownImport`."""
    for manifest in list_imports(warehouse):
        if manifest.id == import_id:
            return manifest
    raise UnknownImport(N_("No import {id}. `python -m analytics imports` lists them."), id=import_id)
