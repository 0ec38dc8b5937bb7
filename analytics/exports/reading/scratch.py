"""Private folders for what does not fit into memory: gone afterwards, and after a crash gone with the next one made."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

_PREFIX = "casewatch-scratch-"


@contextmanager
def scratch_folder(place: Path | None = None) -> Iterator[Path]:
    """A new folder that nobody else may read, while its lock beside it is held; the system drops a killed one's lock.

    It lies in `place`, or where the system keeps what is temporary.
    """
    place = place or Path(tempfile.gettempdir())
    sweep(place)
    folder = place / f"{_PREFIX}{secrets.token_hex(8)}"
    lock_file = Path(f"{folder}.lock")
    try:
        with filelock.FileLock(lock_file, mode=0o600):
            folder.mkdir(mode=0o700)
            try:
                yield folder
            finally:
                shutil.rmtree(folder)
    finally:
        lock_file.unlink(missing_ok=True)


def sweep(place: Path) -> None:
    """Remove what killed processes left in `place`, at once: it may hold clear personal data."""
    for lock_file in place.glob(f"{_PREFIX}*.lock"):
        try:
            if hasattr(os, "getuid") and lock_file.stat(follow_symlinks=False).st_uid != os.getuid():
                continue
            with filelock.FileLock(lock_file, timeout=0):
                shutil.rmtree(lock_file.with_suffix(""), ignore_errors=True)  # there is none before and after its use
        except (filelock.Timeout, FileNotFoundError):
            continue  # in use, or swept by another process just now
        lock_file.unlink(missing_ok=True)


IN_MEMORY = Path("/dev/shm")  # where there is one, what is uploaded does not touch a disk


def sweep_everywhere() -> None:
    """Remove what killed processes left in every place that is used: a server or command begins with that."""
    for place in {Path(tempfile.gettempdir()), IN_MEMORY}:
        if place.is_dir():
            sweep(place)
