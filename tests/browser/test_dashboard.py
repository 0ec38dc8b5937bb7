"""What a person sees and clicks, in Chromium."""

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.dashboard import CHROMIUM, served
from tests.warehouses import CASES, cases_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("browser")
    rows = [(f"BT-{i}", "A", "甲<b>局", "2026-03-02", "2026-03-10" if i % 4 else None, 5, 10) for i in range(40)]
    cases_of(folder, rows, CASES).close()
    with served(folder / "warehouse") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        shown = browser.new_page(viewport={"width": 1440, "height": 900}, locale="zh-CN", base_url=address)
        shown.set_default_timeout(30_000)
        yield shown
        browser.close()


def test_a_chinese_browser_sees_chinese_and_can_switch(page):
    page.goto("/")
    expect(page.get_by_text("超期未办结").first).to_be_visible(timeout=60_000)
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_text("Open and overdue").first).to_be_visible()
    page.wait_for_url("**lang=en**")


def test_a_link_keeps_its_filters(page):
    page.goto("/?lang=en&asof=2026-03-09")
    expect(page.get_by_text("as of 2026-03-09")).to_be_visible(timeout=60_000)


def test_the_rows_behind_a_number_can_be_downloaded(page):
    page.goto("/overdue?lang=en")
    expect(page.get_by_text("Overdue rate by unit").first).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").first.click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].startswith("platform,case_no")
    assert len(text.splitlines()) == 41
