"""Which findings there are, how much each weighs, and which thresholds decide it.

The test itself, in words and in SQL, stands in lists/finding_<key>.sql.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analytics.errors import N_, ScopeError
from analytics.figures.catalogue import Figure, figure

Severity = Literal["high", "medium", "low"]

SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")
"""How much a finding weighs, the heaviest first."""

GROUPS = ("deadlines", "pauses", "times", "platforms", "voices", "data")
"""What findings are about, in the order of the page."""


@dataclass(frozen=True)
class Finding:
    """One finding; `thresholds` names the settings ([findings] in settings.toml) that decide it."""

    key: str
    group: str
    severity: Severity
    thresholds: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """The key of the query that lists the rows of the finding, each with a `row_key` that stays the same."""
        return f"finding_{self.key}"

    @property
    def figure(self) -> Figure:
        """Name, test and cohort, as the query's file gives them."""
        return figure(self.query)


FINDINGS = (
    Finding("deadline_rewritten", "deadlines", "high"),
    Finding("closing_rewritten", "deadlines", "high"),
    Finding("withdrawn_after_due_day", "deadlines", "high"),
    Finding("due_dates_disagree", "deadlines", "medium"),
    Finding("due_before_acceptance", "deadlines", "medium"),
    Finding("promised_over_statutory", "deadlines", "medium"),
    Finding(
        "default_limits",
        "deadlines",
        "medium",
        ("default_limit_days", "default_limit_share", "default_limit_minimum"),
    ),
    Finding("pause_cancels_overrun", "pauses", "high", ("pause_tolerance_days",)),
    Finding("on_time_only_by_pauses", "pauses", "medium"),
    Finding("pause_after_due_day", "pauses", "high"),
    Finding("pause_never_ended", "pauses", "medium", ("pause_running_days",)),
    Finding("unmatched_pause_start", "pauses", "low"),
    Finding("pause_zero_length", "pauses", "low"),
    Finding("entered_after_the_fact", "times", "high", ("after_the_fact_minutes",)),
    Finding("closing_burst", "times", "medium", ("burst_cases",)),
    Finding("order_fault", "times", "medium"),
    Finding("finished_without_time", "times", "medium"),
    Finding("time_after_export", "times", "low"),
    Finding("platforms_disagree", "platforms", "high"),
    Finding("resubmitted", "platforms", "high", ("resubmitted_due_days", "resubmitted_hours")),
    Finding("vanished", "platforms", "medium", ("partial_unit_share",)),
    Finding("rating_seconds_after_closing", "voices", "medium", ("rating_seconds",)),
    Finding("rating_burst", "voices", "medium", ("burst_ratings",)),
    Finding("rating_before_closing", "voices", "low"),
    Finding("default_rating_with_comment", "voices", "low"),
    Finding("only_default_ratings", "voices", "low", ("default_ratings_minimum",)),
    Finding("boilerplate_replies", "voices", "medium", ("boilerplate_messages",)),
    Finding("answered_before_asked", "voices", "medium"),
    Finding("no_unit", "data", "low"),
    Finding("unit_and_area_disagree", "data", "low"),
    Finding("unknown_status_word", "data", "low"),
    Finding("unread_limits", "data", "low"),
    Finding("pause_without_case", "data", "medium"),
    Finding("rating_without_case", "data", "low"),
    Finding("event_without_case", "data", "low"),
    Finding("excel_damage", "data", "low"),
)


def finding(key: str) -> Finding:
    """The finding with this key. Raises `ScopeError` naming those that there are."""
    for one in FINDINGS:
        if one.key == key:
            return one
    raise ScopeError(N_("No finding {key}. There are: {keys}."), key=key, keys=", ".join(one.key for one in FINDINGS))
