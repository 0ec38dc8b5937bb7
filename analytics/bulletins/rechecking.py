"""Checking a document that left the house: each of its numbers computed again, and read again where the text shows it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lxml import etree

from analytics.bulletins.bulletin_parts import BulletinRefused
from analytics.documents.told_numbers import Number, Teller, numbers_of, shown
from analytics.errors import N_, CasewatchError
from analytics.snapshot.opened import Snapshot

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST = 200_000_000
Verdict = Literal["changed", "edited", "failed"]


@dataclass(frozen=True)
class Doubt:
    """A number that no longer holds: what the document told, what it is now, and where the text says something else."""

    number: Number
    verdict: Verdict
    now: str
    reads: str


@dataclass(frozen=True)
class Checked:
    """What checking a document gave: what it says about itself, how many numbers it has, those that do not hold."""

    about: Mapping[str, str]
    numbers: int
    doubts: tuple[Doubt, ...]
    same_snapshot: bool


def check(snapshot: Snapshot, file: Path) -> Checked:
    """Compute every number of a DOCX or PPTX again. Raises `NoNumbers`, `BulletinRefused` for a file that cannot be read."""
    try:
        if file.stat().st_size > MOST:
            raise BulletinRefused(N_("{file} is larger than any document of ours. Name a bulletin."), file=file.name)
        content = file.read_bytes()
    except OSError as error:
        raise BulletinRefused(
            N_("{file} cannot be read: {error}. Name a .docx or .pptx that was made here."), file=file, error=error
        ) from error
    return check_content(snapshot, content, file.name)


def check_content(snapshot: Snapshot, content: bytes, name: str) -> Checked:
    """The same of a file's content."""
    about, numbers = numbers_of(content, name)
    teller, marked = Teller(snapshot), _marked(content)
    doubts = [doubt for one in numbers if (doubt := _doubt(teller, one, marked.get(f"cw_{one.name}", one.text)))]
    return Checked(about, len(numbers), tuple(doubts), about.get("snapshot") == snapshot.id)


def _doubt(teller: Teller, one: Number, reads: str) -> Doubt | None:
    try:
        now = shown(teller.value(one), one.form)
    except (CasewatchError, KeyError, TypeError, ValueError) as error:
        return Doubt(one, "failed", str(error), reads)
    if now != one.text:
        return Doubt(one, "changed", now, reads)
    return Doubt(one, "edited", now, reads) if reads != one.text else None


def _marked(content: bytes) -> dict[str, str]:
    """The texts between the bookmarks of a DOCX, by their names; nothing for other documents."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if "word/document.xml" not in archive.namelist():
            return {}
        root = etree.fromstring(
            archive.read("word/document.xml"), etree.XMLParser(resolve_entities=False, no_network=True)
        )
    found: dict[str, str] = {}
    open_marks: dict[str | None, str] = {}
    for element in root.iter(f"{_WORD}bookmarkStart", f"{_WORD}bookmarkEnd", f"{_WORD}t"):
        if element.tag == f"{_WORD}bookmarkStart":
            name = element.get(f"{_WORD}name") or ""
            open_marks[element.get(f"{_WORD}id")] = name
            found[name] = ""
        elif element.tag == f"{_WORD}bookmarkEnd":
            open_marks.pop(element.get(f"{_WORD}id"), None)
        else:
            for name in open_marks.values():
                found[name] += element.text or ""
    return found
