"""Definitions come from the query files: every file says all, formulas are over its own columns, links lead to files."""

import re
from datetime import date

import pytest

from analytics.figures.catalogue import SUBJECTS, by_subject, catalogue
from analytics.figures.old_names import OLD_NAMES
from analytics.figures.scope import Scope
from analytics.settings import LightRule
from tests.warehouses import CASES, cases_of

KEYS = sorted(catalogue())
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    rows = [("BT-1", "A", "甲局", "2026-03-02", "2026-03-10", 5, 10)]
    return cases_of(tmp_path_factory.mktemp("definitions"), rows, CASES)


@pytest.mark.parametrize("key", KEYS)
def test_a_figure_says_all_in_both_languages(key):
    figure = catalogue()[key]
    assert all((figure.name, figure.unit, figure.cohort, figure.definition, figure.source))
    for text in (figure.name_zh, figure.definition_zh, figure.cohort_zh, figure.unit_zh):
        assert CHINESE.search(text), f"{key}.sql lacks 名称, 定义, 口径 or 单位"
    assert figure.subject in SUBJECTS
    assert figure.subject != "other", f"{key}.sql lacks a line `-- subject:`"


@pytest.mark.parametrize("key", KEYS)
def test_a_figure_leads_to_files_that_exist(key):
    figure = catalogue()[key]
    assert figure.rows is None or figure.rows in catalogue()
    assert figure.rows is not None or figure.count is None


@pytest.mark.parametrize("key", KEYS)
def test_a_formula_is_over_the_columns_of_its_result(key, snapshot):
    figure = catalogue()[key]
    columns = set(snapshot.figure(key, Scope(as_of=date(2026, 3, 31))).columns)
    named = set(re.findall(r"[a-z_]+", figure.formula))
    assert named <= columns
    assert set(re.findall(r"[a-z_]+", figure.count or "")) <= columns


def test_a_formula_is_what_the_figure_computes(snapshot):
    """Every `column = arithmetic` of a formula holds on the figure's own row."""
    checked = 0
    for key, figure in catalogue().items():
        for row in snapshot.records(key, snapshot.everything()):
            for equation in filter(None, figure.formula.split("; ")):
                name, arithmetic = equation.split(" = ")
                if any(row[column] is None for column in re.findall(r"[a-z_]+", equation)):
                    continue
                assert row[name] == pytest.approx(eval(arithmetic, {"__builtins__": {}}, row)), key
                checked += 1
    assert checked >= 6


def test_the_body_is_the_file_without_its_header():
    for figure in catalogue().values():
        assert figure.sql.rstrip().endswith(figure.body.rstrip())
        assert "-- name:" not in figure.body


def test_every_figure_stands_under_one_subject():
    listed = [figure.key for figures in by_subject().values() for figure in figures]
    assert sorted([*listed, *OLD_NAMES]) == KEYS


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"colour": "red", "measure": "past_due"}, "■ overdue: past the due day"),
        (
            {"colour": "yellow", "measure": "remaining_days", "at_most": 3, "applies_to": "limit > 5"},
            "▲ near due: limits over 5 days: at most 3 working days left",
        ),
        ({"colour": "yellow", "measure": "used_share", "at_least": 0.5}, "▲ near due: at least 50% of the limit used"),
        (
            {"colour": "yellow", "measure": "remaining_share", "at_most": 0.2},
            "▲ near due: at most 20% of the limit left",
        ),
    ],
)
def test_a_light_rule_is_a_sentence(rule, words):
    from ui.figures.rules_in_force import light_rule_words

    assert light_rule_words(LightRule(**rule)) == words
