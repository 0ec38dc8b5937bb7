"""Appeals: a unit's objection to entries of a closed month, with its evidence; and their review, by somebody else."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from analytics.assessment.booking import REVERSAL, AssessmentRefused, closed, month_to_book, reversal_of
from analytics.assessment.by_hand import must_stand, no_entry
from analytics.clock.days_given import working_days_after
from analytics.errors import N_
from analytics.register import register_of
from analytics.register.record_tables import acts, appeal_entries, appeal_reviews, appeals, ledger_entries
from analytics.register.register import Writing
from analytics.settings import Settings
from analytics.snapshot.opened import Snapshot
from analytics.warehouse.places import EVIDENCE
from analytics.warehouse.private import FILE, private_folder

REVERSED, PARTLY, UPHELD = "reversed", "partly", "upheld"
RESULTS = (REVERSED, PARTLY, UPHELD)


def appeal(
    snapshot: Snapshot,
    entry_ids: Sequence[int],
    reason: str,
    text: str,
    who: str,
    settings: Settings,
    evidence: Path | None = None,
    at: datetime | None = None,
) -> int:
    """Appeal against entries of one unit, within the limit of their batch; gives the appeal's id.

    `reason` is one of those in settings.toml. The evidence is copied into the warehouse, under its fingerprint. Raises
    `AssessmentRefused`, and then nothing is kept.
    """
    chosen = [*dict.fromkeys(entry_ids)]
    if not chosen:
        raise AssessmentRefused(N_("Against which entries? Give their numbers, as `assess list` prints them."))
    if reason not in settings.assessment.reasons:
        raise AssessmentRefused(
            N_("{reason!r} is no reason to appeal. Choose one of: {reasons}."),
            reason=reason,
            reasons="、".join(settings.assessment.reasons),
        )
    if not text.strip():
        raise AssessmentRefused(N_("An appeal says what happened: write a text."))
    content = _content(evidence, settings) if evidence else None
    with register_of(snapshot.warehouse).writing(who, at) as writing:
        entries = [_to_be_appealed(writing, entry_id) for entry_id in chosen]
        units = {entry.unit_name for entry in entries}
        if len(units) > 1 or None in units:
            raise AssessmentRefused(
                N_("An appeal is about one unit's entries; these are of {units}. Make one for each."),
                units=", ".join(sorted(str(unit or "–") for unit in units)),
            )
        row = {
            "unit_name": entries[0].unit_name,
            "area": entries[0].area,
            "reason": reason,
            "text": text.strip(),
            "evidence_name": evidence.name if evidence else None,
            "evidence_sha256": hashlib.sha256(content).hexdigest() if content is not None else None,
            "review_by": working_days_after(date.fromisoformat(writing.day), settings.assessment.review_days, settings),
        }
        if content is not None:
            _keep(snapshot.warehouse, str(row["evidence_sha256"]), content)
        (made,) = writing.add(appeals, [row])
        writing.add(appeal_entries, [{"appeal_id": made, "entry_id": entry.id} for entry in entries])
        return made


def review(
    snapshot: Snapshot,
    appeal_id: int,
    result: str,
    text: str,
    who: str,
    entry_ids: Sequence[int] = (),
    at: datetime | None = None,
) -> int:
    """Decide an appeal: reversed (all of its entries), partly (those named), upheld (none); gives how many were reversed.

    Raises `AssessmentRefused` for a review by the appeal's author, a second one, one without words.
    """
    if result not in RESULTS:
        raise AssessmentRefused(
            N_("{result!r} is no result. Choose one of: {results}."), result=result, results=", ".join(RESULTS)
        )
    if not text.strip():
        raise AssessmentRefused(N_("A review says why: write a text."))
    with register_of(snapshot.warehouse).writing(who, at) as writing:
        made = _to_be_reviewed(writing, appeal_id)
        held = writing.connection.execute(
            select(ledger_entries)
            .join(appeal_entries, appeal_entries.c.entry_id == ledger_entries.c.id)
            .where(appeal_entries.c.appeal_id == appeal_id)
            .order_by(ledger_entries.c.id)
        ).all()
        granted = _granted(appeal_id, result, [entry.id for entry in held], entry_ids)
        writing.add(appeal_reviews, [{"appeal_id": appeal_id, "result": result, "text": text.strip()}])
        gone = {*writing.connection.scalars(select(ledger_entries.c.reverses_id))}
        months = closed(writing.connection)
        rows = [
            reversal_of(
                entry,
                month_to_book(entry.event_on, months),
                snapshot.id,
                made.reason,
                appeal_id=appeal_id,
                text=text.strip(),
            )
            for entry in held
            if entry.id in granted and entry.id not in gone
        ]
        writing.add(ledger_entries, rows)
        return len(rows)


def evidence_file(warehouse: Path, sha256: str) -> Path:
    """Where the evidence with this fingerprint is kept."""
    return warehouse / EVIDENCE / sha256


def _to_be_appealed(writing: Writing, entry_id: int) -> Any:
    entry = writing.connection.execute(select(ledger_entries).where(ledger_entries.c.id == entry_id)).first()
    if entry is None:
        raise no_entry(entry_id)
    if entry.kind == REVERSAL:
        raise AssessmentRefused(N_("Entry {id} gives points back; nobody appeals against that."), id=entry_id)
    batch = closed(writing.connection).get(entry.month)
    if batch is None:
        raise AssessmentRefused(
            N_("Entry {id} is provisional: {month} is not closed yet, and a corrected export changes it by itself."),
            id=entry_id,
            month=f"{entry.month:%Y-%m}",
        )
    if date.fromisoformat(writing.day) > batch.appeal_until:
        raise AssessmentRefused(
            N_("Appeals against {month} could be made until {day}. Entry {id} stands."),
            month=f"{entry.month:%Y-%m}",
            day=batch.appeal_until,
            id=entry_id,
        )
    before = writing.connection.scalar(select(appeal_entries.c.appeal_id).where(appeal_entries.c.entry_id == entry_id))
    if before is not None:
        raise AssessmentRefused(N_("Appeal {appeal} is about entry {id} already."), id=entry_id, appeal=before)
    must_stand(writing, entry)
    return entry


def _to_be_reviewed(writing: Writing, appeal_id: int) -> Any:
    made = writing.connection.execute(
        select(appeals, acts.c.who).join(acts, acts.c.id == appeals.c.act_id).where(appeals.c.id == appeal_id)
    ).first()
    if made is None:
        raise AssessmentRefused(N_("There is no appeal {id}. `assess list --appeals` names them."), id=appeal_id)
    before = writing.connection.execute(
        select(appeal_reviews.c.result).where(appeal_reviews.c.appeal_id == appeal_id)
    ).first()
    if before is not None:
        raise AssessmentRefused(
            N_("Appeal {id} was reviewed already: {result}. A review is made once."), id=appeal_id, result=before.result
        )
    if made.who.strip().casefold() == writing.who.casefold():
        raise AssessmentRefused(
            N_("{who} made appeal {id} and cannot review it. Somebody else has to."), who=made.who, id=appeal_id
        )
    return made


def _granted(appeal_id: int, result: str, held: list[int], named: Sequence[int]) -> set[int]:
    """The entries that a result reverses."""
    if result == UPHELD:
        return set()
    if result == REVERSED:
        return {*held}
    chosen = {*named}
    if not chosen or not chosen < {*held}:
        raise AssessmentRefused(
            N_("Which entries of appeal {id} are reversed? Name some of {entries}, not all: --entry"),
            id=appeal_id,
            entries=", ".join(map(str, held)),
        )
    return chosen


def _content(evidence: Path, settings: Settings) -> bytes:
    try:
        size = evidence.stat().st_size
        if not 0 < size <= settings.imports.max_file_mb * 1_000_000:
            raise AssessmentRefused(
                N_("{file} is empty, or larger than {limit} MB. Give another file as evidence."),
                file=evidence.name,
                limit=settings.imports.max_file_mb,
            )
        return evidence.read_bytes()
    except OSError as error:
        raise AssessmentRefused(
            N_("{file} cannot be read: {error}. Nothing was written."), file=evidence, error=error.strerror or error
        ) from error


def _keep(warehouse: Path, sha256: str, content: bytes) -> None:
    """Put evidence beside the register, whole or not at all."""
    kept = evidence_file(warehouse, sha256)
    if kept.exists():
        return
    private_folder(kept.parent)
    unfinished = kept.with_name(f".{sha256}.{os.getpid()}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE), "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    unfinished.replace(kept)
