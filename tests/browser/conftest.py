"""One browser for all that is looked at, and one server for all who look at the demo city."""

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.dashboard import CHROMIUM, served


@pytest.fixture(scope="package")
def chromium():
    """The browser. What is opened in it by `new_context` or `new_page` was never here before; close it at the end."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(**CHROMIUM)
        yield started
        started.close()


@pytest.fixture(scope="package")
def demo_address(demo_warehouse):
    """A dashboard on the demo city."""
    with served(demo_warehouse) as address:
        yield address
