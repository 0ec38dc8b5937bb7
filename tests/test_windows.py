"""Windows and cut months in words, in both languages."""

from datetime import date

import pytest

from analytics.figures.scope import Scope
from ui.shell import wording
from ui.shell.windows import days_in_words, month_in_words


@pytest.fixture
def chinese(monkeypatch):
    monkeypatch.setattr(wording, "language", lambda: "zh")


WINDOWS = [
    ("2026-11-01", "2026-11-20", "Nov 1–20", "11月1–20日"),
    ("2026-11-20", "2026-11-20", "Nov 20", "11月20日"),
    ("2026-10-01", "2026-10-31", "Oct", "10月"),
    ("2026-07-01", "2026-09-30", "Jul–Sep", "7月–9月"),
    ("2026-10-12", "2026-11-03", "Oct 12 – Nov 3", "10月12日 – 11月3日"),
    ("2025-11-01", "2025-11-20", "Nov 1–20 2025", "2025年11月1–20日"),
    ("2025-02-01", "2025-02-28", "Feb 2025", "2025年2月"),
    ("2025-12-29", "2026-01-04", "2025-12-29 – 2026-01-04", "2025-12-29 – 2026-01-04"),
]


@pytest.mark.parametrize(("start", "end", "english", "_chinese"), WINDOWS)
def test_a_window_is_said_as_a_person_says_it(start, end, english, _chinese):
    assert days_in_words(date.fromisoformat(start), date.fromisoformat(end), 2026) == english


@pytest.mark.parametrize(("start", "end", "_english", "words"), WINDOWS)
def test_a_window_is_said_in_chinese(chinese, start, end, _english, words):
    assert days_in_words(date.fromisoformat(start), date.fromisoformat(end), 2026) == words


YEAR = Scope(date(2026, 11, 20), date(2026, 9, 12), date(2026, 12, 31))


def test_a_cut_month_says_its_days():
    months = [date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)]
    assert [month_in_words(month, YEAR) for month in months] == ["Sep 12–30", "2026-10", "Nov to 20"]


def test_a_cut_month_says_its_days_in_chinese(chinese):
    months = [date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)]
    assert [month_in_words(month, YEAR) for month in months] == ["9月12–30日", "2026-10", "11月截至20日"]
