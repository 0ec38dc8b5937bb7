"""The command line on odd days: a sentence and exit status 1, never a traceback."""

import subprocess
import sys

import pytest

from analytics.settings import ROOT
from tests.warehouses import cases_of


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("query")
    cases_of(folder, [("BT-1", "A", "甲局", "2026-03-02", "2026-03-20", 5, 10)]).close()
    return folder / "warehouse"


def query(warehouse, *arguments):
    command = [sys.executable, "-m", "analytics", "query", *arguments, "--warehouse", str(warehouse)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("overdue_rate", "--as-of", "1800-01-01"), "1800-01-01 is outside the calendar"),
        (("overdue_rate", "--as-of", "9999-12-31"), "9999-12-31 is outside the calendar"),
        (("missed_cases", "--as-of", "2076-01-01", "--sql"), "2076-01-01 is outside the calendar"),
        (("overdue_rate", "--from", "2026-03-21"), "starts (2026-03-21) after the as-of day (2026-03-20)"),
        (("overdue_rate", "--from", "9999-01-01"), "starts (9999-01-01) after the as-of day (2026-03-20)"),
        (("overdue_rate", "--from", "2026-03-05", "--as-of", "2026-03-04"), "after the as-of day (2026-03-04)"),
    ],
)
def test_a_day_that_cannot_be_asked_for_is_a_sentence(warehouse, arguments, sentence):
    answered = query(warehouse, *arguments)
    assert answered.returncode == 1
    assert answered.stdout == ""
    assert "Traceback" not in answered.stderr
    assert sentence in " ".join(answered.stderr.split())


def test_a_period_far_in_the_past_is_only_empty(warehouse):
    answered = query(warehouse, "overdue_rate", "--from", "0001-01-01", "--to", "1800-01-01", "--format", "json")
    assert answered.returncode == 0, answered.stderr
    assert '"due": 0' in answered.stdout
    assert '"overdue_rate": null' in answered.stdout
