"""How a selection narrows each table of a snapshot. A table that does not stand here is read by no figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analytics.settings import Findings

FILTERS = {"area": "areas", "unit": "units", "item": "items", "platform": "platforms", "kind": "kinds"}
"""The filters by name, with the part of a `Scope` that holds what was chosen."""


@dataclass(frozen=True)
class Narrowed:
    """Which columns each filter is tested on; a row stays where one of them holds a chosen value.

    The filters in `through_case` are tested on the row's case (platform, case_no) instead.
    """

    columns: Mapping[str, tuple[str, ...]]
    through_case: tuple[str, ...] = ()

    @property
    def filters(self) -> tuple[str, ...]:
        """The filters that narrow the table, in the order of `FILTERS`."""
        return tuple(name for name in FILTERS if name in self.columns or name in self.through_case)


_AREA = {"area": ("area", "region_code")}
_UNIT = {"unit": ("unit_name",)}
_PLATFORM = {"platform": ("platform",)}
_ITEM = {"item": ("item_code", "item_name")}
_OWN_AREA = {"area": ("area",)}
_OF_A_UNIT = Narrowed({**_OWN_AREA, **_UNIT})
_OF_A_CASE = Narrowed(_PLATFORM, ("area", "unit", "item", "kind"))

NARROWED = {
    "case_rows": Narrowed({**_AREA, **_UNIT, **_ITEM, **_PLATFORM, "kind": ("case_kind",)}),
    "case_versions": _OF_A_CASE,
    "event_rows": _OF_A_CASE,
    "pause_rows": _OF_A_CASE,
    "pause_spans": _OF_A_CASE,
    "vanished_cases": _OF_A_CASE,
    "left_cases": _OF_A_CASE,
    "orphan_rows": Narrowed({**_AREA, **_UNIT, **_PLATFORM}),
    "time_after_export_rows": Narrowed({**_AREA, **_UNIT, **_PLATFORM}),
    "message_rows": Narrowed({**_AREA, **_UNIT, **_PLATFORM}),
    "rating_rows": Narrowed({**_AREA, **_UNIT, **_PLATFORM}, ("item", "kind")),
    "item_rows": Narrowed({**_AREA, **_UNIT, **_ITEM}),
    "contact_rows": Narrowed({**_AREA, **_UNIT}),
    "damage_rows": Narrowed({**_AREA, **_UNIT, **_PLATFORM}),
    "unit_names": Narrowed({"area": ("area", "area_code"), **_UNIT}),
    "order_rows": _OF_A_UNIT,
    "order_line_rows": Narrowed({**_OWN_AREA, **_UNIT, **_PLATFORM}, ("item", "kind")),
    "order_signing_rows": _OF_A_UNIT,
    "order_event_rows": _OF_A_UNIT,
    "order_answer_rows": _OF_A_UNIT,
    "order_document_rows": _OF_A_UNIT,
    "order_letter_rows": _OF_A_UNIT,
    "case_entry_rows": Narrowed({**_OWN_AREA, **_UNIT, **_PLATFORM}, ("item", "kind")),
    "other_entry_rows": Narrowed({**_OWN_AREA, **_UNIT, **_PLATFORM}),
    "appeal_rows": _OF_A_UNIT,
    "recorded_step_rows": Narrowed({**_OWN_AREA, **_UNIT, **_PLATFORM}),
    "reminder_rows": Narrowed({**_OWN_AREA, **_UNIT, **_PLATFORM}),
    "digest_rows": _OF_A_UNIT,
    "outbox_event_rows": _OF_A_UNIT,
    "note_rows": _OF_A_UNIT,
    "decision_rows": _OF_A_UNIT,
    "decision_order_rows": _OF_A_UNIT,
}
"""Tables whose rows belong to somebody."""

NEVER_NARROWED = {
    "days": "the calendar",
    "working_days": "the calendar",
    "scope": "the days of the snapshot itself",
    "areas": "reference data",
    "area_aliases": "reference data",
    "unit_aliases": "reference data",
    "import_parts": "what was imported",
    "ladder_steps": "rules of the bureau",
    "case_outcomes": "how past cases ended: a case's chance is the same whatever else is selected",
    "register_now": "the day on which somebody looks",
    "verdict_rows": "what people found out, by the keys of rows that are narrowed themselves",
    "batch_rows": "which months of the assessment are closed, for all",
    "appeal_entry_rows": "which entries are appealed against, by the ids of entries that are narrowed themselves",
    "appeal_review_rows": "how appeals ended, by the ids of appeals that are narrowed themselves",
    "rating_step_rows": "what was done about ratings, by the numbers of ratings that are narrowed themselves",
    "told_negatives": "which negative ratings any export tells: a step whose rating is not selected is no orphan",
    "switch_rows": "what was switched on or off for all",
    "run_rows": "when a job ran for all",
    "case_copies": "the other platform's side of a case that two platforms show, wherever one looks from",
}
"""Tables that a selection leaves whole, each with the reason."""

NOT_FOR_FIGURES = {
    "snapshot": "what the snapshot was made of",
    "matched_parts": "what an import says of its pauses and ratings",
    "damaged_rows": "texts of rejected rows; figures read damage_rows",
}
"""Tables that no figure reads."""

FUNCTIONS = {
    "as_of",
    "as_of_no",
    "period_start",
    "period_end",
    "confidence_z",
    "wilson_low",
    "wilson_high",
    "minimum_count",
    "immediate_counts",
    "asked_again_days",
    "next_share",
    "within_days",
    "chance_weight",
    "comparable",
    "light_colour",
    "cases_ordered_after",
    "messages_ordered_after",
    "ratings_ordered_after",
    "case_points",
    "message_points",
    "rectification_days",
    "revisit_attempts",
    "rule_version",
    "has_caps",
    "most_points",
    "in_working_days",
    "status_words",
    "told_before",
    "told_apart",
    *Findings.model_fields,
}
"""The functions that a snapshot brings along; none of them reads a table that a selection narrows."""
