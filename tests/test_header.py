"""The header of a figure's file: what is missing or wrong is a sentence with the file's name, and nothing else stops."""

from pathlib import Path

import pytest

from analytics.errors import HeaderRefused
from analytics.figures import catalogue
from analytics.figures.header import read_header
from tests.warehouses import cases_of

GOOD = {
    "name": "Cases accepted",
    "名称": "受理量",
    "unit": "cases",
    "单位": "件",
    "cohort": "accepted in the period",
    "口径": "期内受理的办件",
    "definition": "all of them",
    "定义": "全部",
    "source": "domain.md 4",
    "by": "unit, kind of case_kind, day of accepted_on",
    "narrowed by": "area, unit",
}
SQL = "SELECT count(*) AS accepted FROM accepted_cases\n"


def file_of(parts: dict[str, str], sql: str = SQL) -> str:
    return "".join(f"-- {part}: {text}\n" for part, text in parts.items()) + sql


def read(parts: dict[str, str], sql: str = SQL, measure: bool = True) -> dict:
    return read_header(Path("measures/flow/accepted.sql"), file_of(parts, sql), measure)


def test_a_header_says_all_that_a_figure_is():
    said = read(GOOD)
    assert said["subject"] == "flow"  # the folder
    assert said["narrowed_by"] == ("area", "unit")
    assert {key: cut.source for key, cut in said["cuts"].items()} == {
        "unit": "unit_name",
        "kind": "case_kind",
        **dict.fromkeys(("weekday", "day", "week", "month", "quarter", "year"), "accepted_on"),
    }


@pytest.mark.parametrize("part", GOOD)
def test_a_missing_part_is_named_with_the_file(part):
    parts = {name: text for name, text in GOOD.items() if name != part}
    with pytest.raises(HeaderRefused, match=rf"accepted\.sql: the header lacks “{part}”"):
        read(parts)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"by": "unit, colour"}, "“by” says “colour”"),
        ({"by": "unit, month"}, "“by” says “month”"),  # the day gives all groupings by time
        ({"by": "day"}, "“by” says “day”"),  # of which day?
        ({"narrowed by": "area, stage"}, "“narrowed by” says “stage”"),
        ({"subject": "weather"}, "“subject” says “weather”"),
        ({"columns": "ship"}, "“columns” says “ship”"),
        ({"share": "missed / due"}, "“share” reads like"),
        ({"colour": "red"}, "a part “colour” that nobody knows"),
    ],
)
def test_a_wrong_part_is_named_with_what_there_is(wrong, sentence):
    with pytest.raises(HeaderRefused, match=sentence):
        read({**GOOD, **wrong})


def test_a_part_told_twice_is_refused():
    with pytest.raises(HeaderRefused, match="“unit” twice"):
        read_header(Path("accepted.sql"), file_of(GOOD, "-- unit: days\n" + SQL), measure=True)


def test_a_header_without_sql_is_refused():
    with pytest.raises(HeaderRefused, match="no SQL"):
        read(GOOD, sql="\n")


def test_a_listing_takes_from_its_rows_what_it_does_not_say():
    parts = {part: GOOD[part] for part in ("name", "名称", "cohort", "口径", "source")}
    said = read({**parts, "subject": "flow", "columns": "case, age"}, measure=False)
    assert said["unit"] == "one row a case"
    assert said["columns"][:2] == ("platform", "case_no")
    assert said["columns"][-1] == "age"
    assert said["narrowed_by"] == ("area", "unit", "item", "platform", "kind")


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """A catalogue with the product's own files and two of somebody's, one of them without its 口径."""
    (tmp_path / "lists").mkdir()
    said = {**GOOD, "subject": "flow"}
    (tmp_path / "lists" / "good.sql").write_text(file_of(said), encoding="utf-8")
    said.pop("口径")
    (tmp_path / "lists" / "bad.sql").write_text(file_of(said), encoding="utf-8")
    monkeypatch.setattr(catalogue, "PLACES", (*catalogue.PLACES, tmp_path))
    caches = (catalogue.catalogue, catalogue.refused, catalogue._catalogue)
    for cached in caches:
        cached.cache_clear()
    yield
    monkeypatch.undo()
    for cached in caches:
        cached.cache_clear()


def test_a_refused_file_stops_no_other_figure(broken, tmp_path):
    snapshot = cases_of(tmp_path, [("BT-1", "A", "甲局", "2026-03-02", None, 5, 10)])
    assert snapshot.records("good", snapshot.everything()) == [{"accepted": 1}]
    assert snapshot.records("flow", snapshot.everything())[0]["accepted"] == 1
    assert list(catalogue.refused()) == ["bad"]
    with pytest.raises(HeaderRefused, match=r"bad\.sql: the header lacks “口径”"):
        snapshot.records("bad", snapshot.everything())


def test_the_command_line_names_a_refused_file_and_lists_the_others(broken, capsys):
    from analytics.commands.figures import queries
    from analytics.commands.printing import Format

    queries(Format.JSON)
    shown = capsys.readouterr()
    assert '"key": "good"' in shown.out
    assert '"key": "bad"' not in shown.out
    assert "bad.sql" in shown.err


def test_no_file_of_the_product_is_refused():
    assert catalogue.refused() == {}
