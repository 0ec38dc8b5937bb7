"""Texts of exports that are markup of something are seen to the letter on every page, in Chromium."""

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.dashboard import served
from tests.markup_world import FILE, MARKUP, number, planted

pytestmark = pytest.mark.browser

CASE = "case=" + quote(number(3, 1))
SEEN = {
    "": (MARKUP[14], MARKUP[18], MARKUP[20], MARKUP[24]),  # what needs attention
    "time_limits": MARKUP[:15],
    "overdue": MARKUP,
    "messages": MARKUP,
    "findings": (MARKUP[14], MARKUP[18], MARKUP[29]),
    f"case?{CASE}": (FILE, number(3, 1), MARKUP[3]),
    "imports": (FILE,),
    "definitions?figure=overdue_rate&section=4": (),
}
"""What a page is sure to show of it, as text on the screen or in a chart."""
MADE = """() => {
    const all = (what, of) => [...document.querySelectorAll(what)].map(of)
    return [
        ...all("a", one => one.getAttribute("href") || "").filter(to => /^(mailto:|https?:..(www.)?evil|http:..www)/.test(to)),
        ...all("[data-testid=stMain] img, svg a, .katex, iframe", one => one.outerHTML.slice(0, 80)),
        ...all("[role=img][aria-label='delete icon'], script:not([src])", one => one.outerHTML).filter(one => /delete|alert/.test(one)),
        ...all("[class*=stMarkdownColored], .stMarkdownBadge, em, del, blockquote, hr, strong, code", one => one.innerText)
            .filter(text => /^局$/.test(text)),
        ...all("[data-testid=stMarkdown] :is(h1, ol, table)", one => one.innerText).filter(text => /局/.test(text)),
        ...(document.body.innerText.match(/[\\u{1F300}-\\u{1FAFF}©—→↔≥]+.{9}/gu) || []).filter(text => /局|copy/.test(text)),
    ]
}"""
TEXT = """() => document.body.innerText + "\\n"
    + [...document.querySelectorAll("svg text, td[role=gridcell], th")].map(one => one.textContent).join("\\n")"""


@pytest.fixture(scope="module")
def page(chromium, tmp_path_factory):
    with served(planted(tmp_path_factory.mktemp("markup"))) as address:
        shown = chromium.new_page(viewport={"width": 1440, "height": 2600}, base_url=address)
        shown.set_default_timeout(60_000)
        yield shown
        shown.close()


def open_(page, name, language):
    """Open a page and wait until nothing on it changes any more."""
    page.goto(f"/{name}{'&' if '?' in name else '?'}lang={language}&asof=2026-03-31")
    still(page)


def still(page):
    expect(page.get_by_test_id("stAppViewContainer")).to_be_visible()
    before = None
    while before != (before := page.evaluate(TEXT)) or page.get_by_test_id("stSkeleton").count():
        expect(page.locator('[data-test-script-state="notRunning"]').first).to_be_attached(timeout=60_000)
        page.wait_for_timeout(700)


@pytest.mark.parametrize(
    ("name", "language"), [*((name, "en") for name in SEEN), ("", "zh"), ("overdue", "zh"), ("imports", "zh")]
)
def test_a_text_that_is_markup_is_seen_to_the_letter(page, name, language):
    open_(page, name, language)
    assert page.evaluate(MADE) == []
    seen = page.evaluate(TEXT)
    assert [text for text in SEEN[name] if text not in seen] == []


def test_what_is_hovered_and_clicked_in_a_chart_is_text(page):
    open_(page, "overdue", "en")
    bars = page.locator(".js-plotly-plot").first.locator(".bars .point")
    said = []
    for place in range(bars.count()):
        box = bars.nth(place).bounding_box()
        page.mouse.move(box["x"] + 4, box["y"] + 2)
        page.mouse.move(box["x"] + 9, box["y"] + box["height"] / 2, steps=3)
        page.wait_for_timeout(200)
        said += page.evaluate("() => [...document.querySelectorAll('.hoverlayer text')].map(one => one.textContent)")
    names = {text for text in MARKUP if any(one.startswith(text) for one in said)}
    assert names >= {MARKUP[0], MARKUP[9], MARKUP[15], MARKUP[23]}
    worst = next(text for text in MARKUP if said[0].startswith(text))
    bars.first.hover(force=True)  # as a hand does: Plotly clicks what it has seen hovered
    page.wait_for_timeout(300)
    bars.first.click(force=True)
    expect(page.get_by_text("Chosen in the charts: ")).to_contain_text(worst)
    assert page.evaluate(MADE) == []


def test_no_table_offers_a_download_that_would_run(page):
    open_(page, "overdue", "en")
    expect(page.get_by_role("button", name="CSV", exact=True).first).to_be_visible()
    assert page.get_by_role("button", name="Download as CSV").count() == 0


def test_choices_are_offered_to_the_letter(page):
    open_(page, "overdue", "en")
    page.get_by_test_id("stMultiSelect").nth(1).locator("input").click()
    expect(page.get_by_role("option").nth(5)).to_be_visible()
    offered = page.get_by_role("option").all_inner_texts()
    assert set(offered[1:]) <= set(MARKUP)
    open_(page, "case?case=evil", "en")
    page.get_by_test_id("stSelectbox").nth(1).locator("input").click()
    expect(page.get_by_role("option").first).to_contain_text(
        MARKUP[14] + "-0 · Baotou integrated platform · " + MARKUP[14]
    )


def test_a_file_with_markup_in_name_headers_and_cells_is_previewed_to_the_letter(page, tmp_path):
    known, unknown = tmp_path / FILE, tmp_path / "unknown :smile: _局_.csv"
    texts = [text for text in MARKUP if not set(text) & {'"', ","}][:12]
    known.write_text(
        "办件编号,受理单位,受理时间,**局** :smile:\n" + "".join(f"X,{text},2026-03-02,{text}\n" for text in texts)
    )
    unknown.write_text(",".join(texts) + "\n" + ",".join(texts[::-1]) + "\n")
    open_(page, "imports", "en")
    page.locator("input[type=file]").set_input_files([known, unknown])
    expect(page.get_by_role("button", name="Save the mapping")).to_be_visible(timeout=60_000)
    still(page)
    assert page.evaluate(MADE) == []
    seen = page.evaluate(TEXT)
    assert [text for text in (FILE, unknown.name, *texts) if text not in seen] == []
