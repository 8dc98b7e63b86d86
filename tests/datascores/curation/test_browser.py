"""The pages of curation and of the catalogue's admin in a real browser: accessible, 320 pixels wide, by keys alone."""

from __future__ import annotations

import io

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page

from datascores import jobs
from datascores.catalogue.models import Alias, Company, System
from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Mention
from datascores.corpus.refusing import refuse
from datascores.curation.drafting import open_draft, put_edit
from datascores.curation.models import Draft, RuleExample, Version
from datascores.curation.previewing import ask_preview
from datascores.curation.publishing import publish
from datascores.pipeline import catch_up, submit
from tests.browsing import browse, check_pages

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Averyveryverylongnamewithoutanyblankinit" * 2
TEXTS = (
    "We use Redwing Compass to sort claims. The Brindle Gate (BGS) system was supplied by Torvane.",
    "The Brindle Gate software sorts claims. A Redwing Compass points north.",
    f"The {LONG} system is in use.",
)


@pytest.fixture
def cookie(admin_client, live_server) -> dict[str, str]:
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": admin_client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": live_server.url,
    }


@pytest.fixture
def addresses(admin_user) -> dict[str, str]:
    """One address of each kind of page, each with something on it."""
    maker = Company.objects.create(slug="redwing", name="Redwing Ltd")
    compass = System.objects.create(slug="compass", name="Redwing Compass", maker=maker, context_words="sort\nclaims")
    Alias.objects.create(record=compass, text="RC", is_ambiguous=True)
    for number, text in enumerate(TEXTS):
        submit(NewArrival(collection="files", file_name=f"{LONG}{number}.txt"), io.BytesIO(text.encode()))
    catch_up()
    jobs.ask("suggest_names")
    jobs.do(jobs.take())
    refuse(Mention.objects.latest("document"), "a ship's compass", admin_user)
    published, running = open_draft(admin_user, f"seen in {LONG}"), open_draft(admin_user, "a large one")
    put_edit(published, "system", "long", {"slug": "long", "name": LONG, "maker": "redwing"})
    ask_preview(published)
    version = publish(published.pk, admin_user, published.preview["catalogue"], is_confirmed=True)
    draft = open_draft(admin_user, "not in use any more")
    RuleExample.objects.create(
        kind="system", slug="compass", sentence="A Redwing Compass.", must_match=True, draft=draft
    )
    put_edit(draft, "system", "gate", {"slug": "gate", "name": "Brindle Gate", "aliases": f"{LONG}|BGS"})
    put_edit(draft, "company", "redwing", {"slug": "redwing", "name": "Redwing Ltd", "aliases": LONG})
    ask_preview(draft)
    wrong = open_draft(admin_user, "with mistakes")
    put_edit(wrong, "company", "redwing", None)
    put_edit(wrong, "system", "compass", {"slug": "compass", "name": "the", "maker": "nobody"})
    put_edit(running, "system", "other", {"slug": "other", "name": "Other Score"})
    Draft.objects.filter(pk=running.pk).update(preview_job=jobs.ask("preview", {"draft": running.pk}))
    page_of = {
        name: reverse("admin:curation_draft_change", args=[row.pk])
        for name, row in (
            ("draft", draft),
            ("draft with mistakes", wrong),
            ("counted draft", running),
            ("closed draft", published),
        )
    }
    edit = reverse("admin:curation_draft_edit", args=["system", "compass"])
    return {
        **page_of,
        "found records": page_of["draft"] + "?find=red",
        "drafts": reverse("admin:curation_draft_changelist"),
        "form": edit,
        "form of a draft": f"{edit}?draft={wrong.pk}",
        "new authority": reverse("admin:curation_draft_add", args=["authority"]),
        "list": reverse("admin:curation_draft_upload"),
        "missing names": reverse("admin:curation_missing"),
        "version": reverse("admin:curation_version_change", args=[version.pk]),
        "versions": reverse("admin:curation_version_changelist"),
        "test sentence": reverse("admin:curation_ruleexample_add") + f"?kind=system&slug=compass&draft={draft.pk}",
        "test sentences": reverse("admin:curation_ruleexample_changelist"),
        "catalogue list": reverse("admin:catalogue_system_changelist"),
        "catalogue record": reverse("admin:catalogue_system_change", args=[compass.pk]),
        "history": reverse("admin:catalogue_system_history", args=[compass.pk]),
    }


def context_of(browser: Browser, cookie: dict[str, str], width: int = 1280, **options) -> BrowserContext:
    context = browser.new_context(viewport={"width": width, "height": 800}, **options)
    context.add_cookies([cookie])
    return context


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_are_accessible_fit_the_width_and_keep_the_policy(live_server, addresses, cookie, width):
    browse(lambda browser: check_pages(context_of(browser, cookie, width).new_page(), live_server.url, addresses))


def tab_to(page: Page, role: str, name: str) -> None:
    """Press the tabulator until the element has the focus, and see that a person sees it there."""
    wanted = page.get_by_role(role, name=name, exact=True).first
    for _ in range(150):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            assert wanted.evaluate("element => getComputedStyle(element).outlineStyle") != "none", name
            return
    raise AssertionError(f"No way by the tabulator to {role} “{name}”.")


def test_change_is_drafted_with_a_second_record_previewed_and_published_by_keys_alone(live_server, cookie):
    """At 320 pixels and without JavaScript."""
    compass = System.objects.create(slug="compass", name="Redwing Compass")
    System.objects.create(slug="heron", name="Heron Index")
    record = reverse("admin:catalogue_system_change", args=[compass.pk])

    def press(page: Page, role: str, name: str) -> None:
        tab_to(page, role, name)
        with page.expect_navigation():
            page.keyboard.press("Enter")

    def visit(browser: Browser) -> None:
        page = context_of(browser, cookie, 320, java_script_enabled=False).new_page()
        page.goto(live_server.url + record)
        press(page, "link", "Change")
        tab_to(page, "textbox", "Reason:")
        page.keyboard.type("seen in a reply")
        tab_to(page, "textbox", "Aliases:")
        page.keyboard.type("Compass One")
        press(page, "button", "Save as a draft")
        tab_to(page, "textbox", "Or change or remove one of the catalogue; its name or slug:")
        page.keyboard.type("heron")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        press(page, "link", "system: Heron Index")
        tab_to(page, "textbox", "Why remove it:")
        page.keyboard.type("not in use")
        press(page, "button", "Draft its removal")
        assert page.get_by_role("heading", name="2 records").is_visible()
        press(page, "button", "Take Heron Index out of this draft")
        assert page.get_by_role("heading", name="1 record").is_visible()
        press(page, "button", "Preview on the corpus")
        press(page, "button", "Publish")
        assert "Version 1: seen in a reply" in page.title()

    browse(visit)
    assert [alias.text for alias in compass.aliases.all()] == ["Compass One"]
    assert System.objects.count() == 2 and Version.objects.get().draft.edits.get().slug == "compass"
