"""What readers read exists in English and in Chinese: the same sections, keys, commands and links, passage by passage."""

import re

import pytest

from analytics.figures.catalogue import catalogue
from analytics.figures.law_book import law_book, passages
from analytics.languages import document, readme, translated
from ui.help.documents import DOCUMENTS, OPERATION, on_a_page, operation, sections
from ui.help.tour import ROLES, STOPS

PAIRS = {
    "README": (readme("en"), readme("zh")),
    **{
        name: (document(name, "en"), document(name, "zh"))
        for name in ("domain", "mappings", "personal-data", "reminders")
    },
}
CODE = re.compile(r"`([^`\n]+)`")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
NUMBER = re.compile(r"\d[\d,.]*\d|\d")


def both(name):
    return [sections(file.read_text(encoding="utf-8")) for file in PAIRS[name]]


def pairs_of_sections(name):
    return list(zip(*both(name), strict=True))


@pytest.mark.parametrize("name", PAIRS)
def test_both_have_the_same_headings_at_the_same_places(name):
    english, chinese = both(name)
    assert [level for level, _heading, _text in english] == [level for level, _heading, _text in chinese]
    headings = [heading for _level, heading, _text in chinese[1:]]
    assert [heading for heading in headings if heading.isascii()] == []


@pytest.mark.parametrize("name", PAIRS)
def test_both_name_the_same_keys_and_commands_section_by_section(name):
    for (_level, heading, english), (_same, _other, chinese) in pairs_of_sections(name):
        named, also = (set(CODE.findall(FENCED.sub("", text))) for text in (english, chinese))
        assert named == also, heading


@pytest.mark.parametrize("name", PAIRS)
def test_both_have_as_many_paragraphs_rows_and_items(name):
    def shape(text):
        lines = FENCED.sub("", text).splitlines()
        return [sum(line.startswith(mark) for line in lines) for mark in ("|", "- ")] + [len(re.split(r"\n\n+", text))]

    for (_level, heading, english), (_same, _other, chinese) in pairs_of_sections(name):
        assert shape(english) == shape(chinese), heading


def test_both_readmes_show_the_same_commands():
    def without_remarks(text):
        return [re.sub(r"\s+# .*", "", block) for block in FENCED.findall(text)]

    english, chinese = (file.read_text(encoding="utf-8") for file in PAIRS["README"])
    assert without_remarks(english) == without_remarks(chinese)


@pytest.mark.parametrize("name", PAIRS)
def test_the_chinese_one_leads_where_the_english_one_does_in_chinese_where_there_is_one(name):
    def targets(text):
        links = re.findall(r"\]\(([^)]+)\)", text)
        return [link.replace(".zh-CN", "").replace("zh-CN/", "") for link in links if not link.startswith("README")]

    english, chinese = (file.read_text(encoding="utf-8") for file in PAIRS[name])
    assert targets(english) == targets(chinese)
    for file in PAIRS[name]:
        links = re.findall(r"\]\(([^)#]+)", file.read_text(encoding="utf-8"))
        assert [link for link in links if "://" not in link and not (file.parent / link).exists()] == []


@pytest.mark.parametrize("name", PAIRS)
def test_no_line_breaks_between_two_chinese_characters_where_markdown_would_show_a_blank(name):
    character = r"[\u2013-\u201d\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
    text = FENCED.sub("", PAIRS[name][1].read_text(encoding="utf-8"))
    assert re.findall(rf".{{0,9}}{character}\n *{character}.{{0,9}}", text) == []


@pytest.mark.parametrize("number", law_book())
def test_every_passage_of_the_law_book_has_its_place_in_chinese(number):
    english, chinese = law_book()[number].blocks, law_book("zh")[number].blocks
    assert len(english) == len(chinese)
    for passage, other in zip(english, chinese, strict=True):
        assert set(CODE.findall(passage)) == set(CODE.findall(other)), other
        assert passage[:2] == other[:2] or not re.match(r"- |\| ", passage)


def test_the_golden_due_days_are_the_same_in_both():
    tables = [
        [line for line in law_book(each)[2].text.splitlines() if line.startswith("| 20")] for each in ("en", "zh")
    ]
    assert len(tables[0]) == 6
    assert tables[0] == tables[1]


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_a_source_leads_to_the_passage_in_the_language_of_the_screen(key):
    english, chinese = (passages(catalogue()[key].source, each) for each in ("en", "zh"))
    assert len(english) == len(chinese)
    assert [passage for passage in chinese if passage in english] == []


def test_the_figures_of_the_law_book_have_the_names_that_the_figures_have():
    """The first and second column of the table in section 4, where the figure exists."""
    rows = [re.match(r"\| `(\w+)` \| (\S+) \|", line) for line in law_book("zh")[4].text.splitlines()]
    told = {row[1]: row[2] for row in rows if row and row[1] in catalogue()}
    assert len(told) > 5
    assert "overdue_rate" in told
    assert told["overdue_rate"] == catalogue()["overdue_rate"].name_zh


def test_what_the_help_page_calls_operation_is_what_the_readme_says():
    for language in ("en", "zh"):
        text = operation(language)
        assert text.count("\n## ") + text.startswith("## ") == len(OPERATION)
        assert "--inbox" in text
        assert "backup" in text
        assert "| `check` |" in text
    assert operation("zh").startswith("## 每晚自动导入")


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_document_on_a_page_leads_to_documents_of_the_page_only(name, language, monkeypatch):
    monkeypatch.setattr("ui.help.documents.document_link", lambda document: f"help?document={document}")
    shown = on_a_page(DOCUMENTS[name].text(language))
    targets = re.findall(r"\]\(([^)]+)\)", FENCED.sub("", shown))
    assert [target for target in targets if not target.startswith(("help?document=", "https://"))] == []
    assert shown.strip()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_tour_asks_what_the_readme_asks(language):
    text = readme(language).read_text(encoding="utf-8")
    said = translated(language)
    for stop in STOPS:
        assert f"| {said(stop.answers)} |" in text, stop.page


def test_the_tour_stops_at_every_page_of_the_navigation():
    from analytics.settings import ROOT

    listed = re.findall(r'st\.Page\("pages/(\w+)\.py"', (ROOT / "app.py").read_text(encoding="utf-8"))
    assert [stop.page for stop in STOPS] == listed
    assert {page for questions in ROLES.values() for _question, page in questions} <= set(listed)
