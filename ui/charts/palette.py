"""The colours of every chart, for a light and a dark screen; a test measures their contrast and what colour-blind eyes see.

Text in a chart stands 4.5 to 1 against the ground, a mark 3 to 1. Blue is better or plain, orange worse, grey noise, and
wherever colour means something a shape says it too. The grounds are those of .streamlit/config.toml.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True)
class Palette:
    """Colours by what they are for."""

    ground: str
    text: str
    soft: str
    """Text that stands back: ticks, labels of lines."""
    grid: str
    blue: str
    orange: str
    deep: str
    """What is worse than orange: unanswered and overdue."""
    grey: str
    green: str
    purple: str
    yellow: str
    red: str
    heat: tuple[str, str]
    """The lowest and the highest cell of a heat map."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of a whole, from what went well to what is not judged."""
        return (self.blue, self.orange, self.deep, self.grey)

    @property
    def series(self) -> tuple[str, ...]:
        """Lines beside each other; more of them begin again, dashed."""
        return (self.blue, self.orange, self.green, self.purple, self.grey)

    @property
    def lights(self) -> dict[str, str]:
        """The lights of cases."""
        return {"green": self.green, "yellow": self.yellow, "red": self.red, "paused": self.grey}

    def heat_scale(self, faded: float = 0.0) -> list[tuple[float, str]]:
        """The scale of a heat map, faded towards the ground."""
        return [(place, mixed(colour, self.ground, faded)) for place, colour in enumerate(self.heat)]


LIGHT = Palette(
    ground="#ffffff",
    text="#1d2733",
    soft="#56606c",
    grid="#dfe4e9",
    blue="#2f6db5",
    orange="#c2600a",
    deep="#7a2f0b",
    grey="#7a828c",
    green="#1f8a60",
    purple="#4b2370",
    yellow="#a87b00",
    red="#c8442f",
    heat=("#f3f1ec", "#a3460f"),
)
DARK = Palette(
    ground="#12171d",
    text="#e6eaee",
    soft="#a9b3be",
    grid="#2c353f",
    blue="#6ea8e5",
    orange="#f0a04b",
    deep="#d9603a",
    grey="#8b95a1",
    green="#4fbf92",
    purple="#ecdcfa",
    yellow="#e0b93a",
    red="#f07a63",
    heat=("#202831", "#f0a04b"),
)


def palette() -> Palette:
    """The colours for the screen as it is, light or dark."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def mixed(colour: str, other: str, share: float) -> str:
    """A colour with a share of another in it."""
    return "#" + "".join(
        f"{round(one + (two - one) * share):02x}" for one, two in zip(_channels(colour), _channels(other), strict=True)
    )


def see_through(colour: str, opacity: float) -> str:
    """A colour that lets through what lies under it."""
    return f"rgba({', '.join(map(str, _channels(colour)))}, {opacity:g})"


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, 1 to 21 (WCAG 2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable_on(ground: str) -> str:
    """Black or white, whichever is read more easily."""
    return max(("#000000", "#ffffff"), key=lambda ink: contrast(ink, ground))


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4
        for share in (channel / 255 for channel in _channels(colour))
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
