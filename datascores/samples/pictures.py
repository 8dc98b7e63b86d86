"""The pictures of the README: a browser looks at a running demo.

Run `make demo`, then `python -m datascores.samples.pictures`; needs the dev extra and Chromium. Only the sample corpus
may be in the portal, since the pictures are published.
"""

from __future__ import annotations

import shutil
import sys

from playwright.sync_api import sync_playwright

from datascores.samples import FOLDER

PICTURES = FOLDER / "pictures"
PAGES = {
    "front": "/",
    "search": "/search/?q=mosaic",
    "reader": "",  # where the first hit of the search leads
    "authority": "/authorities/saltmere-county-council/",
    "campaign": "/campaigns/sample/?on=2018-10-01",
}
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def take_pictures(address: str) -> None:
    """Write one PNG a page, 1280 pixels wide. Raises playwright's Error if the portal does not answer."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        for name, path in PAGES.items():
            if path:
                page.goto(address + path)
            else:
                page.goto(address + PAGES["search"])
                page.click("a[href*='/pages/']")
            page.screenshot(path=PICTURES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    take_pictures(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
