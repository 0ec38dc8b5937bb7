"""Names that figures had before groupings: each stands for a measure with its grouping, in the same columns as ever."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OldName:
    """A measure grouped by something. `columns` are those of the measure that the name shows (empty: all).

    `beside` names another measure whose last column stands at the end, for the same groups.
    """

    measure: str
    by: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    beside: str = ""

    @property
    def words(self) -> str:
        """What to ask for instead, as on the command line."""
        return f"{self.measure} --by {','.join(self.by)}" if self.by else self.measure


_MESSAGES = ("due", "on_time", "late", "unanswered_overdue", "not_yet_due", "message_compliance")

OLD_NAMES = {
    "cases": OldName("flow_cases"),
    "closed_by_month": OldName("late_closure_rate", ("month",), beside="early_rate"),
    "compression_by_area": OldName("compression_promised", ("area",)),
    "compression_by_unit": OldName("compression_promised", ("unit",)),
    "deductions_by_unit": OldName("deduction_points", ("unit",)),
    "messages_by_kind": OldName("message_compliance", ("kind",), _MESSAGES),
    "messages_by_month": OldName("message_compliance", ("month",)),
    "messages_by_unit": OldName("message_compliance", ("unit",)),
    "open_overdue_by_age": OldName("open_overdue", ("age",), ("open_overdue",)),
    "orders_by_unit": OldName("orders_issued", ("unit",)),
    "overdue_by_area": OldName("overdue_rate", ("area",)),
    "overdue_by_month": OldName("overdue_rate", ("month",)),
    "overdue_by_unit": OldName("overdue_rate", ("unit",)),
    "overdue_by_unit_month": OldName("overdue_rate", ("unit", "month")),
    "pause_audit_by_unit": OldName("pause_audit", ("unit",)),
    "ratings_by_unit": OldName("rating_chain", ("unit",)),
    "ratings_by_month": OldName("positive_rate", ("month",), ("ratings", "positive", "positive_rate")),
    "reminders_by_unit": OldName("reminders", ("unit",)),
    "response_days": OldName("answer_days", ("days",)),
    "time_per_area": OldName("time_used", ("area",)),
}
