"""The second implementation against what is published: due dates, working days, and the counts of the real data."""

import json
from datetime import date, datetime

import pytest

from .clock import Case, WorkingDays, computed_due_day
from .figures import cases_at, flow, message_compliance, open_overdue, overdue_rate
from .real_data import real_messages, receipt_cases

GOLDEN = [
    ("2021-09-30", 3, "2021-10-11"),
    ("2024-09-27", 5, "2024-10-10"),
    ("2025-01-24", 3, "2025-02-05"),
    ("2025-01-25", 3, "2025-02-05"),
    ("2025-04-25", 3, "2025-04-29"),
    ("2025-04-30", 1, "2025-05-06"),
    ("2025-09-26", 3, "2025-09-30"),
    ("2025-09-30", 7, "2025-10-16"),
    ("2026-02-13", 5, "2026-02-27"),
    ("2026-02-14", 1, "2026-02-24"),
    ("2026-02-28", 1, "2026-03-02"),
    ("2026-09-18", 5, "2026-09-24"),
    ("2026-09-30", 7, "2026-10-15"),
]
WORKING_DAYS = {2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248}


@pytest.fixture(scope="module")
def days() -> WorkingDays:
    return WorkingDays.of_country("CN", 2011, 2028, last_published_year=2026)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(("accepted", "limit", "due"), GOLDEN)
def test_the_published_due_dates(days, accepted, limit, due):
    case = Case("A", at(f"{accepted}T16:30"), limit=limit)
    assert computed_due_day(case, date(2027, 1, 1), days) == date.fromisoformat(due)


@pytest.mark.parametrize(("year", "count"), WORKING_DAYS.items())
def test_the_working_days_of_each_year(days, year, count):
    assert days.between(date(year - 1, 12, 31), date(year, 12, 31)) == count


def test_the_calendar_is_the_published_one_on_every_day_since_2015(days, shared_data):
    published = WorkingDays.of_file(shared_data / "calendar" / "cn_working_days.csv")
    assert len(published.is_working) == 4383
    assert {day: days.is_working[day] for day in published.is_working} == published.is_working


def test_an_immediate_case_of_a_saturday_is_due_on_monday(days):
    case = Case("A", at("2026-11-07T10:00"), limit=0, case_kind="immediate")
    assert computed_due_day(case, date(2026, 11, 20), days) == date(2026, 11, 9)


def test_calendar_days_end_on_the_next_working_day(days):
    case = Case("A", at("2026-09-21T10:00"), limit=10, limit_unit="calendar")  # 1 October, within the holiday
    assert computed_due_day(case, date(2026, 9, 21), days) == date(2026, 10, 8)


def test_a_month_from_the_last_of_january_ends_with_february(days):
    case = Case("A", at("2025-01-31T10:00"), limit=1, limit_unit="month")
    assert computed_due_day(case, date(2025, 2, 1), days) == date(2025, 2, 28)


def test_a_pause_over_a_weekend_takes_no_working_day(days):
    pause = (at("2026-11-06T17:00"), at("2026-11-08T17:00"))  # Friday to Sunday
    case = Case("A", at("2026-11-04T10:00"), limit=5, pauses=(pause, pause))
    assert computed_due_day(case, date(2026, 11, 20), days) == date(2026, 11, 11)


def _receipt_figures(rows, start: date, end: date, as_of: date) -> dict[str, object]:
    rate, moved = overdue_rate(rows, start, end, as_of), flow(rows, start, end)
    return {
        "accepted": moved["accepted"],
        "closed": moved["closed"],
        "closed_late": moved["closed_late"],
        "due": rate["due"],
        "missed": rate["missed"],
        "open_overdue_at_as_of": open_overdue(rows)["open_overdue"],
    }


PERIODS = {"2011": (date(2011, 1, 1), date(2011, 12, 31)), "2011-Q2": (date(2011, 4, 1), date(2011, 6, 30))}


def test_the_real_permits_give_their_published_counts(shared_data):
    truth = json.loads((shared_data / "receipt" / "truth.json").read_text(encoding="utf-8"))
    as_of = date.fromisoformat(truth["as_of"])
    rows = cases_at(receipt_cases(shared_data), as_of, WorkingDays.of_country("NL", 2010, 2013))
    assert len(rows) == truth["cases"]
    for period, (start, end) in PERIODS.items():
        for unit, expected in truth["figures"][period].items():
            chosen = [row for row in rows if unit in ("all", row.unit_name)]
            assert _receipt_figures(chosen, start, end, as_of) == expected, (period, unit)


def test_the_real_messages_give_their_published_counts(days, shared_data):
    truth = json.loads((shared_data / "messages" / "truth.json").read_text(encoding="utf-8"))
    messages = real_messages(shared_data)
    assert len(messages) == truth["messages"]
    for described, expected in truth["figures"].items():
        period, as_of = described.split(" as of ")
        start, end = (date.fromisoformat(text) for text in period.split(".."))
        counted = message_compliance(messages, start, end, date.fromisoformat(as_of), days, truth["limit_working_days"])
        assert {name: counted[name] for name in expected} == expected, described
