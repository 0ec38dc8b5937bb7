"""What is known of one import: the manifest beside its rows."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import MISSING, asdict, dataclass, field, fields
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from analytics.errors import N_, ImportDamaged, UnknownImport
from analytics.exports.export import Part
from analytics.schema import KINDS
from analytics.warehouse.private import FILE

_FEW = 50  # files that are brought to the disk one by one


@dataclass(frozen=True)
class Kept:
    """A file as it was written: its bytes and their fingerprint."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """One import: its file, its parts with their counts, the sheets left out and why, who and when. Days and times are ISO texts.

    `files` holds size and SHA-256 of every kept file, by its name; `key_print` tells with which key applicants were
    made recognisable. Both are empty in imports of earlier versions.
    """

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
    files: dict[str, Kept] = field(default_factory=dict)
    key_print: str = ""

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


def write_durably(path: Path, text: str, mode: int | None = FILE) -> None:
    """Write a small file so that a crash leaves either the old one or the new one.

    It has `mode` whatever the umask; None leaves that to the umask, for what lies outside the warehouse.
    """
    fresh = path.with_name(f".{secrets.token_hex(6)}.new")  # no longer than any name may be
    try:
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode or 0o666), "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            fresh.chmod(mode)
        os.replace(fresh, path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_all_durably(texts: dict[Path, str]) -> None:
    """`write_durably` for several files; many are brought to the disk by one sync of the whole system."""
    if len(texts) <= _FEW or not hasattr(os, "sync"):
        for path, text in texts.items():
            write_durably(path, text)
        return
    fresh = {path: path.with_name(f".{secrets.token_hex(6)}.new") for path in texts}
    try:
        for path, text in texts.items():
            with open(
                os.open(fresh[path], os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE), "w", encoding="utf-8"
            ) as stream:
                stream.write(text)
            fresh[path].chmod(FILE)
        os.sync()
        for path in texts:
            os.replace(fresh[path], path)
    except BaseException:
        for left in fresh.values():
            left.unlink(missing_ok=True)
        raise


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


def import_names(warehouse: Path) -> set[str]:
    """The names of what lies among the imports: asked for every file of a night, so nothing more is looked at."""
    try:
        return {name for name in os.listdir(warehouse / "imports") if not name.startswith(".")}
    except (FileNotFoundError, NotADirectoryError):
        return set()


def import_folders(warehouse: Path) -> list[Path]:
    """The folders of a warehouse that hold, or should hold, an import; the oldest first."""
    try:
        entries = sorted(os.scandir(warehouse / "imports"), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [Path(entry) for entry in entries if not entry.name.startswith(".") and entry.is_dir()]


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an import's folder. Raises `ImportDamaged` where it is not as it was written."""
    file = folder / "manifest.json"
    try:
        found = file.stat()
    except OSError:
        return _read(folder)  # says what is wrong
    return _read(folder, found.st_ino, found.st_ctime_ns, found.st_size)


@lru_cache(maxsize=20_000)
def _read(folder: Path, *_same_file: int) -> Manifest:
    """Read and check a manifest; once only, as long as the file is the same."""
    try:
        told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise damaged(folder, N_("imports/{folder}: it has no manifest.json.")) from None
    except OSError as error:
        raise damaged(
            folder, N_("imports/{folder}: manifest.json cannot be read ({error})."), error=error.strerror
        ) from error
    except (ValueError, RecursionError) as error:
        raise damaged(folder, N_("imports/{folder}: manifest.json is cut or garbled.")) from error
    if not isinstance(told, dict):
        raise damaged(folder, N_("imports/{folder}: manifest.json is cut or garbled."))
    known = {each.name: each for each in fields(Manifest)}
    for key in known:
        if key not in told and known[key].default is MISSING and known[key].default_factory is MISSING:
            raise damaged(folder, N_("imports/{folder}: manifest.json lacks {key}."), key=key)
    if more := sorted(told.keys() - known.keys()):
        raise damaged(
            folder,
            N_("imports/{folder}: manifest.json has a key that this version does not know, {key}."),
            key=", ".join(more),
        )
    try:
        manifest = _checked().validate_python(told)
    except ValidationError as error:
        wrong = ".".join(map(str, error.errors()[0]["loc"]))
        raise damaged(
            folder, N_("imports/{folder}: {key} in manifest.json is not what it should be."), key=wrong
        ) from error
    for key in _wrong(manifest):
        raise damaged(folder, N_("imports/{folder}: {key} in manifest.json is not what it should be."), key=key)
    if manifest.id != folder.name:
        raise damaged(
            folder,
            N_("imports/{folder}: the import {own} lies in it; rename the folder to that."),
            own=manifest.id,
            import_id=manifest.id,
        )
    return manifest


@cache
def _checked() -> TypeAdapter[Manifest]:
    return TypeAdapter(Manifest)


@cache
def _checked_part() -> TypeAdapter[Part]:
    return TypeAdapter(Part)


def _wrong(manifest: Manifest) -> Iterator[str]:
    """The keys of a manifest whose values cannot be: days that are none, kinds nobody knows, counts that do not add up."""
    for key, parse in (
        ("imported_at", datetime.fromisoformat),
        ("exported_on", date.fromisoformat),
        ("newest_event", date.fromisoformat),
        ("undone_at", datetime.fromisoformat),
    ):
        value = getattr(manifest, key)
        try:
            if value is not None:
                parse(value)
        except ValueError:
            yield key
    for number, told in enumerate(manifest.parts):
        try:
            part = _checked_part().validate_python(told)
        except ValidationError as error:
            yield f"parts.{number}." + ".".join(map(str, error.errors()[0]["loc"]))
            continue
        if part.kind not in KINDS:
            yield f"parts.{number}.kind"
        for key, name, rows in (
            ("rows", part.rows, part.accepted),
            ("rejected_rows", part.rejected_rows, part.rejected),
        ):
            if (name is None) != (rows == 0) or (name is not None and name != Path(name).name):
                yield f"parts.{number}.{key}"
        if part.rows_read != part.accepted + part.rejected + part.ignored:
            yield f"parts.{number}.rows_read"
    if manifest.rows_read != manifest.accepted + manifest.rejected + manifest.ignored:
        yield "rows_read"
    for key in ("accepted", "rejected"):
        if getattr(manifest, key) != sum(part[key] for part in manifest.parts):
            yield key


def damaged(folder: Path, what: str, import_id: str | None = None, **details: object) -> ImportDamaged:
    """What is wrong with the import in a folder, as an error to raise."""
    return ImportDamaged(what, import_id=import_id or folder.name, folder=folder.name, **details)


def list_imports(warehouse: Path) -> list[Manifest]:
    """Every import whose manifest is whole, the undone ones too, oldest first; `survey` tells of the others."""
    found = []
    for folder in import_folders(warehouse):
        try:
            found.append(read_manifest(folder))
        except ImportDamaged:
            continue  # told by `survey`, which every publish and every page asks
    return found


def find_import(warehouse: Path, import_id: str) -> Manifest:
    """The import with this id. Raises `UnknownImport`, and `ImportDamaged` where its manifest is not whole."""
    folder = warehouse / "imports" / import_id
    if import_id.startswith(".") or Path(import_id).name != import_id or not folder.is_dir():
        raise UnknownImport(N_("No import {id}. `python -m analytics imports` lists them."), id=import_id)
    return read_manifest(folder)
