"""Elements of our own where Streamlit's cannot carry it: cards, short tables. A text in them is a text, never markup.

They are described as a tree and built in the browser node by node, so that there is nothing to escape; the style sheet
`look.css` dresses them.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

Tree = str | tuple[str, dict[str, str], tuple["Tree", ...]]
"""A text, or an element: tag, attributes, what stands in it."""

_DRAWN = st.components.v2.component(
    "casewatch_drawn",
    html='<div class="drawn"></div>',
    js=(Path(__file__).parent / "drawn.js").read_text(encoding="utf-8"),
    isolate_styles=False,  # the page's style sheet dresses it
)


def element(tag: str, *inside: Tree | None, **attributes: str) -> Tree:
    """An element; `class_` is its class, `data_opens` its `data-opens`. What is None is left out."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return tag, named, tuple(part for part in inside if part is not None)


def text_of(tree: Tree) -> str:
    """All that can be read in it, its parts apart by a blank."""
    return tree if isinstance(tree, str) else " ".join(filter(str.strip, map(text_of, tree[2])))


def drawn(tree: Tree, key: str) -> str | None:
    """Draw it. Gives the `data-opens` of the element that was clicked, once."""
    opened = _DRAWN(key=key, data=tree, on_opened_change=lambda: None).get("opened")
    return None if opened is None else str(opened)
