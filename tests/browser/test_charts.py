"""Charts as a person meets them: clicked, paged, on a phone and in the dark; no text cut, no two texts over each other."""

import pytest
from playwright.sync_api import expect

from tests.browser.dashboard import served
from tests.warehouses import CASES, cases_of

pytestmark = pytest.mark.browser

UNITS = 60
PHONE = "Mozilla/5.0 (Linux; Android 14) Mobile"
TEXTS = """chart => {
  const frame = chart.getBoundingClientRect()
  return [...chart.querySelectorAll('text')].filter(one => one.textContent.trim() && one.getBoundingClientRect().width)
    .map(one => { const box = one.getBoundingClientRect(); return {
      text: one.textContent, left: box.left - frame.left, right: frame.right - box.right,
      top: box.top - frame.top, bottom: frame.bottom - box.bottom,
      end: box.right - frame.left, foot: box.bottom - frame.top } })
}"""


def unit(place):
    return f"土默特右旗行政审批政务服务与数据管理局{place:02}"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Sixty units of 59 cases each that fall due in two months; a unit misses as many as its number says."""
    folder = tmp_path_factory.mktemp("charts")
    rows = [
        (
            f"B-{place:02}-{case:02}",
            "A",
            unit(place),
            f"2026-0{2 + case % 2}-02",
            f"2026-0{2 + case % 2}-{'20' if case < place else '04'}",
            5,
            10,
        )
        for place in range(UNITS)
        for case in range(59)
    ]
    cases_of(folder, rows, CASES).close()
    with served(folder / "warehouse") as where:
        yield where


@pytest.fixture
def opened(chromium, address):
    pages = []

    def open_(url, width=1440, scheme="light"):
        page = chromium.new_page(
            viewport={"width": width, "height": 900},
            locale="en-US",
            color_scheme=scheme,
            base_url=address,
            user_agent=PHONE if width < 640 else None,
        )
        page.set_default_timeout(20_000)
        pages.append(page)
        page.goto(url)
        still(page)
        return page

    yield open_
    for page in pages:
        page.close()


def still(page):
    """Wait until the page has been drawn, also anew for its width."""
    for _time in range(2):
        expect(page.locator('[data-test-script-state="notRunning"]').first).to_be_attached(timeout=60_000)
        page.wait_for_timeout(1_500)


def chart(page, key):
    found = page.locator(f".st-key-{key} .js-plotly-plot")
    expect(found).to_be_visible(timeout=60_000)
    return found


def click_row(page, found, place):
    """Click into a row of a ranking, far from its dot, as a hand does: there first, then down."""
    bar = found.locator(".bars .point").nth(place)
    bar.evaluate("bar => bar.scrollIntoView({block: 'center'})")  # not under the bar of the pages
    page.wait_for_timeout(300)
    box = bar.bounding_box()
    click_at(page, box["x"] + box["width"] * 0.97, box["y"] + box["height"] / 2)


def click_at(page, x, y):
    page.mouse.move(x - 6, y)
    page.mouse.move(x, y, steps=4)
    page.wait_for_timeout(200)
    page.mouse.click(x, y)


def test_a_click_far_from_its_dot_chooses_the_row(opened):
    page = opened("/overdue?lang=en&period=this+year")
    click_row(page, chart(page, "by-unit"), 2)
    expect(page.get_by_text("Chosen in the charts")).to_contain_text(unit(UNITS - 3), timeout=60_000)


def test_a_ranking_says_how_many_of_how_many_and_pages_the_rest(opened):
    page = opened("/overdue?lang=en&period=this+year")
    expect(page.get_by_text("1–25 of 60 units, worst first")).to_be_visible(timeout=60_000)
    page.locator(".st-key-page-by-unit").get_by_role("button", name="3").click()
    expect(page.get_by_text("51–60 of 60 units, worst first")).to_be_visible(timeout=60_000)
    still(page)
    found = chart(page, "by-unit-3")
    assert found.locator(".bars .point").count() == 10
    click_row(page, found, 9)
    expect(page.get_by_text("Chosen in the charts")).to_contain_text(unit(0), timeout=60_000)


def test_a_cell_of_the_heat_map_is_clicked_anywhere_and_says_its_n(opened):
    page = opened("/overdue?lang=en&period=this+year")
    found = chart(page, "heat")
    found.scroll_into_view_if_needed()
    box = found.locator(".nsewdrag").first.bounding_box()
    at = box["x"] + box["width"] * 0.02, box["y"] + box["height"] / 40  # the first of 20 rows, its left edge
    page.mouse.move(at[0] + 6, at[1])
    page.mouse.move(*at, steps=4)
    expect(found.locator(".hoverlayer")).to_contain_text("(n=30)", timeout=60_000)
    expect(found.locator(".hoverlayer")).to_contain_text(unit(UNITS - 1), timeout=60_000)
    click_at(page, *at)
    expect(page.get_by_text("Chosen in the charts")).to_contain_text(unit(UNITS - 1), timeout=60_000)


@pytest.mark.parametrize("width", [390, 1440])
def test_no_text_of_a_chart_is_cut_or_covers_another(opened, width):
    page = opened("/overdue?lang=en&period=this+year", width)
    for place in range(page.locator(".js-plotly-plot").count()):
        found = page.locator(".js-plotly-plot").nth(place)
        found.scroll_into_view_if_needed()
        texts = found.evaluate(TEXTS)
        assert texts
        for one in texts:
            assert min(one["left"], one["right"], one["top"], one["bottom"]) > -1, one
        for first, one in enumerate(texts):
            for other in texts[first + 1 :]:
                assert not _cover(one, other), (one, other)


def _cover(one, other, air=4):
    """Whether two texts share more room than the air around their letters."""
    across = min(one["end"], other["end"]) - max(one["left"], other["left"])
    down = min(one["foot"], other["foot"]) - max(one["top"], other["top"])
    return across > 1 and down > air


def test_a_window_that_becomes_narrow_is_drawn_as_a_phones_once(opened):
    page = opened("/overdue?lang=en&period=this+year")
    wide = chart(page, "by-unit").bounding_box()["height"]
    page.set_viewport_size({"width": 390, "height": 844})
    still(page)
    expect(page.locator(".st-key-by-unit .js-plotly-plot")).to_have_count(1, timeout=60_000)
    assert chart(page, "by-unit").bounding_box()["height"] > wide * 1.3
    page.set_viewport_size({"width": 1440, "height": 900})
    still(page)
    assert chart(page, "by-unit").bounding_box()["height"] == pytest.approx(wide, abs=4)


def test_a_phone_is_drawn_as_one_at_once(chromium, address):
    phone = chromium.new_context(viewport={"width": 390, "height": 844}, user_agent=PHONE, base_url=address).new_page()
    phone.goto("/overdue?lang=en&period=this+year")
    found = phone.locator(".st-key-by-unit .js-plotly-plot")
    expect(found).to_be_visible(timeout=60_000)
    assert found.bounding_box()["height"] > 25 * 40
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.context.close()


def test_texts_in_a_dark_chart_are_light(opened):
    page = opened("/overdue?lang=en&period=this+year", scheme="dark")
    inks = page.locator(".js-plotly-plot").evaluate_all(
        """charts => charts.flatMap(chart => [...chart.querySelectorAll('text')])
            .filter(one => one.textContent.trim() && !one.closest('.scatterlayer'))
            .map(one => getComputedStyle(one).fill)"""
    )
    assert inks
    dark = {ink for ink in inks if sum(int(part) for part in ink[4:-1].split(",")[:3]) < 3 * 128}
    assert dark == set()
