"""A unit disputes a number: open its case, ask what if, print the ledger on one page."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.dashboard import served, still
from tests.warehouses import CASES, cases_of

pytestmark = pytest.mark.browser
PAUSES = ("特别程序开始时间", "特别程序结束时间")


@pytest.fixture(scope="module")
def page(chromium, tmp_path_factory):
    folder = tmp_path_factory.mktemp("case")
    rows = [
        ("BT-1", "A", "甲<b>局", "2026-03-02", "2026-03-11", 5, 10, "2026-03-06", "2026-03-10"),
        # two years open, limit 400: far more days than a page has lines
        ("BT-2", "A", "<script>alert(1)</script>", "2024-03-04", None, 400, 500, "2024-06-03", "2024-09-02"),
    ]
    cases_of(folder, rows, (*CASES, *PAUSES)).close()
    with served(folder / "warehouse") as address:
        shown = chromium.new_page(viewport={"width": 1440, "height": 1000}, locale="en-US", base_url=address)
        shown.set_default_timeout(30_000)
        shown.goto("/")
        expect(shown.get_by_text("Overdue rate").first).to_be_visible(timeout=60_000)
        yield shown
        shown.close()


def test_a_number_leads_to_its_clock_and_what_if_recomputes_it(page):
    page.goto("/case?lang=en")
    page.get_by_label("Case number, or a part of it").fill("BT-1")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2026-03-11").first).to_be_visible()
    page.wait_for_url("**case=BT-1**")
    page.get_by_text("the pauses counted").click()
    expect(page.get_by_text("due 2026-03-09 instead of 2026-03-11")).to_be_visible()
    page.wait_for_url("**without_pauses=true**")


@pytest.mark.parametrize("number", ["BT-1", "BT-2"])
def test_a_ledger_prints_on_one_page(page, number, tmp_path):
    page.goto(f"/case?lang=en&case={number}")
    with page.expect_download() as download:
        page.get_by_role("button", name="For printing").click()
    file = tmp_path / "ledger.html"
    download.value.save_as(file)
    assert b"<script" not in file.read_bytes()
    sheet = page.context.browser.new_page()
    sheet.goto(file.as_uri())
    expect(sheet.get_by_text("DUE DAY", exact=False).first).to_be_visible()
    pdf = sheet.pdf(prefer_css_page_size=True)
    sheet.close()
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1


def test_a_term_leads_to_its_definition(page):
    page.goto("/definitions?lang=en&figure=overdue_rate")
    expect(page.get_by_role("heading", name=re.compile("Overdue rate")).first).to_be_visible()
    expect(page.get_by_text("overdue_rate = missed / due")).to_be_visible()
    still(page)  # a click that comes while the page is still being drawn is lost
    page.get_by_role("tab", name="Settings in force").click()
    expect(page.get_by_text("at most 3 working days left")).to_be_visible()
