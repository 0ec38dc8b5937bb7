"""What stands in the elements of our own that a page draws: cards, the table of what needs attention, the heading."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ui.shell.drawn import text_of


def trees(app: Any) -> list[Any]:
    """The trees that were drawn, in the order of the page."""
    drawn = (part.proto for part in app.get("bidi_component"))
    return [json.loads(part.json) for part in drawn if part.component_name == "casewatch_drawn"]


def parts(tree: Any, class_: str = "", tag: str = "") -> Iterator[Any]:
    """Every element within with this class among its own, or this tag."""
    if isinstance(tree, str):
        return
    if (not class_ or class_ in tree[1].get("class", "").split()) and (not tag or tag == tree[0]):
        yield tree
    for inner in tree[2]:
        yield from parts(inner, class_, tag)


def said(app: Any) -> str:
    """All that can be read in them."""
    return " ".join(text_of(tree) for tree in trees(app))


def cards(app: Any) -> dict[str, dict[str, Any]]:
    """Each card by its name: value, target, count, and its lines as (head, rest), of which change may stand twice."""
    found = {}
    for tree in trees(app):
        for card in parts(tree, "card"):
            verdicts = next(parts(card, "verdicts"), ("div", {}, ()))
            lines = [
                (text_of(line[2][0]), " ".join(filter(str.strip, map(text_of, line[2][1:])))) for line in verdicts[2]
            ]
            found[card[1]["aria-label"]] = {
                "value": text_of(next(parts(card, tag="strong"))),
                "target": "".join(text_of(part) for part in parts(card, "target")),
                "count": " ".join(map(text_of, parts(card, "count"))),
                "lines": lines,
                "tree": card,
            }
    return found


def values(app: Any) -> dict[str, str]:
    """Each card's value by its name."""
    return {name: card["value"] for name, card in cards(app).items()}


def changes(app: Any, name: str) -> list[str]:
    """What a card is compared with."""
    return [rest for head, rest in cards(app)[name]["lines"] if head in ("Change", "Stock then", "变化", "当时存量")]
