"""The calendar: published arrangements, the overrides file, other countries and their weekends."""

import csv
from datetime import date, timedelta

import pytest

from analytics.clock.workdays import (
    FIRST_DAY,
    LAST_DAY,
    Override,
    Workdays,
    calendar,
    calendar_due_day,
    check_calendar,
    declared_years,
    due_day,
    holiday_names,
    load_overrides,
)
from analytics.errors import CalendarRangeError, SettingsError


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


def test_a_snapshot_holds_whole_years_from_1970_to_2075():
    assert (str(FIRST_DAY), str(LAST_DAY)) == ("1970-01-01", "2075-12-31")


def test_a_calendar_has_every_day_of_its_years_and_no_other():
    days = Workdays("CN", 2025, 2026)
    assert [str(entry.day) for entry in (days.days[0], days.days[-1])] == ["2025-01-01", "2026-12-31"]
    assert len(days.days) == 365 + 365
    assert days.day(date(2025, 1, 1)).kind == "holiday"
    assert days.day(date(2026, 12, 31)).number == 248 + 248  # the working days of both years
    for outside in (date(2024, 12, 31), date(2027, 1, 1)):
        with pytest.raises(CalendarRangeError, match=f"{outside} is outside .* from 2025 to 2026"):
            days.day(outside)


def test_the_days_of_a_calendar_are_numbered_from_its_first_working_day():
    days = Workdays("CN", 2025, 2026)
    assert (days.number(date(2025, 1, 1)), days.number(date(2025, 1, 2))) == (0, 1)
    assert (days.of_number(1), days.of_number(496)) == (date(2025, 1, 2), date(2026, 12, 31))
    for number in (0, 497):
        with pytest.raises(CalendarRangeError, match="ends in 2026"):
            days.of_number(number)
    # Thursday and Friday, and Sunday 01-26 that is worked before the Spring Festival: 23, 24 and 26 January 2025
    assert days.working_days_between(date(2025, 1, 22), date(2025, 1, 26)) == 3
    assert days.working_days_between(date(2025, 1, 26), date(2025, 1, 22)) == -3


def test_after_the_last_working_day_of_a_calendar_comes_no_next_one():
    # 2028-12-30 and 31 are a weekend
    days = Workdays("CN", 2028, 2028)
    assert days.next_working(date(2028, 12, 29)) == date(2028, 12, 29)
    with pytest.raises(CalendarRangeError, match="ends in 2028"):
        days.next_working(date(2028, 12, 30))
    with pytest.raises(CalendarRangeError, match="ends in 2028"):
        calendar_due_day(date(2028, 12, 20), 10, days)


def test_a_recorded_calendar_counts_as_the_one_it_was_recorded_from():
    days = Workdays("CN", 2025, 2026, (Override(date(2026, 3, 4), False, "flood"),))
    recorded = Workdays.of_days("CN", days.days)
    assert (recorded.first_year, recorded.last_year, recorded.days) == (2025, 2026, days.days)
    assert due_day(date(2026, 3, 2), 2, recorded) == date(2026, 3, 5)  # 3 and 5 March


def test_every_kind_of_day_has_its_word():
    opened = Override(date(2026, 3, 7), True, "open Saturday")
    days = Workdays("CN", 2026, 2026, (opened, Override(date(2026, 3, 4), False, "flood")))
    assert {
        text: (entry.kind, entry.is_working, entry.name)
        for text in ("02-13", "02-14", "02-15", "02-17", "03-04", "03-07")
        if (entry := days.day(date.fromisoformat(f"2026-{text}")))
    } == {
        "02-13": ("workday", True, ""),
        "02-14": ("make-up", True, ""),
        "02-15": ("weekend", False, ""),
        "02-17": ("holiday", False, "Chinese New Year (Spring Festival)"),
        "03-04": ("override", False, "flood"),
        "03-07": ("override", True, "open Saturday"),
    }


def test_a_year_is_provisional_after_the_last_published_one_which_the_bureau_may_declare():
    def provisional(published, code="CN"):
        days = Workdays(code, 2026, 2029, (), published)
        return {entry.day.year for entry in days.days if entry.provisional}

    assert provisional(None) == {2027, 2028, 2029}
    assert provisional(2027) == {2028, 2029}
    assert provisional(2020) == {2027, 2028, 2029}  # what the library knows stays known
    assert provisional(2020, "NL") == set()


def test_the_overrides_file_is_read_calendar_by_calendar(tmp_path):
    file = tmp_path / "overrides.toml"
    assert load_overrides(file) == {}
    assert declared_years(file) == {}
    file.write_text(
        "[published]\nCN = 2027\n"
        '[[CN]]\nday = 2026-03-04\nworking = false\nreason = "flood"\n'
        "[[CN]]\nday = 2026-03-07\nworking = true\n"
        "[[NL]]\nday = 2026-03-05\nworking = false\n",
        encoding="utf-8",
    )
    assert load_overrides(file) == {
        "CN": (Override(date(2026, 3, 4), False, "flood"), Override(date(2026, 3, 7), True, "")),
        "NL": (Override(date(2026, 3, 5), False, ""),),
    }
    assert declared_years(file) == {"CN": 2027}
    known = calendar("CN", file, 2026, 2028)
    assert (known.is_working(date(2026, 3, 4)), known.is_working(date(2026, 3, 7))) == (False, True)
    assert [known.day(date(year, 6, 1)).provisional for year in (2026, 2027, 2028)] == [False, False, True]
    assert calendar("NL", file, 2026, 2026).is_working(date(2026, 3, 4))


@pytest.mark.parametrize(
    "entry",
    [
        "working = true",
        "day = 2026-03-04",
        'day = 2026-03-04\nworking = "no"',
        'day = "2026-03-04"\nworking = true',
        "day = 2026-03-04T10:00:00\nworking = true",
    ],
)
def test_an_override_needs_a_day_and_a_truth(tmp_path, entry):
    file = tmp_path / "overrides.toml"
    file.write_text(f"[[CN]]\n{entry}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"overrides\.toml: an entry under CN needs day = YYYY-MM-DD and working"):
        load_overrides(file)


def test_an_overrides_file_that_is_no_toml_is_refused(tmp_path):
    file = tmp_path / "overrides.toml"
    file.write_text("CN: 2026", encoding="utf-8")
    with pytest.raises(SettingsError, match="is not a TOML file"):
        load_overrides(file)


@pytest.mark.parametrize("code", ["Atlantis", "CN-XX"])
def test_a_calendar_that_nobody_knows_is_refused_before_it_is_used(code):
    check_calendar("US-NY")
    with pytest.raises(SettingsError, match=f"No calendar {code}"):
        check_calendar(code)


def test_holidays_are_named_for_the_years_asked_for():
    names = holiday_names("CN", 2018, 2019, "en_US")
    assert {day.year for day in names} == {2018, 2019}
    assert date(2018, 10, 1) in names


def test_working_days_before_the_first_year_are_not_counted_again():
    # the same span in calendars that begin in different years
    longer, shorter = Workdays("CN", 2020, 2026), Workdays("CN", 2026, 2026)
    for offset in range(0, 360, 7):
        day = date(2026, 1, 1) + timedelta(days=offset)
        assert due_day(day, 3, longer) == due_day(day, 3, shorter)
