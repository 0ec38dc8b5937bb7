"""A stretch of a text that tells of a person, and what may be kept of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

Holds = Literal["name", "id_number", "phone", "card", "paper", "mail", "account", "plate"]

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(
    (0x3000, 0xA0, 0x2002, 0x2003, 0x2009), 32
)
_NARROW = {chr(wide): chr(plain) for wide, plain in _WIDE.items()}
_SIGNS = frozenset(_NARROW)
_MARKS = re.compile(r"[\W_]+")


class Stretch(NamedTuple):
    """Where it begins, where it ends (exclusive), what it holds."""

    start: int
    end: int
    holds: Holds


def narrow(text: str) -> str:
    """`text` with the digits, letters and signs of Chinese keyboards made plain, character for character."""
    for sign in _SIGNS.intersection(text):  # a few distinct ones: quicker than to look every character up
        text = text.replace(sign, _NARROW[sign])
    return text


def earlier_then_longer(stretch: Stretch) -> tuple[int, int]:
    """The order in which stretches are looked at: of two that overlap the first one counts."""
    return stretch.start, -stretch.end


def masked(text: str, plain: str, stretches: Iterable[Stretch]) -> str:
    """`text` with its stretches masked; `plain` is the same text, narrow. Of two that overlap the earlier one counts."""
    pieces: list[str] = []
    done = 0
    for stretch in sorted(stretches, key=earlier_then_longer):
        if stretch.start >= done:
            pieces += [text[done : stretch.start], _kept(stretch.holds, plain[stretch.start : stretch.end])]
            done = stretch.end
    return "".join([*pieces, text[done:]]) if pieces else text


def _kept(holds: Holds, found: str) -> str:
    """What is kept of a stretch: enough for whoever knows it, too little for whoever does not."""
    if holds == "mail":
        name, _, place = found.partition("@")
        return f"{name[0]}***@{place}"
    if holds == "phone":
        return _kept_phone(found)
    compact = _MARKS.sub("", found)
    if holds == "name":
        return compact[0] + "**"
    if holds == "plate":
        return compact[:2] + "*" * (len(compact) - 3) + compact[-1]
    if holds == "account":
        return compact[0] + "*" * (len(compact) - 1)
    if holds == "paper":
        digits = [index for index, sign in enumerate(found) if sign.isdigit()]
        hidden = set(digits[:-2])
        return "".join("*" if index in hidden else sign for index, sign in enumerate(found))
    return compact[:4] + "*" * (len(compact) - 8) + compact[-4:]  # ID numbers and cards


_MOBILE = re.compile(r"(\+?(?:00)?86|0)?(1[3-9]\d)(\d+)(\d{4})")
_AREA = re.compile(r"(.*?0(?:10|2\d|[3-9]\d\d)[-–—_.·() ]{0,3}|[48]00)([\d\- –—_.·]+)", re.DOTALL)


def _kept_phone(found: str) -> str:
    compact = re.sub(r"[^\d+]", "", found)
    if mobile := _MOBILE.fullmatch(compact):
        before, network, hidden, end = mobile.groups()
        return f"{before or ''}{network}{'*' * len(hidden)}{end}"
    if area := _AREA.match(found):
        digits = re.sub(r"\D", "", area[2])
        return f"{area[1]}****{digits[-3:]}"
    return "*" * max(len(compact) - 2, 1) + compact[-2:]
