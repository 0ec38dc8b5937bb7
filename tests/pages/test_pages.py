"""Every page runs: with data, in both languages, and with an empty warehouse says what to do next."""

import pytest
from streamlit.testing.v1 import AppTest

from analytics.settings import ROOT
from tests.pages.drawn_parts import values
from tests.warehouses import CASES, warehouse_of, write_csv

NAMES = (
    "overview",
    "today",
    "time_limits",
    "overdue",
    "messages",
    "ratings",
    "orders",
    "bulletins",
    "assessment",
    "review",
    "explore",
    "findings",
    "case",
    "imports",
    "definitions",
    "help",
)
PAGES = [f"pages/{name}.py" for name in NAMES]


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    cases = [(f"BT-{i}", "A", "甲局", "2026-03-02", "2026-03-10" if i % 4 else None, 5, 10) for i in range(40)]
    messages = [(f"M{i}", "甲局", "2026-03-02", "2026-03-04") for i in range(5)]
    warehouse_of(
        folder,
        write_csv(folder / "cases.csv", CASES, cases),
        write_csv(folder / "messages.csv", ("留言编号", "承办单位", "留言时间", "答复时间"), messages),
    )
    return folder / "warehouse"


def opened(warehouse, page, monkeypatch, **query):
    monkeypatch.setenv("CASEWATCH_WAREHOUSE", str(warehouse))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    if page != PAGES[0]:
        app.switch_page(page).run()
    assert not app.exception
    return app


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.slow)])
def test_a_page_runs_with_data(small, page, language, monkeypatch):
    app = opened(small, page, monkeypatch, lang=language)
    assert not app.error


def test_the_headline_is_the_figure(small, monkeypatch):
    # due Monday 03-09, all 40 missed as of the newest event, 2026-03-10: 30 closed late, 10 open
    app = opened(small, PAGES[0], monkeypatch, lang="en")
    assert values(app)["Overdue rate"] == "100.00%"
    assert values(app)["Open and overdue"] == "10"


def test_every_page_file_is_in_the_navigation():
    text = (ROOT / "app.py").read_text(encoding="utf-8")
    assert {f"pages/{page.name}" for page in (ROOT / "pages").glob("*.py")} == set(PAGES)
    assert all(f'"{page}"' in text for page in PAGES)


@pytest.mark.parametrize("page", [page for page in PAGES if page not in ("pages/imports.py", "pages/help.py")])
def test_an_empty_warehouse_says_what_to_do(tmp_path, monkeypatch, page):
    app = opened(tmp_path / "none", page, monkeypatch, lang="en")
    assert any("Nothing has been imported yet" in info.value for info in app.info)


def test_a_period_that_ends_before_it_starts_is_explained(small, monkeypatch):
    app = opened(small, PAGES[0], monkeypatch, lang="en", period="own", to="2020-01-01")
    assert any("before it starts" in error.value for error in app.error)


def test_a_source_leads_to_its_section_of_the_law_book(small, monkeypatch):
    monkeypatch.setenv("CASEWATCH_WAREHOUSE", str(small))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.run().switch_page("pages/definitions.py")
    app.query_params["section"] = "4"
    app.query_params["figure"] = "overdue_rate"
    app.session_state["sql-linked-overdue_rate"] = 2  # what the law book says of it
    app.run()
    assert not app.exception
    texts = [text.value for text in app.markdown]
    assert "4\\. Figures" in [head.value for head in app.subheader]
    assert any(text.startswith("| key | name | definition |") and "Headline figure" in text for text in texts)
    assert any("(definitions?section=4" in text for text in texts)
    app.query_params["section"] = "99"
    app.run()
    assert any("no section 99" in warning.value for warning in app.warning)
