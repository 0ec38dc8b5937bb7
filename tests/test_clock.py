"""The clock: golden due days, working days a year, holidays, provisional years (domain.md 2)."""

import csv
from datetime import date

import pytest

from analytics.clock.workdays import Override, Workdays, calendar_due_day, due_day, load_overrides
from analytics.errors import CalendarRangeError, SettingsError

CN = Workdays("CN", 2015, 2028)


@pytest.mark.parametrize(
    ("accepted", "limit", "due"),
    [
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
    ],
)
def test_golden_due_days(accepted, limit, due):
    assert due_day(date.fromisoformat(accepted), limit, CN) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("year", "count"), [(2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)]
)
def test_working_days_of_a_year(year, count):
    assert sum(day.is_working for day in CN.days if day.day.year == year) == count


def test_the_calendar_agrees_with_the_published_arrangements(shared_data):
    with (shared_data / "calendar" / "cn_working_days.csv").open(encoding="utf-8") as stream:
        published = {date.fromisoformat(row["date"]): row["working"] == "1" for row in csv.DictReader(stream)}
    assert len(published) == 4383
    assert {day: CN.is_working(day) for day in published} == published


def test_an_immediate_case_is_due_the_same_day():
    assert due_day(date(2026, 3, 4), 0, CN) == date(2026, 3, 4)


def test_an_immediate_case_accepted_on_a_free_day_is_due_the_next_working_day():
    assert due_day(date(2026, 3, 7), 0, CN) == date(2026, 3, 9)


def test_a_calendar_limit_that_ends_on_a_free_day_moves_on():
    # 2026-09-30 + 3 days = 2026-10-03, in the National Day holiday, which ends on 10-07
    assert calendar_due_day(date(2026, 9, 30), 3, CN) == date(2026, 10, 8)


def test_paused_days_move_the_due_day():
    # 5 working days after Monday 2026-03-02 is Monday 03-09; 2 paused days make it Wednesday 03-11
    assert due_day(date(2026, 3, 2), 5, CN, paused=2) == date(2026, 3, 11)


def test_years_without_an_arrangement_are_provisional():
    assert CN.day(date(2027, 3, 1)).provisional
    assert not CN.day(date(2026, 12, 31)).provisional


def test_other_countries_are_never_provisional():
    dutch = Workdays("NL", 2011, 2030)
    assert not dutch.is_working(date(2011, 4, 30))
    assert not any(day.provisional for day in dutch.days)


def test_an_override_moves_due_days():
    closed = Workdays("CN", 2026, 2026, (Override(date(2026, 3, 4), False, "flood"),))
    assert due_day(date(2026, 3, 2), 2, closed) == date(2026, 3, 5)
    assert closed.day(date(2026, 3, 4)).name == "flood"


def test_a_calendar_that_ends_before_the_due_day_says_so():
    with pytest.raises(CalendarRangeError, match="ends in 2028"):
        due_day(date(2028, 12, 20), 30, CN)


def test_an_unknown_calendar_is_refused():
    with pytest.raises(SettingsError, match="Atlantis"):
        Workdays("Atlantis", 2026, 2026)


def test_a_broken_override_names_file_and_entry(tmp_path):
    file = tmp_path / "overrides.toml"
    file.write_text('[[CN]]\nday = 2027-02-08\nreason = "no word on working"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="working = true or false"):
        load_overrides(file)
