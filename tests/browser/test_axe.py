"""axe-core finds nothing serious: on every page, in both languages, light and dark, on a laptop and on a phone.

Of the eight ways to look at a page four are tried, so chosen that any two of language, scheme and size meet in one.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.browser.dashboard import CHROMIUM, served, still
from tests.pages.test_pages import NAMES

pytestmark = pytest.mark.browser

SIZES = {"laptop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
LOOKS = {"en": (("light", "laptop"), ("dark", "phone")), "zh": (("dark", "laptop"), ("light", "phone"))}
"""By language: scheme and size, one after the other on the open page, as somebody switches them."""
SERIOUS = ("serious", "critical")
STYLED = "[...document.querySelectorAll('style')].some((style) => style.textContent.includes('stCaptionContainer'))"
"""Whether ui/shell/legible.css has come: Streamlit loads what draws it after the first elements stand."""
SCHEMED = """(scheme) => {
  const [red, green, blue] = getComputedStyle(document.querySelector('.stApp')).backgroundColor.match(/\\d+/g);
  return (+red + +green + +blue > 384) === (scheme === 'light');
}"""
"""Whether the page is drawn in this scheme."""
ASKED = {"resultTypes": ["violations"]}
"""Elements are described where they break a rule, not where they keep it."""


@pytest.fixture(scope="module")
def page():
    """One page of one browser, which fetches nothing twice."""
    with sync_playwright() as playwright:
        shown = playwright.chromium.launch(**CHROMIUM).new_context(locale="en-US").new_page()
        shown.set_default_timeout(120_000)
        yield shown
        shown.context.browser.close()


@pytest.fixture(scope="module")
def demo_address(demo_warehouse):
    with served(demo_warehouse) as address:
        yield address


@pytest.fixture(scope="module")
def empty_address(tmp_path_factory):
    with served(tmp_path_factory.mktemp("empty") / "warehouse") as address:
        yield address


@pytest.mark.parametrize("language", LOOKS)
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_serious_on_a_page(demo_address, page, name, language):
    assert found(page, demo_address, name, language) == {}


@pytest.mark.parametrize("language", LOOKS)
@pytest.mark.parametrize("name", ["overview", "imports"])
def test_axe_finds_nothing_serious_before_the_first_import(empty_address, page, name, language):
    assert found(page, empty_address, name, language) == {}


def found(page, address, name, language):
    """What breaks a rule seriously, by scheme, size and rule: the elements, and what axe says of them."""
    broken = {}
    for scheme, size in LOOKS[language]:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(SIZES[size])
        if (scheme, size) == LOOKS[language][0]:
            page.goto(f"{address}/{name if name != 'overview' else ''}?lang={language}")
        still(page)
        page.wait_for_function(STYLED)
        page.wait_for_function(SCHEMED, arg=scheme)
        for violation in Axe().run(page, options=ASKED).response["violations"]:
            if violation["impact"] in SERIOUS:
                broken[scheme, size, violation["id"]] = told(violation)
    return broken


def told(violation):
    """The elements that break a rule, with what axe says of each."""
    return [(node["html"][:200], node["failureSummary"]) for node in violation["nodes"]]
