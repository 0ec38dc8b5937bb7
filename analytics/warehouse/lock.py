"""One writer at a time: the lock, the queue before it, and the cleaning of what a crash left behind."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import filelock

from analytics.errors import N_, DiskFull, WarehouseBusy, WarehouseDamaged
from analytics.exports.reading.scratch import sweep
from analytics.progress import Progress
from analytics.settings import Settings
from analytics.warehouse.moving_in import RESTORING, move_in
from analytics.warehouse.places import DERIVED, KEPT, REGISTER
from analytics.warehouse.private import FILE, keep_private, keep_tree_private, open_to_others, private_folder

READING = "reading"  # the folder of the warehouse in which files are read, each in a folder of its own
_SIGNS = frozenset("?\\")  # DuckDB takes what follows for options, or the sign for a separator
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def writing(warehouse: Path, settings: Settings, tell: Progress | None = None) -> Iterator[None]:
    """Hold the warehouse for writing, without what a crash may have left.

    Writers queue: `tell` hears of it before the wait. Readers never wait. The lock goes with the process, so a killed
    one leaves none. Raises `WarehouseBusy` after `lock_timeout_seconds`, `DiskFull` when the disk takes no more.
    """
    with saying_when_full(warehouse):
        make_room(warehouse)
        lock = filelock.FileLock(warehouse / "lock", timeout=settings.imports.lock_timeout_seconds, mode=FILE)
        _acquire(lock, warehouse, settings, tell)
        try:
            clean(warehouse)
            yield
        finally:
            lock.release()


def make_room(warehouse: Path) -> None:
    """The folders of a warehouse; one from before they were private is made so with all that it holds.

    Raises `WarehouseDamaged` where the place cannot be written to, or no database can lie in it.
    """
    if os.name != "nt" and (signs := sorted(_SIGNS.intersection(os.path.realpath(warehouse)))):
        raise WarehouseDamaged(
            N_(
                "The warehouse {warehouse} cannot be used: its path has a {signs}, under which the database finds no file. "
                "Name a folder whose path has none. Nothing was imported."
            ),
            warehouse=warehouse,
            signs=" ".join(signs),
        )
    try:
        if (warehouse / "imports").is_dir() and open_to_others(warehouse):
            for name in sorted(KEPT | DERIVED):
                if (warehouse / name).is_dir():
                    keep_tree_private(warehouse / name)
                elif (warehouse / name).is_file():
                    keep_private(warehouse / name)
        for folder in (warehouse, warehouse / "imports", warehouse / "snapshots", warehouse / READING):
            private_folder(folder)
    except OSError as error:
        if disk_full(error) is not None:
            raise
        raise WarehouseDamaged(
            N_(
                "The warehouse {warehouse} cannot be written to: {error} ({place}). It must be a folder that belongs to "
                "the user who runs this. The figures are as before."
            ),
            warehouse=warehouse,
            error=error.strerror,
            place=error.filename,
        ) from error


def _acquire(lock: filelock.BaseFileLock, warehouse: Path, settings: Settings, tell: Progress | None) -> None:
    try:
        lock.acquire(timeout=0)
        return
    except filelock.Timeout:
        if tell is not None:
            tell("waiting", 0.0)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        raise WarehouseBusy(
            N_("Another import has been writing to {warehouse} for more than {seconds} s. Try again later."),
            warehouse=warehouse,
            seconds=settings.imports.lock_timeout_seconds,
        ) from error


def clean(warehouse: Path) -> None:
    """Remove what a killed writer left: rows not kept, snapshots not published, small files not renamed.
    A restore that was killed when all was proved is ended.

    Only under the lock: what is unfinished then has nobody who could finish it. A file that is being read has a lock
    of its own.
    """
    if (warehouse / READING).is_dir():
        sweep(warehouse / READING)
    for leftover in (*(warehouse / "snapshots").glob("*.building*"), *(warehouse / "snapshots").glob("*.scratch")):
        if leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)  # a database that is just closing removes its own, too
        else:
            leftover.unlink(missing_ok=True)
    for leftover in warehouse.glob(".*.new"):
        leftover.unlink()
    for unfinished in (RESTORING, f".{REGISTER}"):
        shutil.rmtree(warehouse / unfinished, ignore_errors=True)
    move_in(warehouse)


def clean_imports(warehouse: Path) -> None:
    """Remove small files not renamed from the folders of all imports: once a publish, not for every file of a night."""
    for leftover in (warehouse / "imports").glob("*/.*.new"):
        leftover.unlink()


@contextmanager
def saying_when_full(place: Path) -> Iterator[None]:
    """Turn what the system and the libraries say of a full disk into one refusal. Raises `DiskFull`."""
    try:
        yield
    except (OSError, duckdb.Error) as error:
        reason = disk_full(error)
        if reason is None:
            raise
        raise DiskFull(
            N_("The disk that holds {place} is full: {error}. The figures are as before. Make room and import again."),
            place=place,
            error=reason,
        ) from error


def disk_full(error: OSError | duckdb.Error) -> str | None:
    """The system's words for a disk that takes no more, where they are the cause."""
    said = str(error).lower()
    return next((words for words in map(os.strerror, _FULL) if words.lower() in said), None)
