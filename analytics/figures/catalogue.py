"""The catalogue of figures: one .sql file each, its definition in the header."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analytics.errors import N_, ScopeError

HERE = Path(__file__).parent
PLACES = (HERE / "measures", HERE / "lists", HERE.parent / "findings" / "lists")
"""Where the queries stand: measures, listings of rows, findings."""
SUBJECTS = ("lateness", "flow", "limits", "messages", "ratings", "findings", "case", "calendar", "other")
"""What figures are about, in the order of the Definitions page."""

_FIELDS = {
    "名称": "name_zh",
    "定义": "definition_zh",
    "口径": "cohort_zh",
    "单位": "unit_zh",
}
_HEADER = re.compile(r"^-- (?P<key>[^:]+): (?P<text>.+)$")


@dataclass(frozen=True)
class Figure:
    """One figure: what it is called, what it means, and its SQL over the views of a snapshot.

    `formula` is arithmetic over the result's columns. `rows` names the query that lists the rows behind it, `count` the
    column that must equal their number. A text in Chinese is empty where the file has none.
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
    subject: str = "other"
    formula: str = ""
    definition_zh: str = ""
    cohort_zh: str = ""
    unit_zh: str = ""

    @property
    def body(self) -> str:
        """The SQL below the header."""
        lines = self.sql.splitlines()
        while lines and _HEADER.match(lines[0]):
            lines.pop(0)
        return "\n".join(lines)


@cache
def catalogue() -> dict[str, Figure]:
    """Every figure by its key, in the order of the keys."""
    files = [file for place in PLACES for file in place.rglob("*.sql")]
    return {path.stem: _read(path) for path in sorted(files, key=lambda file: file.stem)}


def figure(key: str) -> Figure:
    """The figure with this key. Raises `ScopeError` naming the nearest keys."""
    try:
        return catalogue()[key]
    except KeyError:
        raise ScopeError(N_("No figure {key}. There are: {keys}."), key=key, keys=", ".join(catalogue())) from None


def by_subject() -> dict[str, list[Figure]]:
    """The figures of each subject that has any, in the order of `SUBJECTS`."""
    figures = catalogue().values()
    grouped = {subject: [figure for figure in figures if figure.subject == subject] for subject in SUBJECTS}
    return {subject: members for subject, members in grouped.items() if members}


def _read(path: Path) -> Figure:
    header: dict[str, str] = {}
    text = path.read_text(encoding="utf-8")
    for line in text.splitlines():
        found = _HEADER.match(line)
        if not found:
            break
        header[_FIELDS.get(found["key"], found["key"])] = found["text"].strip()
    header.pop("narrowed by", None)
    header.setdefault("subject", _subject_of(path.stem))
    return Figure(key=path.stem, sql=text, **header)


def _subject_of(key: str) -> str:
    return "findings" if key.startswith("finding") else "other"
