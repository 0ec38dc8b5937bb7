"""Views of Explore that somebody kept under a name: the choices and filters of a link, for everybody at this warehouse."""

from __future__ import annotations

from pathlib import Path

from analytics.errors import N_
from analytics.warehouse.lines import LineRefused, add_line, broken, lines

LONGEST_NAME = 80

Query = dict[str, list[str]]
"""The parameters of a link, each with its values."""


def keep_view(warehouse: Path, name: str, query: Query) -> None:
    """Keep a view under a name; one of the same name gives way. Raises `LineRefused` without a name, or for too long a one."""
    name = " ".join(name.split())
    if not name:
        raise LineRefused(N_("What is the view called? Give a name."))
    if len(name) > LONGEST_NAME:
        raise LineRefused(N_("A name has at most {n} characters."), n=LONGEST_NAME)
    add_line(_file(warehouse), {"name": name, "query": query})


def forget_view(warehouse: Path, name: str) -> None:
    """Take a view off the list; the file still tells that it was there."""
    add_line(_file(warehouse), {"name": name, "query": None})


def kept_views(warehouse: Path) -> dict[str, Query]:
    """The kept views by name, in the order of the names. Raises `LineRefused` for a line that is none."""
    kept: dict[str, Query] = {}
    for number, entry in lines(_file(warehouse)):
        try:
            name, query = entry["name"], entry["query"]
            kept.pop(name, None)
            if query is not None:
                kept[name] = {str(key): [str(value) for value in values] for key, values in query.items()}
        except (KeyError, TypeError, AttributeError) as error:
            raise broken(_file(warehouse), number, error) from error
    return dict(sorted(kept.items()))


def _file(warehouse: Path) -> Path:
    return warehouse / "views" / "views.jsonl"
