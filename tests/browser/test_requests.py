"""A page asks nobody but its own server, and little of it: every request of a first visit, counted and weighed."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.dashboard import CHROMIUM, served, still
from tests.pages.test_pages import NAMES
from tests.warehouses import CASES, cases_of

pytestmark = pytest.mark.browser

MOST_BYTES = 4_000_000
"""What the first visit of a page may weigh over the wire, in bytes."""


@pytest.fixture(scope="module")
def demo_address(demo_warehouse):
    with served(demo_warehouse) as address:
        yield address


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(**CHROMIUM)


def test_nothing_is_fetched_from_another_host(tmp_path, chromium):
    cases_of(tmp_path, [(f"BT-{i}", "A", "甲局", "2026-03-02", "2026-03-10", 5, 10) for i in range(40)], CASES).close()
    asked = []
    with served(tmp_path / "warehouse") as address:
        context = chromium.new_context(locale="zh-CN", base_url=address)
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        for name in NAMES:
            page.goto(f"/{name}" if name != "overview" else "/")
            expect(page.get_by_test_id("stTopNavLink").first).to_be_visible(timeout=60_000)
            expect(page.locator('[data-test-script-state="notRunning"]').first).to_be_attached(timeout=60_000)
        icon = page.locator("link[rel~=icon]").first.get_attribute("href")
        context.close()
    hosts = {urlsplit(url).netloc for url in asked if urlsplit(url).scheme in ("http", "https", "ws", "wss")}
    assert hosts == {urlsplit(address).netloc}
    assert icon.startswith("data:image/svg+xml")


@pytest.mark.parametrize("name", NAMES)
def test_the_first_visit_of_a_page_weighs_at_most_four_megabytes(demo_address, chromium, name):
    weights = weighed(chromium, f"{demo_address}/{name if name != 'overview' else ''}")
    heaviest = sorted(weights.items(), key=lambda one: -one[1])[:5]
    assert sum(weights.values()) <= MOST_BYTES, heaviest
    print(f"{name}: {len(weights)} requests, {sum(weights.values()) / 1e6:.2f} MB", *heaviest)


def weighed(chromium, address):
    """The bytes over the wire of everything that a browser without a cache asks for, by address; frames of the WebSocket are one."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")
    page = context.new_page()
    wire = context.new_cdp_session(page)
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
    page.goto(address)
    still(page)
    context.close()
    return weights
