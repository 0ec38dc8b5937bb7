"""A damaged warehouse on the pages: every one says what the figures are without, until somebody settles it."""

import shutil

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics.settings import ROOT, Settings
from analytics.snapshot.publish import publish
from analytics.warehouse.imports import import_file
from analytics.warehouse.manifest import list_imports
from tests.warehouses import CASES, write_csv

PAGES = sorted(file.name for file in (ROOT / "pages").glob("*.py"))


@pytest.fixture
def warehouse(tmp_path, monkeypatch):
    st.cache_data.clear()
    folder = tmp_path / "warehouse"
    for number in range(2):
        rows = [(f"BT-{number}{each}", "A", "甲局", f"2026-03-0{number + 2}", None, 5, 10) for each in "ab"]
        file = write_csv(tmp_path / f"cases_{number}.csv", CASES, rows)
        import_file(file, folder, Settings(), publishing=number == 1)
    monkeypatch.setenv("CASEWATCH_WAREHOUSE", str(folder))
    return folder


def opened(page, lang="en"):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = lang
    return app.switch_page(f"pages/{page}").run()  # the page's first run is by the entry script


def errors(app):
    assert not app.exception
    return " ".join(found.value for found in app.error).replace("\\", "")


def test_every_page_names_a_missing_import_until_it_is_settled(warehouse):
    lost = list_imports(warehouse)[0]
    shutil.rmtree(warehouse / "imports" / lost.id)
    for page in PAGES:
        assert "1 imports are damaged or missing (cases_0.csv; 2 rows)" in errors(opened(page)), page
    publish(warehouse, Settings())
    assert "cases_0.csv; 2 rows" in errors(opened("overview.py"))
    imports = opened("imports.py")
    next(found for found in imports.button if found.label == "Go on without it").click().run()
    assert not imports.exception
    for page in PAGES:
        assert errors(opened(page)) == "", page


def test_a_missing_import_is_named_in_chinese(warehouse):
    shutil.rmtree(warehouse / "imports" / list_imports(warehouse)[0].id)
    assert "1 次导入损坏或丢失（cases_0.csv；2 行）" in errors(opened("overview.py", "zh"))


def test_an_import_of_damaged_rows_stands_in_the_history_as_damaged(warehouse):
    (warehouse / "imports" / list_imports(warehouse)[1].id / "rows-1.parquet").unlink()
    app = opened("imports.py")
    assert "rows-1.parquet is missing" in " ".join(found.value for found in app.markdown).replace("\\", "")
    assert app.dataframe[-1].value["State"].tolist() == ["damaged", "in force"]


@pytest.mark.parametrize("harm", ["no text", "names nothing", "cut figures"])
def test_damaged_figures_are_a_sentence_on_every_page_that_shows_figures(warehouse, harm):
    if harm == "no text":
        (warehouse / "current").write_bytes(b"\xff\xfe")
    elif harm == "names nothing":
        (warehouse / "current").write_text("0123456789abcdef.duckdb")
    else:
        (warehouse / "snapshots" / (warehouse / "current").read_text()).write_bytes(b"rubbish" * 1000)
    without_figures = {"imports.py", "help.py"}
    for page in sorted({*PAGES} - without_figures):
        assert "python -m analytics publish" in errors(opened(page)), page
    for page in without_figures:
        assert not opened(page).exception, page
