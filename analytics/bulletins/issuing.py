"""Issuing a bulletin: it gets its number in one transaction with its files, frozen as they were issued.

Whoever issues holds the register, so numbers have no gaps. Issuing the same again, of the same figures and in the same
words, gives what was issued before: no second number, and the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from analytics.bulletins.annex import annex
from analytics.bulletins.bulletin_document import Issue, document
from analytics.bulletins.bulletin_parts import Bulletin, BulletinRefused, Kind
from analytics.errors import N_
from analytics.register import register_of
from analytics.register.record_tables import acts, bulletin_files, bulletins
from analytics.register.register import Writing
from analytics.settings import Settings
from analytics.snapshot.opened import Snapshot

_NUMBER = re.compile(r"(?:[^〔〕]*〔)?(\d{4})[〕-](\d{1,6})号?")


@dataclass(frozen=True)
class Issued:
    """An issued bulletin as the register has it."""

    id: int
    year: int
    number: int
    prefix: str
    kind: Kind
    area: str | None
    period_start: date
    period_end: date
    title: str
    issued_on: date
    issued_by: str
    snapshot: str

    @property
    def text(self) -> str:
        """Its number as it is printed."""
        return f"{self.prefix}〔{self.year}〕{self.number}号"


def issue(snapshot: Snapshot, bulletin: Bulletin, who: str, settings: Settings, at: datetime | None = None) -> Issued:
    """Number a bulletin and keep its files. `at` is the moment, by default now.

    Raises `BulletinRefused` without a name, and while a section of it could not be composed.
    """
    if not who.strip():
        raise BulletinRefused(N_("Who issues it? Give a name: a bulletin without one is a draft."))
    if bulletin.failed:
        raise BulletinRefused(
            N_("A section could not be composed: {error} Nothing was issued; mend that first."),
            error=bulletin.failed[0].error,
        )
    with register_of(snapshot.warehouse).writing(who, at) as writing:
        if (before := _the_same(writing, bulletin)) is not None:
            return before
        today = date.fromisoformat(writing.day)
        highest = writing.connection.scalar(select(func.max(bulletins.c.number)).where(bulletins.c.year == today.year))
        given = Issue(today.year, 1 + (highest or 0), settings.bulletins.prefix, settings.bureau, today, writing.who)
        (bulletin_id,) = writing.add(bulletins, [_row(bulletin, given)])
        files = {
            ".docx": document(bulletin, settings, given),
            ".xlsx": annex(snapshot, bulletin, settings, given.issued_on),
        }
        writing.add(bulletin_files, [_file(bulletin_id, name, content) for name, content in files.items()])
    return _issued(snapshot, bulletin_id)


def issued(snapshot: Snapshot) -> list[Issued]:
    """The bulletins that were issued, the newest number first."""
    told = select(bulletins, acts.c.who).join(acts, acts.c.id == bulletins.c.act_id)
    return [
        _of(row)
        for row in register_of(snapshot.warehouse).read(
            told.order_by(bulletins.c.year.desc(), bulletins.c.number.desc())
        )
    ]


def found(snapshot: Snapshot, number: str) -> Issued:
    """The bulletin with a number, given as 3, 2026-3 or 〔2026〕3号. Raises `BulletinRefused`."""
    asked = _NUMBER.fullmatch(number.strip())
    every = issued(snapshot)
    for one in every:
        if asked and (one.year, one.number) == (int(asked[1]), int(asked[2])):
            return one
        if number.strip() == str(one.number) and one.year == every[0].year:
            return one
    raise BulletinRefused(
        N_("There is no bulletin {number}. Issued are: {numbers}."),
        number=number,
        numbers=", ".join(one.text for one in every) or "–",
    )


def file_of(snapshot: Snapshot, bulletin: Issued, name: str = ".docx") -> bytes:
    """A file of an issued bulletin (.docx, .xlsx), byte by byte as it was issued."""
    asked = select(bulletin_files).where(bulletin_files.c.bulletin_id == bulletin.id, bulletin_files.c.name == name)
    for row in register_of(snapshot.warehouse).read(asked):
        content = base64.b64decode(row.content)
        if hashlib.sha256(content).hexdigest() == row.sha256:
            return content
    raise BulletinRefused(
        N_("The file {name} of {number} is not in the register as it was issued. Put the register back from a backup."),
        name=name,
        number=bulletin.text,
    )


def _row(bulletin: Bulletin, given: Issue) -> dict[str, Any]:
    return {
        "year": given.year,
        "number": given.number,
        "prefix": given.prefix,
        "bureau": given.bureau,
        "title": "".join(bulletin.title),
        "issued_on": given.issued_on,
        **_about(bulletin),
    }


def _about(bulletin: Bulletin) -> dict[str, Any]:
    """What makes two bulletins the same: kind, area, period, as-of day, figures, words."""
    return {
        "kind": bulletin.kind,
        "area": bulletin.area,
        "period_start": bulletin.scope.period_start,
        "period_end": bulletin.scope.period_end,
        "as_of": bulletin.scope.as_of,
        "snapshot": bulletin.snapshot,
        "words": json.dumps(bulletin.words, ensure_ascii=False, sort_keys=True),
    }


def _file(bulletin_id: int, name: str, content: bytes) -> dict[str, Any]:
    return {
        "bulletin_id": bulletin_id,
        "name": name,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "content": base64.b64encode(content).decode("ascii"),
    }


def _the_same(writing: Writing, bulletin: Bulletin) -> Issued | None:
    told = select(bulletins, acts.c.who).join(acts, acts.c.id == bulletins.c.act_id)
    for name, value in _about(bulletin).items():
        told = told.where(bulletins.c[name].is_(None) if value is None else bulletins.c[name] == value)
    row = writing.connection.execute(told).first()
    return None if row is None else _of(row)


def _issued(snapshot: Snapshot, bulletin_id: int) -> Issued:
    return next(one for one in issued(snapshot) if one.id == bulletin_id)


def _of(row: Any) -> Issued:
    return Issued(
        id=row.id,
        year=row.year,
        number=row.number,
        prefix=row.prefix,
        kind=row.kind,
        area=row.area,
        period_start=row.period_start,
        period_end=row.period_end,
        title=row.title,
        issued_on=row.issued_on,
        issued_by=row.who,
        snapshot=row.snapshot,
    )
