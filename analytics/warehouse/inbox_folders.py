"""Where files of an inbox go when they are done: done/ and failed/, each file with its report, nothing overwritten."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from analytics.errors import N_, CasewatchError
from analytics.exports.recognising.file_names import readable_name
from analytics.figures.workbook import workbook
from analytics.warehouse.manifest import sync_file, sync_folder, write_durably
from analytics.warehouse.rejected import rejected_rows

DONE, FAILED = "done", "failed"
REPORT, REJECTED = ".report.json", ".rejected.xlsx"
SHEET_ROWS = 1_000_000  # more rejected rows than a sheet holds are listed by `python -m analytics rejected`
_LONGEST = 255  # bytes of a name that file systems take


class NotMoved(CasewatchError):
    """A file cannot be moved out of the inbox; it stays, and so does what became of it."""


@dataclass(frozen=True)
class Taken:
    """What became of one file.

    `status` is "imported", "already imported", "refused", or "postponed": still being written, or the warehouse was
    busy or the disk full, so the file stays where it is for the next run. `moved_to` is None for what stays, `reason`
    says why. Names are as they can be read, whatever bytes the system has for them.
    """

    file: str
    status: str
    moved_to: str | None = None
    import_id: str | None = None
    rows_read: int = 0
    accepted: int = 0
    rejected: int = 0
    ignored: int = 0
    reason: str | None = None


def move(taken: Taken, file: Path, folder: Path, warehouse: Path) -> Taken:
    """Write the report, then move the file: a run killed in between finds the file again. Raises `NotMoved`."""
    try:
        folder.mkdir(exist_ok=True)
        name = _free_name(folder, file.name)
        told = replace(taken, moved_to=f"{folder.name}/{readable_name(name)}")
        if taken.import_id and 0 < taken.rejected <= SHEET_ROWS:
            rejected = workbook(rejected_rows(warehouse, taken.import_id), {"import": taken.import_id})
            (folder / beside(name, REJECTED)).write_bytes(rejected)
        text = json.dumps(asdict(told), ensure_ascii=False, indent=1)
        write_durably(folder / beside(name, REPORT), text, mode=None)
        _rename(file, folder / name)
    except OSError as error:
        raise NotMoved(
            N_("The file cannot be moved to {folder}/: {error}. Mend that; the next run moves it."),
            folder=folder.name,
            error=error.strerror,
        ) from error
    return told


def sweep(inbox: Path) -> None:
    """Remove reports that a killed run did not end, and copies that it did not end."""
    for name in (DONE, FAILED):
        if (inbox / name).is_dir():
            for leftover in (inbox / name).glob(".*.new"):
                leftover.unlink()


def beside(name: str, suffix: str) -> str:
    """The name of what belongs to a file; shortened where file systems take no longer one, and still its own."""
    whole = os.fsencode(name)
    if len(whole) + len(suffix) <= _LONGEST:
        return name + suffix
    tail = f"-{hashlib.sha256(whole).hexdigest()[:8]}{suffix}"
    return _cut(name, _LONGEST - len(tail)) + tail


def _free_name(folder: Path, name: str) -> str:
    """A name under which neither a file nor its report nor its rejected rows lie in a folder."""
    free = name
    while any(os.path.lexists(folder / each) for each in (free, beside(free, REPORT), beside(free, REJECTED))):
        path = Path(name)
        tail = f"-{datetime.now():%Y%m%dT%H%M%S%f}{path.suffix if len(os.fsencode(path.suffix)) < 20 else ''}"
        free = _cut(path.stem, _LONGEST - len(os.fsencode(tail))) + tail
    return free


def _cut(name: str, most: int) -> str:
    """The start of a name, of no more bytes than `most`, without half a character."""
    while len(os.fsencode(name)) > most:
        name = name[:-1]
    return name


def _rename(file: Path, target: Path) -> None:
    """Rename, also into a folder that lies on another disk."""
    try:
        file.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        copy = target.with_name(f".{hashlib.sha256(os.fsencode(target)).hexdigest()[:12]}.new")
        shutil.copy2(file, copy)
        sync_file(copy)
        copy.rename(target)
        sync_folder(target.parent)
        file.unlink()
