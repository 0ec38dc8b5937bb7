"""docs/figures and docs/zh-CN/figures are what the catalogue and the specs say."""

import re

import pytest

from analytics.figures.catalogue import catalogue
from analytics.languages import LANGUAGES
from tests.spec.document import DOCS, pages


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_committed_documents_are_what_the_specs_write(language):
    """Where this fails: `python -m tests.spec.document`, and commit what it wrote."""
    assert {file: file.read_text(encoding="utf-8") for file in DOCS[language].glob("*.md")} == pages(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_has_its_place_and_an_example(language):
    too_long = {"calendar_days"}  # a row a day
    sections = "\n".join(pages(language).values()).split('<a id="')[1:]
    assert {section.partition('"')[0] for section in sections} == {
        key for key, figure in catalogue().items() if figure.stands_for is None
    }
    assert {section.partition('"')[0] for section in sections if "**" not in section} == too_long


def test_a_chinese_page_says_everything_of_a_figure_in_chinese():
    for key, figure in catalogue().items():
        for told in (figure.name_zh, figure.definition_zh, figure.cohort_zh, figure.unit_zh):
            assert re.search(r"[\u4e00-\u9fff]", told), key
    lines = [line for text in pages("zh").values() for line in text.splitlines()]
    assert [line for line in lines if re.match(r"[A-Za-z]", line)] == []
