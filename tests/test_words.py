"""One table of words: whatever the numbers may say has a word on the screen, and no table names two columns alike."""

from datetime import date

import pytest

from analytics.comparison.chance import RULES
from analytics.figures.catalogue import SUBJECTS, catalogue
from analytics.figures.periods import PRESETS
from analytics.figures.scope import Scope
from analytics.findings import GROUPS, SEVERITIES, STATES
from analytics.ladder import SUBJECTS as LADDERS
from analytics.schema import CANONICAL_VALUES, KINDS
from tests.warehouses import cases_of
from ui.shell.words import VALUES, column_word, value_word, weekday_word

SAID = {
    "figure_subject": SUBJECTS,
    "subject": LADDERS,
    "group": GROUPS,
    "severity": SEVERITIES,
    "state": STATES,
    "signal": RULES,
    "kind": KINDS,
    "period": PRESETS,
}
"""What the numbers list, and by which word the screen calls it."""
SHOWN_OTHERWISE = {"level", "circulated", "is_default"}  # a number, and truths


@pytest.mark.parametrize("choice", SAID)
def test_what_the_numbers_list_has_a_word_and_nothing_else_has(choice):
    assert set(VALUES[choice]) == set(SAID[choice])


@pytest.mark.parametrize("column", sorted(set(CANONICAL_VALUES) - SHOWN_OTHERWISE))
def test_every_canonical_value_has_a_word(column):
    assert set(CANONICAL_VALUES[column]) - set(VALUES[column]) == set()


def test_a_text_of_an_export_stays_as_it_is():
    assert value_word("status", "某种状态") == "某种状态"
    assert value_word("unit_name", "open") == "open"  # a unit may be called anything
    assert value_word("light", None) is None
    assert column_word("Straße") == "Straße"


def test_the_same_value_may_mean_two_things_in_two_columns():
    assert value_word("light", "paused") == "❚❚ paused"
    assert value_word("status", "paused") == "paused"


def test_a_week_starts_on_monday():
    assert weekday_word(date(2026, 11, 23).weekday()) == "Mon"


def test_no_table_names_two_columns_alike(tmp_path):
    snapshot = cases_of(tmp_path, [("BT-1", "A", "甲局", "2026-03-02", "2026-03-10", 5, 10)])
    for key in catalogue():
        columns = snapshot.figure(key, Scope(as_of=date(2026, 3, 31))).columns
        words = [column_word(column) for column in columns]
        assert len(words) == len(set(words)), key
