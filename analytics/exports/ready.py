"""The database in which one file is read: a fresh one, or for a small file the one that stood ready before it came."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import duckdb

from analytics.exports.cleaning.canonical import prepare
from analytics.exports.personal.recogniser import forget
from analytics.exports.reading.scratch import scratch_folder

SMALL = 64_000
"""Bytes of a file that never needs a disk: unpacked a thousandfold, its cells fit into the memory of any reader."""
_ALWAYS: dict[str, Any] = {"autoload_known_extensions": False, "async_threads": 0}  # small local files only
_ready: list[duckdb.DuckDBPyConnection] = []


def make_ready() -> None:
    """Open and prepare a database for the first small file of each process that is forked from this one.

    It starts no thread, of which a fork would have nothing but the locks.
    """
    con = duckdb.connect(":memory:", config={**_ALWAYS, "threads": 1, "temp_directory": ""})
    prepare(con)
    con.execute("PRAGMA disable_optimizer")  # over a few hundred rows it takes longer than what it saves
    _ready.append(con)


@contextmanager
def scratch_database(memory_mb: int, size: int | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A prepared DuckDB in memory, in half of what reading a file of `size` bytes may use.

    What does not fit goes, encrypted, to a private folder that is gone afterwards; of a small file all fits.
    """
    try:
        if _ready and size is not None and size <= SMALL:
            con = _ready.pop()
            con.execute(f"SET memory_limit = '{memory_mb // 2}MiB'")
            with con:
                yield con
        else:
            with _with_disk(memory_mb) as con:
                yield con
    finally:
        forget()


@contextmanager
def _with_disk(memory_mb: int) -> Iterator[duckdb.DuckDBPyConnection]:
    """A fresh database that may use a disk.

    What goes there is not masked yet. The key dies with the process; DuckDB calls the cipher that it brings along unsafe
    because of the random numbers it starts from, which keep a file as unreadable to whoever finds it later. Processes
    forked from one that had such a database would start from the same ones.
    """
    with scratch_folder() as folder:
        config = {
            **_ALWAYS,
            "memory_limit": f"{memory_mb // 2}MiB",
            "threads": min(4, os.cpu_count() or 1),  # each holds buffers of its own
            "temp_directory": str(folder),
            "temp_file_encryption": True,
            "force_mbedtls_unsafe": True,
        }
        with duckdb.connect(":memory:", config=config) as con:
            prepare(con)
            yield con
