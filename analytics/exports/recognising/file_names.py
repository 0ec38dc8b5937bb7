"""Names of files as people can read them, whatever bytes the system has for them."""

from __future__ import annotations

import os
from pathlib import PureWindowsPath


def readable_name(name: str) -> str:
    """A name without any folder, also one that a browser sent as C:\\exports\\a.csv, each sign of it printable.

    Bytes that are no UTF-8 are read as GB18030, as Chinese archives have them, else written as numbers; so are line
    breaks and other signs that steer a terminal.
    """
    try:
        name.encode()
    except UnicodeEncodeError:  # the system's bytes, as Python keeps them
        name = os.fsencode(name).decode("gb18030", errors="surrogateescape")
    own = PureWindowsPath(name).name or name
    return "".join(char if char.isprintable() else _spelled(char) for char in own)


def _spelled(char: str) -> str:
    """A sign that nobody can read, as numbers; a byte that is none as itself."""
    if "\udc80" <= char <= "\udcff":
        return f"\\x{ord(char) - 0xDC00:02x}"
    return char.encode("unicode_escape").decode()
