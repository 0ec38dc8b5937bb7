"""What the system itself holds a process to, whatever the code in it does."""

from __future__ import annotations

import ctypes
import importlib
import os
import signal
import sys
from pathlib import Path

from analytics.settings import Imports

_OUT_OF_MEMORY = (
    "memory allocation",
    "bad allocation",
    "bad_alloc",
    "MemoryError",
    "out of memory",
    "Cannot allocate memory",
)
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


def limit_process(imports: Imports) -> None:
    """Hold this process to its memory and processor time, and let no core dump of it touch a disk.

    What memory it uses is watched from outside (`memory_used`). The system stops at once what asks for twice as much:
    not the addresses of mapped libraries, half a gigabyte before the first byte of a file is read (RLIMIT_AS), but what
    it may write to (RLIMIT_DATA of Linux), of which allocators hold back much that they have given back. Windows knows
    no such limits; there only the wall time is held.
    """
    if sys.platform == "win32":
        return
    resource = importlib.import_module("resource")
    memory = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    _hold(resource, memory, 2 * imports.memory_mb << 20)
    _hold(resource, resource.RLIMIT_CPU, max(1, int(imports.processor_seconds)))
    _hold(resource, resource.RLIMIT_CORE, 0)  # it would hold clear personal data


def _hold(resource, which: int, most: int) -> None:  # type: ignore[no-untyped-def]
    """Lower a limit; one that is lower already stays."""
    _, highest = resource.getrlimit(which)
    if highest != resource.RLIM_INFINITY:
        most = min(most, highest)
    resource.setrlimit(which, (most, most if which != resource.RLIMIT_CPU else highest))


def memory_used(process_id: int) -> int:
    """The MiB of memory that a process uses for itself; 0 where the system does not tell (Linux does), or it has ended."""
    try:
        _, resident, shared, *_ = Path(f"/proc/{process_id}/statm").read_text("ascii").split()
    except OSError:
        return 0
    return (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE") >> 20


def out_of_memory(words: str) -> bool:
    """Do the last words of a parser, or those of an error, say that there was no memory left?"""
    return any(said in words for said in _OUT_OF_MEMORY)


def die_with_parent() -> None:
    """Let the system end this process when the one that started it ends, also where that was killed (Linux)."""
    if sys.platform == "linux":
        parent = os.getppid()
        ctypes.CDLL(None, use_errno=True).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:  # it ended in between
            os._exit(1)


def keep_words(file: Path) -> None:
    """Send what libraries print, and the last words of a parser that aborts, to `file`."""
    words = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(words, stream)
    os.close(words)
