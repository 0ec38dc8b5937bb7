"""The headline figures of the demo, counted while it is made: what an import of all its files must give."""

from __future__ import annotations

from datetime import date

import pandas as pd

from demo.catalogue import Catalogue
from demo.clock import DATA_DATE, DAY, NONE, Clock, day_index
from demo.limits import compression

PERIODS = {
    "2026": (date(2026, 1, 1), date(2026, 12, 31)),
    "2025": (date(2025, 1, 1), date(2025, 12, 31)),
    "2026-10": (date(2026, 10, 1), date(2026, 10, 31)),
    "2025-10": (date(2025, 10, 1), date(2025, 10, 31)),
}


def truths(
    cases: pd.DataFrame, messages: pd.DataFrame, ratings: pd.DataFrame, catalogue: Catalogue, clock: Clock
) -> dict:
    """Figures as of the data date; shares are 0 to 1, unrounded."""
    counted = cases[cases.counted]
    unit = counted.unit.map(catalogue.units.unit_name).fillna("")
    late_now = counted[counted.open & (counted.due < clock.as_of)]
    longest = clock.number[clock.as_of] - clock.number[late_now.due.to_numpy()]
    current = {
        "as_of": DATA_DATE.isoformat(),
        "open": int(counted.open.sum()),
        "open_overdue": {"open_overdue": len(late_now), "longest_days": int(longest.max())},
        "lights": {light: int((counted.light == light).sum()) for light in ("green", "yellow", "red", "paused")},
        "compression_baseline": compression(catalogue.items, "older"),
        "compression_promised": compression(catalogue.items, "statutory"),
        "items_without_statutory_limit": int((catalogue.items.statutory < 0).sum()),
    }
    periods = {}
    for name, (start, end) in PERIODS.items():
        first, last = day_index(start), day_index(end)
        due = counted[counted.settled & counted.due.between(first, last) & (counted.due < clock.as_of)]
        by_unit = due.groupby(unit[due.index]).missed.agg(["size", "sum"])
        periods[name] = {
            "from": start.isoformat(),
            "to": end.isoformat(),
            "cases": _due(due),
            "platforms": {str(platform): _due(part) for platform, part in due.groupby("platform")},
            "units": {str(key): [int(row["size"]), int(row["sum"])] for key, row in by_unit.iterrows()},
            "flow": _flow(counted, first, min(last, clock.as_of), clock.as_of),
            "messages": _messages(messages, first, last, clock),
            "ratings": _ratings(ratings, first, last),
        }
    return {**current, "periods": periods}


def _due(due: pd.DataFrame) -> dict:
    missed = int(due.missed.sum())
    circulated = int((due.missed & due.circulated).sum())
    return {"due": len(due), "missed": missed, "missed_circulated": circulated, "overdue_rate": missed / len(due)}


def _flow(counted: pd.DataFrame, first: int, last: int, as_of: int) -> dict:
    """The balance; cases finished without a closing time are open until the export that says so, and closed on no day."""
    accepted, closed = counted.accepted // DAY, counted.closed // DAY
    is_open = (counted.closed == NONE) & ~(counted.finished & (last >= as_of))
    closed_then = closed.between(first, last) & (counted.closed != NONE)
    return {
        "carried_in": int(((accepted < first) & (is_open | (closed >= first))).sum()),
        "accepted": int(accepted.between(first, last).sum()),
        "closed": int(closed_then.sum()),
        "closed_late": int((closed_then & (closed > counted.due)).sum()),
        "carried_out": int(((accepted <= last) & (is_open | (closed > last))).sum()),
    }


def _messages(messages: pd.DataFrame, first: int, last: int, clock: Clock) -> dict:
    told = messages[messages.due.between(first, last)]
    passed = told[told.due < clock.as_of]
    open_then = passed.answered == NONE
    late = ~open_then & (passed.answered // DAY > passed.due)
    on_time = len(passed) - int(open_then.sum()) - int(late.sum())
    return {
        "due": len(passed),
        "on_time": on_time,
        "late": int(late.sum()),
        "unanswered_overdue": int(open_then.sum()),
        "not_yet_due": len(told) - len(passed),
        "missed_circulated": int((passed.circulated & (late | open_then)).sum()),
        "message_compliance": on_time / len(passed),
    }


def _ratings(ratings: pd.DataFrame, first: int, last: int) -> dict:
    told = ratings[(ratings.rated // DAY).between(first, last)]
    active = told[~told.is_default]
    negative = told[told.level >= 4]
    return {
        "ratings": len(told),
        "positive": int((told.level <= 3).sum()),
        "active": len(active),
        "active_positive": int((active.level <= 3).sum()),
        "negative": len(negative),
        "rectified": int((negative.rectified != NONE).sum()),
        "negative_known_rater": int((negative.rater != "").sum()),
        "revisited_known_rater": int(((negative.rater != "") & (negative.revisited != NONE)).sum()),
    }
