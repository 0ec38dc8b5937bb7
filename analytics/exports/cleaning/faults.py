"""Why a row is rejected, in words. One template per fault code; the interface translates it."""

from __future__ import annotations

from analytics.errors import N_

FAULTS = {
    "missing": N_("{field} is empty."),
    "only_key": N_("The row holds nothing but its {field}."),
    "lost_digits": N_("{field} {value} lost its digits in Excel. Export again with the column as text."),
    "impossible_date": N_("{field}: there is no such day or time as {value}."),
    "unreadable_date": N_(
        "{field}: {value} is not a date that can be read for certain. Correct it, or name its form in the mapping "
        "(datetime_formats, date_order)."
    ),
    # The next three are told by rows rejected long ago: today a limit that cannot be read loses the limit, not its row.
    "unreadable_limit": N_("{field}: {value} is not a time limit. Write it as 5 or 5个工作日."),
    "unreadable_unit": N_("{field}: {value} is not a unit of time. Write 工作日, 自然日, 月 or 小时."),
    "unreadable_number": N_("{field}: {value} is not a number."),
    "unreadable_flag": N_("{field}: {value} is neither yes nor no. Write 是 or 否."),
    "unknown_level": N_("{field}: {value} is not a rating level. Write 非常满意 to 非常不满意."),
    "ambiguous_level": N_("{field}: {value} may be the best level or the worst. Say rating_direction in the mapping."),
    "unknown_status": N_("{field}: {value} is not one of the status codes 1 to 15."),
    "too_many_cells": N_("The row has more cells than the header: {value}."),
    "cut_off": N_("The file ends in the middle of this row. Export it again."),
    "stray_quote": N_("A quotation mark in this row is never closed. Close it or take it out."),
    "too_long": N_("The line has more than a million characters; only its beginning is kept. Export it again."),
    "nul_bytes": N_("The row holds NUL bytes: the file is damaged here. Export it again."),
    "undecodable": N_(
        "The row holds bytes that the file's encoding does not know. Name the right one in the mapping "
        "(encoding), or export it again as UTF-8."
    ),
}


def fault_text(code: str, field: str, value: str | None) -> str:
    """A fault in plain English, as the command line says it."""
    return FAULTS[code].format(field=field, value=value)
