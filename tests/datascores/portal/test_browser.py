"""The pages in a real browser: accessible at 1280 and 320 pixels, no policy broken, nobody called but ourselves."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page

from datascores.corpus.intake import NewArrival
from datascores.corpus.likeness import bands_of, sign
from datascores.corpus.models import Band, Collection, Document, Signature, Takedown
from datascores.corpus.permanent import quote_url
from datascores.findings.models import Relation
from datascores.pipeline import catch_up, submit
from foi.models import Campaign
from tests.browsing import browse, check_pages
from tests.foi.asked import ask, read_as, reply
from tests.letters import ANSWER, QUESTION, index_all, make_catalogue, make_letter, open_collection, state
from tests.placed_pages import text_pdf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Averyveryverylongfilenamewithoutanyblankinit_" * 3


@pytest.fixture
def addresses() -> dict[str, str]:
    """One address of each kind of page, over a small corpus."""
    records = make_catalogue()
    named = [(records[slug], records[slug].name) for slug in ("brackenford", "lantern-score", "quillmark")]
    text = f"Dear Sir\n\n{ANSWER}\n\nYou asked: {QUESTION}"
    letters = [make_letter(f"{LONG}{number}.pdf", [text, "A second page."], named) for number in range(25)]
    make_letter("scan.pdf", [], status="no_text", reason="A scan, not read.")
    gone = make_letter("gone.pdf", ["Gone."], source="quoted")
    Takedown.objects.create(sha256=gone.sha256, reason="A court said so.")
    closed = make_letter("closed.pdf", ["Closed."], source="quoted")
    Collection.objects.filter(slug="quoted").update(rights=Collection.Rights.QUOTED)
    state(letters[0], authority="brackenford", date="2018-05-03", kind="guide")
    twins = [make_letter(f"{LONG}twin{number}.pdf", ["A twin."], text_hash="twin") for number in range(3)]
    alike = make_letter("alike.pdf", ["A twin and more."])
    signature = sign(" ".join(map(str, range(40))))
    for document in (twins[0], alike):
        state(document, authority="old-bracken")
        Signature.objects.create(document=document, hashes=signature)
        Band.objects.bulk_create(Band(document=document, key=key) for key in bands_of(signature, "old-bracken"))
    Relation.objects.create(
        document=letters[0],
        page_text=letters[0].pages.get(number=1).text,
        page=1,
        start=text.index(ANSWER),
        end=text.index(ANSWER) + len(ANSWER),
        authority=records["brackenford"],
        system=records["lantern-score"],
        status="in use",
        speaker="authority",
        rule="body before system",
        rule_version="1",
    )
    campaign = Campaign.objects.create(slug="scores", name="Scores", is_shown=True, body_kinds="council")
    answered = reply(ask(campaign=campaign), date(2018, 7, 20), "no such system")
    read_as(answered, "exemption", "s12 FOIA")
    late = ask(campaign=campaign)
    index_all()
    sha, page_text = letters[0].sha256, letters[0].pages.get(number=1).text
    return {
        "no picture": reverse("page-image", args=[sha, 1]),
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
        "system said to be used": reverse("system", args=["lantern-score"]),
        "reader with a marked name": reverse("page", args=[sha, 1]) + "?mark=10-40",
        "help": reverse("help-search"),
        "api": reverse("api-help"),
        "export help": reverse("help-export"),
        "about": reverse("about"),
        "copies": reverse("search") + "?q=twin",
        "near copies": reverse("document", args=[twins[0].sha256]),
        "coverage": reverse("coverage"),
        "campaigns": reverse("campaign-list"),
        "campaign": reverse("campaign", args=["scores"]) + "?on=2018-12-03",
        "campaign's requests": reverse("campaign-requests", args=["scores"]) + "?on=yesterday",
        "request": reverse("campaign-request", args=["scores", answered.request_id]),
        "late request": reverse("campaign-request", args=["scores", late.pk]),
        "reason": reverse("document-list") + "?status=no_text&reason=A+scan%2C+not+read.&wait=ocr",
        "missing": "/nothing-here/",
        "taken down": reverse("document", args=[gone.sha256]),
        "closed": reverse("original", args=[closed.sha256]),
    }


def press_access_key(page: Page, key: str) -> None:
    """Alt and a letter as a keyboard sends them; playwright's own keys lack the letter without Alt."""
    press = {"type": "keyDown", "modifiers": 1, "text": key, "unmodifiedText": key, "key": key}
    page.context.new_cdp_session(page).send(
        "Input.dispatchKeyEvent", {**press, "code": f"Key{key.upper()}", "windowsVirtualKeyCode": ord(key.upper())}
    )


@pytest.fixture
def placed() -> Document:
    """A PDF that has a picture of each page."""
    open_collection("post")
    receipt = submit(NewArrival(collection="post", file_name="placed.pdf"), io.BytesIO(text_pdf(1, 90)))
    catch_up()
    return Document.objects.get(sha256=receipt.sha256)


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_are_accessible_fit_the_width_and_keep_the_policy(live_server, placed, addresses, width):
    addresses["reader with boxes"] = reverse("page", args=[placed.sha256, 1]) + "?q=council+lantern&hit=2&segments=1"
    addresses["exhibit"] = reverse("page-exhibit", args=[placed.sha256, 1]) + "?q=council"

    def visit(browser: Browser) -> None:
        check_pages(browser.new_page(viewport={"width": width, "height": 800}), live_server.url, addresses)

    browse(visit)


def test_a_search_is_made_narrowed_and_read_without_javascript(live_server, addresses):
    def visit(browser: Browser) -> None:
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(live_server.url + "/")
        page.get_by_label("Search all documents").fill("housing")
        page.get_by_role("button", name="Search").click()
        assert "25 documents found" in page.get_by_role("status").inner_text()
        page.locator('input[name="authority"][value="brackenford"]').check()
        page.get_by_role("button", name="Apply").first.click()
        assert "authority=brackenford" in page.url and "1 document found" in page.get_by_role("status").inner_text()
        page.get_by_role("link", name="Page 1", exact=True).click()
        assert page.locator("article mark").first.inner_text() == "housing"

    browse(visit)


@pytest.mark.parametrize("width", [1280, 320])
def test_boxes_lie_over_the_picture_and_hits_are_walked_by_key_without_javascript(live_server, placed, width):
    address = reverse("page", args=[placed.sha256, 1])

    def visit(browser: Browser) -> None:
        page = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 800}).new_page()
        page.goto(f"{live_server.url}{address}?q=council#hit-1")
        picture, box = page.locator(".framed img").bounding_box(), page.locator("rect").first.bounding_box()
        assert picture and box and picture["height"] > picture["width"] / 2
        assert picture["x"] <= box["x"] and box["x"] + box["width"] <= picture["x"] + picture["width"]
        assert picture["y"] <= box["y"] and box["y"] + box["height"] <= picture["y"] + picture["height"]
        page.locator("#hit-1 a").click()
        assert page.url.endswith("#box-1")
        page.locator("a#box-1").focus()
        page.keyboard.press("Enter")
        assert page.url.endswith("#hit-1")
        for key, expected in (("n", "**#hit-2"), ("p", "**#hit-1")):
            press_access_key(page, key)
            page.wait_for_url(expected, timeout=5_000)

    browse(visit)


def tab_to(page: Page, selector: str, key: str = "Tab", most: int = 120) -> int:
    """Press Tab, or Shift and Tab, until the focus is on what is meant; how often. Each stop on the way can be seen."""
    for presses in range(1, most):
        page.keyboard.press(key)
        focused = page.locator(":focus")
        outline = focused.evaluate("element => getComputedStyle(element).outlineStyle")
        assert outline != "none", focused.evaluate("element => element.outerHTML.slice(0, 200)")
        if focused.evaluate("(element, selector) => element.matches(selector)", selector):
            return presses
    raise AssertionError(f"{selector} was not reached with {most} presses of Tab.")


def test_the_way_from_the_front_page_to_the_address_of_a_sentence_goes_by_keyboard_alone(live_server, addresses):
    def visit(browser: Browser) -> None:
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(live_server.url + "/")
        presses = [tab_to(page, "input[name=q]")]
        page.keyboard.type("housing")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=housing")
        presses.append(tab_to(page, ".passage a"))
        page.keyboard.press("Enter")
        page.wait_for_url("**/pages/1/?q=housing#hit-1")
        presses.append(tab_to(page, "a[accesskey=c]", "Shift+Tab"))
        page.keyboard.press("Enter")
        page.wait_for_url("**/pages/1/*-*/")
        assert "housing" in page.locator("article mark").first.inner_text()
        assert sum(presses) < 100, presses

    browse(visit)
