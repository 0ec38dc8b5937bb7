"""Every page is opened once in each language, and everything is asked of it that is asked of every page.

axe-core finds nothing serious, light and dark, on a laptop and on a phone; the page has one heading; it asks nobody but
its own server, and little of it; in Chinese nothing is said in English, down to the words that are Streamlit's own.
"""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.dashboard import english, served, still
from tests.pages.test_pages import NAMES

pytestmark = pytest.mark.browser

MOST_BYTES = 4_000_000
"""What the first visit of a page may weigh over the wire, in bytes."""
SIZES = {"laptop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
LOOKS = {"en": (("light", "laptop"), ("dark", "phone")), "zh": (("dark", "laptop"), ("light", "phone"))}
"""By language: scheme and size, one after the other on the open page, as somebody switches them.

Of the eight ways to look at a page four are tried, so chosen that any two of language, scheme and size meet in one.
"""
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


@dataclass
class Visit:
    """What was seen of a page in one language."""

    language: str
    address: str
    spoken: str = ""
    icon: str = ""
    headings: list[str] = field(default_factory=list)
    english: set[str] = field(default_factory=set)
    broken: dict = field(default_factory=dict)
    """By scheme, size and rule: the elements that break it seriously, and what axe says of them."""
    asked: list[str] = field(default_factory=list)
    """The addresses that were asked for."""
    weights: dict[str, int] = field(default_factory=dict)
    """Bytes over the wire, by address."""


@pytest.fixture(scope="module", params=[(name, language) for name in NAMES for language in LOOKS], ids="-".join)
def visit(request, chromium, demo_address):
    return visited(chromium, demo_address, *request.param)


@pytest.fixture(scope="module")
def empty_address(tmp_path_factory):
    with served(tmp_path_factory.mktemp("empty") / "warehouse") as address:
        yield address


def test_axe_finds_nothing_serious_on_a_page(visit):
    assert visit.broken == {}


def test_a_page_has_one_heading_that_says_whose_board_it_is(visit):
    (heading,) = visit.headings
    assert "局" in heading


def test_a_page_asks_nobody_but_its_own_server(visit):
    hosts = {urlsplit(url).netloc for url in visit.asked if urlsplit(url).scheme in ("http", "https", "ws", "wss")}
    assert hosts == {urlsplit(visit.address).netloc}
    assert visit.icon.startswith("data:image/svg+xml")


def test_the_first_visit_of_a_page_weighs_at_most_four_megabytes(visit):
    heaviest = sorted(visit.weights.items(), key=lambda one: -one[1])[:5]
    assert 100_000 < sum(visit.weights.values()) <= MOST_BYTES, heaviest
    print(f"{len(visit.weights)} requests, {sum(visit.weights.values()) / 1e6:.2f} MB", *heaviest)


def test_a_page_says_its_language_and_on_a_chinese_one_streamlit_speaks_no_english(visit):
    assert visit.spoken == {"zh": "zh-CN", "en": "en"}[visit.language]
    assert visit.language == "en" or visit.english == set()


@pytest.mark.parametrize("language", LOOKS)
@pytest.mark.parametrize("name", ["overview", "imports"])
def test_axe_finds_nothing_serious_before_the_first_import(chromium, empty_address, name, language):
    assert visited(chromium, empty_address, name, language).broken == {}


def visited(chromium, address, name, language):
    """Open a page in a browser that was never here, and look at it in both ways."""
    seen = Visit(language, f"{address}/{name if name != 'overview' else ''}?lang={language}")
    context = chromium.new_context(locale="en-US")
    context.on("request", lambda request: seen.asked.append(request.url))
    page = context.new_page()
    page.set_default_timeout(120_000)
    weights = weighing(page)
    for place, (scheme, size) in enumerate(LOOKS[language]):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(SIZES[size])
        if not place:
            page.goto(seen.address)
            still(page)
            seen.weights = dict(weights)
        still(page)
        page.wait_for_function(STYLED)
        page.wait_for_function(SCHEMED, arg=scheme)
        seen.english |= english(page)
        for violation in Axe().run(page, options=ASKED).response["violations"]:
            if violation["impact"] in SERIOUS:
                seen.broken[scheme, size, violation["id"]] = told(violation)
    seen.spoken = page.locator("html").get_attribute("lang")
    seen.icon = page.locator("link[rel~=icon]").first.get_attribute("href")
    seen.headings = page.get_by_role("heading", level=1).all_inner_texts()
    context.close()
    return seen


def told(violation):
    """The elements that break a rule, with what axe says of each."""
    return [(node["html"][:200], node["failureSummary"]) for node in violation["nodes"]]


def weighing(page):
    """The bytes over the wire of all that the page asks for from now on, by address; frames of the WebSocket are one."""
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    names, weights = {}, {}

    def add(request, size):
        weights[names.get(request, request)] = weights.get(names.get(request, request), 0) + size

    wire.on("Network.responseReceived", lambda told: names.update({told["requestId"]: told["response"]["url"]}))
    wire.on("Network.webSocketCreated", lambda told: names.update({told["requestId"]: told["url"]}))
    wire.on("Network.loadingFinished", lambda told: add(told["requestId"], told["encodedDataLength"]))
    # Payloads of binary frames are told as base64, of which four characters are three bytes.
    wire.on(
        "Network.webSocketFrameReceived",
        lambda told: add(told["requestId"], len(told["response"]["payloadData"]) * 3 // 4),
    )
    return weights
