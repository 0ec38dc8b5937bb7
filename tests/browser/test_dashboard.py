"""What a person sees and clicks, in Chromium."""

import re

import pandas as pd
import pytest
from playwright.sync_api import expect

from tests.browser.dashboard import served
from tests.warehouses import CASES, cases_of, warehouse_of, write_csv

pytestmark = pytest.mark.browser
expect.set_options(timeout=30_000)  # a page is drawn anew after each click, on whatever machine this runs


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("browser")
    rows = [(f"BT-{i}", "A", "甲<b>局", "2026-03-02", "2026-03-10" if i % 4 else None, 5, 10) for i in range(40)]
    rows += [(f"BT-1{i:02}", "A", "乙局", "2026-03-02", "2026-03-04", 5, 10) for i in range(40)]
    cases_of(folder, rows, CASES).close()
    with served(folder / "warehouse") as where:
        yield where


@pytest.fixture(scope="module")
def here_before(chromium, address):
    """A Chinese browser, which fetches nothing twice."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN", base_url=address)
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def page(here_before):
    shown = here_before.new_page()
    yield shown
    shown.close()


def chart_of(page, title):
    """The chart with this title, which is also what a screen reader is told."""
    return page.get_by_role("figure", name=title, exact=True)


def click_bar(page, title, place):
    """Click a bar of the chart with this title; a layer that Plotly listens on lies over the bars."""
    chart = chart_of(page, title)
    bar = chart.locator(".bars .point").nth(place)
    expect(bar).to_be_visible(timeout=60_000)
    # a click that lands while the page is still being drawn hits what stood there before, and so does one while the page
    # is on its way to the rows of an earlier click, which ends where a reader begins to scroll
    page.mouse.wheel(0, -100)
    expect(page.locator('[data-test-script-state="notRunning"]').first).to_be_attached(timeout=60_000)
    before = None
    while before != (before := bar.bounding_box()):
        page.wait_for_timeout(300)
    bar.hover(force=True)  # as a hand does: Plotly clicks what it has seen hovered
    page.wait_for_timeout(300)
    bar.click(force=True)


def test_the_first_link_after_a_start_opens_its_page_with_the_filters(page):
    # before any other page was opened on this server
    page.goto("/overdue?lang=en&period=this+month&unit=乙局")
    expect(page.get_by_text("Overdue rate by unit").first).to_be_visible(timeout=60_000)
    expect(page.get_by_text("period 2026-03-01 to 2026-03-10")).to_be_visible()
    expect(page.get_by_test_id("stMultiSelect").filter(has_text="乙局")).to_be_visible()


def test_a_chinese_browser_sees_chinese_and_can_switch(page):
    page.goto("/")
    expect(page.get_by_text("超期未办结").first).to_be_visible(timeout=60_000)
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_text("Open and overdue").first).to_be_visible()
    page.wait_for_url("**lang=en**")


def test_a_link_keeps_its_filters_in_either_language(page):
    page.goto("/?lang=en&asof=2026-03-09&period=last+month")
    expect(page.get_by_text("as of 2026-03-09")).to_be_visible(timeout=60_000)
    page.get_by_role("radio", name="中文").click()
    expect(page.get_by_text("统计截至 2026-03-09")).to_be_visible()
    expect(page.get_by_text("2026-02-01 至 2026-02-28")).to_be_visible()


def test_filters_survive_a_change_of_page(page):
    page.goto("/?lang=en&period=last+month")
    expect(page.get_by_text("period 2026-02-01 to 2026-02-28")).to_be_visible(timeout=60_000)
    for name in ("Messages", "Imports", "Overdue"):
        page.get_by_test_id("stTopNavLink").filter(has_text=name).click()
        page.wait_for_url(f"**/{name.lower()}**")
    expect(page.get_by_text("period 2026-02-01 to 2026-02-28")).to_be_visible()
    page.wait_for_url("**period=last+month**")


def test_a_click_on_a_unit_shows_its_cases(page):
    page.goto("/overdue?lang=en")
    click_bar(page, "Overdue rate by unit", 0)  # the worst unit stands on top
    expect(page.get_by_text("Chosen in the charts")).to_be_visible()
    expect(page.get_by_text("Missed deadlines · 40").or_(page.get_by_text("· 40").first)).to_be_visible()
    expect(page.get_by_role("heading", name="Rows")).to_be_in_viewport()


def test_the_link_of_a_click_opens_the_same_rows_in_another_browser(chromium, page, address):
    page.goto("/overdue?lang=en")
    click_bar(page, "Open overdue cases by working days over", 0)
    page.wait_for_url("**pick=by-age**")
    note = page.get_by_text("Chosen in the charts")
    expect(note).to_contain_text("0–5")
    other = chromium.new_page(viewport={"width": 1440, "height": 900}, locale="zh-CN", base_url=address)
    other.set_default_timeout(15_000)
    other.goto(page.url)
    expect(other.get_by_text("Chosen in the charts")).to_contain_text("0–5", timeout=60_000)
    expect(other.get_by_role("radio", name="Open and overdue")).to_be_checked()
    expect(other.get_by_role("heading", name="Rows")).to_be_in_viewport()
    expect(other.get_by_text("· 10").first).to_be_visible()
    other.get_by_role("button", name="Show all").click()
    expect(other.get_by_text("Chosen in the charts")).to_be_hidden()
    expect(other).not_to_have_url(re.compile("pick="))
    other.close()


def test_a_second_click_on_a_bar_takes_the_first_back(page):
    page.goto("/overdue?lang=en")
    click_bar(page, "Overdue rate by unit", -1)
    expect(page.get_by_text("Chosen in the charts")).to_be_visible()
    click_bar(page, "Overdue rate by unit", -1)
    expect(page.get_by_text("Chosen in the charts")).to_be_hidden()


def test_classes_of_age_without_a_case_stay_on_the_chart(page):
    page.goto("/overdue?lang=en")
    chart = chart_of(page, "Open overdue cases by working days over")
    for name in ("0–5", "6–10", "11–20", "21–60", "> 60"):
        expect(chart.locator(".xtick").get_by_text(name, exact=True)).to_be_visible(timeout=60_000)


def test_a_click_on_a_light_lists_its_cases(page):
    page.goto("/?lang=en")
    click_bar(page, "Lights now: open cases", 1)  # red; the bars run paused, red, yellow, green
    expect(page.get_by_text("Open cases").and_(page.locator("strong")).first).to_be_visible()
    expect(page.get_by_text("· 10").first).to_be_visible()


def test_a_concern_leads_to_its_cases(page):
    page.goto("/?lang=en")
    expect(page.get_by_text("40 of 40; the rest of the city").first).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="甲<b>局").first.click()
    page.wait_for_url("**/overdue**")
    expect(page.get_by_test_id("stMultiSelect").filter(has_text="甲<b>局").first).to_be_attached()
    expect(page.get_by_role("heading", name="Rows")).to_be_in_viewport()


def test_the_rows_behind_a_number_can_be_downloaded(page):
    page.goto("/overdue?lang=en&unit=甲<b>局")
    expect(page.get_by_text("Overdue rate by unit").first).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        page.locator(".st-key-csv-missed_cases button").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].startswith("Platform,Case number")
    assert text.splitlines()[1].startswith("Baotou integrated platform,BT-")
    assert "甲-b-局" in download.value.suggested_filename  # and what narrows the file is in its name
    assert len(text.splitlines()) == 41


def test_a_file_says_in_the_language_of_the_screen_what_was_selected(page):
    page.goto("/overdue?lang=zh&unit=甲<b>局")
    expect(page.get_by_text("各单位超期率").first).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        page.locator(".st-key-xlsx-missed_cases button").click()
    assert download.value.suggested_filename.startswith("超期办件_2026-01-01-至-2026-03-10_统计截至-2026-03-10_甲")
    book = pd.read_excel(download.value.path(), sheet_name=None, engine="calamine", dtype=str)
    said = dict(book["筛选条件"].itertuples(index=False))
    assert (said["亮灯规则"], said["单位"]) == ("内蒙古规则", "甲<b>局")
    assert "■ 超期" in set(book["明细"]["亮灯"])
    assert set(book["明细"]["平台"]) == {"包头市一体化平台"}


def test_the_table_of_a_ranking_can_be_downloaded(page):
    page.goto("/overdue?lang=en")
    expect(page.get_by_text("Overdue rate by unit").first).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        page.locator(".st-key-csv-figure-overdue_by_unit button").click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Unit,Due,Missed,Overdue rate")
    assert [line.split(",")[:3] for line in lines[1:]] == [["甲<b>局", "40", "40"], ["乙局", "40", "0"]]


def test_what_narrows_a_page_is_printed_on_it_in_full(page):
    page.goto("/overdue?lang=zh&unit=甲<b>局&unit=乙局&platform=baotou")
    note = page.get_by_text("筛选范围")
    expect(note).to_contain_text("甲<b>局, 乙局", timeout=60_000)
    expect(note).to_contain_text("包头市一体化平台")


def test_a_file_holds_the_rows_as_they_were_known(chromium, tmp_path):
    # the export of 12 March tells a case as open and late, that of the 20th as closed in time
    case = ("A-1", "A", "甲局", "2026-03-02", None, 5, 10)
    earlier = write_csv(tmp_path / "cases-20260312.csv", CASES, [case, ("B-1", "A", "乙局", "2026-03-12", None, 5, 10)])
    later = write_csv(tmp_path / "cases-20260320.csv", CASES, [(*case[:4], "2026-03-09", *case[5:])])
    warehouse_of(tmp_path, earlier, later).close()
    with served(tmp_path / "warehouse") as address:
        page = chromium.new_page(base_url=address, locale="en-US")
        page.goto("/overdue?asof=2026-03-12&known=2026-03-12")
        expect(page.get_by_text("Cases that missed their deadline").first).to_be_visible(timeout=60_000)
        with page.expect_download() as download:
            page.locator(".st-key-csv-missed_cases button").click()
        text = download.value.path().read_text(encoding="utf-8-sig")
        page.close()
    assert [line.split(",")[1] for line in text.splitlines()] == ["Case number", "A-1"]


def test_nothing_of_an_export_becomes_markup(page):
    page.goto("/overdue?lang=en")
    expect(page.get_by_text("甲<b>局").first).to_be_visible(timeout=60_000)


def test_a_phone_sees_the_answer_without_scrolling_sideways(chromium, address):
    phone = chromium.new_page(viewport={"width": 390, "height": 844}, locale="en-US", base_url=address)
    phone.goto("/")
    expect(phone.get_by_text("Overdue rate").first).to_be_visible(timeout=60_000)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    # a phone is drawn twice at once, when it has told how narrow it is: what stands in the filters is what is shown
    expect(phone.get_by_test_id("stSelectbox").first.locator("input")).to_have_value("This year")
    phone.goto("/bulletins?lang=en")
    expect(phone.get_by_role("radio", name="Overdue cases")).to_be_checked(timeout=60_000)
    phone.close()


def test_a_link_with_an_impossible_day_says_so_until_a_day_is_chosen(page):
    page.goto("/overdue?lang=en&asof=1800-01-01&period=this+month")
    sentence = page.get_by_text("The link says “As of” 1800-01-01")
    expect(sentence).to_be_visible(timeout=60_000)
    page.get_by_test_id("stTopNavLink").filter(has_text="Messages").click()
    page.wait_for_url("**/messages**")
    expect(sentence).to_be_visible()
    day = page.get_by_test_id("stDateInput").filter(has_text="As of")
    day.get_by_role("spinbutton").last.click()
    page.keyboard.press("ArrowDown")
    sentence.click()  # the day is taken when its field is left
    expect(sentence).to_be_hidden()


def test_a_month_that_is_not_over_is_hollow_and_says_its_days(page):
    page.goto("/overdue?lang=zh")
    expect(chart_of(page, "各月超期率（按到期月）").get_by_text("3月截至10日")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("空心：所选范围内不完整的月份").first).to_be_visible()


def test_both_windows_of_a_comparison_are_named(page):
    page.goto("/?lang=zh&period=this+month")
    card = page.get_by_role("region", name="超期率")
    expect(card.get_by_text("2月1–10日：无数据")).to_be_visible(timeout=60_000)
    expect(card.get_by_text("2025年3月1–10日：无数据")).to_be_visible()
