"""The process from which the readers of files are forked: it has loaded what reading needs, so that each starts at once."""

from __future__ import annotations

import multiprocessing
import multiprocessing.forkserver
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

_LOADED = ["__main__", "analytics.exports.apart.warmed"]


def forked(target: Callable[..., None], task: Any) -> tuple[BaseProcess, Connection]:
    """Start `target(task, says)` in a process of its own; the connection hears what it says.

    Never a fork of the calling process: that may have threads, and a page has many.
    """
    context = multiprocessing.get_context("forkserver" if _can_fork() else "spawn")
    if _can_fork():
        context.set_forkserver_preload(_LOADED)
    hears, says = context.Pipe(duplex=False)
    process = context.Process(target=target, args=(task, says), daemon=True)  # type: ignore[attr-defined]
    process.start()
    says.close()
    return process, hears


def _can_fork() -> bool:
    return "forkserver" in multiprocessing.get_all_start_methods()


def let_server_end() -> None:
    """In a process that the server forked: hold nothing by which the server would outlive the one that asked for it."""
    server = vars(multiprocessing.forkserver)["_forkserver"]
    if server._forkserver_alive_fd is not None:
        os.close(server._forkserver_alive_fd)
    server.__init__()


if hasattr(os, "register_at_fork"):
    # Forked by anything else, a process cannot wait for the server of another one: it starts its own when it needs one.
    os.register_at_fork(after_in_child=let_server_end)
