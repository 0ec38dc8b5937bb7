"""The Case and Definitions pages: a number leads to a case, switches recompute, a link opens a definition."""

from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from analytics.figures.catalogue import catalogue
from analytics.settings import ROOT
from tests.pages.drawn_parts import said, values
from tests.warehouses import CASES, warehouse_of, write_csv

CODED = ("PROJECT_NO", "SXBM", "ORG_NAME", "SLSJ", "BJSJ", "PROMISE_DAY", "ANTICIPATE_DAY", "TBCXKSRQ", "TBCXJSRQ")


@pytest.fixture(scope="module")
def two_platforms(tmp_path_factory):
    folder = tmp_path_factory.mktemp("two")
    city = [
        ("BT-1", "A", "甲<b>局", "2026-03-02", None, 5, 10),
        ("BT-12", "A", "甲局", "2026-03-02", "2026-03-06", 5, 10),
    ]
    region = [("BT-1", "A", "甲局", "2026-03-02", "2026-03-11", 5, 10, "2026-03-06", "2026-03-10")]
    warehouse_of(
        folder,
        write_csv(folder / "city-20260313.csv", CASES, city),
        write_csv(folder / "city-20260320.csv", CASES, [("BT-12", "A", "甲局", "2026-03-02", "2026-03-06", 10, 10)]),
        write_csv(folder / "region.csv", CODED, region),
    ).close()
    return folder / "warehouse"


@pytest.fixture
def opened(two_platforms, monkeypatch):
    """Open a page of the dashboard with these query parameters."""
    monkeypatch.setenv("CASEWATCH_WAREHOUSE", str(two_platforms))

    def page(name, **query):
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for shared, default in {"lang": "en", "asof": "2026-03-11"}.items():
            app.query_params[shared] = query.pop(shared, default)
        app.run()
        app.switch_page(f"pages/{name}.py")
        for key, value in query.items():
            app.query_params[key] = value
        app.run()
        assert not app.exception
        return app

    return page


def words(app):
    return " ".join(element.value for kind in (app.markdown, app.caption, app.info, app.warning) for element in kind)


def test_a_link_opens_the_case_on_its_platform(opened):
    # 5 working days after Monday 03-02 is 03-09; two paused days make it 03-11
    app = opened("case", case="BT-1", on="nmg")
    assert values(app)["Due day"] == "2026-03-11"
    assert values(app)["Used working days"] == "5"


def test_several_platforms_with_the_number_give_a_choice(opened):
    app = opened("case", case="BT-1")
    assert values(app)["Due day"] == "2026-03-09"
    assert "Several platforms hold this number" in words(app)


def test_a_part_of_a_number_gives_a_choice(opened):
    app = opened("case")
    app.text_input(key="case").set_value("T-1").run()
    assert values(app) == {}
    choice = app.selectbox(key="found")
    choice.select_index([option.startswith("BT-12") for option in choice.options].index(True)).run()
    assert app.text_input(key="case").value == "BT-12"
    assert values(app)["Due day"]


def test_an_unknown_number_is_a_sentence(opened):
    assert "contains" in words(opened("case", case="no'such"))


def test_the_switches_recompute_the_ledger(opened):
    app = opened("case", case="BT-1", on="nmg")
    assert list(ledger(app)["Day"])[5:9] == ["weekend", "weekend", "paused", "paused"]
    app.toggle(key="without_pauses").set_value(True).run()
    assert "due 2026-03-09 instead of 2026-03-11" in words(app)
    assert "the case would be late" in words(app)
    assert "paused" not in list(ledger(app)["Day"])


def ledger(app):
    return next(table.value for table in app.dataframe if "Running count" in table.value)


def test_the_versions_tell_a_rewritten_deadline(opened):
    app = opened("case", case="BT-12")
    assert "changed from “5” to “10”" in words(app)
    assert "rewritten between two imports" in words(app)


def test_a_case_finished_without_a_time_is_not_called_on_time(tmp_path, monkeypatch):
    # due on Monday 9 March; the export of the 12th tells it as finished and not when
    rows = [
        ("F-1", "A", "甲局", "2026-03-02", None, 5, 10, "办结"),
        ("F-2", "A", "甲局", "2026-03-12", None, 5, 10, "在办"),
    ]
    file = write_csv(tmp_path / "cases-20260312.csv", (*CASES, "办件状态"), rows)
    warehouse_of(tmp_path, file).close()
    monkeypatch.setenv("CASEWATCH_WAREHOUSE", str(tmp_path / "warehouse"))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = "en"
    app.query_params["case"] = "F-1"
    app.switch_page("pages/case.py").run()
    assert not app.exception
    assert "finished, on time or late unknown" in said(app)
    assert "closed on time" not in words(app)


def test_text_of_an_export_stays_text(opened):
    app = opened("case", case="BT-1", on="baotou")
    assert "甲\\<b\\>局" in words(app)


def test_the_page_is_told_as_of_a_day(opened):
    app = opened("case", case="BT-1", on="nmg", asof="2026-03-09")
    assert "A pause is open" in words(app)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("H-1", "The limit is 6 hours"),
        ("H-2", "names a limit"),
        ("H-3", "no acceptance date"),
        ("H-4", "void"),
        ("H-5", "before it was accepted"),
    ],
)
def test_a_clock_that_cannot_run_is_explained(odd, monkeypatch, number, sentence):
    monkeypatch.setenv("CASEWATCH_WAREHOUSE", str(odd))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = "en"
    app.run()
    app.switch_page("pages/case.py")
    app.query_params["case"] = number
    app.run()
    assert not app.exception
    assert not app.error
    assert sentence in words(app)


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    folder = tmp_path_factory.mktemp("odd")
    rows = [
        ("H-1", "A", "甲局", "2026-03-02", None, "6小时", None, "在办", "2026-03-01"),
        ("H-2", "B", "甲局", "2026-03-02", None, None, None, "在办", "2026-03-01"),
        ("H-3", "A", "甲局", None, None, 5, None, "不予受理", "2026-03-01"),
        ("H-4", "A", "甲局", "2026-03-02", None, 5, None, "作废", "2026-03-01"),
        ("H-5", "A", "甲局", "2026-03-06", "2026-03-03", 5, None, "办结", "2026-03-01"),
    ]
    warehouse_of(folder, write_csv(folder / "odd.csv", (*CASES, "办件状态", "申请时间"), rows)).close()
    return folder / "warehouse"


@pytest.mark.parametrize("page", ["case", "definitions"])
def test_a_page_runs_in_chinese(opened, page):
    app = opened(page, lang="zh", case="BT-1", figure="overdue_rate")
    assert not app.error


def test_a_link_opens_a_definition(opened):
    app = opened("definitions", figure="overdue_rate")
    assert app.subheader[0].value.startswith("Overdue rate")
    assert "overdue_rate = missed / due" in words(app)
    assert "Can be cut by: unit, area, service item" in words(app)
    assert "`overdue_by_unit`" in words(app)


def test_a_definition_says_which_filters_narrow_it(opened):
    assert "Narrowed by: Area, Unit, Platform" in words(opened("definitions", figure="messages_by_unit"))


def test_every_figure_is_listed(opened):
    labels = " ".join(expander.label for expander in opened("definitions").expander)
    assert all(f"`{key}`" in labels for key, figure in catalogue().items() if figure.stands_for is None)


def test_an_unknown_figure_is_a_sentence(opened):
    assert "no figure" in words(opened("definitions", figure="nonsense"))


def test_the_search_box_narrows_the_list(opened):
    app = opened("definitions")
    everything = len(app.expander)
    app.text_input(key="find").set_value("超期率").run()
    assert 0 < len(app.expander) < everything


def test_the_rules_in_force_are_told(opened):
    app = opened("definitions")
    app.session_state["definitions"] = 1  # the settings in force
    app.run()
    assert "Light rules: preset Inner Mongolia rules" in words(app)
    app.session_state["definitions"] = 2  # the calendar
    app.run()
    assert "The overrides file changes no day" in words(app)


def test_links_keep_the_filters_and_nothing_else(monkeypatch):
    import streamlit as st

    from ui.shell.links import case_link, definition_link

    class Parameters(dict):
        get_all = dict.__getitem__

    monkeypatch.setattr(
        st, "query_params", Parameters(asof=["2026-03-09"], area=["甲", "乙"], case=["X"], figure=["y"])
    )
    assert urlsplit(case_link("nmg", "1&2=3/ä")).path == "case"
    assert parse_qs(urlsplit(case_link("nmg", "1&2=3/ä")).query) == {
        "case": ["1&2=3/ä"],
        "on": ["nmg"],
        "asof": ["2026-03-09"],
        "area": ["甲", "乙"],
    }
    assert parse_qs(urlsplit(definition_link("flow")).query)["figure"] == ["flow"]
