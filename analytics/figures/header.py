"""The header of a figure's file: its parts, checked one by one; a wrong one is refused with the file's name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from analytics.errors import N_, HeaderRefused
from analytics.figures.groupings import GROUPINGS, OF_TIME, listed_names, read_cuts
from analytics.figures.known_tables import FILTERS
from analytics.figures.row_kinds import ROW_KINDS
from analytics.settings import ROOT

SUBJECTS = (
    "lateness",
    "flow",
    "limits",
    "messages",
    "ratings",
    "supervision",
    "assessment",
    "findings",
    "case",
    "calendar",
)
"""What figures are about, in the order of the Definitions page."""

_SAID = {
    "name": "name",
    "名称": "name_zh",
    "unit": "unit",
    "单位": "unit_zh",
    "cohort": "cohort",
    "口径": "cohort_zh",
    "definition": "definition",
    "定义": "definition_zh",
    "source": "source",
    "subject": "subject",
    "narrowed by": "narrowed_by",
}
"""Parts that every figure must have, with what they are called in a `Figure`."""
_ALSO = ("formula", "rows", "count", "by", "order", "share", "columns")
_LINE = re.compile(r"^-- (?P<part>[^:]+): (?P<text>.+)$")
_SHARE = re.compile(r"^(\w+) of (\w+)$")


def split(text: str) -> tuple[list[tuple[str, str]], str]:
    """The parts of the header in their order, and the SQL below it."""
    lines = text.splitlines()
    parts = []
    while lines and (found := _LINE.match(lines[0])):
        parts.append((found["part"], found["text"].strip()))
        lines.pop(0)
    return parts, "\n".join(lines)


def read_header(path: Path, text: str, measure: bool) -> dict[str, Any]:
    """What a file's header says, as the fields of a `Figure`. Raises `HeaderRefused`, naming the file and the part.

    A `measure` stands in the folder of its subject and says what it can be cut by.
    """
    file = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    parts, body = split(text)
    said = _once(file, parts)
    if "columns" in said:
        said = _of_rows(file, said) | said
    if measure:
        said.setdefault("subject", path.parent.name)
    elif path.stem.startswith("finding_"):
        said.setdefault("subject", "findings")
    for part in (*_SAID, *(["by"] if measure else [])):
        if not said.get(part):
            raise HeaderRefused(N_("{file}: the header lacks “{part}”. Add a line: -- {part}: …"), file=file, part=part)
    if not body.strip():
        raise HeaderRefused(N_("{file}: there is no SQL below the header."), file=file)
    _known(file, "subject", [said["subject"]], SUBJECTS)
    _known(file, "narrowed by", listed_names(said["narrowed by"]), FILTERS)
    fields: dict[str, Any] = {field: said[part] for part, field in _SAID.items()}
    fields |= {part: said[part] for part in ("formula", "rows", "count", "order") if part in said}
    fields["narrowed_by"] = tuple(name for name in FILTERS if name in listed_names(said["narrowed by"]))
    try:
        fields["cuts"] = read_cuts(said.get("by", "nothing"))
    except KeyError as error:
        offered = [*(key for key in GROUPINGS if key not in OF_TIME), "day of …"]
        raise _unknown(file, "by", str(error.args[0]), offered) from None
    if "share" in said:
        fields["share"] = _share(file, said["share"])
    if "columns" in said:
        fields["columns"] = _columns(said["columns"])
    return fields


def _once(file: Path, parts: list[tuple[str, str]]) -> dict[str, str]:
    said: dict[str, str] = {}
    for part, text in parts:
        if part not in _SAID and part not in _ALSO:
            raise HeaderRefused(
                N_("{file}: the header has a part “{part}” that nobody knows. There are: {offered}."),
                file=file,
                part=part,
                offered=", ".join((*_SAID, *_ALSO)),
            )
        if part in said:
            raise HeaderRefused(N_("{file}: the header gives “{part}” twice."), file=file, part=part)
        said[part] = text
    return said


def _of_rows(file: Path, said: dict[str, str]) -> dict[str, str]:
    """What the kind of its rows says of a listing."""
    name = listed_names(said["columns"])[0]
    _known(file, "columns", [name], ROW_KINDS)
    kind = ROW_KINDS[name]
    return {
        "unit": kind.unit,
        "单位": kind.unit_zh,
        "definition": kind.definition,
        "定义": kind.definition_zh,
        "narrowed by": ", ".join(kind.narrowed_by),
    }


def _columns(text: str) -> tuple[str, ...]:
    kind, *more = listed_names(text)
    return (*ROW_KINDS[kind].columns, *more)


def _share(file: Path, text: str) -> tuple[str, str]:
    found = _SHARE.match(text)
    if not found:
        raise HeaderRefused(
            N_("{file}: “share” reads like “missed of due”: two columns of the figure, not “{text}”."),
            file=file,
            text=text,
        )
    return found[1], found[2]


def _known(file: Path, part: str, given: list[str], offered: Any) -> None:
    for name in given:
        if name not in offered:
            raise _unknown(file, part, name, list(offered))


def _unknown(file: Path, part: str, name: str, offered: list[str]) -> HeaderRefused:
    return HeaderRefused(
        N_("{file}: the header's “{part}” says “{name}”, which nobody knows. There are: {offered}."),
        file=file,
        part=part,
        name=name,
        offered=", ".join(offered),
    )
