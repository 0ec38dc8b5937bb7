"""The page of bulletins: words are changed, a bulletin is issued, and stands below with its files."""

import io
import zipfile

from streamlit.testing.v1 import AppTest

from analytics.bulletins.issuing import file_of, issued
from analytics.settings import ROOT
from analytics.snapshot.opened import open_snapshot
from tests.warehouses import CASES, warehouse_of, write_csv


def test_words_are_changed_on_the_page_and_issued_with_the_next_number(tmp_path, monkeypatch):
    cases = [(f"BT-{n}", "A", "甲局", "2026-03-02", "2026-03-10" if n % 4 else None, 5, 10) for n in range(8)]
    warehouse_of(tmp_path, write_csv(tmp_path / "cases.csv", CASES, cases)).close()
    monkeypatch.setenv("CASEWATCH_WAREHOUSE", str(tmp_path / "warehouse"))
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    page.query_params["lang"] = "en"
    page.run()
    page.switch_page("pages/bulletins.py").run()
    assert not page.exception
    assert not page.error
    problems = next(area for area in page.text_area if area.label == "Problems")
    problems.set_value("个别办件无人过问。")
    next(field for field in page.text_input if field.label == "Issued by").set_value("王局")
    next(button for button in page.button if button.label == "Issue").click()
    page.run()
    assert not page.exception
    assert not page.error
    snapshot = open_snapshot(tmp_path / "warehouse")
    (one,) = issued(snapshot)
    assert (one.number, one.issued_by) == (1, "王局")
    assert any(one.text in told.value for told in page.success)
    with zipfile.ZipFile(io.BytesIO(file_of(snapshot, one))) as archive:
        assert "个别办件无人过问。" in archive.read("word/document.xml").decode()
    snapshot.close()
