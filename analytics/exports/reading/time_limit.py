"""A limit on the time that one file may take to read."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from analytics.errors import N_, ExportRefused


@contextmanager
def time_limit(seconds: float, file: str) -> Iterator[None]:
    """Raises `ExportRefused` when what is done inside takes longer than `seconds`.

    Python's loops and DuckDB's queries end within moments, a parser written in another language when it returns. Works
    in the main thread of a process on systems with alarms, which is where imports run: a page starts one of its own.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    expired = False

    def ring(_signal: int, _frame: object) -> None:
        nonlocal expired
        expired = True
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    except BaseException as error:
        if not expired:
            raise
        raise ExportRefused(
            N_("`{file}` takes longer than {seconds} s to read. Export a shorter period, or raise timeout_seconds."),
            file=file,
            seconds=f"{seconds:g}",
        ) from error
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
