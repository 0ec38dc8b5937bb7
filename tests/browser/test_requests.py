"""A page asks nobody but its own server: every request of a first visit and of a walk through all pages."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.dashboard import CHROMIUM, served
from tests.pages.test_pages import NAMES
from tests.warehouses import CASES, cases_of

pytestmark = pytest.mark.browser


def test_nothing_is_fetched_from_another_host(tmp_path):
    cases_of(tmp_path, [(f"BT-{i}", "A", "甲局", "2026-03-02", "2026-03-10", 5, 10) for i in range(40)], CASES).close()
    asked = []
    with served(tmp_path / "warehouse") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        context = browser.new_context(locale="zh-CN", base_url=address)
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        for name in NAMES:
            page.goto(f"/{name}" if name != "overview" else "/")
            expect(page.get_by_test_id("stTopNavLink").first).to_be_visible(timeout=60_000)
            expect(page.locator('[data-test-script-state="notRunning"]').first).to_be_attached(timeout=60_000)
        icon = page.locator("link[rel~=icon]").first.get_attribute("href")
        browser.close()
    hosts = {urlsplit(url).netloc for url in asked if urlsplit(url).scheme in ("http", "https", "ws", "wss")}
    assert hosts == {urlsplit(address).netloc}
    assert icon.startswith("data:image/svg+xml")
