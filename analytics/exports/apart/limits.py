"""What the system itself holds a process to, whatever the code in it does."""

from __future__ import annotations

import ctypes
import importlib
import os
import signal
import sys
from pathlib import Path

from analytics.settings import Imports

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


def limit_process(limits: Imports) -> None:
    """Hold this process to its memory and processor time, and let no core dump of it touch a disk.

    Memory is what the process may write to (RLIMIT_DATA of Linux): mapped libraries and reserved addresses, which
    RLIMIT_AS counts as well, are half a gigabyte before the first byte of a file is read. Windows knows no such limits;
    there only the wall time is held.
    """
    if sys.platform == "win32":
        return
    resource = importlib.import_module("resource")
    memory = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    _hold(resource, memory, limits.memory_mb << 20)
    _hold(resource, resource.RLIMIT_CPU, max(1, int(limits.processor_seconds)))
    _hold(resource, resource.RLIMIT_CORE, 0)  # it would hold clear personal data


def _hold(resource, which: int, most: int) -> None:  # type: ignore[no-untyped-def]
    """Lower a limit; one that is lower already stays."""
    _, highest = resource.getrlimit(which)
    if highest != resource.RLIM_INFINITY:
        most = min(most, highest)
    resource.setrlimit(which, (most, most if which != resource.RLIMIT_CPU else highest))


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
