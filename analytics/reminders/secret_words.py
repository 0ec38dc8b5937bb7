"""Keys and passwords of channels: from the environment, else from Streamlit's secrets file; never from settings.toml."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from analytics.errors import N_, SettingsError
from analytics.settings import ROOT

PREFIX = "CASEWATCH_"
SECTION = "reminders"


def secret_word(name: str) -> str:
    """The secret of this name, empty where there is none: CASEWATCH_MAIL_PASSWORD, or mail_password under [reminders].

    Raises `SettingsError` for a secrets file that cannot be read; its contents are in no message.
    """
    given = os.environ.get(f"{PREFIX}{name.upper()}", "")
    return given or _in_file(name)


def _in_file(name: str) -> str:
    for file in _files():
        try:
            held = tomllib.loads(file.read_text(encoding="utf-8-sig")).get(SECTION, {})
        except (OSError, ValueError) as error:
            raise SettingsError(
                N_("{path} cannot be read as TOML ({error}). Mend it there."), path=file, error=type(error).__name__
            ) from None
        if isinstance(held, dict) and held.get(name):
            return str(held[name])
    return ""


def _files() -> list[Path]:
    places = (ROOT / ".streamlit" / "secrets.toml", Path.home() / ".streamlit" / "secrets.toml")
    return [place for place in places if place.is_file()]
