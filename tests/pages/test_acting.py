"""What people do on Assessment and Ratings, by the forms themselves: saved, or refused with a sentence."""

from __future__ import annotations

import shutil
from contextlib import closing as closing_after
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from analytics.assessment.closing import close_month
from analytics.register import register_of
from analytics.register.record_tables import appeal_reviews, assessment_batches, rating_steps
from analytics.settings import Settings
from analytics.snapshot.opened import open_snapshot
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
    from ui.assessment.acting import DONE, closing_form
    from ui.shell.pressing import say_done

    say_done(DONE)
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


def appealing():
    from ui.assessment.acting import DONE, appeal_form
    from ui.shell.data import figures, snapshot
    from ui.shell.pressing import say_done

    say_done(DONE)
    ledger = figures("deductions", snapshot().everything())
    appeal_form([entry for _place, entry in ledger[ledger["entry_kind"] == "case_late"].iterrows()])


def reviewing():
    from ui.assessment.acting import DONE, review_form
    from ui.shell.data import figures, snapshot
    from ui.shell.pressing import say_done

    say_done(DONE)
    made = figures("appeals", snapshot().everything()).iloc[0]
    ledger = figures("deductions", snapshot().everything())
    review_form(made.to_dict(), ledger[ledger["entry_kind"] == "case_late"])


@pytest.fixture
def closed(warehouse, tmp_path, monkeypatch):
    """March is closed: its one entry can be appealed against."""
    own = shutil.copytree(warehouse, tmp_path / "warehouse")
    monkeypatch.setenv("CASEWATCH_WAREHOUSE", str(own))
    if not register_of(own).read(assessment_batches.select()):
        with closing_after(open_snapshot(own)) as snapshot:
            close_month(snapshot, date(2026, 3, 1), "王", Settings())
    return own


def test_an_appeal_is_made_and_reviewed_from_the_page_by_two_persons_with_its_evidence(closed):
    page = AppTest.from_function(appealing, default_timeout=60).run()
    page.text_input("who-appeal").set_value("赵")
    page.button[0].click().run()
    assert "reason" in page.error[0].value
    page.selectbox[0].set_value("系统未回传")
    page.text_area[0].set_value("平台没有回传")
    page.file_uploader[0].upload("证明.txt", "办结截图".encode(), "text/plain")
    page.button[0].click().run()
    assert not page.exception
    assert "The appeal stands as number 1." in page.success[0].value

    page = AppTest.from_function(reviewing, default_timeout=60).run()
    assert "平台没有回传" in page.markdown[0].value
    page.selectbox[0].set_value("reversed")
    page.text_area[0].set_value("一件属实")
    page.text_input("who-review-1").set_value("赵")
    page.button[0].click().run()
    assert "赵" in page.error[0].value  # nobody reviews what they wrote themselves
    page.text_input("who-review-1").set_value("钱")
    page.button[0].click().run()
    assert not page.exception
    assert "1 entries are reversed" in page.success[0].value
    (reviewed,) = register_of(closed).read(appeal_reviews.select())
    assert (reviewed.result, reviewed.text) == ("reversed", "一件属实")


def test_an_entry_of_a_month_that_is_not_closed_has_no_form_to_appeal(warehouse, tmp_path, monkeypatch):
    own = shutil.copytree(warehouse, tmp_path / "warehouse", ignore=shutil.ignore_patterns("register*"))
    monkeypatch.setenv("CASEWATCH_WAREHOUSE", str(own))
    page = AppTest.from_function(appealing, default_timeout=60).run()
    assert "is provisional" in page.warning[0].value
    assert not page.selectbox
