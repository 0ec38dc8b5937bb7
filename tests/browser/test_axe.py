"""axe-core finds nothing serious: on every page, in both languages, light and dark, on a laptop and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.browser.dashboard import CHROMIUM, served, still
from tests.pages.test_pages import NAMES

pytestmark = pytest.mark.browser

SIZES = {"laptop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
SCHEMES = ("light", "dark")
SERIOUS = ("serious", "critical")
STYLED = "[...document.querySelectorAll('style')].some((style) => style.textContent.includes('stCaptionContainer'))"
"""Whether ui/shell/legible.css has come: Streamlit loads what draws it after the first elements stand."""
STREAMLITS_OWN: dict[str, tuple[str, str]] = {
    "svg-img-alt": (
        "stMetricChart",
        "the point of a card's line has a role and no name; Vega draws it, and Streamlit takes no argument for it",
    ),
}
"""Rules that Streamlit's own elements break beyond our reach: the rule, the element, the reason."""


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(**CHROMIUM)


@pytest.fixture(scope="module")
def demo_address(demo_warehouse):
    with served(demo_warehouse) as address:
        yield address


@pytest.fixture(scope="module")
def empty_address(tmp_path_factory):
    with served(tmp_path_factory.mktemp("empty") / "warehouse") as address:
        yield address


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_serious_on_a_page(demo_address, chromium, name, language):
    assert found(chromium, demo_address, name, language) == {}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["overview", "imports"])
def test_axe_finds_nothing_serious_before_the_first_import(empty_address, chromium, name, language):
    assert found(chromium, empty_address, name, language) == {}


def found(chromium, address, name, language):
    """What breaks a rule seriously, by scheme, size and rule: the elements, and what axe says of them."""
    context = chromium.new_context(viewport=SIZES["laptop"], locale="zh-CN" if language == "zh" else "en-US")
    page = context.new_page()
    broken = {}
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(SIZES["laptop"])
        page.goto(f"{address}/{name if name != 'overview' else ''}?lang={language}")
        for size, viewport in SIZES.items():
            page.set_viewport_size(viewport)
            still(page)
            page.wait_for_function(STYLED)
            for violation in Axe().run(page).response["violations"]:
                if violation["impact"] in SERIOUS and (told := ours(page, violation)):
                    broken[scheme, size, violation["id"]] = told
    context.close()
    return broken


def ours(page, violation):
    """The elements that break a rule, without those that are Streamlit's own and exempt from it."""
    exempt, _reason = STREAMLITS_OWN.get(violation["id"], (None, ""))
    return [
        (node["html"][:200], node["failureSummary"])
        for node in violation["nodes"]
        if exempt is None
        or not page.evaluate(
            "([selector, element]) => Boolean(document.querySelector(selector)?.closest(`[data-testid=${element}]`))",
            [node["target"][0], exempt],
        )
    ]
