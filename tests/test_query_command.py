"""`query` and `queries` on the command line: groupings by name, and what a filter does not narrow is said."""

import json
import sys

import pytest

from analytics.__main__ import main
from tests.warehouses import CASES, cases_of


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("command")
    rows = [
        ("BT-1", "A", "甲局", "2026-03-02", "2026-03-09", 5, 10),  # due 03-09, on time
        ("BT-2", "A", "甲局", "2026-04-02", "2026-04-30", 5, 10),  # due 04-10, late
    ]
    cases_of(folder, rows, CASES).close()
    return folder / "warehouse"


@pytest.fixture
def run(warehouse, monkeypatch, capsys):
    """Run a command; its exit status, records and what it said on standard error."""

    def command(*words: str):
        monkeypatch.setattr(sys, "argv", ["analytics", *words, "--warehouse", str(warehouse), "--format", "json"])
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        return ended.value.code, json.loads(told.out) if told.out else None, " ".join(told.err.split())

    return command


@pytest.mark.parametrize("by", [("--by", "unit,month"), ("--by", "unit", "--by", "month")])
def test_a_measure_is_cut_by_several_groupings(run, by):
    status, rows, said = run("query", "overdue_rate", *by)
    assert (status, said) == (0, "")
    assert rows == [
        {"unit_name": "甲局", "month": "2026-03-01", "due": 1, "missed": 0, "overdue_rate": 0.0},
        {"unit_name": "甲局", "month": "2026-04-01", "due": 1, "missed": 1, "overdue_rate": 1.0},
    ]


def test_a_wrong_grouping_is_a_sentence_that_names_the_right_ones(run):
    status, rows, said = run("query", "lights", "--by", "month")
    assert (status, rows) == (1, None)
    assert said == "lights cannot be cut by month. It can be cut by: unit, area, item, platform, kind, channel, stage."


def test_a_filter_that_does_not_narrow_is_said_beside_the_records(run):
    status, rows, said = run("query", "message_compliance", "--kind", "immediate", "--unit", "甲局")
    assert (status, rows[0]["due"]) == (0, 0)
    assert said == "message_compliance is not, or not wholly, narrowed by kind."
    assert run("query", "overdue_rate", "--kind", "immediate")[2] == ""


def test_the_list_of_figures_tells_groupings_and_old_names(run):
    status, rows, said = run("queries")
    assert (status, said) == (0, "")
    told = {row["key"]: row for row in rows}
    assert {"key", "name", "name_zh", "unit", "cohort", "definition", "source"} < set(told["overdue_rate"])
    assert "month" in told["overdue_rate"]["by"]
    assert told["message_compliance"]["narrowed_by"] == ["area", "unit", "platform"]
    assert told["overdue_by_unit_month"]["stands_for"] == "overdue_rate --by unit,month"
