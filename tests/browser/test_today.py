"""Who watches: tick a unit, read its list and text, write down a call; the call is on the record at once."""

import pytest
from playwright.sync_api import expect

from analytics.settings import Settings
from tests.browser.dashboard import served, still
from tests.warehouses import CASES, warehouse_of, write_csv

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(chromium, tmp_path_factory):
    folder = tmp_path_factory.mktemp("today")
    rows = [
        ("BT-1", "A", "甲<b>局", "2026-03-20", None, 6, 20),
        ("BT-2", "A", "乙局", "2026-03-30", "2026-03-31", 6, 20),
    ]
    contacts = [("甲<b>局", "王芳", "0472-1", "wang@example.org")]
    warehouse_of(
        folder,
        write_csv(folder / "cases-20260331.csv", CASES, rows),
        write_csv(folder / "contacts.csv", ("单位名称", "联络人", "联系电话", "邮箱"), contacts),
        settings=Settings(),
    ).close()
    with served(folder / "warehouse") as address:
        shown = chromium.new_page(viewport={"width": 1440, "height": 1400}, locale="en-US", base_url=address)
        shown.set_default_timeout(30_000)
        shown.goto("/today?lang=en")
        expect(shown.get_by_text("Units to urge").first).to_be_visible(timeout=60_000)
        yield shown
        shown.close()


def test_a_unit_is_ticked_called_and_the_call_is_on_record(page):
    units = page.get_by_test_id("stDataFrame").first
    expect(units).to_be_visible()
    page.wait_for_timeout(1500)  # the canvas has no element to wait for
    box = units.bounding_box()
    page.mouse.click(box["x"] + 16, box["y"] + 52)
    expect(page.get_by_text("phone 0472-1")).to_be_visible()
    expect(page.get_by_text("【办件催办】甲<b>局（2026-03-31）", exact=False)).to_be_visible()
    expect(page.get_by_text("办件 BT-1，3月30日应办结，已超期1个工作日", exact=False)).to_be_visible()
    page.get_by_label("Done by").fill("李强")
    page.get_by_role("button", name="Urged by phone").click()
    expect(page.get_by_text("Write whom you spoke to and what was said.")).to_be_visible()
    page.get_by_label("Note").fill("will be closed tomorrow")
    page.get_by_role("button", name="Urged by phone").click()
    expect(page.get_by_text("Urged by hand")).to_be_visible()
    expect(page.get_by_label("Note")).to_have_count(
        1
    )  # while the page is drawn anew the form of before still stands beside it
    expect(page.get_by_label("Note")).to_have_value("")  # a second press writes no second call


def test_the_reminders_say_why_nothing_leaves(page):
    page.goto("/today?lang=en")
    still(page)  # a click that comes while the page is still being drawn may be lost
    page.get_by_role("tab", name="Reminders").click()
    expect(page.get_by_text("The reminders have never run here.")).to_be_visible()
    expect(page.get_by_text("Nothing is sent from here.")).to_be_visible()
