"""Take the picture of the briefing that the README shows.

python report/pictures/take.py report/_output/briefing.html
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

SIZE = {"width": 1200, "height": 900}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Render the page named on the command line to ``briefing.png`` beside this file."""
    page_file = Path(sys.argv[1]).resolve()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit("No Chromium on the path: install one to take the picture.")
    with sync_playwright() as play:
        window = play.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = window.new_page(viewport=SIZE, color_scheme="light")
        page.goto(page_file.as_uri())
        page.screenshot(path=Path(__file__).with_name("briefing.png"))
        window.close()


if __name__ == "__main__":
    main()
