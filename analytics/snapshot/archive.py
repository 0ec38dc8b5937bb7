"""A whole warehouse in one file: written while the warehouse is in use, every file with its fingerprint, read back and proved."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from analytics.errors import N_, BackupRefused, EmptyWarehouse, SnapshotBroken
from analytics.progress import Progress
from analytics.register.backed_up import in_backup
from analytics.settings import Settings
from analytics.snapshot.opened import current_snapshot_file
from analytics.warehouse.lock import disk_full, saying_when_full, writing
from analytics.warehouse.manifest import Kept, sync_folder
from analytics.warehouse.places import KEPT, REGISTER, REGISTER_LINES
from analytics.warehouse.private import FILE, private_folder

INDEX = "casewatch-backup.json"
FORMAT = 1
_IMMUTABLE = (".parquet", ".duckdb")


@dataclass(frozen=True)
class Backup:
    """What an archive holds: when it was made, how many imports, and the fingerprint of every file by its place."""

    made_at: str
    imports: int
    files: dict[str, Kept]
    format: int = FORMAT

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(kept.size for kept in self.files.values())


def write_backup(warehouse: Path, target: Path, settings: Settings, progress: Progress | None = None) -> Backup:
    """Write the warehouse as it is at one moment into `target`, which only its owner may read: the key is in it.

    Only while the files are listed must others wait: rows and figures never change once they are there, and what does
    change is small and read at once. Raises `BackupRefused`, `DiskFull`, `WarehouseBusy`.
    """
    if not (warehouse / "imports").is_dir():
        raise BackupRefused(
            N_("There is no warehouse {warehouse}. Nothing was written. Name its folder with --warehouse."),
            warehouse=warehouse,
        )
    if os.path.lexists(target):
        raise BackupRefused(
            N_("{target} exists already, and nothing is overwritten. Name another file."), target=target
        )
    if target.resolve().is_relative_to(warehouse.resolve()):
        raise BackupRefused(N_("{target} lies in the warehouse itself. Name a file elsewhere."), target=target)
    unfinished = target.with_name(f".{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:12]}.unfinished")
    try:
        with ExitStack() as opened, saying_when_full(target.parent):
            with writing(warehouse, settings, progress):
                contents = {place: _content(file, opened) for place, file in _files(warehouse)} | in_backup(warehouse)
            unfinished.unlink(missing_ok=True)
            handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE)
            with os.fdopen(handle, "wb") as stream:
                os.chmod(unfinished, FILE)
                backup = _write(stream, contents)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(unfinished, target)
            sync_folder(target.parent)
    except OSError as error:
        raise BackupRefused(
            N_("The backup {target} cannot be written: {error} ({place}). The warehouse is as before."),
            target=target,
            error=error.strerror,
            place=error.filename or target,
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return backup


def _files(warehouse: Path) -> Iterator[tuple[str, Path]]:
    """Every file to keep, by its place, and the figures in service; without what is unfinished and without links.

    The register is left to `in_backup`: it may be written to at this very moment.
    """
    by_itself = {REGISTER, REGISTER_LINES}
    for top, folders, files in os.walk(warehouse):
        inside = Path(top).relative_to(warehouse)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and (inside.parts or name in KEPT - by_itself)
        )
        for name in sorted(files):
            file = Path(top) / name
            kept = name != "lock" if inside.parts else name in KEPT - by_itself
            if kept and not name.startswith(".") and file.is_file() and not file.is_symlink():
                yield (inside / name).as_posix(), file
    try:
        snapshot = current_snapshot_file(warehouse)
    except (EmptyWarehouse, SnapshotBroken):
        return
    if snapshot.is_file():
        yield f"snapshots/{snapshot.name}", snapshot


def _content(file: Path, opened: ExitStack) -> Path | BinaryIO | bytes:
    """What will be written of a file: of rows the path, for they stay; of figures the open file, for they may be forgotten; else the bytes."""
    if file.suffix == ".duckdb":
        return opened.enter_context(file.open("rb"))
    return file if file.suffix in _IMMUTABLE else file.read_bytes()


def _write(stream: BinaryIO, contents: dict[str, Path | BinaryIO | bytes]) -> Backup:
    kept: dict[str, Kept] = {}
    now = datetime.now(UTC)
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for place, content in contents.items():
            kept[place] = _add(archive, place, content, now)
        imports = len({place.split("/")[1] for place in kept if place.startswith("imports/")})
        backup = Backup(now.isoformat(timespec="seconds"), imports, kept)
        _add(archive, INDEX, json.dumps(asdict(backup), ensure_ascii=False, indent=1).encode(), now)
    return backup


class _Hashing(io.RawIOBase):
    """A file that is read, with the fingerprint of what was read so far."""

    def __init__(self, source: BinaryIO) -> None:
        self.source = source
        self.digest = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        read = self.source.read(size)
        self.digest.update(read)
        return read


def _add(archive: tarfile.TarFile, place: str, content: Path | BinaryIO | bytes, now: datetime) -> Kept:
    with ExitStack() as closing:
        if isinstance(content, bytes):
            source: BinaryIO = io.BytesIO(content)
            size = len(content)
        else:
            source = closing.enter_context(content.open("rb")) if isinstance(content, Path) else content
            size = os.fstat(source.fileno()).st_size
        member = tarfile.TarInfo(place)
        member.size, member.mode, member.mtime = size, FILE, int(now.timestamp())
        hashing = _Hashing(source)
        archive.addfile(member, hashing)  # type: ignore[arg-type]
        return Kept(size, hashing.digest.hexdigest())


def unpack(source: Path, folder: Path) -> Backup:
    """Unpack an archive into `folder` and prove every file. Raises `BackupRefused` where it is not whole or not ours."""
    found: dict[str, Kept] = {}
    index: bytes | None = None
    try:
        with tarfile.open(source, mode="r:") as archive:
            for member in archive:
                read = archive.extractfile(member) if member.isreg() else None
                if read is None:
                    raise _not_ours(source)
                if member.name == INDEX:
                    index = read.read()
                    continue
                found[member.name] = _unpack(read, folder, member.name, source)
    except FileNotFoundError:
        raise BackupRefused(N_("There is no file {source}. Check its name and place."), source=source) from None
    except tarfile.TarError as error:
        raise _cut(source) from error
    except OSError as error:
        if disk_full(error) is not None:
            raise
        raise BackupRefused(
            N_("The backup {source} cannot be read: {error}. Nothing was changed. Copy it again, or use another one."),
            source=source,
            error=error.strerror or error,
        ) from error
    if index is None:
        raise _cut(source)
    try:
        told = json.loads(index)
        backup = Backup(
            told["made_at"],
            told["imports"],
            {place: Kept(**kept) for place, kept in told["files"].items()},
            told["format"],
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _cut(source) from error
    if backup.format != FORMAT:
        raise BackupRefused(
            N_("{source} was written by a newer version. Restore it with that one. Nothing was changed."), source=source
        )
    for place in sorted(backup.files.keys() | found.keys()):
        if backup.files.get(place) != found.get(place):
            raise BackupRefused(
                N_(
                    "The backup {source} is damaged: {place} is not as it was written. Nothing was changed; use another backup."
                ),
                source=source,
                place=place,
            )
    return backup


def _unpack(read: IO[bytes], folder: Path, place: str, source: Path) -> Kept:
    parts = PurePosixPath(place)
    if parts.is_absolute() or ".." in parts.parts or str(parts) != place or "\\" in place or "\0" in place:
        raise _not_ours(source)
    target = folder / place
    for above in reversed(parts.parents):
        private_folder(folder / above)
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE), "wb") as stream:
        while block := read.read(1 << 20):
            stream.write(block)
            digest.update(block)
            size += len(block)
        stream.flush()
        os.fsync(stream.fileno())
    target.chmod(FILE)
    return Kept(size, digest.hexdigest())


def _cut(source: Path) -> BackupRefused:
    return BackupRefused(
        N_("The backup {source} is cut, or is no backup of a warehouse. Nothing was changed; use another one."),
        source=source,
    )


def _not_ours(source: Path) -> BackupRefused:
    return BackupRefused(
        N_(
            "{source} is no backup of a warehouse: it holds what a backup never does. Nothing was changed. Name another file."
        ),
        source=source,
    )
