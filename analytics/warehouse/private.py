"""Folders and files that only their owner may read, whatever the umask: a warehouse tells of persons."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

FOLDER, FILE = 0o700, 0o600


def private_folder(folder: Path) -> Path:
    """Make a folder and keep others out of it; those above it that are missing are made as the umask has it."""
    folder.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    keep_private(folder)
    return folder


def keep_private(path: Path) -> None:
    """Take from others what they may do with a file or folder; its owner may read and write."""
    if open_to_others(path):
        path.chmod(FOLDER if path.is_dir() else FILE)


def keep_tree_private(folder: Path) -> None:
    """The same for a folder with all that lies in it; the folder itself last, as the sign that all is done."""
    for path in _below(folder):
        keep_private(path)
    keep_private(folder)


def open_to_others(path: Path) -> bool:
    """Whether somebody else than its owner may do anything with a file or folder, or its owner too little."""
    if os.name == "nt":  # has no such modes: whoever may open the folder above is set there
        return False
    mode = stat.S_IMODE(path.stat(follow_symlinks=False).st_mode)
    return mode != (FOLDER if path.is_dir() else FILE)


def _below(folder: Path) -> Iterator[Path]:
    for top, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(top) / name
            if not path.is_symlink():
                yield path
