"""What a page asks of the snapshot: what is open, and nothing twice."""

from collections import Counter
from contextlib import contextmanager

import pytest
import streamlit as st

from analytics.figures.catalogue import figure
from analytics.findings import FINDINGS
from analytics.snapshot.opened import Snapshot
from tests.pages.test_pages import PAGES, opened
from tests.warehouses import CASES, warehouse_of, write_csv


class Heard:
    """A cursor that passes on what it is asked, and keeps it with the key of the figure or listing."""

    def __init__(self, cursor, key, asked):
        self.cursor, self.key, self.asked = cursor, key, asked

    def execute(self, sql, parameters=None):
        self.asked.append((self.key, sql, repr(parameters)))
        return self.cursor.execute(sql, parameters)

    def __getattr__(self, name):
        return getattr(self.cursor, name)


@pytest.fixture
def asked(monkeypatch):
    """What was asked so far, as key, SQL and parameters; nothing is remembered from the tests before."""
    told, running = [], Snapshot._running

    @contextmanager
    def heard(self, key, *others):
        with running(self, key, *others) as cursor:
            yield Heard(cursor, key, told)

    monkeypatch.setattr(Snapshot, "_running", heard)
    st.cache_data.clear()
    st.cache_resource.clear()
    return told


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("asked")
    cases = [
        (f"{unit}-{i}", "A", f"{unit}局", "2026-03-02", "2026-03-10" if i % 4 else None, 5, 10)
        for unit in "甲乙"
        for i in range(40)
    ]
    cases.append(("BT-0", "A", "丙局", "2026-03-05", "2026-03-02", 5, 10))  # closed before it was accepted
    messages = [(f"M{i}", "甲局", "2026-03-02", "2026-03-04") for i in range(5)]
    warehouse_of(
        folder,
        write_csv(folder / "cases.csv", CASES, cases),
        write_csv(folder / "messages.csv", ("留言编号", "承办单位", "留言时间", "答复时间"), messages),
    ).close()
    return folder / "warehouse"


def keys(asked):
    return {key for key, _sql, _parameters in asked}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_nothing_twice_and_drawn_again_nothing_at_all(warehouse, asked, page, monkeypatch):
    app = opened(warehouse, PAGES[0], monkeypatch, lang="en")
    if page != PAGES[0]:
        asked.clear()  # a bulletin reads for itself what other pages have shown: its numbers are those of one moment
        app.switch_page(page).run()
    assert [one for one, times in Counter(asked).items() if times > 1] == []
    asked.clear()
    app.run()
    assert not app.exception
    assert asked == []


def test_a_case_is_read_once_however_often_it_is_drawn(warehouse, asked, monkeypatch):
    app = opened(warehouse, "pages/case.py", monkeypatch, lang="en", case="甲-1")
    assert app.subheader[0].value.startswith("甲\\-1")
    assert [one for one, times in Counter(asked).items() if times > 1] == []
    asked.clear()
    app.session_state["case"] = "甲-1"
    app.run()
    assert asked == []


def test_a_list_behind_asks_nothing_and_an_open_one_for_its_rows(warehouse, asked, monkeypatch):
    app = opened(warehouse, "pages/overview.py", monkeypatch, lang="en")
    assert keys(asked) & {"missed_cases", "closed_cases", "due_messages"} == {"missed_cases"}
    assert not app.code
    asked.clear()
    app.session_state["rows"] = "closed_cases"
    app.run()
    assert keys(asked) == {"closed_cases"}


def test_a_tab_behind_asks_nothing_until_it_is_chosen_in_either_language(warehouse, asked, monkeypatch):
    app = opened(warehouse, "pages/overdue.py", monkeypatch, lang="en")
    asked.clear()
    app.session_state["rows"] = "open"
    app.run()
    assert keys(asked) == {"open_overdue_cases"}
    asked.clear()
    app.session_state["lang"] = "zh"
    app.run()
    assert asked == []  # the same tab is open under its other label
    listed = figure("open_overdue_cases").name_zh
    assert any(text.value.startswith(f"**{listed}** · 20") for text in app.markdown)


def test_a_definition_is_written_when_its_fold_is_opened(warehouse, asked, monkeypatch):
    app = opened(warehouse, "pages/overdue.py", monkeypatch, lang="en")
    assert not app.code
    app.session_state["definition-overdue_by_unit"] = True
    app.run()
    assert len(app.code) == 1
    assert "SELECT" in app.code[0].value


def test_findings_asks_once_for_each_finding_and_once_for_the_rows_on_screen(warehouse, asked, monkeypatch):
    opened(warehouse, "pages/overview.py", monkeypatch, lang="en")
    asked.clear()
    opened(warehouse, "pages/findings.py", monkeypatch, lang="en", finding="order_fault")
    times = Counter(key for key, _sql, _parameters in asked if key.startswith("finding_"))
    assert times == {finding.query: 1 for finding in FINDINGS} | {"finding_order_fault": 2}
