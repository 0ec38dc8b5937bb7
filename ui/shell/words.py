"""The one table of words: what a column is called on screen, and what a value of ours is called in its column.

English, to be passed through `_`; values that come from an export have no word here and are shown as they are.
"""

from __future__ import annotations

from typing import Any

from analytics.errors import N_
from analytics.exports import platform_names
from ui.shell.wording import _, language

COLUMNS = {
    # of every export
    "unit_code": N_("Unit's credit code"),
    "region_code": N_("Region code"),
    "applicant_id": N_("Applicant's ID number"),
    "applicant_phone": N_("Applicant's phone"),
    "status_at": N_("Time of the status event"),
    "content": N_("Text of the message"),
    "rectified_at": N_("Rectified at"),
    "revisited_at": N_("Revisited at"),
    "item_type": N_("Type of the item"),
    "contact_name": N_("Contact"),
    "phone": N_("Office phone"),
    "mail": N_("Mail address"),
    "wecom": N_("WeCom account"),
    "reason": N_("Why rejected"),
    # cases
    "platform": N_("Platform"),
    "case_no": N_("Case number"),
    "item_code": N_("Item code"),
    "item_name": N_("Service item"),
    "unit_name": N_("Unit"),
    "area": N_("Area"),
    "region_name": N_("Region"),
    "applied_at": N_("Applied"),
    "received_at": N_("Received"),
    "accepted_at": N_("Accepted"),
    "due_on": N_("Due day"),
    "due_at": N_("Platform's due date"),
    "platform_due_at": N_("Platform's due date"),
    "platform_due_on": N_("Platform's due day"),
    "computed_on": N_("Computed due day"),
    "closed_at": N_("Closed"),
    "light": N_("Light"),
    "is_open": N_("Open"),
    "computed_due_on": N_("Computed due day, with pauses"),
    "due_source": N_("Due day taken from"),
    "import_id": N_("Number of the import"),
    "used_days": N_("Used working days"),
    "remaining_days": N_("Working days left"),
    "overdue_days": N_("Working days over"),
    "paused_days": N_("Paused working days"),
    "limit_days": N_("Limit"),
    "limit_unit": N_("Limit counted in"),
    "promised_limit": N_("Promised limit"),
    "promised_unit": N_("Promised limit counted in"),
    "promised_days": N_("Promised days"),
    "statutory_limit": N_("Statutory limit"),
    "statutory_unit": N_("Statutory limit counted in"),
    "statutory_days": N_("Statutory days"),
    "extension_days": N_("Extension, days"),
    "case_kind": N_("Case kind"),
    "status": N_("Status"),
    "result": N_("Result"),
    "channel": N_("Channel"),
    "circulated": N_("Circulated by the region"),
    "applicant": N_("Applicant (masked)"),
    "project_code": N_("Project"),
    "stage": N_("Stage"),
    "provisional": N_("Provisional"),
    # pauses
    "pause_kind": N_("Kind of pause"),
    "pause_start": N_("Pause started"),
    "pause_end": N_("Pause ended"),
    "pause_reason": N_("Reason of the pause"),
    "approver": N_("Approved by"),
    "running_days": N_("Running, working days"),
    "due_without_pauses_on": N_("Due day without pauses"),
    "overrun_days": N_("Working days beyond it"),
    "equals_overrun": N_("Pause equals the overrun"),
    "paused_at_acceptance": N_("Paused on the acceptance day"),
    "paused_after_due_day": N_("Paused after the due day"),
    "paused": N_("Closed with a pause"),
    "saved": N_("On time only thanks to it"),
    "cancelling": N_("of these, pause cancels the overrun"),
    "saved_share": N_("Share on time only thanks to it"),
    # messages and ratings
    "message_no": N_("Message number"),
    "message_kind": N_("Kind"),
    "title": N_("Subject"),
    "asked_at": N_("Asked"),
    "answered_at": N_("Answered"),
    "answer": N_("Answer"),
    "response_days": N_("Working days to answer"),
    "message_group": N_("Group"),
    "messages": N_("Messages"),
    "rated_at": N_("Rated"),
    "level": N_("Level (1 best)"),
    "positive": N_("Positive"),
    "is_default": N_("Filled in by the platform"),
    "rating_channel": N_("Channel"),
    "comment": N_("Comment"),
    "rectified_on": N_("Rectified"),
    "revisited_on": N_("Revisited"),
    "ratings": N_("Ratings"),
    # figures
    "compression": N_("Compression"),
    "would_meet_days": N_("Would hold, days"),
    "share_met": N_("Share that would hold"),
    "low": N_("Interval from"),
    "high": N_("Interval to"),
    "saved_days": N_("Shorter by, days"),
    "basis": N_("Basis"),
    "items": N_("Items"),
    "cases": N_("Cases"),
    "left_out": N_("Left out"),
    "converted": N_("Converted"),
    "due": N_("Due"),
    "missed": N_("Missed"),
    "overdue_rate": N_("Overdue rate"),
    "late_closure_rate": N_("Late closure rate"),
    "early_rate": N_("Early closure rate"),
    "closure_rate": N_("Closure rate"),
    "message_compliance": N_("Answered on time"),
    "positive_rate": N_("Positive rate"),
    "active_ratings": N_("Given actively"),
    "active_positive_rate": N_("Positive rate, given actively"),
    "closed": N_("Closed cases"),
    "closed_early": N_("Closed early"),
    "closed_late": N_("Closed late"),
    "carried_in": N_("Carried in"),
    "accepted": N_("Accepted cases"),
    "carried_out": N_("Carried out"),
    "residual": N_("Residual"),
    "green": N_("Normal"),
    "yellow": N_("Near due"),
    "red": N_("Overdue"),
    "without_due_day": N_("Without a due day"),
    "on_time": N_("On time"),
    "late": N_("Late"),
    "unanswered_overdue": N_("Unanswered and overdue"),
    "not_yet_due": N_("Not yet due"),
    "open_overdue": N_("Open and overdue"),
    "longest_days": N_("Longest, days over"),
    "ranked": N_("Enough to be ranked"),
    "value_before": N_("Then"),
    "change_since": N_("Change"),
    "age": N_("Working days over"),
    "days": N_("Working days to answer"),
    "weekday": N_("Day of the week"),
    "day": N_("Day"),
    "week": N_("Week"),
    "month": N_("Month"),
    "quarter": N_("Quarter"),
    "year": N_("Year"),
    "share": N_("Share"),
    "effective_on": N_("In force since"),
    "first_on": N_("First"),
    "last_on": N_("Last"),
    # findings
    "finding": N_("To verify"),
    "state": N_("State"),
    "who": N_("Set by"),
    "at": N_("Set on"),
    "note": N_("Note"),
    "due_day_before": N_("Due day before"),
    "due_day_after": N_("Due day after"),
    "promised_before": N_("Promised before"),
    "promised_after": N_("Promised after"),
    "statutory_before": N_("Statutory before"),
    "statutory_after": N_("Statutory after"),
    "accepted_before": N_("Accepted before"),
    "accepted_after": N_("Accepted after"),
    "before_file": N_("Earlier export"),
    "after_file": N_("Later export"),
    "seconds": N_("Seconds"),
    "closed_in_minute": N_("Minute"),
    "closings": N_("Closed in that minute"),
    "closed_before_accepted": N_("Closed before accepted"),
    "accepted_before_applied": N_("Accepted before applied for"),
    "with_default": N_("With the default limit"),
    "days_apart": N_("Days apart"),
    "open_in": N_("Open in"),
    "closed_in": N_("Closed in"),
    "days_from_due_day": N_("Working days from the due day"),
    "again_case_no": N_("Applied for again as"),
    "again_applied_at": N_("Applied for again"),
    "hours_between": N_("Hours between"),
    "damage": N_("Damage"),
    "file": N_("File"),
    "sheet": N_("Sheet"),
    "line": N_("Line"),
    "field": N_("Field"),
    "value": N_("Text in the file"),
    "rows": N_("Rows"),
    "shared": N_("In both"),
    "other_platform": N_("Other platform"),
    "agree": N_("Agree"),
    "open_here": N_("Open here, closed there"),
    "open_there": N_("Closed here, open there"),
    # exports that tell otherwise
    "closed_before": N_("Closing before"),
    "closed_after": N_("Closing after"),
    "told_on": N_("Told on"),
    "outcome": N_("On time?"),
    "rectify_by": N_("Rectify by"),
    "due_before_accepted": N_("Due before accepted"),
    "export_day": N_("Day of the export"),
    "area_of_unit": N_("Area of the unit"),
    "status_word": N_("Word of the status"),
    "statutory_unread": N_("Statutory limit, unread"),
    "promised_unread": N_("Promised limit, unread"),
    "extension_unread": N_("Extension, unread"),
    "left_on": N_("Left on"),
    "standing": N_("Why counted apart"),
    "finished_on": N_("Told as finished on"),
    "due_then": N_("Due day then"),
    "due_replayed": N_("Due day today"),
    "light_then": N_("Light then"),
    "light_replayed": N_("Light today"),
    "closed_then": N_("Closed, then"),
    "closed_replayed": N_("Closed, today"),
    "missed_then": N_("Missed then"),
    "missed_replayed": N_("Missed today"),
    "no_longer_told": N_("Told no longer"),
    "status_code": N_("Status code"),
}
"""The word for a column, whatever table it stands in."""

_UNITS = {
    "working": N_("working days"),
    "calendar": N_("calendar days"),
    "month": N_("months"),
    "hour": N_("hours"),
}
VALUES = {
    # of the columns of figures and listings
    "light": {
        "green": N_("● normal"),
        "yellow": N_("▲ near due"),
        "red": N_("■ overdue"),
        "paused": N_("❚❚ paused"),
    },
    "case_kind": {"immediate": N_("Immediate"), "promised": N_("With a promised limit"), "other": N_("Other")},
    "limit_unit": _UNITS,
    "promised_unit": _UNITS,
    "statutory_unit": _UNITS,
    "status": {
        "open": N_("open"),
        "closed": N_("closed"),
        "paused": N_("paused"),
        "withdrawn": N_("withdrawn"),
        "rejected": N_("rejected"),
        "void": N_("void"),
        "returned": N_("returned"),
    },
    "standing": {
        "counted": N_("counted"),
        "withdrawn": N_("withdrawn"),
        "rejected": N_("rejected"),
        "void": N_("void"),
        "not_accepted": N_("not accepted"),
    },
    "channel": {
        "window": N_("service window"),
        "computer": N_("computer"),
        "mobile": N_("mobile"),
        "courier": N_("courier"),
        "other": N_("Other"),
    },
    "status_code": {
        "1": N_("received"),
        "2": N_("withdrawn by the applicant"),
        "3": N_("accepted"),
        "4": N_("not accepted"),
        "5": N_("acceptance refused"),
        "6": N_("supplement starts"),
        "7": N_("supplement ends"),
        "8": N_("the unit starts work"),
        "9": N_("special procedure starts"),
        "10": N_("special procedure ends"),
        "11": N_("closed: passed"),
        "12": N_("closed: passed with papers outstanding"),
        "13": N_("closed: not passed"),
        "14": N_("withdrawn"),
        "15": N_("revoked"),
    },
    "message_group": {
        "on_time": N_("On time"),
        "late": N_("Late"),
        "unanswered_overdue": N_("Unanswered and overdue"),
        "not_yet_due": N_("Not yet due"),
    },
    "outcome": {"on_time": N_("On time"), "late": N_("Late"), "unknown": N_("unknown")},
    "message_kind": {
        "question": N_("question"),
        "complaint": N_("complaint"),
        "suggestion": N_("suggestion"),
        "help": N_("request for help"),
    },
    "basis": {
        "ratio of sums": N_("Items: ratio of sums"),
        "mean of items": N_("Items: mean of items"),
        "by cases": N_("Cases closed: promised against statutory"),
        "against the earlier list": N_("Items: against the earlier list"),
        "actual against statutory": N_("Cases closed: used against statutory"),
        "actual against promised": N_("Cases closed: used against promised"),
    },
    "finding": {
        "no statutory limit": N_("no statutory limit"),
        "no promised limit": N_("no promised limit"),
        "promised > statutory": N_("promised > statutory"),
    },
    "damage": {"lost_digits": N_("digits lost"), "cut_to_the_day": N_("times cut to the day")},
    # of figures, findings and points of a series as a whole
    "subject": {
        "lateness": N_("Deadlines and lateness"),
        "flow": N_("Intake and closing"),
        "limits": N_("Time limits and compression"),
        "messages": N_("Messages"),
        "ratings": N_("Ratings"),
        "findings": N_("Findings"),
        "case": N_("One case"),
        "calendar": N_("Calendar"),
    },
    "group": {
        "deadlines": N_("Deadlines and limits"),
        "pauses": N_("Pauses"),
        "times": N_("Times"),
        "platforms": N_("Between platforms"),
        "voices": N_("Ratings and answers"),
        "data": N_("Data quality"),
    },
    "severity": {
        "high": N_("▲ a deadline may have been kept on paper only"),
        "medium": N_("◆ times, limits or ratings may not be what happened"),
        "low": N_("○ data to mend"),
    },
    "state": {
        "to_verify": N_("to verify"),
        "confirmed": N_("confirmed"),
        "false_alarm": N_("false alarm"),
    },
    "signal": {
        "outside": N_("outside the limits"),
        "two of three": N_("two of three points near a limit"),
        "one side": N_("seven or more points on one side of the mean"),
        "trend": N_("seven or more points rising or falling"),
    },
    # of the clock ledger
    "day_kind": {
        "start": N_("start day, not counted"),
        "workday": N_("working day"),
        "weekend": N_("weekend"),
        "holiday": N_("holiday"),
        "make-up": N_("make-up working day"),
        "override": N_("set by the bureau"),
        "paused": N_("paused"),
    },
    "mark": {
        "accepted": N_("accepted"),
        "pause_starts": N_("pause starts"),
        "pause_ends": N_("pause ends"),
        "limit_ends": N_("limit ends"),
        "due": N_("DUE DAY"),
        "computed_due": N_("computed due day"),
        "platform_due": N_("platform's due date"),
        "closed": N_("CLOSED"),
        "as_of": N_("as of"),
    },
    "phase": {"forecast": N_("forecast"), "closed": N_("after closing")},
    # of imports and mappings
    "kind": {
        "cases": N_("cases"),
        "events": N_("status events"),
        "pauses": N_("pauses"),
        "messages": N_("messages"),
        "ratings": N_("ratings"),
        "items": N_("service items"),
        "contacts": N_("contacts"),
    },
    "change": {"changed": N_("changed"), "new": N_("new"), "vanished": N_("vanished")},
    "step": {
        "waiting": N_("Waiting for another import"),
        "looking": N_("Looking at the file"),
        "reading": N_("Reading the rows"),
        "publishing": N_("Publishing the figures"),
        "done": N_("Done"),
    },
    "date_order": {
        "ymd": N_("year first: 2026-03-05"),
        "dmy": N_("day first: 05/03/2026"),
        "mdy": N_("month first: 03/05/2026"),
    },
    "rating_direction": {"1_best": N_("1 is the best level"), "5_best": N_("5 is the best level, like stars")},
    # of the filters and settings
    "period": {
        "this week": N_("This week"),
        "last week": N_("Last week"),
        "this month": N_("This month"),
        "last month": N_("Last month"),
        "this quarter": N_("This quarter"),
        "this year": N_("This year"),
        "own": N_("Own period"),
    },
    "light_preset": {
        "inner-mongolia": N_("Inner Mongolia rules"),
        "last-day": N_("last-day rules"),
        "share": N_("rules by share of time left"),
    },
    "leading_due_date": {"computed": N_("the computed one"), "platform": N_("the platform's own")},
}
VALUES["due_source"] = VALUES["leading_due_date"]
VALUES["light_then"] = VALUES["light_replayed"] = VALUES["light"]
"""The words for the values that are ours, by the column or choice that they belong to."""

PLATFORMS = ("platform", "other_platform")
"""Columns that hold the key of a platform, which its mapping file names."""

FILTER_NAMES = {
    "period": N_("Period"),
    "area": N_("Area"),
    "unit": N_("Unit"),
    "item": N_("Service item"),
    "platform": N_("Platform"),
    "kind": N_("Case kind"),
}
"""What the filters are called on the screen."""

_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


_SHARES = ("compression", "message_compliance", "share_met", "low", "high")


def column_word(column: str) -> str:
    """A column in the language in force; its own name where it has no word."""
    return _(COLUMNS[column]) if column in COLUMNS else column


def is_share(column: str) -> bool:
    """Whether a column holds shares, which are shown as percent."""
    return column.endswith(("_rate", "_share")) or column in _SHARES


def value_word(column: str, value: Any) -> Any:
    """A value of a column in the language in force where it is a word of ours, else as it is."""
    if column in PLATFORMS:
        return platform_word(value)
    words = VALUES.get(column, {})
    return _(words[value]) if isinstance(value, str) and value in words else value


def platform_word(key: Any) -> Any:
    """What a platform is called in the language in force, else in any, else its key."""
    names = platform_names().get(key, {}) if isinstance(key, str) else {}
    return names.get(language()) or next(iter(names.values()), key)


def weekday_word(weekday: int) -> str:
    """A day of the week, 0 for Monday."""
    return _(_WEEKDAYS[weekday])
