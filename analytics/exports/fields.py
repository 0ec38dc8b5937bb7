"""The canonical fields of every kind of export: what can be read, in which form, and what is kept.

`Kind.fields` are what a mapping may name; `Kind.columns` are what the canonical Parquet holds. They differ where one
header gives two columns (a limit and its unit) or several give one (name, phone and ID number give `applicant_key`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Form = Literal[
    "code",  # long digits, never masked, never a number
    "text",  # a name of a thing or place
    "plain",  # kept exactly as written: work contacts of officials
    "private",  # free text written by people: masked inside
    "time",
    "day",
    "limit",  # a number with a unit, in one text or in two columns
    "unit",
    "integer",
    "flag",
    "word",  # one of a few canonical words, or the raw text where nobody knows it
    "level",
    "name",
    "id_number",
    "phone",
]

UNITS = ("working", "calendar", "month", "hour")

# What `[values.<field>]` of a mapping may turn codes into.
CANONICAL_VALUES: dict[str, tuple[str, ...]] = {
    "status": ("open", "closed", "paused", "withdrawn", "rejected", "void", "returned"),
    "case_kind": ("immediate", "promised", "other"),
    "channel": ("window", "computer", "mobile", "courier", "other"),
    "message_kind": ("question", "complaint", "suggestion", "help"),
    "level": ("1", "2", "3", "4", "5"),
    "status_code": tuple(str(code) for code in range(1, 16)),
    "statutory_unit": UNITS,
    "promised_unit": UNITS,
    "circulated": ("true", "false"),
    "is_default": ("true", "false"),
}

# Names that domain.md and older mapping files use for the same fields.
OTHER_NAMES = {
    "statutory_days": "statutory_limit",
    "promised_days": "promised_limit",
    "statutory_days_unit": "statutory_unit",
    "promised_days_unit": "promised_unit",
}


@dataclass(frozen=True)
class Kind:
    """One kind of export."""

    name: str
    fields: dict[str, Form]
    required: tuple[str, ...]  # columns that the export must have
    filled: tuple[str, ...]  # fields that every row must fill
    columns: tuple[tuple[str, str], ...]  # canonical columns and their DuckDB types


_PLACE: dict[str, Form] = {"unit_name": "text", "unit_code": "code", "region_code": "code", "region_name": "text"}
_ITEM: dict[str, Form] = {"item_code": "code", "item_name": "text"}
_LIMITS: dict[str, Form] = {
    "statutory_limit": "limit",
    "statutory_unit": "unit",
    "promised_limit": "limit",
    "promised_unit": "unit",
}
_PAUSE: dict[str, Form] = {
    "pause_kind": "text",
    "pause_start": "time",
    "pause_end": "time",
    "pause_reason": "private",
    "approver": "name",
}
_APPLICANT: dict[str, Form] = {"applicant": "name", "applicant_id": "id_number", "applicant_phone": "phone"}

_TYPES: dict[Form, str] = {
    "time": "TIMESTAMP",
    "day": "DATE",
    "limit": "DOUBLE",
    "integer": "INTEGER",
    "flag": "BOOLEAN",
    "level": "INTEGER",
}


def _kind(
    name: str,
    fields: dict[str, Form],
    required: tuple[str, ...],
    filled: tuple[str, ...],
    without: tuple[str, ...] = ("applicant_id", "applicant_phone"),
) -> Kind:
    kept = [(field, _TYPES.get(form, "VARCHAR")) for field, form in fields.items() if field not in without]
    if "applicant" in fields:
        kept.append(("applicant_key", "VARCHAR"))
    return Kind(name, fields, required, filled, tuple(kept))


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        _kind(
            "cases",
            {
                "case_no": "code",
                **_ITEM,
                **_PLACE,
                **{f"{event}_at": "time" for event in ("applied", "received", "accepted", "due", "closed")},
                **_LIMITS,
                "extension_days": "integer",
                "case_kind": "word",
                "status": "word",
                "result": "private",
                "channel": "word",
                "circulated": "flag",
                **_APPLICANT,
                **_PAUSE,
            },
            required=("case_no", "accepted_at"),
            filled=("case_no",),
        ),
        _kind(
            "events",
            {
                "case_no": "code",
                **_ITEM,
                **_PLACE,
                "status_code": "word",
                "status_at": "time",
                **_LIMITS,
                "stage": "text",
                "project_code": "code",
            },
            required=("case_no", "status_code", "status_at"),
            filled=("case_no", "status_code", "status_at"),
        ),
        _kind(
            "pauses",
            {"case_no": "code", **_PAUSE},
            required=("case_no", "pause_start"),
            filled=("case_no", "pause_start"),
        ),
        _kind(
            "messages",
            {
                "message_no": "code",
                "message_kind": "word",
                "title": "private",
                "content": "private",
                "asked_at": "time",
                **_PLACE,
                "answered_at": "time",
                "answer": "private",
                "due_at": "time",
                "circulated": "flag",
                **_APPLICANT,
            },
            required=("message_no", "asked_at"),
            filled=("message_no", "asked_at"),
        ),
        _kind(
            "ratings",
            {
                "case_no": "code",
                "rated_at": "time",
                "level": "level",
                "rating_channel": "text",
                "comment": "private",
                "is_default": "flag",
                "rectified_at": "time",
                "revisited_at": "time",
                **_PLACE,
                **_APPLICANT,
            },
            required=("level",),
            filled=("level",),
            without=("applicant", "applicant_id", "applicant_phone"),
        ),
        _kind(
            "items",
            {**_ITEM, **_PLACE, "item_type": "text", **_LIMITS, "effective_on": "day"},
            required=("item_code",),
            filled=("item_code",),
        ),
        _kind(
            "contacts",
            {
                "unit_name": "text",
                "region_code": "code",
                "region_name": "text",
                "contact_name": "plain",
                "phone": "plain",
                "mail": "plain",
                "wecom": "plain",
            },
            required=("unit_name", "contact_name"),
            filled=("unit_name",),
        ),
    )
}
