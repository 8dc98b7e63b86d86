"""The views of a search in a real browser: accessible at 1280 and 320 pixels, no policy broken, usable without JavaScript."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Browser

from tests.browsing import browse, check_pages
from tests.letters import ANSWER, QUESTION, index_all, make_catalogue, make_letter, state

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Averyveryverylongfilenamewithoutanyblankinit_" * 3


@pytest.fixture
def addresses() -> dict[str, str]:
    """One address of each kind of view, over a small corpus."""
    make_catalogue()
    for number in range(60):
        letter = make_letter(f"{LONG}{number}.pdf", ["Cover.", f"{ANSWER} {'x' * 90}\n\nYou asked: {QUESTION}"])
        if number % 3:
            state(letter, date=f"20{number % 20 + 10}-0{number % 9 + 1}", authority="brackenford")
    state(make_letter("asked.pdf", [f"We hold nothing.\n\nYou asked: {QUESTION}"]), authority="old-bracken")
    index_all()
    quote = reverse("quote-check") + "?quote="
    return {
        "dates": reverse("search-dates") + "?q=score&authority=brackenford",
        "months": reverse("search-dates") + "?q=score&by=month",
        "no dates": reverse("search-dates") + "?q=zzz",
        "concordance": reverse("search-concordance") + "?q=housing&by=right&format=pdf",
        "no words": reverse("search-concordance"),
        "bodies": reverse("search-bodies") + "?q=score",
        "facet": reverse("search-facet", args=["authority"]) + "?q=score&contains=brack&authority=brackenford",
        "no value": reverse("search-facet", args=["company"]) + "?contains=zzz",
        "quote": quote + "uses+Lantern+Score+to+sort+housing",
        "question": quote + "gives+people+a+risk+score",
        "near": quote + "Council+uses+Quantum+Score+to+sort+all+housing+claims",
        "bad quote": quote + "two+words",
        "form": reverse("quote-check"),
        "results": reverse("search") + "?q=score&month=2018-01",
    }


@pytest.mark.parametrize("width", [1280, 320])
def test_views_are_accessible_fit_the_width_and_keep_the_policy(live_server, addresses, width):
    def visit(browser: Browser) -> None:
        check_pages(browser.new_page(viewport={"width": width, "height": 800}), live_server.url, addresses)

    browse(visit)


def test_a_bar_a_line_and_a_quote_are_followed_without_javascript(live_server, addresses):
    def visit(browser: Browser) -> None:
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(live_server.url + addresses["dates"])
        bar = page.locator(".chart a").first
        count = bar.get_attribute("aria-label").split(": ")[1].split()[0]
        bar.click()
        assert page.get_by_role("status").inner_text().startswith(f"{count} document")
        page.get_by_role("link", name="In context").click()
        assert page.get_by_role("table").get_by_role("row").count() > 1
        page.locator(".concordance mark").first.click()
        assert page.locator("mark#hit-1").inner_text().lower() == "score"
        page.goto(live_server.url + addresses["form"])
        page.get_by_label("The quote, word for word").fill(ANSWER)
        page.get_by_role("button", name="Check the quote").click()
        assert "It stands here word for word" in page.get_by_role("status").inner_text()

    browse(visit)
