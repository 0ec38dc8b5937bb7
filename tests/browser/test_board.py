"""The board on a phone, a laptop and a projector: nothing is cut, the width is used, meeting size stays where it was asked for."""

import subprocess

import pytest
from playwright.sync_api import expect

from tests.browser.dashboard import served, still
from tests.pages.test_selection import two_units

pytestmark = pytest.mark.browser

CUT = """() => [...document.querySelectorAll(".board, .board *, .card, .card *, .short-table td, .short-table td *")]
    .filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline" && one.clientWidth)
    .map(one => one.outerHTML.slice(0, 120))"""
ON_ONE_LINE = "() => new Set([...document.querySelectorAll('.card')].map(one => Math.round(one.getBoundingClientRect().top))).size"
LETTERS = "() => parseFloat(getComputedStyle(document.querySelector('.card .value strong')).fontSize)"


@pytest.fixture(scope="module")
def here_before(chromium, tmp_path_factory):
    """A browser that fetches nothing twice."""
    with served(two_units(tmp_path_factory.mktemp("board"))) as address:
        context = chromium.new_context(locale="en-US", base_url=address)
        context.set_default_timeout(60_000)
        yield context
        context.close()


@pytest.fixture
def open_page(here_before):
    pages = []

    def opened(path, width, height):
        page = here_before.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.goto(path)
        still(page)
        return page

    yield opened
    for page in pages:
        page.close()


def letters(page):
    """How large the value of a card is, once the cards stand."""
    expect(page.locator(".card .value strong").first).to_be_visible(timeout=60_000)
    return page.evaluate(LETTERS)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("width", "height", "lines"), [(390, 844, 3), (1440, 900, 1), (1920, 1080, 1)])
def test_no_text_of_the_board_is_cut_at_any_width(open_page, width, height, lines, language):
    page = open_page(f"/?lang={language}", width, height)
    expect(page.locator(".card")).to_have_count(6, timeout=60_000)
    expect(page.locator(".short-table tbody tr")).to_have_count(1, timeout=60_000)
    assert page.evaluate(CUT) == []
    assert page.evaluate(ON_ONE_LINE) == lines
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width


def test_the_board_begins_where_the_navigation_ends_and_takes_the_width(open_page):
    page = open_page("/?lang=en", 1920, 1080)
    expect(page.get_by_role("radio", name="中文")).to_be_visible(timeout=60_000)  # the line is as high as its switches
    expect(page.locator(".card")).to_have_count(6, timeout=60_000)
    page.wait_for_timeout(1000)
    bar = page.get_by_test_id("stHeader").bounding_box()
    board = page.locator(".board").bounding_box()
    assert board["y"] - (bar["y"] + bar["height"]) <= 16
    cards = page.locator(".cards").bounding_box()
    assert cards["width"] >= 0.95 * 1920
    assert page.locator(".card").last.bounding_box()["y"] < 1080 / 2


def test_meeting_size_is_kept_across_pages_and_languages_and_in_the_link(open_page):
    page = open_page("/?lang=en", 1920, 1080)
    usual = letters(page)
    page.get_by_text("Meeting size").click()
    page.wait_for_url("**meeting=on**")
    expect(page.get_by_text("Filters", exact=True)).to_be_visible(timeout=60_000)
    assert letters(page) > 1.3 * usual
    page.get_by_role("radio", name="中文").click()
    expect(page.get_by_text("筛选", exact=True)).to_be_visible(timeout=60_000)
    page.get_by_test_id("stTopNavLink").filter(has_text="超期").click()
    page.wait_for_url("**/overdue**meeting=on**")
    still(page)
    assert letters(page) > 1.3 * usual
    assert not page.get_by_test_id("stDownloadButton").locator("visible=true").count()
    page.get_by_text("会议大字").click()
    expect(page.get_by_text("筛选", exact=True)).to_have_count(0, timeout=60_000)
    still(page)
    assert letters(page) == usual


def test_on_paper_the_board_has_its_title_its_selection_and_page_numbers_and_no_controls(open_page, tmp_path):
    page = open_page("/?lang=en", 1440, 900)
    expect(page.locator(".card")).to_have_count(6, timeout=60_000)
    file = tmp_path / "board.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    told = subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True).stdout.decode()
    first = told.split("\f")[0]
    assert page.locator(".board span").first.inner_text() in first
    assert "as of" in first
    assert f"1/{told.count(chr(12))}" in first.replace(" ", "")
    for control in ("More filters", "English", "XLSX", "Meeting size"):
        assert control not in told
