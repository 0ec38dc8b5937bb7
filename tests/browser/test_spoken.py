"""The page is in the language that it says it is in, down to the words that are Streamlit's own."""

import pytest
from playwright.sync_api import expect

from tests.browser.dashboard import english, served, still
from tests.warehouses import CASES, cases_of
from ui.shell.spoken import INSTEAD, STREAMLITS, words

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("spoken")
    cases = [(f"BT-{i}", "A", "甲局", "2026-03-02", "2026-03-10", 5, 10) for i in range(60)]
    faulty = [(f"BT-F{i}", "A", "乙局", "2026-03-05", "2026-03-02", 5, 10) for i in range(3)]
    cases_of(folder, [*cases, *faulty], CASES).close()
    with served(folder / "warehouse") as where:
        yield where


@pytest.fixture(scope="module")
def page(chromium, address):
    shown = chromium.new_page(base_url=address, locale="zh-CN")
    shown.set_default_timeout(60_000)
    yield shown
    shown.close()


def test_what_opens_on_a_click_is_said_in_chinese(page):
    left = {}
    page.goto("/")
    still(page)
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    for opener in ("stMultiSelect", "stSelectbox"):
        page.get_by_test_id(opener).first.locator("input").click()
        expect(page.get_by_role("listbox")).to_be_visible()
        left[opener] = english(page)
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
    assert english(page) == set()
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
