"""The catalogue of figures: one .sql file each, its definition in the header."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analytics.errors import N_, ScopeError

QUERIES = Path(__file__).parent / "queries"
_FIELDS = {"name": "name", "名称": "name_zh"}
_HEADER = re.compile(r"^-- (?P<key>[^:]+): (?P<text>.+)$")


@dataclass(frozen=True)
class Figure:
    """One figure: what it is called, what it means, and its SQL over the views of a snapshot.

    `rows` names the query that lists the rows behind it, `count` the column that must equal their number.
    """

    key: str
    name: str
    name_zh: str
    unit: str
    cohort: str
    definition: str
    source: str
    sql: str
    rows: str | None = None
    count: str | None = None


@cache
def catalogue() -> dict[str, Figure]:
    """Every figure by its key, in the order of the keys."""
    return {path.stem: _read(path) for path in sorted(QUERIES.glob("*.sql"))}


def figure(key: str) -> Figure:
    """The figure with this key. Raises `ScopeError` naming the nearest keys."""
    try:
        return catalogue()[key]
    except KeyError:
        raise ScopeError(N_("No figure {key}. There are: {keys}."), key=key, keys=", ".join(catalogue())) from None


def _read(path: Path) -> Figure:
    header: dict[str, str] = {}
    text = path.read_text(encoding="utf-8")
    for line in text.splitlines():
        found = _HEADER.match(line)
        if not found:
            break
        header[_FIELDS.get(found["key"], found["key"])] = found["text"].strip()
    return Figure(key=path.stem, sql=text, **header)
