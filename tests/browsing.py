"""Chromium for tests of pages: started in a thread of its own, and what every page must fulfil in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import CHROMIUM

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def browse(visit: Callable[[Browser], None]) -> None:
    """Run ``visit`` with Chromium in a thread of its own, so that playwright's loop keeps off this one's database."""

    def with_browser() -> None:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            visit(chromium)
            chromium.close()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(with_browser).result()


def check_pages(page: Page, root: str, addresses: Mapping[str, str]) -> None:
    """Each page is accessible to axe, fits its width, writes nothing to the console and calls nobody but ``root``."""
    messages: list[str] = []
    hosts: set[str] = set()
    page.on("console", lambda message: messages.append(message.text))
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    for name, address in addresses.items():
        messages.clear()
        page.goto(root + address)
        page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        own = [text for text in messages if "the server responded with a status of 4" not in text]
        assert own == [], name  # before axe, which tries to add styles where a style sheet imports another
        page.evaluate(AXE_SCRIPT)
        found = page.evaluate("axe.run().then(f => f.violations.map(v => [v.id, v.nodes.map(n => n.html)]))")
        assert not found, (name, found)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    assert hosts == {root.split("/")[2]}
