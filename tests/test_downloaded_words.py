"""Downloaded tables: headers, values and names of files in words, and platforms by their names."""

from datetime import date

import pandas as pd
import pytest

from analytics.exports import platform_names
from analytics.exports.recognising import mapping as mappings
from analytics.figures.classes import classes, with_empty_classes
from analytics.figures.scope import Scope
from ui.shell import wording
from ui.shell.words import value_word
from ui.tables import downloads
from ui.tables.small_tables import in_sight


@pytest.fixture
def chinese(monkeypatch):
    for module in (wording, __import__("ui.shell.words", fromlist=["words"])):
        monkeypatch.setattr(module, "language", lambda: "zh")


def test_headers_and_values_of_a_file_are_words(chinese):
    frame = pd.DataFrame({"platform": ["gcjs", "x"], "light": ["red", None], "missed": [True, False]})
    shown = downloads.in_words(frame)
    assert list(shown.columns) == ["平台", "亮灯", "超期"]
    assert shown["平台"].tolist() == ["工改系统", "x"]  # a platform without a name keeps its key
    assert shown["亮灯"].tolist()[0] == "■ 超期"
    assert shown["超期"].tolist() == ["是", "否"]


def test_a_name_of_a_file_says_what_it_holds_and_what_selects_it(monkeypatch):
    monkeypatch.setattr("ui.shell.chosen_filters.known_on", lambda: None)
    scope = Scope(date(2026, 3, 20), date(2026, 3, 1), date(2026, 3, 31), units=("甲/局",), platforms=("nmg",))
    name = downloads.file_name("Missed ■ deadlines", scope)
    assert name == "Missed-deadlines_2026-03-01-to-2026-03-31_as-of-2026-03-20_甲-局_Inner-Mongolia-platform"


def test_a_name_of_a_file_is_no_longer_than_a_system_takes():
    name = downloads.clean_name(["字" * 300])
    assert name.endswith("…")
    assert len(name.encode()) <= downloads.NAME


def test_a_faulty_mapping_file_names_nothing_and_stops_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(mappings, "MAPPINGS", tmp_path)
    (tmp_path / "bad.toml").write_text("kind = 7", encoding="utf-8")
    (tmp_path / "own.toml").write_text(
        'kind = "cases"\nplatform = "own"\nplatform_name = { en = "Ours" }\n', encoding="utf-8"
    )
    assert platform_names() == {"own": {"en": "Ours"}}
    assert value_word("platform", "own") == "Ours"


def test_classes_without_a_case_are_counted_as_none():
    told = pd.DataFrame({"age": ["6–10", "> 60"], "open_overdue": [3, 1]})
    assert classes("overdue_stock", "age") == ("0–5", "6–10", "11–20", "21–60", "> 60")
    assert with_empty_classes(told, "overdue_stock", "age")["open_overdue"].tolist() == [0, 3, 0, 0, 1]


def test_the_number_and_the_light_of_a_case_stand_at_the_left():
    columns = ["platform", "case_no", "item_name", "light", "limit_days"]
    assert list(in_sight(pd.DataFrame(columns=columns)).columns) == [
        "case_no",
        "light",
        "item_name",
        "platform",
        "limit_days",
    ]
