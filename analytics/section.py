"""What every part of settings.toml is: keys that somebody knows, numbers of this world."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, field_validator

LARGEST = 1_000_000_000
"""A whole number beyond it is a slip of the hand in every setting there is."""


class Section(BaseModel):
    """A part of the settings; a key nobody knows is a mistake, not a wish."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    @field_validator("*")
    @classmethod
    def _is_of_this_world(cls, value: object) -> object:
        if isinstance(value, int | float) and abs(value) > LARGEST:
            raise ValueError(f"must lie between -{LARGEST} and {LARGEST}")
        if isinstance(value, str | Path) and "\0" in str(value):
            raise ValueError("holds a NUL character")
        return value
