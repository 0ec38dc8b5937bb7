"""The next compression on Time limits: what the city would reach with all proposals, and that it says why there are none."""

import pytest

from tests.pages.drawn_parts import values
from tests.pages.test_pages import opened
from tests.warehouses import CASES, warehouse_of, write_csv

PAGE = "pages/time_limits.py"
NAMES = ("Compression today", "with all 1 proposals", "with the 0 chosen")


@pytest.fixture(scope="module")
def closed_early(tmp_path_factory):
    folder = tmp_path_factory.mktemp("closed-early")
    # accepted on Monday, 2 working days used, 5 promised, 10 by law
    cases = [(f"BT-{i}", "A", "甲局", "2026-03-02", "2026-03-04", 5, 10) for i in range(40)]
    warehouse_of(folder, write_csv(folder / "cases.csv", CASES, cases))
    return folder / "warehouse"


def test_the_city_with_all_proposals(closed_early, monkeypatch):
    app = opened(closed_early, PAGE, monkeypatch, lang="en")
    adopted = {name: value for name, value in values(app).items() if name in NAMES}
    assert adopted == {
        "Compression today": "50.00%",
        "with all 1 proposals": "80.00%",  # 1 - (5 - 3) / 10
        "with the 0 chosen": "–",
    }


def test_where_cases_are_too_few_it_says_so(tmp_path, monkeypatch):
    cases = [(f"BT-{i}", "A", "甲局", "2026-03-02", "2026-03-04", 5, 10) for i in range(29)]
    warehouse_of(tmp_path, write_csv(tmp_path / "cases.csv", CASES, cases))
    app = opened(tmp_path / "warehouse", PAGE, monkeypatch, lang="en")
    assert not set(NAMES) & set(values(app))
    assert "No item of this selection could promise less by its past cases." in [info.value for info in app.info]
    assert any("1 of 1 items have fewer than 30 measured cases" in caption.value for caption in app.caption)
