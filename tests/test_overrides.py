"""What overrides and the choice of a calendar do to a warehouse: recomputed due days, their effect, provisional years."""

from datetime import date

import pytest

from analytics.settings import Settings
from analytics.snapshot.opened import open_snapshot
from analytics.snapshot.overrides import effects, pending, withdrawn
from analytics.snapshot.publish import publish
from analytics.warehouse.imports import import_file
from tests.warehouses import CASES, cases_of, write_csv

# limit 5 working days: accepted Monday 2026-03-02, due Monday 2026-03-09; closed on 03-10, a day late
ROWS = [("BT-1", "A", "甲局", "2026-03-02", "2026-03-10", 5, 10), ("BT-2", "A", "甲局", "2026-11-20", None, 40, 60)]
FLOOD = '[[CN]]\nday = 2026-03-05\nworking = false\nreason = "flood"\n'


@pytest.fixture
def overridable(tmp_path):
    """A warehouse whose overrides file can be written: (warehouse, settings, file)."""
    file = tmp_path / "overrides.toml"
    settings = Settings(calendar_overrides=file)
    cases_of(tmp_path, ROWS, settings=settings).close()
    return tmp_path / "warehouse", settings, file


def published(warehouse, ask):
    """What `ask` finds in the published snapshot, which is closed again."""
    snapshot = open_snapshot(warehouse)
    try:
        return ask(snapshot)
    finally:
        snapshot.close()


def cases_in(warehouse):
    return published(
        warehouse, lambda snapshot: {row["case_no"]: row for row in snapshot.records("cases", snapshot.everything())}
    )


def closed_late(warehouse):
    return published(
        warehouse, lambda snapshot: snapshot.records("late_closure_rate", snapshot.everything())[0]["closed_late"]
    )


def effects_in(warehouse):
    return published(warehouse, lambda snapshot: effects(snapshot, snapshot.everything()))


def test_changed_overrides_recompute_every_due_day_on_the_next_publish(overridable):
    warehouse, settings, file = overridable
    before = publish(warehouse, settings)
    assert cases_in(warehouse)["BT-1"]["due_on"] == date(2026, 3, 9)
    assert closed_late(warehouse) == 1
    file.write_text(FLOOD, encoding="utf-8")
    after = publish(warehouse, settings)
    assert after != before
    assert cases_in(warehouse)["BT-1"]["due_on"] == date(2026, 3, 10)  # a day later
    assert closed_late(warehouse) == 0
    file.unlink()
    assert publish(warehouse, settings) == before
    assert cases_in(warehouse)["BT-1"]["due_on"] == date(2026, 3, 9)


def test_the_effect_of_an_override_is_told(overridable):
    warehouse, settings, file = overridable
    file.write_text(FLOOD + '[[CN]]\nday = 2026-03-07\nworking = false\nreason = "a Saturday"\n', encoding="utf-8")
    publish(warehouse, settings)
    flood, saturday = effects_in(warehouse)
    assert (flood.before, flood.is_working, flood.changes, flood.reason, flood.cases) == (
        "workday",
        False,
        True,
        "flood",
        1,
    )
    assert not saturday.changes


def test_what_the_file_says_otherwise_since_the_publish_is_told(overridable):
    warehouse, settings, file = overridable
    file.write_text(FLOOD, encoding="utf-8")
    waiting = published(warehouse, lambda snapshot: pending(snapshot, settings, []))
    assert [override.day for override in waiting] == [date(2026, 3, 5)]
    publish(warehouse, settings)
    in_force = effects_in(warehouse)
    assert published(warehouse, lambda snapshot: pending(snapshot, settings, in_force)) == []
    file.unlink()
    assert [effect.day for effect in withdrawn(settings, in_force)] == [date(2026, 3, 5)]


def test_due_days_in_an_unpublished_year_are_provisional_until_the_file_says_that_it_is_published(overridable):
    warehouse, settings, file = overridable
    assert cases_in(warehouse)["BT-2"]["provisional"]
    assert not cases_in(warehouse)["BT-1"]["provisional"]
    file.write_text("[published]\nCN = 2027\n", encoding="utf-8")
    publish(warehouse, settings)
    assert not cases_in(warehouse)["BT-2"]["provisional"]
    rows = published(warehouse, lambda snapshot: snapshot.records("calendar_years", snapshot.everything()))
    years = {row["year"]: row for row in rows}
    assert (years[2027]["provisional"], years[2028]["provisional"], years[2028]["published_to"]) == (False, True, 2027)


def test_the_setting_chooses_the_country(tmp_path):
    rows = [("BT-1", "A", "甲局", "2026-04-24", None, 3, 10)]  # a Friday before King's Day, Monday 04-27
    dutch = cases_of(tmp_path, rows, settings=Settings(calendar="NL"))
    (case,) = dutch.records("cases", dutch.everything())
    assert case["due_on"] == date(2026, 4, 30)
    assert dutch.calendars == ["NL"]


def test_a_mapping_chooses_the_country_for_its_platform(tmp_path, settings):
    mapping = tmp_path / "london.toml"
    mapping.write_text(
        'platform = "london"\nkind = "cases"\ncalendar = "GB-ENG"\nlimit_unit = "working"\n\n[columns]\n'
        'case_no = ["Reference"]\nunit_name = ["Office"]\naccepted_at = ["Received"]\nclosed_at = ["Decided"]\n'
        'promised_limit = ["Days"]\n',
        encoding="utf-8",
    )
    header = ("Reference", "Office", "Received", "Decided", "Days")
    abroad = write_csv(tmp_path / "london.csv", header, [("L-1", "Planning", "2026-05-22", None, 2)])
    import_file(abroad, tmp_path / "warehouse", settings, mapping)
    home = write_csv(tmp_path / "home.csv", CASES, [("BT-1", "A", "甲局", "2026-05-22", None, 2, 10)])
    import_file(home, tmp_path / "warehouse", settings)
    found = cases_in(tmp_path / "warehouse")
    assert found["L-1"]["due_on"] == date(2026, 5, 27)  # Monday 05-25 is the Spring Bank Holiday
    assert found["BT-1"]["due_on"] == date(2026, 5, 26)
