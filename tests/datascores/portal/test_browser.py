"""The pages in a real browser: accessible at 1280 and 320 pixels, no policy broken, nobody called but ourselves."""
from __future__ import annotations

import os

import pytest
from axe_playwright_python.base import AXE_PATH  # the script that the package bundles
from django.urls import reverse

from datascores.portal.reader import quote_url
from tests.conftest import CHROMIUM
from tests.letters import ANSWER, QUESTION, index_all, make_catalogue, make_letter, state

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]
LONG = "Averyveryverylongfilenamewithoutanyblankinit_" * 3


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright's own loop runs in this thread; the ORM is used beside it
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def addresses() -> dict[str, str]:
    """One address of each kind of page, over a small corpus."""
    records = make_catalogue()
    named = [(records[slug], records[slug].name) for slug in ("brackenford", "lantern-score", "quillmark")]
    text = f"Dear Sir\n\n{ANSWER}\n\nYou asked: {QUESTION}"
    letters = [make_letter(f"{LONG}{number}.pdf", [text, "A second page."], named) for number in range(25)]
    make_letter("scan.pdf", [], status="no_text", reason="A scan, not read.")
    state(letters[0], authority="brackenford", date="2018-05-03", kind="guide")
    index_all()
    sha, page_text = letters[0].sha256, letters[0].pages.get(number=1).text
    return {
        "front": reverse("front"),
        "search": reverse("search") + '?q=housing+"lantern&system=lantern-score&sort=title',
        "empty search": reverse("search") + "?q=zzz&system=lantern-score",
        "document": reverse("document", args=[sha]),
        "unread document": reverse("document-list") + "?status=no_text",
        "reader": reverse("page", args=[sha, 1]) + "?q=housing",
        "quote": quote_url(sha, 1, 10, 40, page_text.text_hash),
        "list": reverse("authority-list"),
        "authority": reverse("authority", args=["brackenford"]),
        "system": reverse("system", args=["quillmark"]),
        "help": reverse("help-search"),
        "export help": reverse("help-export"),
        "about": reverse("about"),
        "missing": "/nothing-here/",
    }


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_are_accessible_fit_the_width_and_keep_the_policy(live_server, browser, addresses, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    messages, hosts = [], set()
    page.on("console", lambda message: messages.append(message.text))
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    for name, address in addresses.items():
        page.goto(live_server.url + address)
        page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        page.evaluate(AXE_PATH.read_text() if hasattr(AXE_PATH, "read_text") else open(AXE_PATH).read())
        violations = page.evaluate("axe.run().then(found => found.violations.map(v => [v.id, v.nodes.map(n => n.html)]))")
        assert not violations, (name, violations)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        expected = ["404 (Not Found)"] if name == "missing" else []
        assert all(any(text in message for text in expected) for message in messages), (name, messages)
        messages.clear()
    assert hosts == {live_server.url.split("/")[2]}
    page.close()


def test_a_search_is_made_narrowed_and_read_without_javascript(live_server, browser, addresses):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + "/")
    page.get_by_label("Search all documents").fill("housing")
    page.get_by_role("button", name="Search").click()
    assert "25 documents found" in page.get_by_role("status").inner_text()
    page.get_by_label("Brackenford Borough Council").first.check()
    page.get_by_role("button", name="Apply").first.click()
    assert "authority=brackenford" in page.url and "1 document found" in page.get_by_role("status").inner_text()
    page.get_by_role("link", name="Page 1", exact=True).click()
    assert page.locator("mark").first.inner_text() == "housing"
    context.close()
