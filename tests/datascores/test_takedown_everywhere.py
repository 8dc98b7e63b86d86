"""A takedown closes a document at every public address, at once; neither a rebuilt index nor the same file opens it again.

The table names every address that the portal has. One that is added later and is in neither list fails the first test.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from datascores import jobs
from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Document, Label, Mention, Takedown
from datascores.pipeline import catch_up, submit
from foi.models import Campaign, Message
from tests.foi.asked import ask
from tests.hidden_pages import make_pdf
from tests.letters import make_catalogue, open_collection
from tests.outlets import printed

pytestmark = pytest.mark.django_db
MARK = "glasswort"
SENTENCE = (
    f"Brackenford Borough Council uses Lantern Score, a risk score, of Lantern Analytics, to sort claims in {MARK}."
)

# addresses that tell of no single document, whatever is held
BARE = {
    "about", "api-help", "api-schema", "api-schema-json", "api-unknown", "export-choice", "export-list", "export-list-csv",
    "export-list-json", "export-job", "health-live", "health-ready", "help-export", "help-search", "metrics", "campaign-list",
    *(f"{kind}-list{form}" for kind in ("authority", "company", "system", "keyword") for form in ("", "-csv", "-json")),
    *(f"api-{kind}{form}" for kind in ("authority", "company", "system", "keyword") for form in ("", "-list")),
    "coverage-csv", "coverage-json", "reproduce",
}  # fmt: skip


def names_of(patterns, prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        if str(pattern.pattern).startswith("admin/"):
            continue
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield pattern.name
        else:
            yield from names_of(pattern.url_patterns)


def page_one(canvas):
    canvas.drawString(40, 760, SENTENCE)


@pytest.fixture
def letter() -> Document:
    make_catalogue()
    open_collection("files")
    document = take_in()
    campaign = Campaign.objects.create(slug="scores", name="Scores", is_shown=True)
    request = ask(campaign=campaign)
    Message.objects.create(request=request, key="a", direction="in", date=date(2018, 7, 20), document=document)
    Label.objects.create(
        document=document, kind="outcome", value="disclosed", standing="proposed", sentence=SENTENCE, page=1
    )
    return document


def take_in() -> Document:
    receipt = submit(NewArrival(collection="files", file_name=f"{MARK}.pdf"), io.BytesIO(make_pdf(page_one, page_one)))
    catch_up()
    return Document.objects.get(sha256=receipt.sha256)


def addresses_of(document: Document) -> dict[str, str]:
    """An address for every name in the table, at which the document could be seen."""
    sha256, text = document.sha256, document.pages.get(number=1).text
    page, quote = [sha256, 1], [sha256, 1, 0, len(text.text), text.text_hash[:8]]
    request = Message.objects.get(key="a").request
    found = {
        "front": reverse("front"),
        "coverage": reverse("coverage"),
        "document": reverse("document", args=[sha256]),
        "document-list": reverse("document-list"),
        "original": reverse("original", args=[sha256]),
        "page": reverse("page", args=page) + "?q=lantern",
        "page-image": reverse("page-image", args=page),
        "page-exhibit": reverse("page-exhibit", args=page) + "?download=1",
        "page-citation": reverse("page-citation", args=[*page, "bib"]),
        "quote": reverse("quote", args=quote),
        "quote-exhibit": reverse("quote-exhibit", args=quote),
        "quote-citation": reverse("quote-citation", args=[*quote, "ris"]),
        "why": reverse("why", args=[sha256, 1, *_place(document), "system", "lantern-score"]),
        "campaign": reverse("campaign", args=["scores"]),
        "campaign-requests": reverse("campaign-requests", args=["scores"]),
        "campaign-request": reverse("campaign-request", args=["scores", request.pk]),
        "campaign-tables": reverse("campaign-tables", args=["scores"]),
        "search": reverse("search") + "?q=lantern",
        "search-csv": reverse("search-csv") + "?q=lantern",
        "search-ndjson": reverse("search-ndjson") + "?q=lantern",
        "search-documents": reverse("search-documents", args=["csv"]) + "?q=lantern",
        "search-export": reverse("search-export", args=["passages", "csv"]) + "?q=lantern",
        "search-json": reverse("search-json") + "?q=lantern",
        "search-dates": reverse("search-dates") + "?q=lantern",
        "search-concordance": reverse("search-concordance") + "?q=lantern",
        "search-bodies": reverse("search-bodies") + "?q=lantern",
        "search-facet": reverse("search-facet", args=["system"]) + "?q=lantern",
        "quote-check": reverse("quote-check") + "?quote=uses+Lantern+Score,+a+risk+score,+of+Lantern+Analytics",
        "quote-check-json": reverse("quote-check-json")
        + "?quote=uses+Lantern+Score,+a+risk+score,+of+Lantern+Analytics",
        "api-search": reverse("api-search") + "?q=lantern",
        "api-facet": reverse("api-facet", args=["system"]) + "?q=lantern",
        "api-documents": reverse("api-documents"),
        "api-document": reverse("api-document", args=[sha256]),
        "api-pages": reverse("api-pages", args=[sha256]),
        "api-page": reverse("api-page", args=page),
        "api-mentions": reverse("api-mentions"),
        "api-relations": reverse("api-relations"),
    }
    for form in ("csv", "json"):
        found |= {
            f"search-dates-{form}": reverse(f"search-dates-{form}") + "?q=lantern",
            f"search-concordance-{form}": reverse(f"search-concordance-{form}") + "?q=lantern",
            f"search-bodies-{form}": reverse(f"search-bodies-{form}") + "?q=lantern",
            f"search-facet-{form}": reverse(f"search-facet-{form}", args=["system"]) + "?q=lantern",
            f"document-list-{form}": reverse(f"document-list-{form}"),
            f"campaign-requests-{form}": reverse(f"campaign-requests-{form}", args=["scores"]),
        }
        for kind, slug in (("authority", "brackenford"), ("company", "lantern-analytics"), ("system", "lantern-score")):
            found[f"{kind}-mentions-{form}"] = reverse(f"{kind}-mentions-{form}", args=[slug])
        found[f"keyword-mentions-{form}"] = reverse(f"keyword-mentions-{form}", args=["risk-score"])
    for kind, slug in (("authority", "brackenford"), ("company", "lantern-analytics"), ("system", "lantern-score")):
        found[kind] = reverse(kind, args=[slug])
    found["keyword"] = reverse("keyword", args=["risk-score"])
    return found


def _place(document: Document) -> list[object]:
    mention = Mention.objects.get(document=document, page=1, record__slug="lantern-score")
    return [mention.start, mention.end, mention.page_text.text_hash[:8]]


def answers(addresses: dict[str, str]) -> dict[str, tuple[int, str]]:
    found = {}
    for name, address in addresses.items():
        response = Client().get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        found[name] = (response.status_code, body.decode("utf-8", "replace"))
    return found


def telling(found: dict[str, tuple[int, str]], document: Document) -> set[str]:
    """The addresses that tell of the document: its words, its name, or its hash where it was not asked by that."""
    return {
        name
        for name, (status, body) in found.items()
        if MARK in body.lower() or (document.sha256 in body and status == 200) or (name in BYTES and status == 200)
    }


BYTES = {"original", "page-image", "campaign-tables"}  # told by their status: their words are packed
COUNTED = {  # they count, and name nobody's document
    "coverage", "campaign", "campaign-requests", "campaign-requests-csv", "campaign-requests-json", "search-dates",
    "search-dates-csv", "search-dates-json", "search-facet",
    "search-facet-csv", "search-facet-json", "api-facet",
}  # fmt: skip


def test_every_public_address_stands_in_the_table(letter):
    listed = {*addresses_of(letter), *BARE, "batch", "export-file"}
    assert set(names_of(get_resolver().url_patterns)) == listed


def test_a_takedown_closes_every_address_at_once_after_a_rebuild_and_after_the_same_file_comes_again(letter):
    addresses = addresses_of(letter)
    before = answers(addresses)
    assert all(status == 200 for status, _ in before.values()), [name for name, (s, _) in before.items() if s != 200]
    shown = telling(before, letter)
    assert sorted({*addresses} - shown ^ COUNTED) == []

    Takedown.objects.create(sha256=letter.sha256, reason="A court said so.")
    for again in (lambda: None, lambda: call_command("rebuild_index", stdout=io.StringIO()), take_in, catch_up):
        again()
        after = answers(addresses)
        assert telling(after, letter) - {"campaign-tables"} == set()
        for name, address in addresses.items():
            if letter.sha256 in address:
                assert after[name][0] in (403, 404, 410, 451), name
        assert MARK not in printed("search", "--format", "ndjson", "lantern")
        assert MARK not in printed("documents", "--format", "csv") and MARK not in printed(
            "mentions", "--format", "csv"
        )


def test_an_export_and_a_batch_that_were_made_before_are_closed(letter, client, admin_client):
    export = client.post(reverse("export-choice"), {"q": "lantern", "table": "passages", "form": "csv"})["Location"]
    queries = SimpleUploadedFile("queries.csv", b"query\nlantern\n")
    batch = admin_client.post(reverse("batch"), {"file": queries})["Location"]
    while (job := jobs.take()) is not None:
        jobs.do(job)
    files = [f"{export}passages.csv", f"{batch}answers.csv"]
    for address in files:
        assert MARK in b"".join(client.get(address).streaming_content).decode(), address
    Takedown.objects.create(sha256=letter.sha256, reason="A court said so.")
    assert [client.get(address).status_code for address in files] == [410, 410]
