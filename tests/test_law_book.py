"""The law book: every figure's source leads to a section that exists, and to the passage that it names."""

import pytest

from analytics.figures.catalogue import catalogue
from analytics.figures.law_book import Citation, cited, law_book, passages

KEYS = sorted(catalogue())


def test_the_sections_are_numbered_from_one_without_gaps():
    assert list(law_book()) == list(range(1, len(law_book()) + 1))
    assert law_book()[2].title == "The clock"
    assert law_book()[2].text.startswith("- Start: the acceptance date")


@pytest.mark.parametrize(
    ("source", "citation"),
    [
        ("domain.md 4", Citation((4,), ())),
        ("domain.md 2 and 3", Citation((2, 3), ())),
        ("domain.md 2, 3 and 4, lights", Citation((2, 3, 4), ("lights",))),
        ("domain.md 4, compression", Citation((4,), ("compression",))),
        ("domain.md 4, balance and closure_rate", Citation((4,), ("balance", "closure_rate"))),
    ],
)
def test_a_source_names_sections_and_topics(source, citation):
    assert cited(source) == citation


@pytest.mark.parametrize("source", ["domain.md", "domain.md 99", "design.md 4", "domain.md 4 and something"])
def test_a_source_that_leads_nowhere_is_refused(source):
    with pytest.raises(ValueError, match="names no section"):
        cited(source)


@pytest.mark.parametrize("key", KEYS)
def test_every_source_of_a_figure_leads_to_its_passage(key):
    source = catalogue()[key].source
    assert cited(source).sections
    for topic in cited(source).topics:
        assert any(law_book()[number].places(topic) for number in cited(source).sections), (key, topic)


def test_a_row_of_a_table_comes_under_its_head():
    (passage,) = passages("domain.md 4, late_closure_rate")
    assert passage.splitlines()[0].startswith("| key | name |")
    assert passage.splitlines()[2].startswith("| `late_closure_rate` |")
    assert len(passage.splitlines()) == 3


def test_a_source_without_a_topic_cites_sections_only():
    assert passages("domain.md 3") == []
