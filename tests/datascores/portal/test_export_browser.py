"""The pages of exports in a real browser: accessible at both widths, and an export made without JavaScript."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Browser

from datascores import jobs
from tests.browsing import browse, check_pages
from tests.letters import ANSWER, index_all, make_letter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def addresses() -> dict[str, str]:
    letter = make_letter("Averyveryverylongfilenamewithoutanyblankinit_" * 3 + ".txt", [ANSWER])
    index_all()
    wanted = {"query": "q=housing", "table": "passages", "format": "csv", "root": ""}
    done = jobs.ask_search("export", wanted)
    jobs.do(jobs.take())
    failed = jobs.ask_search("export", {**wanted, "query": ""})
    jobs.do(jobs.take())
    waiting = jobs.ask_search("export", {**wanted, "table": "mentions"})
    done.refresh_from_db()
    type(letter).objects.update(name="renamed.txt")
    make_letter("another.txt", [f"{ANSWER} Again."])
    index_all()
    pages = {job: reverse("export-job", args=[job.parameters["token"]]) for job in (done, failed, waiting)}
    return {
        "choice": reverse("export-choice") + "?q=housing&format=txt&sort=title",
        "choice of all": reverse("export-choice"),
        "done": pages[done],
        "failed": pages[failed],
        "changed": done.result["reproduce"],
        "not kept": f"/reproduce/{'0' * 32}/?search=q%3Dhousing&table=passages&rows=9&catalogue=abc",
        "refused": reverse("search-export", args=["passages", "csv"]),
        "help": reverse("help-export"),
        "waiting": pages[waiting],
    }


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_are_accessible_fit_the_width_and_keep_the_policy(live_server, addresses, width):
    def visit(browser: Browser) -> None:
        check_pages(browser.new_page(viewport={"width": width, "height": 800}), live_server.url, addresses)

    browse(visit)


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_for_people_logged_in_are_accessible_too(live_server, addresses, admin_client, width):
    cookie = {"name": "sessionid", "value": admin_client.cookies["sessionid"].value, "url": live_server.url}

    def visit(browser: Browser) -> None:
        context = browser.new_context(viewport={"width": width, "height": 800})
        context.add_cookies([cookie])
        check_pages(context.new_page(), live_server.url, {"list": reverse("export-list"), "batch": reverse("batch")})

    browse(visit)


def test_export_is_asked_for_without_javascript(live_server, addresses):
    def visit(browser: Browser) -> None:
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(live_server.url + addresses["choice"])
        page.get_by_label("Rows").select_option("mentions")
        page.get_by_label("Format").select_option("xlsx")
        page.get_by_role("button", name="Prepare it").click()
        assert "waits for its turn" in page.get_by_role("status").inner_text()
        assert "Export of mentions as XLSX" in page.title()

    browse(visit)
