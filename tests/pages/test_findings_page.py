"""The Findings page: counts per finding, and a state that a person sets and an import does not lose."""

import pytest
from streamlit.testing.v1 import AppTest

from analytics.settings import ROOT
from tests.warehouses import CASES, warehouse_of, write_csv

# closed before accepted: three faults of order
FAULTY = [(f"BT-{i}", "A", "甲局", "2026-03-05", "2026-03-02", 5, 10) for i in range(3)]
SOUND = [("BT-9", "A", "乙局", "2026-03-02", "2026-03-04", 5, 10)]


@pytest.fixture
def app(tmp_path, monkeypatch):
    warehouse_of(tmp_path, write_csv(tmp_path / "cases.csv", CASES, [*FAULTY, *SOUND])).close()
    monkeypatch.setenv("CASEWATCH_WAREHOUSE", str(tmp_path / "warehouse"))
    return opened()


def opened():
    session = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    session.query_params["lang"] = "en"
    session.query_params["finding"] = "order_fault"
    session.run()
    return session.switch_page("pages/findings.py").run()


def tally(app):
    table = next(frame.value for frame in app.dataframe if "Finding" in frame.value)
    return table.set_index("Finding").loc["Times in the wrong order"]


def test_a_finding_is_counted_and_named_by_its_test(app):
    assert not app.exception
    assert tally(app)["Rows"] == 3
    assert any("Times in the wrong order" in text.value for text in app.subheader)


def test_a_state_is_set_for_all_listed_rows_and_survives_the_next_import(app, tmp_path):
    next(box for box in app.checkbox if "listed rows" in box.label).check()
    next(box for box in app.text_input if box.label == "Set by").set_value("analyst")
    next(box for box in app.text_input if box.label == "Note").set_value("asked the unit")
    next(button for button in app.button if button.label == "Save").click().run()
    assert not app.exception
    assert not app.error
    assert tally(app)["■ confirmed"] + tally(app)["○ false alarm"] == 3

    more = [("BT-8", "A", "甲局", "2026-03-05", "2026-03-02", 5, 10)]
    warehouse_of(tmp_path, write_csv(tmp_path / "later.csv", CASES, more)).close()
    later = tally(opened())
    assert (later["Rows"], later["◇ to verify"]) == (4, 1)
