"""The words of a bulletin's marked places in a file: TOML, a line for each place (opening, problems, required)."""

from __future__ import annotations

import tomllib
from pathlib import Path

from analytics.bulletins.bulletin_parts import BulletinRefused
from analytics.errors import N_


def words_in(file: Path) -> dict[str, str]:
    """The words by their places. Raises `BulletinRefused` for what is no such file."""
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise BulletinRefused(
            N_('{file} holds no words: {error}. Write a line for each place, as in problems = "…".'),
            file=file,
            error=error,
        ) from error
    for place, text in told.items():
        if not isinstance(text, str):
            raise BulletinRefused(
                N_('{file}: the words of {place} are no text. Write them as in problems = "…".'), file=file, place=place
            )
    return told
