"""A meeting is closed once: what it saw, wrote and printed is frozen in the warehouse, every file with its fingerprint.

Nothing of it needs a snapshot any more: an old meeting is read from its own files.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import select

from analytics.errors import N_
from analytics.register import register_of
from analytics.register.record_tables import acts, meetings
from analytics.review.agenda import Agenda, agenda
from analytics.review.as_json import as_json, from_json, table_file
from analytics.review.makers import Maker, documents
from analytics.review.meeting import Meeting
from analytics.review.notes import Note, notes_of
from analytics.review.weeks import ReviewRefused, Week
from analytics.review.weeks_closed import closed_weeks
from analytics.warehouse.manifest import sync_folder, sync_tree
from analytics.warehouse.places import MEETINGS
from analytics.warehouse.private import keep_tree_private, private_folder

AGENDA, NOTES, FILES = "agenda.json", "notes.json", "files.json"


@dataclass(frozen=True)
class Closed:
    """A meeting that was closed: its agenda as it was seen, the notes of then, its files, and who closed it when.

    `documents` are the names of what was printed; `damaged` those of files that are not as they were written.
    """

    agenda: Agenda
    notes: tuple[Note, ...]
    documents: tuple[str, ...]
    closed_at: str
    closed_by: str
    folder: Path
    damaged: tuple[str, ...]


def close(meeting: Meeting, who: str, makers: tuple[Maker, ...] | None = None) -> Path:
    """Close the meeting of a week: freeze its agenda with every row, the notes and the documents. Gives the folder.

    Raises `ReviewRefused` where it was closed already, or where a block failed: what was not seen cannot be kept.
    """
    warehouse = meeting.snapshot.warehouse
    with register_of(warehouse).writing(who) as writing:
        before = writing.connection.execute(
            select(meetings.c.as_of, acts.c.at, acts.c.who)
            .join_from(meetings, acts, acts.c.id == meetings.c.act_id)
            .where(meetings.c.week == meeting.week.name)
        ).first()
        if before:
            raise ReviewRefused(
                N_("The meeting of {week} was closed on {day} by {who} already; it stays as it was seen then."),
                week=meeting.week.name,
                day=before.at[:10],
                who=before.who,
            )
        seen = agenda(meeting)
        if failed := [block for block in seen.blocks if block.failure]:
            raise ReviewRefused(
                N_("The meeting of {week} is not closed: {what} Mend it, then close it."),
                week=meeting.week.name,
                what=failed[0].failure.said() if failed[0].failure else "",
            )
        files = _files(seen, [note for note in notes_of(warehouse) if note.day <= meeting.as_of])
        files |= documents(seen, meeting, makers)
        listed = _listed(files)
        folder = _put(warehouse / MEETINGS / meeting.week.name, files | {FILES: listed})
        row = {
            "week": meeting.week.name,
            "as_of": seen.as_of,
            "known_on": seen.known_on,
            "snapshot": seen.snapshot,
            "sha256": hashlib.sha256(listed).hexdigest(),
        }
        writing.add(meetings, [row])
    return folder


def opened(warehouse: Path, week: Week) -> Closed | None:
    """A closed meeting as it was seen; None where the week was not closed. Raises `ReviewRefused` where its files are gone."""
    told = next((row for row in closed_weeks(warehouse) if row["week"] == week.name), None)
    if told is None:
        return None
    folder = warehouse / MEETINGS / week.name
    try:
        listed = (folder / FILES).read_bytes()
        kept: dict[str, str] = json.loads(listed)
        damaged = [] if hashlib.sha256(listed).hexdigest() == told["sha256"] else [FILES]
        damaged += [name for name, sha256 in kept.items() if _fingerprint(folder / name) != sha256]
        agenda_then = from_json(
            json.loads((folder / AGENDA).read_text(encoding="utf-8")), lambda name: pd.read_parquet(folder / name)
        )
        notes = [_note(row) for row in json.loads((folder / NOTES).read_text(encoding="utf-8"))]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReviewRefused(
            N_("What the meeting of {week} kept cannot be read: {error}. Put the folder {folder} back from a backup."),
            week=week.name,
            error=str(error).splitlines()[0] if str(error) else type(error).__name__,
            folder=f"{MEETINGS}/{week.name}",
        ) from error
    own = {AGENDA, NOTES, *(table_file(block, table) for block in agenda_then.blocks for table in block.tables)}
    printed = tuple(name for name in kept if name not in own)
    return Closed(
        agenda_then, tuple(notes), printed, str(told["closed_at"]), str(told["closed_by"]), folder, tuple(damaged)
    )


def _files(seen: Agenda, notes: list[Note]) -> dict[str, bytes]:
    """What is frozen, by file name."""
    files = {
        AGENDA: _json(as_json(seen)),
        NOTES: _json([{**asdict(note), "day": note.day.isoformat()} for note in notes]),
    }
    for block in seen.blocks:
        for table in block.tables:
            stream = BytesIO()
            table.rows.to_parquet(stream, index=False)
            files[table_file(block, table)] = stream.getvalue()
    return files


def _listed(files: dict[str, bytes]) -> bytes:
    return _json({name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())})


def _put(folder: Path, files: dict[str, bytes]) -> Path:
    """The files in a folder that appears whole; one that a closing which did not end has left is replaced."""
    private_folder(folder.parent)
    making = folder.with_name(f".{folder.name}")
    shutil.rmtree(making, ignore_errors=True)
    private_folder(making)
    for name, content in files.items():
        (making / name).write_bytes(content)
    keep_tree_private(making)
    sync_tree(making)
    if folder.exists():
        shutil.rmtree(folder)
    os.replace(making, folder)
    sync_folder(folder.parent)
    return folder


def _fingerprint(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def _note(row: dict[str, Any]) -> Note:
    return Note(**{**row, "day": date.fromisoformat(row["day"])})


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=False).encode()
