"""Every chart of every page leads to rows: a click filters them, brings them into view and stands in the link."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.dashboard import served, still
from tests.warehouses import CASES, cases_of

pytestmark = pytest.mark.browser

CHARTS = {
    "": ["lights"],
    "time_limits": ["by-unit", "by-area", "times"],
    "overdue": ["by-unit", "by-month", "by-age", "funnel-overdue_rate", "xmr-overdue_rate", "heat"],
    "messages": [
        *("messages-by-unit", "by-month", "by-kind", "response"),
        *("funnel-message_compliance", "xmr-message_compliance"),
    ],
    "ratings": ["ratings-by-unit", "ratings-by-month", "ratings-by-channel", "ratings-by-state"],
    "findings": ["by-unit-.*"],
    "explore?measure=overdue_rate&by1=unit&draw=ranking": ["explore-ranking"],
    "explore?measure=overdue_rate&by1=month&draw=trend": ["explore-trend"],
    "explore?measure=overdue_rate&by1=unit&by2=month&draw=heat+map": ["explore-heat"],
}
"""The charts whose marks stand for rows, by the page and what its link asks for."""

MARK = """(chart, wanted) => {
    const traces = chart.calcdata.filter(points => points[0]?.trace?.customdata)
    const said = point => { const mark = point.trace.customdata[point.i ?? point.index]; return JSON.stringify(mark) }
    for (const points of traces) {
        const trace = points[0].trace
        const { xaxis: x, yaxis: y } = chart._fullLayout[`xaxis${trace.xaxis.slice(1)}`] && {
            xaxis: chart._fullLayout['xaxis' + trace.xaxis.slice(1)], yaxis: chart._fullLayout['yaxis' + trace.yaxis.slice(1)] }
        for (const point of [...points].reverse()) {
            const custom = trace.customdata[point.i ?? points.indexOf(point)]
            if (wanted !== null && JSON.stringify(custom) !== wanted) continue
            if (trace.type === 'bar' && !(Math.abs(point.s1 - point.s0) > 0)) continue
            let at
            if (trace.type === 'bar') {
                const along = (point.s0 + point.s1) / 2, across = (point.p0 + point.p1) / 2
                at = trace.orientation === 'h' ? [x.c2p(along), y.c2p(across)] : [x.c2p(across), y.c2p(along)]
            } else at = [x.c2p(point.x), y.c2p(point.y)]
            const box = chart.getBoundingClientRect()
            return { x: box.left + x._offset + at[0], y: box.top + y._offset + at[1] }
        }
    }
    return null
}"""
"""Where on the screen the last mark of a chart stands, or the one with this customdata (as JSON)."""


@pytest.fixture(scope="module")
def demo_browser(chromium, demo_address):
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="en-US", base_url=demo_address)
    context.set_default_timeout(60_000)
    yield context
    context.close()


def click_mark(page, chart, wanted=None):
    """Click a mark as a hand does: there first, then down."""
    found = chart.locator(".js-plotly-plot").first
    expect(found).to_be_visible(timeout=60_000)
    still(page)
    found.evaluate("chart => chart.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(300)
    at = found.evaluate(MARK, wanted)
    assert at, "no such mark"
    if not 80 < at["y"] < 880:  # a chart higher than the window
        page.mouse.move(720, 450)
        page.mouse.wheel(0, at["y"] - 450)
        page.wait_for_timeout(300)
        at = found.evaluate(MARK, wanted)
    page.mouse.move(at["x"] - 6, at["y"])
    page.mouse.move(at["x"], at["y"], steps=4)
    page.wait_for_timeout(200)
    page.mouse.click(at["x"], at["y"])


def chosen(page):
    """What the page says was chosen, and how many rows that gives."""
    note = page.get_by_text("Chosen in the charts")
    expect(note).to_be_visible(timeout=60_000)
    expect(page.get_by_role("heading", name="Rows", exact=True)).to_be_in_viewport(timeout=60_000)
    still(page)
    return note.inner_text(), rows_of(page)


def rows_of(page):
    """The number over the list of rows; a table without one is told by what it says."""
    told = page.get_by_text(re.compile(r"^\S.* · [\d,]+( · .*)?$")).last
    return told.inner_text() if told.count() else ""


def counted(told):
    """The number in what `rows_of` gives."""
    return int(re.search(r"· ([\d,]+)", told)[1].replace(",", "")) if told else 0


@pytest.mark.parametrize("path", CHARTS)
def test_a_click_on_a_chart_filters_the_rows_in_view_and_in_the_link(demo_browser, path):
    """Chart after chart: clicked, its link opened by somebody else, who takes the choice back and clicks on."""
    page = demo_browser.new_page()
    page.goto(f"/{path}{'&' if '?' in path else '?'}lang=en")
    still(page)
    for key in CHARTS[path]:
        names = page.locator("[class*=st-key-]").evaluate_all(
            "all => all.flatMap(one => [...one.classList]).filter(name => name.startsWith('st-key-'))"
        )
        shown = next(name for name in names if re.fullmatch(f"st-key-{key}", name))
        before = rows_of(page)
        click_mark(page, page.locator(f".{shown}"))
        said, rows = chosen(page)
        assert rows != before or not rows, key
        (pick,) = parse_qs(urlsplit(page.url).query)["pick"]
        assert re.match(key, pick)
        other = demo_browser.new_page()
        other.goto(page.url)
        page.close()
        page = other
        assert chosen(page) == (said, rows), key
        page.get_by_role("button", name="Show all").click()
        expect(page.get_by_text("Chosen in the charts")).to_be_hidden()
        still(page)
        assert counted(rows_of(page)) >= counted(rows), key
    page.close()


@pytest.fixture(scope="module")
def unnamed_page(chromium, tmp_path_factory):
    """Forty late cases of which no unit is known, and forty of 甲局 in time."""
    folder = tmp_path_factory.mktemp("unnamed")
    rows = [(f"N-{place}", "A", "", "2026-03-02", "2026-03-11", 5, 10) for place in range(40)]
    rows += [(f"A-{place}", "A", "甲局", "2026-03-02", "2026-03-04", 5, 10) for place in range(40)]
    cases_of(folder, rows, CASES).close()
    with served(folder / "warehouse") as address:
        context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="en-US", base_url=address)
        context.set_default_timeout(60_000)
        yield context.new_page()
        context.close()


@pytest.mark.parametrize(
    ("key", "mark"), [("by-unit", '""'), ("funnel-overdue_rate", '""'), ("heat", '["","2026-03-01"]')]
)
def test_a_mark_of_no_unit_lists_the_cases_without_one(unnamed_page, key, mark):
    page = unnamed_page
    page.goto("/overdue?lang=en")
    click_mark(page, page.locator(f".st-key-{key}"), mark)
    said, rows = chosen(page)
    assert "(not given)" in said
    assert rows.endswith("· 40")


def test_the_cell_that_was_clicked_is_framed(unnamed_page):
    page = unnamed_page
    page.goto("/overdue?lang=en")
    heat = page.locator(".st-key-heat")
    click_mark(page, heat, '["甲局","2026-03-01"]')
    chosen(page)
    frames = heat.locator(".shapelayer path").evaluate_all(
        "all => all.map(one => [getComputedStyle(one).strokeWidth, getComputedStyle(one).strokeDasharray])"
    )
    assert ["3px", "none"] in frames
