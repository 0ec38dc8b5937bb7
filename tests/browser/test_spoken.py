"""The page is in the language that it says it is in, down to the words that are Streamlit's own."""

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.dashboard import CHROMIUM, served, still
from tests.pages.test_pages import NAMES
from tests.warehouses import CASES, cases_of
from ui.shell.spoken import INSTEAD, STREAMLITS, words

pytestmark = pytest.mark.browser

ENGLISH = """() => {
    const found = new Set();
    const not_said = 'pre, code, svg, canvas, script, style, noscript, [data-testid=stIconMaterial], [data-testid=stAlertDynamicIcon], [translate=no]';
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
        const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
        if (element.closest(not_said)) continue;
        const texts = node.nodeType === Node.TEXT_NODE
            ? (element.closest('[data-testid=stMarkdownContainer]') ? [] : [node.nodeValue])
            : ['aria-label', 'title', 'placeholder'].map((name) => node.getAttribute(name));
        for (const text of texts) if (text && /[A-Za-z]{3}/.test(text) && !/[一-龥]/.test(text)) found.add(text.trim());
    }
    return [...found];
}"""
NAMED_THE_SAME = ("English", "XLSX", "CSV", " icon")
"""What is no word of a language: a name, a kind of file; and the name of an icon, which stands beside its words."""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("spoken")
    cases = [(f"BT-{i}", "A", "甲局", "2026-03-02", "2026-03-10", 5, 10) for i in range(60)]
    faulty = [(f"BT-F{i}", "A", "乙局", "2026-03-05", "2026-03-02", 5, 10) for i in range(3)]
    cases_of(folder, [*cases, *faulty], CASES).close()
    with served(folder / "warehouse") as where:
        yield where


@pytest.fixture
def page(address):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        yield browser.new_context(base_url=address, locale="zh-CN").new_page()


def in_english(page):
    return {text for text in page.evaluate(ENGLISH) if not any(name in text for name in NAMED_THE_SAME)}


def test_on_no_page_streamlit_speaks_english_to_a_chinese_reader(page):
    left = {}
    for name in NAMES:
        page.goto(f"/{name if name != 'overview' else ''}")
        still(page)
        expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
        left[name] = in_english(page)
    page.goto("/?lang=zh")
    still(page)
    for opener in ("stMultiSelect", "stSelectbox"):
        page.get_by_test_id(opener).first.locator("input").click()
        expect(page.get_by_role("listbox")).to_be_visible()
        left[opener] = in_english(page)
        page.keyboard.press("Escape")
    assert {where: texts for where, texts in left.items() if texts} == {}


def test_an_upload_is_asked_for_in_chinese(page):
    page.goto("/imports")
    still(page)
    dropzone = page.get_by_test_id("stFileUploaderDropzone")
    expect(dropzone).to_contain_text("上传")
    expect(dropzone).to_contain_text("每个文件不超过")
    expect(dropzone).not_to_contain_text("Upload")


def test_a_page_that_does_not_exist_is_said_in_chinese(page):
    page.goto("/time-limits")  # the page is called time_limits
    dialog = page.get_by_test_id("stDialog")
    expect(dialog).to_contain_text("没有这个页面", timeout=60_000)
    still(page)
    assert in_english(page) == set()
    expect(dialog).not_to_contain_text("page")


def test_what_was_said_in_chinese_is_english_again_after_the_switch(page):
    page.goto("/overdue?lang=zh")
    still(page)
    expect(page.get_by_label("搜索", exact=True).first).to_be_attached()
    page.get_by_text("English", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_label("Search", exact=True).first).to_be_attached()
    expect(page.get_by_label("搜索", exact=True)).to_have_count(0)


@pytest.mark.parametrize(("language", "says"), [("en", "click again"), ("zh", "再次点击")])
def test_streamlits_word_of_a_failed_download_becomes_what_to_do(page, language, says):
    page.goto(f"/overdue?lang={language}")
    still(page)
    (theirs,) = INSTEAD
    page.get_by_test_id("stDownloadButton").first.evaluate(
        """(button, theirs) => {
            const error = button.appendChild(document.createElement('div'))
            error.dataset.testid = 'stDownloadButtonError'  // as Streamlit draws it, with its text as Markdown
            error.appendChild(document.createElement('p')).textContent = theirs
        }""",
        theirs,
    )
    expect(page.get_by_test_id("stDownloadButtonError")).to_contain_text(says)


def test_no_two_words_are_said_alike():
    assert len(words("zh")) == len(words("en")) == len(STREAMLITS) + len(INSTEAD)
    assert all(text.count("{}") == said.count("{}") for text, said in words("zh").items())
