"""What is wrong in the demo on purpose: every finding with its exact test, and the rows that it must find."""

from __future__ import annotations

from dataclasses import dataclass, field

# The tests in words, with the thresholds chosen for the demo. Days are working days unless said otherwise; the newest row
# of a case counts; "closed" and "open" are as of the data date.
TESTS = {
    "deadline_rewritten": (
        "The same case (platform, case number) in two imports: due day, statutory or promised limit (number or unit) or "
        "acceptance time differs, both being known."
    ),
    "vanished": (
        "A case of an earlier export is missing in a later export of the same platform and kind that covers its time."
    ),
    "pause_cancels_overrun": (
        "Closed by its deadline with its pauses, late without them (overrun = days from the due day without pauses to the "
        "closing), and either |paused days - overrun| <= 1, or a pause starts on the acceptance day."
    ),
    "on_time_only_by_pauses": "Closed by its deadline with its pauses, late without them.",
    "pause_zero_length": "A pause that ends on the day on which it starts, or before.",
    "pause_never_ended": (
        "A pause without an end, of a case that is closed, or begun more than 60 working days before the as-of day."
    ),
    "unmatched_pause_start": (
        "Status events: a start (6 or 9) that no end (7 or 10) of the same kind follows. The case counts as still paused "
        "while it is open."
    ),
    "entered_after_the_fact": (
        "Not an immediate case, times with a time of day, applied <= accepted <= closed, and closed at most 10 minutes "
        "after the application."
    ),
    "closing_burst": (
        "One unit closes at least 10 cases in the same minute; closings at midnight sharp (dates cut to the day) do not "
        "count."
    ),
    "order_fault": (
        "Closed before accepted, or accepted before applied (compared by the second), or due by the platform before accepted "
        "(by the day)."
    ),
    "default_limits": (
        "A unit with at least 30 accepted cases with a promised limit above 0, at least 50 % of them with a promised limit "
        "of exactly 1 working day."
    ),
    "promised_over_statutory": (
        "Newest version of an item: promised limit > statutory limit, both in working days. The cases of these items carry "
        "the same limits since the newer list came into force."
    ),
    "no_unit": "A case with neither the name nor the code of a unit.",
    "due_dates_disagree": (
        "The platform's due day differs from the computed one (limit, extension, ended pauses); cases with a pause without "
        "an end are left out."
    ),
    "platforms_disagree": (
        "The same case number in two platforms, closed in one and open in the other (void, withdrawn and rejected ones left "
        "out)."
    ),
    "resubmitted": (
        "A case returned (status returned) at most 2 working days before or after its due day, and another case of the same "
        "platform, item, unit and applicant applied for more than 0 and at most 3 x 24 hours after the return."
    ),
    "rating_seconds_after_closing": (
        "A rating given by a person (not a default one) 0 to 30 seconds after the closing of its case."
    ),
    "rating_burst": (
        "One unit is given at least 10 ratings by persons (not default ones) in the same minute; ratings at midnight sharp "
        "do not count."
    ),
    "rating_before_closing": (
        "A rating given before the acceptance of its case or before its closing (as days where either is cut to the day)."
    ),
    "default_rating_with_comment": "A default rating with a comment.",
    "only_default_ratings": "A unit with at least 20 ratings, all of them defaults.",
    "pause_without_case": "A row of the list of special procedures whose case number no case of the platform has.",
    "rating_without_case": "A rating whose case number no case of the platform has.",
    "event_without_case": (
        "A status event other than 1, 2, 4, 5, 6 and 7 of an instance that no export tells as accepted (3)."
    ),
    "finished_without_time": "A case told as finished without a closing time.",
    "due_before_acceptance": "The platform's due day lies before the acceptance day.",
    "pause_after_due_day": "A pause begun after the due day as moved by the pauses before it.",
    "closing_rewritten": "The closing time of a case differs between two imports.",
    "withdrawn_after_due_day": "A case withdrawn or made void after its due day.",
    "time_after_export": "A time after the day of its own export.",
    "answered_before_asked": "A message answered before it was asked.",
    "unit_and_area_disagree": "A unit of one area under the code of another area (the city's departments apart).",
    "unknown_status_word": "A case whose status is in no mapping.",
    "unread_limits": "A case or an item with a limit or an extension that cannot be read.",
    "excel_damage": (
        "Rows rejected because a code stands in scientific notation; and files in which all application, acceptance and "
        "closing times are cut to the day (no time of day in any row)."
    ),
    "boilerplate_replies": (
        "A unit that gives the same answer text (spaces at both ends apart) to at least 20 messages."
    ),
}


@dataclass
class Planted:
    """The findings planted so far: for each key its rows (case numbers, units, items) and other facts."""

    found: dict[str, dict] = field(default_factory=dict)

    def add(self, key: str, keys: list[str], **facts: object) -> None:
        """More keys of a finding; `facts` are kept beside them."""
        entry = self.found.setdefault(key, {"count": 0, "test": TESTS[key], "keys": []})
        entry["keys"] = sorted({*entry["keys"], *keys})
        entry["count"] = len(entry["keys"])
        entry.update(facts)
