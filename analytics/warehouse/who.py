"""Who did it: the user of the system under whom a command or the server runs."""

from __future__ import annotations

import getpass


def user() -> str:
    """The user's name, "unknown" where the system does not tell."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
