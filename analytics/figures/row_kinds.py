"""Rows one by one: the columns that all listings of a kind of rows share."""

from __future__ import annotations

from dataclasses import dataclass

_EVERY_FILTER = ("area", "unit", "item", "platform", "kind")


@dataclass(frozen=True)
class RowKind:
    """What one row is, in every listing of its kind: its columns, and the parts of a header that need not be told again."""

    columns: tuple[str, ...]
    unit: str
    unit_zh: str
    narrowed_by: tuple[str, ...]
    definition: str = "the rows themselves"
    definition_zh: str = "逐条列出"


ROW_KINDS = {
    "case": RowKind(
        (
            "platform",
            "case_no",
            "item_name",
            "unit_name",
            "area",
            "accepted_at",
            "due_on",
            "closed_at",
            "light",
            "used_days",
            "remaining_days",
            "overdue_days",
            "paused_days",
            "limit_days",
            "limit_unit",
            "promised_days",
            "statutory_days",
            "case_kind",
            "status",
            "provisional",
            "platform_due_at",
            "item_code",
            "is_open",
            "missed",
            "closed_late",
            "computed_due_on",
            "due_source",
            "import_id",
            "line",
        ),
        "one row a case",
        "每行一件",
        _EVERY_FILTER,
        definition_zh="逐件列出",
    ),
    "message": RowKind(
        (
            "platform",
            "message_no",
            "message_kind",
            "title",
            "unit_name",
            "area",
            "asked_at",
            "due_on",
            "answered_at",
            "response_days",
            "message_group",
            "overdue_days",
            "remaining_days",
            "import_id",
            "line",
        ),
        "one row a message",
        "每行一条留言",
        ("area", "unit", "platform"),
    ),
    "rating": RowKind(
        (
            "platform",
            "case_no",
            "unit_name",
            "area",
            "rated_at",
            "level",
            "positive",
            "is_default",
            "rating_channel",
            "comment",
            "rectify_by",
            "rectified_on",
            "revisited_on",
            "import_id",
            "line",
        ),
        "one row a rating",
        "每行一条评价",
        _EVERY_FILTER,
    ),
    "item": RowKind(
        (
            "platform",
            "item_code",
            "item_name",
            "unit_name",
            "area",
            "item_type",
            "statutory_limit",
            "statutory_unit",
            "statutory_days",
            "promised_limit",
            "promised_unit",
            "promised_days",
            "effective_on",
            "import_id",
            "line",
        ),
        "one row a service item",
        "每行一个事项",
        ("area", "unit", "item"),
    ),
}
