"""Sentences as data: an English text to be translated, and what stands in its places."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from analytics.errors import CasewatchError


@dataclass(frozen=True)
class Told:
    """A sentence or a name. `values` are texts of the data, numbers, days, or sentences and names themselves."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def said(self, translate: Callable[[str], str] = str, shown: Callable[[str], str] = str) -> str:
        """The sentence in a language; `shown` makes a text of the data safe where the sentence goes, as `plain` does."""
        return translate(self.text).format(
            **{key: _said(value, translate, shown) for key, value in self.values.items()}
        )


def told(text: str, /, **values: object) -> Told:
    """A sentence whose text is marked with `N_` where it stands."""
    return Told(text, values)


def data(text: object) -> Told:
    """A text of the data, which is never translated."""
    return Told("{text}", {"text": str(text)})


def refused(error: CasewatchError) -> Told:
    """The sentence of an error, its way out included."""
    return (
        Told(
            "{what} {way_out}",
            {"what": Told(error.template, error.details), "way_out": Told(error.mend, error.details)},
        )
        if (error.mend)
        else Told(error.template, error.details)
    )


def _said(value: object, translate: Callable[[str], str], shown: Callable[[str], str]) -> Any:
    if isinstance(value, Told):
        return value.said(translate, shown)
    if isinstance(value, tuple | list):
        return translate(", ").join(str(_said(part, translate, shown)) for part in value)
    return shown(value) if isinstance(value, str) else value
