"""The chain of a negative rating, recorded by hand where no export tells it: verify, rectify, revisit, take back (domain.md 9)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from analytics.errors import N_, CasewatchError
from analytics.register import register_of
from analytics.register.record_tables import rating_steps
from analytics.register.register import Writing
from analytics.schema import CANONICAL_VALUES
from analytics.snapshot.opened import Snapshot

VERIFIED, RECTIFIED, REVISITED, TAKEN_BACK = "verified", "rectified", "revisited", "taken_back"
VERDICTS = tuple(CANONICAL_VALUES["verified_as"])
ANSWERS = tuple(CANONICAL_VALUES["revisit_result"])
NOT_REACHED, DISSATISFIED = "not_reached", "dissatisfied"


class RatingRefused(CasewatchError):
    """A step of a rating's chain cannot be recorded so; the register is as before."""


def verify(
    snapshot: Snapshot,
    rating_no: str,
    result: str,
    text: str,
    who: str,
    *,
    is_complex: bool = False,
    on: date | None = None,
    platform: str = "",
    at: datetime | None = None,
) -> int:
    """Record what verifying a negative rating found, one of `VERDICTS`; a complex one has the longer limit. Gives the step's id.

    A later verification counts instead. Raises `RatingRefused`, and then nothing is kept.
    """
    _one_of(result, VERDICTS)
    _said(text, N_("What did verifying the rating find? Write it."))
    with register_of(snapshot.warehouse).writing(who, at) as writing:
        rating = _rating(snapshot, rating_no, platform)
        if rating["verified_source"] == "export":
            raise RatingRefused(
                N_("An export tells already what rating {number} was found to be. Have it corrected on its platform."),
                number=rating_no,
            )
        if rating["rectified_on"] is not None:
            raise RatingRefused(
                N_("Rating {number} was rectified on {day}; what it was found to be is verified before."),
                number=rating_no,
                day=rating["rectified_on"],
            )
        return _add(writing, rating, VERIFIED, on, text, result=result, is_complex=is_complex)


def rectify(
    snapshot: Snapshot,
    rating_no: str,
    text: str,
    who: str,
    *,
    on: date | None = None,
    platform: str = "",
    at: datetime | None = None,
) -> int:
    """Record that what a negative rating says was put right, and how; gives the step's id. Raises `RatingRefused`.

    Once, and once more after each revisit whose rater is still dissatisfied.
    """
    _said(text, N_("What was done to put it right? Write it."))
    with register_of(snapshot.warehouse).writing(who, at) as writing:
        rating = _rating(snapshot, rating_no, platform)
        if rating["rating_state"] == "excused":
            raise RatingRefused(
                N_("Rating {number} was found untrue or malicious: there is nothing to rectify."), number=rating_no
            )
        if rating["rectified_on"] is not None and rating["rating_state"] != DISSATISFIED:
            raise RatingRefused(
                N_(
                    "Rating {number} was rectified on {day} already. It is rectified once more when its rater stays dissatisfied."
                ),
                number=rating_no,
                day=rating["rectified_on"],
            )
        return _add(writing, rating, RECTIFIED, on, text)


def revisit(
    snapshot: Snapshot,
    rating_no: str,
    result: str,
    text: str,
    who: str,
    *,
    on: date | None = None,
    platform: str = "",
    at: datetime | None = None,
) -> int:
    """Record that the rater was asked again and what came of it, one of `ANSWERS`; gives the step's id. Raises `RatingRefused`.

    Every call that reaches nobody is an attempt of its own.
    """
    _one_of(result, ANSWERS)
    with register_of(snapshot.warehouse).writing(who, at) as writing:
        rating = _rating(snapshot, rating_no, platform)
        if rating["rectified_on"] is None and rating["rating_state"] != "excused":
            raise RatingRefused(
                N_("Rating {number} is not rectified yet; its rater is asked again after that."), number=rating_no
            )
        if rating["rating_state"] == DISSATISFIED:
            raise RatingRefused(
                N_("The rater of {number} was dissatisfied on {day}: rectify once more, then ask again."),
                number=rating_no,
                day=rating["revisited_on"] or "–",
            )
        if rating["rating_state"] == "revisited":
            raise RatingRefused(
                N_(
                    "The rater of {number} answered on {day} already. An answer written down wrongly is taken back first."
                ),
                number=rating_no,
                day=rating["revisited_on"],
            )
        return _add(writing, rating, REVISITED, on, text, result=result)


def take_back(snapshot: Snapshot, step_id: int, why: str, who: str, at: datetime | None = None) -> int:
    """Take back a step that was recorded wrongly, with the reason: it stays on record and counts no more. Raises `RatingRefused`."""
    _said(why, N_("Why is the step taken back? Write it; both stay on record."))
    with register_of(snapshot.warehouse).writing(who, at) as writing:
        wrong = writing.connection.execute(select(rating_steps).where(rating_steps.c.id == step_id)).mappings().first()
        if wrong is None or wrong["step"] == TAKEN_BACK:
            raise RatingRefused(N_("There is no step {id}. `ratings steps` names them."), id=step_id)
        same = (rating_steps.c.platform == wrong["platform"], rating_steps.c.rating_no == wrong["rating_no"])
        told = writing.connection.execute(select(rating_steps).where(*same)).mappings().all()
        gone = {step["takes_back_id"] for step in told}
        if step_id in gone:
            raise RatingRefused(N_("Step {id} was taken back already."), id=step_id)
        later = [
            step["id"]
            for step in told
            if step["id"] > step_id and step["step"] != TAKEN_BACK and step["id"] not in gone
        ]
        if later:
            raise RatingRefused(
                N_("Step {id} has later ones after it: take back {later} first."),
                id=step_id,
                later=", ".join(map(str, later)),
            )
        kept = {key: wrong[key] for key in ("platform", "rating_no", "case_no", "rated_on", "unit_name", "area")}
        row = kept | {
            "step": TAKEN_BACK,
            "happened_on": date.fromisoformat(writing.day),
            "result": None,
            "is_complex": False,
            "text": why.strip(),
            "takes_back_id": step_id,
        }
        return writing.add(rating_steps, [row])[0]


def _rating(snapshot: Snapshot, rating_no: str, platform: str) -> dict[str, Any]:
    """The negative rating of a number, as it stands with all that was recorded."""
    named = snapshot.matching("negative_ratings", snapshot.everything(), rating_no=rating_no)
    found = [row for row in named if row["platform"] == platform or not platform]
    if not found:
        raise RatingRefused(
            N_("There is no negative rating {number}. `ratings list` and the page Ratings name them."), number=rating_no
        )
    if len(found) > 1:
        raise RatingRefused(
            N_("Several platforms have a rating {number}: {platforms}. Say which: --platform"),
            number=rating_no,
            platforms=", ".join(sorted(str(row["platform"]) for row in found)),
        )
    return found[0]


def _add(writing: Writing, rating: dict[str, Any], step: str, on: date | None, text: str, **more: Any) -> int:
    day = on or date.fromisoformat(writing.day)
    first = max(
        [
            rating["rated_on"],
            *(rating[f"{name}_on"] for name in (RECTIFIED, REVISITED) if rating[f"{name}_on"] is not None),
        ]
        if step != VERIFIED
        else [rating["rated_on"]]
    )
    if not first <= day <= date.fromisoformat(writing.day):
        raise RatingRefused(
            N_("{day} cannot be the day of this step: it lies before {first}, or after today."), day=day, first=first
        )
    row = {
        **{key: rating[key] for key in ("platform", "rating_no", "case_no", "rated_on", "unit_name", "area")},
        "step": step,
        "happened_on": day,
        "result": None,
        "is_complex": False,
        "text": text.strip() or None,
        "takes_back_id": None,
        **more,
    }
    return writing.add(rating_steps, [row])[0]


def _one_of(result: str, allowed: tuple[str, ...]) -> None:
    if result not in allowed:
        raise RatingRefused(
            N_("{result!r} is no result. Choose one of: {results}."), result=result, results=", ".join(allowed)
        )


def _said(text: str, otherwise: str) -> None:
    if not text.strip():
        raise RatingRefused(otherwise)
