"""The weekly meeting in a browser: arrow keys step through it, writing is not disturbed, the clock runs."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.dashboard import served, still
from tests.test_review import MESSAGES, ROWS
from tests.warehouses import CASES, warehouse_of, write_csv

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("meeting")
    warehouse_of(
        folder,
        write_csv(folder / "messages.csv", MESSAGES, [("M1", "乙局", "2026-03-10", "2026-03-11")]),
        write_csv(folder / "cases.csv", CASES, ROWS),
    ).close()
    with served(folder / "warehouse") as address:
        yield address


def test_arrow_keys_step_through_blocks_and_units_but_not_while_somebody_writes(chromium, address):
    page = chromium.new_page(locale="en-US")
    page.set_default_timeout(60_000)
    page.goto(f"{address}/review?lang=en")
    still(page)
    expect(page.locator(".review-clock")).to_have_text(re.compile(r"\d+:\d\d of 5 minutes"))
    for title in ("What changed", "The standing six"):
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("heading", name=title)).to_be_visible()
        still(page)
    expect(page).to_have_url(re.compile("block=standing"))
    page.keyboard.press("ArrowDown")
    expect(page).to_have_url(re.compile("six=open_overdue"))
    still(page)
    page.get_by_label("Why is it so?").click()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(1000)
    expect(page.get_by_role("heading", name="The standing six")).to_be_visible()
    page.get_by_role("heading", name="The standing six").click()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("heading", name="What changed")).to_be_visible()
    page.close()
