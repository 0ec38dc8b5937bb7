"""The inbox: a folder whose new export files are imported, as a nightly job does, and moved to done/ or failed/."""

from __future__ import annotations

import os
import stat
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import filelock

from analytics.errors import (
    N_,
    CasewatchError,
    ExportRefused,
    ExportUnfinished,
    InboxMissing,
    WarehouseBusy,
    WarehouseDamaged,
)
from analytics.exports.recognising.file_names import readable_name
from analytics.progress import Step
from analytics.settings import Settings
from analytics.snapshot.publish import publish
from analytics.warehouse.arriving import Arriving
from analytics.warehouse.imports import import_file
from analytics.warehouse.inbox_folders import DONE, FAILED, NotMoved, Taken, move, sweep

UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".download")
UNEXPECTED = N_("Unexpected, please report it:")
LOCK = ".casewatch.lock"
_SMALL = 20_000_000  # bytes of a file that may be read beside another


@dataclass(frozen=True)
class _Waiting:
    """An entry of the inbox, and how it looked when it was found."""

    file: Path
    found: os.stat_result | None


def take_in(
    inbox: Path,
    warehouse: Path,
    settings: Settings,
    mapping: str | Path | None = None,
    tell: Callable[[str, Step, float], None] = lambda _file, _step, _share: None,
    settle_seconds: float = 1.0,
    said: Callable[[Taken], None] = lambda _taken: None,
) -> list[Taken]:
    """Import every new file of `inbox`, publish once, and say what became of each.

    A file is moved to done/ when its import is kept for good, to failed/ when it was refused, with a report beside it
    and the rejected rows as a workbook; nothing is overwritten. Files that change within `settle_seconds` are left for
    the next run, as are hidden and unfinished ones; links, folders and what else is no file are named and left. Killed
    at any moment, the next run ends the work: a file whose import was kept already is recognised. `tell` gets file,
    step and share, `said` each file as it is done, also where publishing then fails. Raises `InboxMissing`,
    `WarehouseBusy` when another run is taking in the same folder, and what `publish` raises.
    """
    if not inbox.is_dir():
        raise InboxMissing(N_("There is no folder {inbox}. Make it, or name another one."), inbox=inbox)
    taken: list[Taken] = []
    stopped: list[str] = []
    with _alone(inbox, settings):
        waiting = _waiting(inbox, warehouse)
        if any(entry.found and stat.S_ISREG(entry.found.st_mode) for entry in waiting):
            time.sleep(settle_seconds)
        for entry, reason, arriving in _ahead(
            waiting, lambda entry: stopped[0] if stopped else _in_the_way(entry), warehouse, settings, mapping
        ):
            name = readable_name(entry.file.name)
            if stopped or reason:
                one = Taken(name, "postponed", reason=stopped[0] if stopped else reason)
            else:
                try:
                    one = _one(entry, inbox, warehouse, settings, mapping, tell, arriving)
                except (WarehouseBusy, WarehouseDamaged) as error:  # would meet every other file, too
                    stopped.append(str(error))
                    one = Taken(name, "postponed", reason=stopped[0])
                except Exception as error:  # one file must not keep the others; its text may hold clear personal data
                    one = Taken(name, "postponed", reason=f"{UNEXPECTED} {type(error).__name__}")
            taken.append(one)
            said(one)
        publish(warehouse, settings)
    return taken


def _ahead(
    waiting: list[_Waiting],
    left_for: Callable[[_Waiting], str | None],
    warehouse: Path,
    settings: Settings,
    mapping: str | Path | None,
) -> Iterator[tuple[_Waiting, str | None, Arriving | None]]:
    """Every entry in its order, with what it is left for, and its reading where that has begun: while one file is waited
    for and kept, the next is read. Not a large one, for two might be too much for the machine."""
    begun: deque[tuple[_Waiting, str | None, ExitStack, Arriving | None]] = deque()
    with ExitStack() as at_the_end:
        for place in range(len(waiting) + 1):
            if place < len(waiting):
                entry = waiting[place]
                reason, held, arriving = left_for(entry), ExitStack(), None
                at_the_end.callback(held.close)
                if reason is None and entry.found is not None and entry.found.st_size <= _SMALL:
                    # what keeps it from beginning is met again, and told, when it is its turn
                    with suppress(Exception):
                        arriving = held.enter_context(Arriving(entry.file, warehouse, settings, mapping))
                begun.append((entry, reason, held, arriving))
            while len(begun) > (1 if place < len(waiting) else 0):
                entry, reason, held, arriving = begun.popleft()
                yield entry, reason, arriving
                held.close()


@contextmanager
def _alone(inbox: Path, settings: Settings) -> Iterator[None]:
    """One run at a time in a folder. Where no lock can be made in it, nothing can be moved, and two do no harm."""
    lock = filelock.FileLock(inbox / LOCK, timeout=settings.imports.lock_timeout_seconds)
    try:
        if os.access(inbox, os.W_OK) and not (inbox / LOCK).is_dir():
            lock.acquire()
            sweep(inbox)
    except filelock.Timeout as error:
        raise WarehouseBusy(
            N_("Another run has been taking in {inbox} for more than {seconds} s. Try again later."),
            inbox=inbox,
            seconds=settings.imports.lock_timeout_seconds,
        ) from error
    except OSError:  # a full disk, or a file system without locks: moving a file will say so, too
        pass
    try:
        yield
    finally:
        lock.release()


def _waiting(inbox: Path, warehouse: Path) -> list[_Waiting]:
    """What lies in the folder, by name, without what is hidden or unfinished, and without the folders of the inbox."""
    try:
        entries = sorted(inbox.iterdir())
    except OSError as error:
        raise InboxMissing(
            N_("The folder {inbox} cannot be read: {error}. Give this user the right to, or name another one."),
            inbox=inbox,
            error=error.strerror,
        ) from error
    above = {warehouse.resolve(), *warehouse.resolve().parents}
    return [
        _Waiting(entry, _state(entry))
        for entry in entries
        if not entry.name.startswith((".", "~$"))
        and entry.suffix.lower() not in UNFINISHED
        and not (entry.name in (DONE, FAILED) and entry.is_dir())
        and not (not entry.is_symlink() and entry.is_dir() and entry.resolve() in above)
    ]


def _state(file: Path) -> os.stat_result | None:
    try:
        return file.lstat()
    except OSError:  # taken away by whoever is writing it; the next run sees
        return None


def _in_the_way(entry: _Waiting) -> str | None:
    """Why an entry is left where it is; None for a file that can be read and has come to rest."""
    now = _state(entry.file)
    if entry.found is None or now is None:
        return N_("The file was taken away meanwhile.")
    if entry.file.name in (DONE, FAILED):
        return N_("It stands where the folder of that name belongs. Give it another name.")
    if stat.S_ISLNK(now.st_mode):
        return N_("It is a link, and links are not followed. Put the file itself here.")
    if stat.S_ISDIR(now.st_mode):
        return N_("It is a folder, and folders are not looked into. Put its files here.")
    if not stat.S_ISREG(now.st_mode):
        return N_("It is no file. Remove it.")
    if (now.st_size, now.st_mtime_ns) != (entry.found.st_size, entry.found.st_mtime_ns):
        return N_("The file is still being written.")
    try:
        with entry.file.open("rb") as stream:
            stream.read(1)
    except OSError as error:
        unreadable = N_("The file cannot be read: {error}. Mend that; it stays for the next run.")
        return unreadable.format(error=error.strerror)
    return None


def _one(
    entry: _Waiting,
    inbox: Path,
    warehouse: Path,
    settings: Settings,
    mapping: str | Path | None,
    tell: Callable[[str, Step, float], None],
    arriving: Arriving | None,
) -> Taken:
    file, name = entry.file, readable_name(entry.file.name)
    try:
        result = import_file(
            file,
            warehouse,
            settings,
            mapping,
            progress=lambda step, share: tell(name, step, share),
            publishing=False,
            arriving=arriving,
        )
    except ExportUnfinished as error:
        return Taken(name, "postponed", reason=_in_the_way(entry) or str(error))
    except ExportRefused as error:
        return _moved(Taken(name, "refused", reason=str(error)), file, inbox / FAILED, warehouse)
    except (WarehouseBusy, WarehouseDamaged):
        raise
    except CasewatchError as error:  # the disk is full, or the mapping or the settings are at fault, not the file
        return Taken(name, "postponed", reason=str(error))
    manifest = result.manifest
    taken = Taken(
        name,
        result.status,
        import_id=manifest.id,
        rows_read=manifest.rows_read,
        accepted=manifest.accepted,
        rejected=manifest.rejected,
        ignored=manifest.ignored,
    )
    if _in_the_way(entry) is not None:
        return replace(taken, reason=N_("It was written to when it had been read. The next run reads it again."))
    return _moved(taken, file, inbox / DONE, warehouse)


def _moved(taken: Taken, file: Path, folder: Path, warehouse: Path) -> Taken:
    """Move the file, or say why it stays: what was imported is imported, and the next run tries again."""
    try:
        return move(taken, file, folder, warehouse)
    except NotMoved as error:
        return replace(taken, reason=" ".join(filter(None, (taken.reason, str(error)))))
