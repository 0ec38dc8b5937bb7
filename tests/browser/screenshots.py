"""The READMEs' pictures: `make screenshots` opens Overview, light, dark and on a phone, in both languages.

They show the warehouse of CASEWATCH_WAREHOUSE, or data/warehouse, as it stands; the README says that its data are invented.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from analytics.errors import EmptyWarehouse
from analytics.settings import ROOT
from analytics.snapshot.opened import open_snapshot
from tests.browser.dashboard import CHROMIUM, served

PICTURES = ROOT / "docs" / "pictures"
LOCALES = {"": "en-US", ".zh-CN": "zh-CN"}
"""The end of a picture's name, and the language of the browser."""


@dataclass(frozen=True)
class Picture:
    """How one picture is taken."""

    name: str
    width: int
    height: int
    scheme: str = "light"
    scale: float = 1


WANTED = (
    Picture("overview-light", 1440, 900),
    Picture("overview-dark", 1440, 900, scheme="dark"),
    Picture("overview-phone", 390, 844, scale=2),
)


def files() -> list[Path]:
    """Every file that `main` writes."""
    return [PICTURES / f"{picture.name}{ending}.png" for picture in WANTED for ending in LOCALES]


def main() -> None:
    """Take the pictures. Raises `EmptyWarehouse` where there is nothing to be seen, and then leaves those that there are."""
    warehouse = Path(os.environ.get("CASEWATCH_WAREHOUSE", ROOT / "data" / "warehouse"))
    if not open_snapshot(warehouse).is_demo:
        raise EmptyWarehouse(
            f"{warehouse} holds no demo data, and pictures show nothing else: python -m analytics demo"
        )
    PICTURES.mkdir(parents=True, exist_ok=True)
    with served(warehouse) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        for picture in WANTED:
            for ending, locale in LOCALES.items():
                _take(browser, address, picture, locale, PICTURES / f"{picture.name}{ending}.png")
        browser.close()


def _take(browser: Browser, address: str, picture: Picture, locale: str, file: Path) -> None:
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        locale=locale,
        color_scheme=picture.scheme,
        device_scale_factor=picture.scale,
    )
    page = context.new_page()
    page.goto(address)
    page.locator(".card").first.wait_for(timeout=60_000)
    page.locator('[data-test-script-state="notRunning"]').first.wait_for(state="attached", timeout=60_000)
    page.locator(".js-plotly-plot").first.wait_for(state="attached", timeout=60_000)
    _wait_until_still(page)
    page.screenshot(path=file)
    context.close()


def _wait_until_still(page: Page, still_for: int = 4, at_most: int = 90) -> None:
    """Until the page has said the same for some seconds, and nothing is being worked out: "Working out what … …".

    Pages of a list have a "…" of their own, alone on its line.
    """
    seen, same = "", 0
    for _second in range(at_most):
        page.wait_for_timeout(1_000)
        now = page.locator('[data-testid="stMain"]').inner_text()
        at_work = any(line.endswith(" …") or line.endswith("……") for line in now.splitlines())
        seen, same = now, same + 1 if now == seen and not at_work else 0
        if same >= still_for:
            return
    raise TimeoutError(f"The page has not come to rest in {at_most} seconds: {page.url}")


if __name__ == "__main__":
    main()
