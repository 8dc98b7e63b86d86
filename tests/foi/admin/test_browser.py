"""The pages on which letters are judged in a real browser: accessible, 320 pixels wide, by keys alone and without a script."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page

from datascores.corpus.models import Label
from datascores.pipeline import catch_up
from foi.models import Campaign, Posting, Question, Template
from tests.browsing import browse, check_pages
from tests.foi.asked import ask, reply
from tests.letters import make_letter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Averyveryverylongnamewithoutanyblankinit" * 3
WORDS = "We refuse this under section 43(2) of the Act. Nothing else is held."


@pytest.fixture
def letters():
    campaign = Campaign.objects.create(slug="scores", name="Scores")
    template = Template.objects.create(campaign=campaign, version="1")
    Question.objects.create(template=template, number=3, short="software")
    made = []
    for number in (1, 2):
        message = reply(ask(campaign=campaign, template=template), date(2018, 7, 20))
        message.document = make_letter(f"{LONG}{number}.pdf", [WORDS, LONG])
        message.save()
        for kind, value in (("outcome", "refused"), ("exemption", "s43 FOIA")):
            Label.objects.create(
                document=message.document,
                kind=kind,
                value=value,
                standing="proposed",
                page=1,
                start=0,
                end=46,
                sentence=WORDS[:46],
                certainty="likely",
            )
        made.append(message)
    return made


def context_of(browser: Browser, admin_client, root: str, width: int = 1280, **options) -> BrowserContext:
    context = browser.new_context(viewport={"width": width, "height": 800}, **options)
    value = admin_client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": root}])
    return context


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_are_accessible_fit_the_width_and_keep_the_policy(live_server, admin_client, letters, width):
    address = reverse("admin:foi_queue_letter", args=["scores", letters[0].document.sha256])
    admin_client.post(
        reverse("admin:foi_queue_letter", args=["scores", letters[1].document.sha256]), {"outcome": "refused"}
    )
    addresses = {
        "queues": reverse("admin:foi_queue"),
        "letter": address,
        "front": reverse("admin:index"),
    }

    def visit(browser: Browser) -> None:
        check_pages(context_of(browser, admin_client, live_server.url, width).new_page(), live_server.url, addresses)

    browse(visit)


@pytest.mark.parametrize("width", [1280, 320])
def test_letters_are_handed_in_on_pages_that_are_accessible_and_fit_the_width(live_server, admin_client, width):
    Campaign.objects.create(slug="scores", name="Scores")
    given = [
        SimpleUploadedFile(f"{LONG}.txt", b"Dear Requester, nothing is held."),
        SimpleUploadedFile("b.txt", b"More."),
    ]
    admin_client.post(reverse("admin:foi_post"), {"campaign": "scores", "files": given})
    catch_up()
    posting = reverse("admin:foi_posting", args=[Posting.objects.get().pk])
    addresses = {"hand in": reverse("admin:foi_post"), "list": posting}

    def visit(browser: Browser) -> None:
        check_pages(context_of(browser, admin_client, live_server.url, width).new_page(), live_server.url, addresses)

    browse(visit)


def press(page: Page, key: str) -> None:
    """Alt and a letter as a keyboard sends them."""
    code = f"Digit{key}" if key.isdigit() else f"Key{key.upper()}"
    page.context.new_cdp_session(page).send(
        "Input.dispatchKeyEvent",
        {
            "type": "keyDown",
            "modifiers": 1,
            "text": key,
            "unmodifiedText": key,
            "key": key,
            "code": code,
            "windowsVirtualKeyCode": ord(key.upper()),
        },
    )


def test_letters_are_judged_and_a_ruling_taken_back_by_keys_alone(live_server, admin_client, letters):
    def visit(browser: Browser) -> None:
        page = context_of(browser, admin_client, live_server.url, java_script_enabled=False).new_page()
        page.goto(live_server.url + reverse("admin:foi_queue_campaign", args=["scores"]))
        with page.expect_navigation():
            press(page, "s")
        assert "1 of 2 judged" in page.content()
        press(page, "3")
        with page.expect_navigation():
            press(page, "s")
        assert "No letter of Scores waits." in page.content()
        page.goto(live_server.url + reverse("admin:foi_queue_letter", args=["scores", letters[1].document.sha256]))
        with page.expect_navigation():
            press(page, "u")
        assert "Taken back" in page.content()

    browse(visit)
    held = Label.objects.filter(kind="outcome", standing="confirmed")
    assert list(held.values_list("document", "value")) == [(letters[0].document_id, "refused")]
