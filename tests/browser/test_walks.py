"""Whatever is switched, chosen and opened in whatever order: what is selected is what the screen says."""

import random
from datetime import date

import pytest
from playwright.sync_api import expect

from analytics.figures.periods import period
from tests.browser.dashboard import served
from tests.warehouses import CASES, cases_of

pytestmark = pytest.mark.browser

AS_OF = date(2026, 3, 10)
PERIODS = {
    "this month": ("This month", "本月"),
    "last month": ("Last month", "上月"),
    "this quarter": ("This quarter", "本季度"),
    "this year": ("This year", "本年"),
}
PAGES = {
    "overview": ("Overview", "总览"),
    "time_limits": ("Time limits", "办理时限"),
    "overdue": ("Overdue", "超期"),
    "messages": ("Messages", "留言"),
    "explore": ("Explore", "探索"),
}
UNITS = ("甲局", "乙局")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("walks")
    cases_of(
        folder,
        [(f"{unit}-{i}", "A", unit, "2026-03-02", "2026-03-10", 5, 10) for unit in UNITS for i in range(3)],
        CASES,
    )
    with served(folder / "warehouse") as where:
        yield where


class Walk:
    """What was done so far, and what must stand on the screen."""

    def __init__(self, page):
        self.page, self.spoken, self.period, self.units, self.at = page, 0, "this year", set(), "overview"

    def switch(self, choose):
        self.spoken = 1 - self.spoken
        self.page.get_by_role("radio", name=("English", "中文")[self.spoken]).click()

    def choose_period(self, choose):
        self.period = choose.choice([one for one in PERIODS if one != self.period])
        self.page.get_by_test_id("stSelectbox").first.click()
        self.page.get_by_role("option", name=PERIODS[self.period][self.spoken], exact=True).click()

    def choose_unit(self, choose):
        wanted = [unit for unit in UNITS if unit not in self.units]
        if wanted:
            unit = choose.choice(wanted)
            self.units.add(unit)
            self.page.get_by_test_id("stMultiSelect").nth(1).locator("input").click()
            self.page.get_by_role("option", name=unit, exact=True).click()
            self.page.keyboard.press("Escape")

    def open_page(self, choose):
        self.at = choose.choice([one for one in PAGES if one != self.at])
        self.page.get_by_test_id("stTopNavLink").filter(has_text=PAGES[self.at][self.spoken]).first.click()

    def is_shown(self):
        start, end = period(self.period, AS_OF)
        says = (f"period {start} to {end}", f"{start} 至 {end}")[self.spoken]
        expect(self.page.get_by_text(says).first).to_be_visible(timeout=30_000)
        box = self.page.get_by_test_id("stSelectbox").first
        expect(box.locator("input")).to_have_value(PERIODS[self.period][self.spoken], timeout=15_000)
        for unit in self.units:
            expect(self.page.get_by_test_id("stMultiSelect").nth(1).get_by_text(unit)).to_be_visible(timeout=15_000)
        expect(self.page.locator('[data-test-script-state="notRunning"]').first).to_be_attached(timeout=30_000)


@pytest.mark.parametrize("seed", range(3))
def test_any_walk_keeps_what_was_chosen(chromium, address, seed):
    choose = random.Random(seed)
    page = chromium.new_page(viewport={"width": 1440, "height": 900}, locale="en-US", base_url=address)
    page.goto("/")
    walk = Walk(page)
    walk.is_shown()
    for _step in range(10):
        choose.choice([walk.switch, walk.switch, walk.choose_period, walk.choose_unit, walk.open_page])(choose)
        walk.is_shown()
    page.close()
