"""Whatever an address says after its question mark: a page, or a sentence; never a box without a word.

The parameters are found by looking at what a page asks its address for, so that a new one is tried as well.
"""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.state.query_params_proxy import QueryParamsProxy
from streamlit.testing.v1 import AppTest

from analytics.settings import ROOT
from tests.warehouses import CASES, warehouse_of, write_csv
from ui.case import found_case
from ui.shell import data, frame

PAGES = sorted(page.stem for page in (ROOT / "pages").glob("*.py"))
ODD = [
    "",
    " ",
    "\0",
    "a\0b",
    "-1",
    "0",
    "9" * 40,
    "²",
    "NaN",
    "true",
    "0000-00-00",
    "0001-01-01",
    "1970-01-01",
    "2075-12-31",
    "9999-12-31",
    "2026-02-30",
    "２０２６-03-10",
    "own",
    "[x](y) :smile: <b> {0} %s",
    "'; DROP TABLE case_rows; --",
    "\x1b[31m\u202e\ufeff",
    "x" * 5000,
    "A-1",
    "overdue_rate",
]
SHARED = ("lang", "known", "period", "asof", "from", "to", "area", "unit", "item", "platform", "kind")


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("address")
    cases = [(f"A-{n}", "A", "甲局", "2026-03-02", "2026-03-10" if n % 2 else None, 5, 10) for n in range(6)]
    messages = [(f"M{n}", "甲局", "2026-03-02", "2026-03-04") for n in range(3)]
    warehouse_of(
        folder,
        write_csv(folder / "cases-20260310.csv", CASES, cases),
        write_csv(folder / "messages-20260310.csv", ("留言编号", "承办单位", "留言时间", "答复时间"), messages),
    ).close()
    return folder / "warehouse"


def opened(name, query):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    for key, value in query.items():
        app.query_params[key] = value
    if name != "overview":
        app.switch_page(f"pages/{name}.py")
    app.run()
    assert not app.exception, (name, query)
    assert not [error.value for error in app.error if "nobody expected" in error.value], (name, query)
    return app


@pytest.fixture(scope="module")
def asked_for(warehouse):
    """The parameters that each page asks its address for, and those that its widgets are bound to."""
    asked = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CASEWATCH_WAREHOUSE", str(warehouse))
        for method in ("get_all", "get", "__getitem__"):
            own = getattr(QueryParamsProxy, method)

            def watched(self, key, *rest, own=own):
                asked.setdefault(page, set()).add(key)
                return own(self, key, *rest)

            patch.setattr(QueryParamsProxy, method, watched)
        for page in PAGES:
            app = opened(page, {"case": "A-1", "period": "own", "figure": "overdue_rate", "section": "4"})
            waiting = [app._tree]
            while waiting:
                node = waiting.pop()
                waiting += getattr(node, "children", {}).values()
                if key := getattr(getattr(node, "proto", None), "query_param_key", ""):
                    asked[page].add(key)
    return asked


def test_the_parameters_are_found(asked_for):
    every = set().union(*asked_for.values())
    assert every >= {
        *SHARED,
        "case",
        "on",
        "without_pauses",
        "other_count",
        "start_counts",
        "figure",
        "section",
        "find",
        "finding",
    }
    assert "find" in asked_for["definitions"]
    assert "finding" not in asked_for["overview"]


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_whatever_a_parameter_says_the_page_is_drawn(name, warehouse, asked_for, monkeypatch):
    monkeypatch.setenv("CASEWATCH_WAREHOUSE", str(warehouse))
    own = asked_for[name] - set().union(*(asked for page, asked in asked_for.items() if page != name))
    for key in sorted(own):
        for odd in ODD[::3]:
            opened(name, {"case": "A-1", "lang": "en", key: odd} if key != "case" else {key: odd})
    every = sorted(asked_for[name])
    for place in range(len(ODD)):  # each parameter is each odd value once, beside odd others
        opened(name, {key: ODD[(place + number) % len(ODD)] for number, key in enumerate(every)})


@pytest.mark.parametrize("name", PAGES)
def test_settings_that_cannot_be_read_are_a_sentence_on_every_page(name, warehouse, monkeypatch):
    monkeypatch.setenv("CASEWATCH_WAREHOUSE", str(warehouse))

    def refused():
        raise IsADirectoryError(21, "Is a directory", "settings.toml")

    for module in (data, frame):
        monkeypatch.setattr(module, "settings", refused)
    app = opened(name, {"lang": "en"})
    assert any("settings\\.toml is a folder where a file is needed" in error.value for error in app.error)


@pytest.mark.parametrize("name", PAGES)
def test_a_warehouse_that_is_a_file_is_a_sentence_on_every_page(name, tmp_path, monkeypatch):
    (tmp_path / "warehouse").touch()
    monkeypatch.setenv("CASEWATCH_WAREHOUSE", str(tmp_path / "warehouse"))
    app = opened(name, {"lang": "en"})
    assert any("lies below a file, not below a folder" in error.value for error in app.error)


@pytest.mark.expects_the_unexpected
def test_what_nobody_expected_is_said_by_the_page_itself_with_the_place_of_its_log(warehouse, monkeypatch):
    monkeypatch.setenv("CASEWATCH_WAREHOUSE", str(warehouse))
    name = chr(0x674E) + chr(0x56DB)

    def broken(*_arguments):
        raise KeyError(name)

    monkeypatch.setattr(found_case, "find_cases", broken)
    st.cache_data.clear()  # what was found before is remembered
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"], app.query_params["case"] = "en", "A-1"
    app.switch_page("pages/case.py")
    app.run()
    assert not app.exception
    (said,) = [error.value.replace("\\", "") for error in app.error]
    log = Path(warehouse / "errors.log")
    assert "nobody expected (KeyError)" in said
    assert name not in said + log.read_text(encoding="utf-8")
    assert "in broken" in log.read_text(encoding="utf-8")
    log.unlink()
