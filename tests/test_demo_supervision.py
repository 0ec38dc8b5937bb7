"""The demo's half year of reminders and orders: what the figures say of it is what was planted."""

import json

import pytest

from analytics.commands.demo import _take_in
from demo import REGISTER, read_manifest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def planted(demo_folder):
    return read_manifest(demo_folder).truths["supervision"]


@pytest.fixture(scope="module")
def city(supervised_city):
    return supervised_city


def by_unit(snapshot, key, columns):
    rows = snapshot.records(key, snapshot.everything())
    return {row["unit_name"]: {column: row[column] for column in columns} for row in rows}


@pytest.mark.parametrize("key", ["orders_by_unit", "reminders_by_unit"])
def test_the_figures_of_each_unit_are_the_planted_ones(city, planted, key):
    columns = next(iter(planted[key].values()))
    assert by_unit(city, key, columns) == planted[key]


def test_what_was_closed_after_a_reminder_is_what_was_planted(city, planted):
    rows = [row for row in city.records("after_reminder", city.everything()) if row["reminded_or_not"] == "reminded"]
    assert {row["cases"] for row in rows} == {planted["after_reminder"]["cases"]}
    assert {str(row["within_days"]): row["closed"] for row in rows} == planted["after_reminder"]["closed"]


def test_every_planted_order_stands_in_the_register_with_lines_that_the_exports_know(city, planted):
    orders = city.records("orders_register", city.everything())
    assert sorted(row["number"] for row in orders) == [*range(1, planted["orders"] + 1)]
    states = [row["order_state"] for row in orders]
    assert {state: states.count(state) for state in states} == planted["order_states"]
    assert sum(row["void"] for row in orders) == 0


def test_nobody_is_reminded_of_a_step_twice(city, planted):
    fired = city.records("reminders_fired", city.everything())
    assert len(fired) == planted["reminders"]
    assert len({(row["platform"], row["matter_no"], row["due_day"], row["step"]) for row in fired}) == len(fired)


def test_the_reminders_ran_every_night_and_wrote_every_letter(city, planted):
    runs = city.records("reminder_runs", city.everything())
    assert len(runs) == planted["runs"]
    assert {row["outcome_of_run"] for row in runs} == {"done"}
    assert runs[0]["run_at"].date() == city.data_date
    assert sum(json.loads(row["detail"])["written"] for row in runs) == planted["letters"]


def test_the_command_says_what_people_of_the_city_did(demo_folder, planted, tmp_path, capsys):
    _take_in(demo_folder / REGISTER, tmp_path / "warehouse")
    told = capsys.readouterr().err
    assert f"{planted['orders']} orders and {planted['letters']} letters" in told
    assert f"in {planted['runs']} runs" in told
