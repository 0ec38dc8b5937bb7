"""What people do on Assessment and Ratings, by the forms themselves: saved, or refused with a sentence."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from analytics.register import register_of
from analytics.register.record_tables import assessment_batches, rating_steps
from tests.warehouses import CASES, warehouse_of, write_csv

RATINGS = ("办件编号", "受理单位", "评价时间", "满意度")


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    """A case that missed its deadline in March, data up to April, and a negative rating."""
    folder = tmp_path_factory.mktemp("acting")
    cases = [("BT-1", "A", "甲局", "2026-03-02", None, 5, 10), ("BT-2", "A", "甲局", "2026-04-01", "2026-04-02", 5, 10)]
    warehouse_of(
        folder,
        write_csv(folder / "cases.csv", CASES, cases),
        write_csv(folder / "评价.csv", RATINGS, [("BT-1", "甲局", "2026-03-02 10:00", "不满意")]),
    ).close()
    return folder / "warehouse"


def closing():
    from ui.assessment.acting import closing_form, done_note

    done_note()
    closing_form()


def following():
    from ui.ratings.follow_up import follow_up
    from ui.shell.data import figures, snapshot

    follow_up(figures("negative_ratings", snapshot().everything()).iloc[0])


def test_a_month_is_closed_from_the_page_by_somebody_with_a_name(warehouse, monkeypatch):
    monkeypatch.setenv("CASEWATCH_WAREHOUSE", str(warehouse))
    page = AppTest.from_function(closing, default_timeout=60).run()
    page.selectbox[0].set_value("2026-03").run()
    page.button("close-month").click().run()
    assert "Who does this? Give a name" in page.error[0].value
    page.text_input("who-closes").set_value("王").run()
    page.button("close-month").click().run()
    assert "2026-03 is closed: 1 entries, 1 points" in page.success[0].value
    assert len(register_of(warehouse).read(assessment_batches.select())) == 1


def test_a_rectification_is_saved_from_the_page_with_what_was_done(warehouse, monkeypatch):
    monkeypatch.setenv("CASEWATCH_WAREHOUSE", str(warehouse))
    page = AppTest.from_function(following, default_timeout=60)
    page.session_state["rating-step"] = "rectified"
    page.run()
    page.text_input("rating-who-rectified").set_value("王")
    page.button[0].click().run()
    assert "What was done to put it right?" in page.error[0].value
    page.text_area[0].set_value("增设窗口")
    page.button[0].click().run()
    assert not page.exception
    (step,) = register_of(warehouse).read(rating_steps.select())
    assert (step.step, step.text) == ("rectified", "增设窗口")
