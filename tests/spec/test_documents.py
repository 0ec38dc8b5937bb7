"""docs/figures is what the catalogue and the specs say."""

from analytics.figures.catalogue import catalogue
from tests.spec.document import DOCS, pages


def test_the_committed_documents_are_what_the_specs_write():
    """Where this fails: `python -m tests.spec.document`, and commit what it wrote."""
    assert {file: file.read_text(encoding="utf-8") for file in DOCS.glob("*.md")} == pages()


def test_every_figure_has_its_place_and_an_example():
    too_long = {"calendar_days"}  # a row a day
    sections = "\n".join(pages().values()).split('<a id="')[1:]
    assert {section.partition('"')[0] for section in sections} == {
        key for key, figure in catalogue().items() if figure.stands_for is None
    }
    assert {section.partition('"')[0] for section in sections if "**" not in section} == too_long
