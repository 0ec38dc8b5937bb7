"""The calendar: published arrangements, the overrides file, other countries and their weekends."""

import csv
from datetime import date

import pytest

from analytics.clock.workdays import Workdays, calendar, declared_years, due_day, holiday_names, load_overrides
from analytics.errors import SettingsError


@pytest.mark.parametrize("year", range(2015, 2027))
def test_every_day_of_a_year_agrees_with_the_published_arrangement(year, shared_data):
    with (shared_data / "calendar" / "cn_working_days.csv").open(encoding="utf-8") as stream:
        days = {date.fromisoformat(row["date"]): row["working"] == "1" for row in csv.DictReader(stream)}
    published = {day: working for day, working in days.items() if day.year == year}
    if not published:
        pytest.skip(f"{shared_data}/calendar holds no days of {year}")
    known = Workdays("CN", year, year)
    assert len(published) == len(known.days)
    assert {entry.day: entry.is_working for entry in known.days} == published
    assert not any(entry.provisional for entry in known.days)


def test_a_published_year_that_is_no_year_is_refused(tmp_path):
    file = tmp_path / "overrides.toml"
    file.write_text('[published]\nCN = "soon"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="needs a year"):
        declared_years(file)
    file.write_text("[CN]\nday = 2027-02-08\nworking = false\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="working = true or false"):
        load_overrides(file)


@pytest.mark.parametrize(
    ("code", "free"),
    [("NL", "2026-04-27"), ("US", "2026-11-26"), ("GB", "2026-05-25"), ("US-NY", "2026-11-03")],
)
def test_other_countries_have_their_own_holidays(code, free, tmp_path):
    days = calendar(code, tmp_path / "none.toml", 2025, 2027)
    assert not days.is_working(date.fromisoformat(free))
    assert not any(entry.provisional for entry in days.days)


def test_a_country_has_its_own_weekend():
    friday, saturday, sunday = date(2026, 3, 6), date(2026, 3, 7), date(2026, 3, 8)
    israel, emirates = Workdays("IL", 2026, 2026), Workdays("AE", 2021, 2026)
    assert [israel.is_working(day) for day in (friday, saturday, sunday)] == [False, False, True]
    assert [emirates.is_working(day) for day in (friday, saturday, sunday)] == [True, False, False]
    # the Emirates moved their weekend from Friday to Sunday in 2022
    assert [emirates.is_working(date(2021, 3, day)) for day in (5, 6, 7)] == [False, False, True]
    # Thursday 03-05 and 3 working days: Sunday, Monday, Tuesday
    assert due_day(date(2026, 3, 5), 3, israel) == date(2026, 3, 10)


def test_names_of_holidays_do_not_depend_on_the_machine(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    assert Workdays("CN", 2019, 2019).day(date(2019, 1, 1)).name == "New Year's Day"
    assert holiday_names("CN", 2019, 2019, "zh_CN")[date(2019, 1, 1)] == "元旦"
    assert holiday_names("NL", 2019, 2019, "zh_CN") == {}
