"""The README's picture: `make screenshots` opens the overview of the warehouse and writes docs/overview.png."""

import os
from pathlib import Path

from playwright.sync_api import sync_playwright

from analytics.settings import ROOT
from tests.browser.dashboard import CHROMIUM, served


def main() -> None:
    """Take the picture."""
    warehouse = Path(os.environ.get("CASEWATCH_WAREHOUSE", ROOT / "data" / "warehouse"))
    with served(warehouse) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-US")
        page.goto(address)
        page.get_by_text("Lights now").first.wait_for(timeout=60_000)
        page.wait_for_timeout(3000)
        (ROOT / "docs").mkdir(exist_ok=True)
        page.screenshot(path=ROOT / "docs" / "overview.png")
        browser.close()


if __name__ == "__main__":
    main()
