"""Take the pictures of the briefing that the README shows.

python report/pictures/take.py report/_output/briefing.html   (or: make pictures)
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDE, PHONE = {"width": 1200, "height": 900}, {"width": 390, "height": 900}


@contextmanager
def opened(browser: Browser, address: str, size: dict[str, int], scheme: str) -> Iterator[Page]:
    """Open the page on a screen of a size and with a colour scheme."""
    page = browser.new_page(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page.goto(address)
    yield page
    page.close()


def main() -> None:
    """Take the pictures of the page named on the command line, beside this file."""
    address = Path(sys.argv[1]).resolve().as_uri()
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        sys.exit("No Chromium on the path: install one to take the pictures.")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        with opened(browser, address, WIDE, "light") as page:
            page.screenshot(path=HERE / "briefing.png")
        with opened(browser, address, WIDE, "dark") as page:
            page.locator("#tbl-events").scroll_into_view_if_needed()
            page.evaluate("document.querySelector('#tbl-events').scrollIntoView()")
            page.locator("#tbl-events tbody tr").nth(3).locator("a.evidence").first.click()
            page.screenshot(path=HERE / "evidence.png")
        with opened(browser, address, PHONE, "light") as page:
            page.evaluate("document.querySelector('#tbl-people').scrollIntoView()")
            page.screenshot(path=HERE / "phone.png")
        browser.close()


if __name__ == "__main__":
    main()
