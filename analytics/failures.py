"""What could not be done, as a sentence: what the system refuses in words of ours, the unexpected with a log of where.

The one place where an exception that is no refusal of ours becomes one; the command line and the pages both end here.
"""

from __future__ import annotations

import errno
import os
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from analytics.errors import N_, CasewatchError, DiskFull, OutOfMemory, SystemRefused, Unexpected

LOG = "errors.log"
LOG_SIZE = 1_000_000
"""Bytes after which the log is begun anew; the one before is kept beside it."""
_REFUSALS = {
    errno.ENOENT: N_("{place} does not exist. Check the name."),
    errno.EISDIR: N_("{place} is a folder where a file is needed. Name a file."),
    errno.ENOTDIR: N_("{place} lies below a file, not below a folder. Check the path."),
    errno.EEXIST: N_("{place} exists already. Name another place, or move it away."),
    errno.EACCES: N_("{place} may not be read or written by this user. Change its rights, or name another place."),
    errno.EPERM: N_("{place} may not be changed by this user. Change its rights, or name another place."),
    errno.EROFS: N_("{place} lies on a disk that can only be read. Name another place."),
    errno.ENAMETOOLONG: N_("{place} is a longer name than the system takes. Use a shorter one."),
    errno.ELOOP: N_("{place} is a link that leads back to itself. Name the file that is meant."),
}
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SHOWN = 200  # characters of a name that a sentence repeats


def refusal(error: Exception, warehouse: Path) -> CasewatchError:
    """The sentence for what went wrong; of what nobody expected, where it happened stands in the log of `warehouse`."""
    if isinstance(error, CasewatchError):
        return error
    if isinstance(error, OSError):
        return _of_the_system(error)
    if isinstance(error, MemoryError | duckdb.OutOfMemoryException):
        return OutOfMemory(
            N_("There is not enough memory for this. Select less, or end other programs, and try again.")
        )
    if isinstance(error, ValueError) and "null" in str(error):
        return SystemRefused(N_("A name holds a NUL character, which no file can have. Check the name."))
    return Unexpected(
        N_(
            "Something went wrong that nobody expected ({kind}); the figures are as before. Where it happened stands at "
            "the end of {log}, without any text of an export: send that to whoever maintains Casewatch."
        ),
        kind=type(error).__name__,
        log=logged(error, warehouse),
    )


def _of_the_system(error: OSError) -> CasewatchError:
    reason = os.strerror(error.errno) if error.errno else type(error).__name__
    if error.filename is None:
        return SystemRefused(
            N_("The system ended the reading or writing: {reason}. Make sure that there is room, and try again."),
            reason=reason,
        )
    place = _short(error.filename)
    if error.errno in _FULL:
        return DiskFull(
            N_("The disk that holds {place} is full: {error}. The figures are as before. Make room and import again."),
            place=place,
            error=reason,
        )
    if error.errno in _REFUSALS:
        return SystemRefused(_REFUSALS[error.errno], place=place)
    return SystemRefused(
        N_("The system refused {place}: {reason}. Check the name and the disk, and try again."),
        place=place,
        reason=reason,
    )


def _short(name: str | bytes | int) -> str:
    text = os.fsdecode(name) if isinstance(name, str | bytes) else str(name)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN // 2]}…{text[-_SHOWN // 2 :]}"


def logged(error: BaseException, warehouse: Path) -> Path:
    """Write down where an error happened, and give the log's place.

    Not what the error says: that may quote a row in clear. Only this user can read the log. Where the warehouse cannot
    be written, it lies in a folder of its own for temporary files.
    """
    text = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC, process {os.getpid()}\n{_where(error)}\n"
    for folder in (warehouse, Path(tempfile.gettempdir()) / f"casewatch-{getattr(os, 'getuid', int)()}"):
        try:
            if folder != warehouse:
                folder.mkdir(mode=0o700, exist_ok=True)
            _append(folder / LOG, text)
        except (OSError, ValueError):
            continue
        return folder / LOG
    return Path(os.devnull)


def _where(error: BaseException) -> str:
    lines = []
    seen: BaseException | None = error
    while seen is not None:
        lines += [*traceback.format_tb(seen.__traceback__), f"{type(seen).__module__}.{type(seen).__name__}\n"]
        seen = seen.__cause__ or seen.__context__
    return "".join(lines)


def _append(log: Path, text: str) -> None:
    if log.exists() and log.stat().st_size > LOG_SIZE:
        log.replace(log.with_suffix(".log.1"))
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
    with open(os.open(log, flags, 0o600), "a", encoding="utf-8", errors="backslashreplace") as stream:
        stream.write(text)
