"""Where there is nothing to be seen, every page says why, and what to do next."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from analytics.settings import ROOT
from tests.pages.drawn_parts import values
from tests.warehouses import CASES, warehouse_of, write_csv
from ui.help.tour import ROLES, STOPS

FIGURES = ("overview", "time_limits", "overdue", "messages", "explore", "findings")
"""The pages that a selection can empty."""
STATES = {
    "a day before all data": ("both", {"asof": "2020-01-31"}),
    "a period without anything": ("both", {"period": "own", "from": "2025-01-01", "to": "2025-02-01"}),
    "a unit without cases in the period": ("both", {"unit": "乙局", "period": "this month"}),
    "no messages, ratings and items": ("cases", {"period": "own", "from": "2025-01-01", "to": "2025-02-01"}),
    "only messages": ("messages", {}),
}
NEXT_STEP = re.compile(r"\b(Choose|Take a filter away|Import one|Type)\b")
NOTHING_TO_DO = (
    "No item of this selection could promise less",
    "No case of this selection was on time only thanks to a pause",
    "No case number of this selection stands in two platforms",
    "No area or unit is worse",
)
"""What is no gap but an answer."""


@pytest.fixture(scope="module")
def warehouses(tmp_path_factory):
    folder = tmp_path_factory.mktemp("empty")
    cases = [(f"BT-{i}", "A", "甲局", "2026-03-02", "2026-03-10" if i % 4 else None, 5, 10) for i in range(20)]
    cases += [("BT-Z", "A", "乙局", "2026-01-05", "2026-01-07", 5, 10)]
    messages = [("M1", "甲局", "2026-03-02", "2026-03-04")]
    made = {}
    for name in ("both", "cases", "messages"):
        own = folder / name
        own.mkdir()
        told = [write_csv(own / "cases.csv", CASES, cases)] if name != "messages" else []
        if name != "cases":
            told += [write_csv(own / "messages.csv", ("留言编号", "承办单位", "留言时间", "答复时间"), messages)]
        warehouse_of(own, *told)
        made[name] = own / "warehouse"
    return made


def opened(warehouse, page, monkeypatch, **query):
    monkeypatch.setenv("CASEWATCH_WAREHOUSE", str(warehouse))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, value in {"lang": "en", **query}.items():
        app.query_params[key] = value
    app.run()
    if page != "overview":
        app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    assert not app.error
    return app


def empties(app):
    """What the page says of being empty."""
    told = [info.value for info in app.info]
    told += [caption.value for caption in app.caption if re.match(r"(Nothing in|Up to .* no data)", caption.value)]
    return [text for text in told if not text.startswith(NOTHING_TO_DO)]


@pytest.mark.parametrize("page", FIGURES)
@pytest.mark.parametrize("state", [pytest.param(state, marks=pytest.mark.slow) for state in STATES])
def test_whatever_is_empty_says_the_next_step(warehouses, monkeypatch, page, state):
    warehouse, query = STATES[state]
    app = opened(warehouses[warehouse], page, monkeypatch, **query)
    assert [text for text in empties(app) if not NEXT_STEP.search(text)] == []
    if page in ("overdue", "messages") and state != "only messages":
        assert empties(app)


def test_a_day_before_all_data_says_when_they_begin(warehouses, monkeypatch):
    told = empties(opened(warehouses["both"], "overdue", monkeypatch, asof="2020-01-31"))
    assert any("they begin on 2026-01-05. Choose a later day" in text for text in told)


def test_a_filter_that_empties_the_selection_is_named(warehouses, monkeypatch):
    told = empties(opened(warehouses["both"], "overdue", monkeypatch, unit="乙局", period="this month"))
    assert "Nothing in this selection. Take a filter away (Unit), or choose a longer period." in told


def test_a_kind_that_no_export_told_is_named_where_its_figures_stand(warehouses, monkeypatch):
    app = opened(warehouses["cases"], "messages", monkeypatch)
    assert any("No export told of **messages** yet" in text.value for text in app.markdown)
    assert "No export told of messages yet. Import one on Imports; Help has a template." in empties(app)
    app = opened(warehouses["both"], "messages", monkeypatch)
    assert not any("No export told" in text.value for text in app.markdown)


def test_where_there_are_no_cases_nobody_is_told_that_none_is_late(warehouses, monkeypatch):
    app = opened(warehouses["messages"], "overview", monkeypatch)
    assert not any("No open case is past" in text.value for text in app.markdown)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_first_screen_of_an_empty_warehouse_is_the_tour(tmp_path, monkeypatch, language):
    app = opened(tmp_path / "none", "overview", monkeypatch, lang=language)
    leads = [link.proto.page for link in app.get("page_link")]
    assert {page or "overview" for page in leads} == {stop.page for stop in STOPS}
    assert len(leads) == 2 + sum(len(questions) for questions in ROLES.values()) + len(STOPS)
    assert [block.value for block in app.code] == ["python -m analytics demo"]


def test_help_needs_no_import(tmp_path, monkeypatch):
    app = opened(tmp_path / "none", "help", monkeypatch)
    assert [head.value for head in app.header] == ["Getting started"]
    assert any("case_no" in str(frame.value["Field"].tolist()) for frame in app.dataframe)


@pytest.mark.parametrize("name", ["mappings", "personal-data", "operation"])
def test_a_document_opens_by_its_address_in_the_language_of_the_screen(tmp_path, monkeypatch, name):
    monkeypatch.setenv("CASEWATCH_WAREHOUSE", str(tmp_path / "none"))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = "zh"
    app.run().switch_page("pages/help.py")
    app.query_params["document"] = name
    app.run()
    assert not app.exception
    longest = max((text.value for text in app.markdown), key=len)
    assert len(re.findall(r"[\u4e00-\u9fff]", longest)) > 500
    app.query_params["document"] = "nothing"
    app.run()
    assert "没有名为 nothing 的资料" in app.warning[0].value


def test_a_card_of_cases_is_a_dash_where_no_export_told_of_cases(warehouses, monkeypatch):
    assert values(opened(warehouses["messages"], "overview", monkeypatch))["Open and overdue"] == "–"
    assert values(opened(warehouses["both"], "overview", monkeypatch))["Open and overdue"] == "5"
