"""The Imports page: what is recognised, a mapping said once, the result with its counts, the history and undo."""

import shutil
import time

import pytest
from streamlit.testing.v1 import AppTest

from analytics.exports.recognising import mapping as mappings
from analytics.settings import ROOT
from analytics.warehouse.manifest import list_imports

HEADERS = "Vorgang,Amt,Annahme,Abschluss,Frist\n"
ROWS = "A-1,Bauamt,2026-11-02,2026-11-05,5\nA-2,Bauamt,2026-11-03,,5\nA-3,Amt,2026-13-03,,5\n"
FIELDS = {"Vorgang": "case_no", "Amt": "unit_name", "Annahme": "accepted_at", "Abschluss": "closed_at"}
KNOWN = "办件编号,受理单位,受理时间,办结时间,承诺时限\nBT-1,甲局,2026-03-02,2026-03-04,5\n\nBT-2,甲局,2026-13-02,,5\n"


@pytest.fixture
def app(tmp_path, monkeypatch):
    own = tmp_path / "mappings"
    shutil.copytree(ROOT / "data" / "mappings", own)
    monkeypatch.setattr(mappings, "MAPPINGS", own)
    monkeypatch.setenv("CASEWATCH_MAPPINGS", str(own))
    monkeypatch.setenv("CASEWATCH_WAREHOUSE", str(tmp_path / "warehouse"))
    opened = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    opened.query_params["lang"] = "en"
    opened.run()
    return opened.switch_page("pages/imports.py").run()


def uploaded(app, name, text):
    app.file_uploader[0].set_value((name, text.encode(), "text/csv")).run()
    return looked_at(app)


def looked_at(app):
    """The page once the file was looked at, which another process does meanwhile."""
    end = time.monotonic() + 60
    while app.status:
        assert time.monotonic() < end
        time.sleep(0.3)
        app.run()
    assert not app.exception
    return app


def button(app, label):
    return next(found for found in app.button if found.label == label)


def imported(app):
    looked_at(app)
    button(app, "Import").click().run()
    end = time.monotonic() + 60
    while not (app.success or app.error or (app.info and "imported before" in app.info[0].value)):
        assert time.monotonic() < end
        time.sleep(0.3)
        app.run()
    return app


def test_the_result_adds_up_and_the_history_shows_it(app, tmp_path):
    imported(uploaded(app, "nmg-办件-20260305.csv", KNOWN))
    assert "3 rows read = 1 accepted + 1 rejected + 1 ignored" in app.success[0].value
    assert app.dataframe[-1].value["File"].tolist() == ["nmg-办件-20260305.csv"]


def test_the_same_file_again_changes_nothing_and_says_so(app, tmp_path):
    imported(uploaded(app, "a.csv", KNOWN))
    app.session_state["jobs"] = {}
    app.run()
    imported(app)
    assert "imported before" in app.info[0].value
    assert len(list_imports(tmp_path / "warehouse")) == 1


def test_the_page_answers_while_a_file_is_looked_at(app):
    app.file_uploader[0].set_value(("a.csv", KNOWN.encode(), "text/csv")).run()
    assert [status.label for status in app.status] == [
        "Looking at the file …"
    ]  # and the page has been drawn to its end
    assert not app.exception
    assert button(looked_at(app), "Import")


def test_a_workbook_that_ends_its_process_is_refused_in_a_sentence(app):
    from tests.hostile_files import HOSTILE

    app.file_uploader[0].set_value(("evil.ods", HOSTILE["repeated-cells.ods"](), "application/zip")).run()
    assert "evil" in looked_at(app).error[0].value


def test_a_file_that_is_no_export_is_refused_in_a_sentence(app):
    uploaded(app, "cases.xlsx", "%PDF-1.4 rubbish")
    assert "PDF" in app.error[0].value


def test_unknown_headers_are_mapped_once_and_known_ever_after(app, tmp_path):
    uploaded(app, "stadt.csv", HEADERS + ROWS)
    boxes = {box.label: box for box in app.selectbox if box.label in FIELDS}
    assert {label: box.value for label, box in boxes.items()} == FIELDS  # proposed by what stands in the columns
    boxes["Annahme"].set_value("applied_at").run()
    assert any("Still needed: Accepted (accepted_at)" in info.value for info in app.info)
    assert button(app, "Save the mapping").disabled
    next(box for box in app.selectbox if box.label == "Annahme").set_value("accepted_at").run()
    next(box for box in app.text_input if box.label == "Platform, its key").set_value("stadt").run()
    assert not any("Still needed" in info.value for info in app.info)
    button(app, "Save the mapping").click().run()
    saved = (tmp_path / "mappings" / "stadt.toml").read_text(encoding="utf-8")
    assert 'platform = "stadt"' in saved
    assert 'accepted_at = ["Annahme"]' in saved
    imported(app)
    assert "3 rows read = 2 accepted + 1 rejected + 0 ignored" in app.success[0].value


def test_a_column_without_a_heading_and_the_order_of_days_are_proposed_and_saved(app, tmp_path):
    uploaded(app, "stadt.csv", "Vorgang;;Annahme\nA-1;Office of Parks;13/11/2025\nA-2;Office of Roads;14/11/2025\n")
    next(box for box in app.text_input if box.label == "Platform, its key").set_value("stadt").run()
    button(app, "Save the mapping").click().run()
    saved = (tmp_path / "mappings" / "stadt.toml").read_text(encoding="utf-8")
    assert 'unit_name = ["#2"]' in saved
    assert 'date_order = "dmy"' in saved
    imported(app)
    assert "2 rows read = 2 accepted + 0 rejected + 0 ignored" in app.success[0].value


def test_the_direction_of_ratings_is_asked(app):
    uploaded(app, "stars.csv", "Nr,Sterne,Wann\nA-1,5,2026-11-02\n")
    next(box for box in app.selectbox if box.label == "Kind of rows").set_value("ratings").run()
    asked = next(box for box in app.selectbox if box.label == "Levels as numbers")
    assert asked.value is None
    assert button(app, "Save the mapping").disabled


def test_an_import_can_be_undone_on_the_page(app, tmp_path):
    imported(uploaded(app, "a.csv", KNOWN))
    (manifest,) = list_imports(tmp_path / "warehouse")
    app.session_state[f"history-{manifest.id}"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app.run()
    told = next(text.value for text in app.markdown if "will count no more" in text.value)
    assert "1 cases will count no more. 1 cases stand in the figures" in told
    assert button(app, "Undo").disabled  # until somebody says yes
    next(box for box in app.checkbox if box.label.startswith("Yes")).check().run()
    button(app, "Undo").click().run()
    (manifest,) = list_imports(tmp_path / "warehouse")
    assert not manifest.in_force
    assert [done.value for done in app.success] == [
        "Undone: a\\.csv. The figures are published without it."
    ]  # and the result of the import above is gone


def test_rejected_rows_are_read_on_the_page_by_their_reason(app):
    imported(uploaded(app, "a.csv", KNOWN))
    rows = next(table.value for table in app.dataframe if "Why rejected" in table.value)
    assert rows.columns[:2].tolist() == ["Line", "Why rejected"]
    assert rows["办件编号"].tolist() == ["BT-2"]
    assert rows["Why rejected"].tolist() == ["受理时间: there is no such day or time as 2026-13-02."]
    reason = next(box for box in app.selectbox if box.label == "Reason")
    assert reason.options == ["受理时间: there is no such day or time as …. · 1"]


def test_a_mapping_says_what_its_platform_is_called(app, tmp_path):
    uploaded(app, "stadt.csv", HEADERS + ROWS)
    next(box for box in app.text_input if box.label == "Platform, its key").set_value("stadt").run()
    next(box for box in app.text_input if box.label == "What it is called").set_value("Town hall").run()
    button(app, "Save the mapping").click().run()
    assert 'platform_name = {en = "Town hall"}' in (tmp_path / "mappings" / "stadt.toml").read_text(encoding="utf-8")
    assert any("of platform Town hall" in text.value for text in looked_at(app).caption)


def test_a_file_of_which_nothing_tells_the_letters_is_read_as_somebody_says(app):
    text = "case_no;accepted_at;unit_name\n" + "".join(f"A{place};2021-03-05;ñ\n" for place in range(4))
    app.file_uploader[0].set_value(("parques.csv", text.encode("cp1252"), "text/csv")).run()
    looked_at(app)
    assert "nothing tells for certain" in app.error[0].value
    (box,) = (found for found in app.selectbox if found.label == "How its letters are encoded")
    box.set_value("shift_jis").run()
    assert "is not written in shift_jis: line 2" in app.error[1].value
    box = next(found for found in app.selectbox if found.label == "How its letters are encoded")
    box.set_value("cp1252").run()
    assert "A1;2021-03-05;ñ" in app.code[0].value
    button(app, "Read it so").click().run()
    imported(app)
    assert "4 rows read = 4 accepted" in app.success[0].value
