"""The real public data sets, imported through mapping files as anybody would, give the figures that their truth names."""

import json
from datetime import date

import pytest

from analytics.figures.scope import Scope
from analytics.settings import ROOT
from tests.warehouses import warehouse_of

MAPPINGS = ROOT / "tests" / "mappings"
PERIODS = {"2011": (date(2011, 1, 1), date(2011, 12, 31)), "2011-Q2": (date(2011, 4, 1), date(2011, 6, 30))}


@pytest.fixture(scope="module")
def receipt(shared_data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("receipt")
    return warehouse_of(folder, shared_data / "receipt" / "receipt.csv", mapping=MAPPINGS / "receipt.toml")


@pytest.fixture(scope="module")
def truth(shared_data):
    return json.loads((shared_data / "receipt" / "truth.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("department", ["all", "General", "Customer contact", "Experts"])
def test_permits_with_the_platform_s_own_deadlines(receipt, truth, period, department):
    start, end = PERIODS[period]
    units = () if department == "all" else (department,)
    scope = Scope(date.fromisoformat(truth["as_of"]), start, end, units=units)
    (rate,) = receipt.records("overdue_rate", scope)
    (flow,) = receipt.records("flow", scope)
    (stock,) = receipt.records("open_overdue", scope)
    assert {
        "accepted": flow["accepted"],
        "closed": flow["closed"],
        "closed_late": flow["closed_late"],
        "due": rate["due"],
        "missed": rate["missed"],
        "open_overdue_at_as_of": stock["open_overdue"],
    } == truth["figures"][period][department]


def test_every_case_of_the_events_is_there(receipt, truth):
    assert receipt.count("cases", receipt.everything()) == truth["cases"]


def test_messages_and_their_answers(shared_data, tmp_path):
    truth = json.loads((shared_data / "messages" / "truth.json").read_text(encoding="utf-8"))
    source = shared_data / "messages" / "replies.xlsx"
    snapshot = warehouse_of(tmp_path, source, mapping=MAPPINGS / "messages.toml")
    for label, expected in truth["figures"].items():
        start, end, as_of = (date.fromisoformat(part) for part in label.replace(" as of ", "..").split(".."))
        (got,) = snapshot.records("message_compliance", Scope(as_of, start, end))
        assert {key: got[key] for key in expected} == expected


def test_the_points_of_every_unit_are_its_misses(receipt, truth, shared_data, tmp_path):
    told = shared_data / "messages" / "replies.xlsx"
    messages = warehouse_of(tmp_path, told, mapping=MAPPINGS / "messages.toml")
    scope = Scope(date.fromisoformat(truth["as_of"]))
    for snapshot, seen in ((receipt, scope), (messages, messages.everything())):
        points = {row["unit_name"]: row["points"] for row in snapshot.records("deductions_by_unit", seen)}
        cases = {row["unit_name"]: row["missed"] for row in snapshot.records("overdue_rate", seen, ("unit",))}
        late = {
            row["unit_name"]: row["late"] + row["unanswered_overdue"]
            for row in snapshot.records("message_compliance", seen, ("unit",))
        }
        expected = {unit: cases.get(unit, 0) + late.get(unit, 0) for unit in {*cases, *late}}
        assert sum(expected.values()) > 0
        assert {unit: n for unit, n in points.items() if n} == {unit: n for unit, n in expected.items() if n}
