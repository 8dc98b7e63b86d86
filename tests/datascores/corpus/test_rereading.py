"""A newer reader: everything is read again, old words stay at their addresses and say that there is a newer reading."""

import io
from dataclasses import replace

import pytest
from django.urls import reverse

from datascores.corpus import extraction
from datascores.corpus.intake import NewArrival
from datascores.corpus.models import PageText
from datascores.corpus.permanent import quote_url
from datascores.pipeline import behind, catch_up, submit

pytestmark = pytest.mark.django_db
OLD = "The council uses Redwlng Compass for planning."
NEW = OLD.replace("Redwlng", "Redwing")


@pytest.fixture
def newer_reader(monkeypatch):
    """Raises the version, and lets the reader see one letter better."""

    def read(pool, key, name, depth, seen=extraction.read_original):
        outcome = seen(pool, key, name, depth)
        pages = tuple(replace(page, text=page.text.replace("Redwlng", "Redwing")) for page in outcome.reading.pages)
        return replace(outcome, reading=replace(outcome.reading, pages=pages))

    def install():
        monkeypatch.setattr(extraction, "read_original", read)
        monkeypatch.setattr(extraction, "EXTRACT_VERSION", "newer")

    return install


def test_newer_reader_reads_again_and_old_quotes_keep_their_words(client, newer_reader):
    receipt = submit(NewArrival(collection="post", file_name="letter.txt"), io.BytesIO(OLD.encode()))
    other = submit(NewArrival(collection="post", file_name="other.txt"), io.BytesIO(b"Nothing of the kind."))
    catch_up()
    old = PageText.objects.get(document__sha256=receipt.sha256)
    start = OLD.index("Redwlng")
    quote = quote_url(receipt.sha256, 1, start, start + 7, old.text_hash)
    assert "read anew" not in client.get(quote).content.decode()

    newer_reader()
    assert behind()["extract"] == 2
    catch_up()
    assert set(behind().values()) == {0}

    page = client.get(quote).content.decode()
    assert '<mark id="hit-1">Redwlng</mark>' in page
    assert "read anew" in page and reverse("page", args=[receipt.sha256, 1]) in page
    present = client.get(reverse("page", args=[receipt.sha256, 1])).content.decode()
    assert "Redwing Compass" in present and "Redwlng" not in present
    found = client.get(reverse("search"), {"q": "redwing"}).content.decode()
    assert receipt.sha256 in found and "1 document found" in found
    assert "No documents found" in client.get(reverse("search"), {"q": "redwlng"}).content.decode()
    assert PageText.objects.filter(document__sha256=other.sha256).count() == 1  # the same words make no new text
