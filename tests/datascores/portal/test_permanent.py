"""From a hit to an address to cite it by, and what is said there of how the very words were read."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from datascores.corpus.models import Document, PageText, Takedown
from datascores.corpus.permanent import quote_url
from datascores.portal.reader import describe_reader
from tests.letters import make_letter

pytestmark = pytest.mark.django_db
OWN, PICTURED = "The council holds a register of its models.", "Lantern Score at work"


@pytest.fixture
def pictured() -> Document:
    """A page with words of its own and, below them, words that OCR read from a picture."""
    letter = make_letter("a.pdf", [f"{OWN}\n\n{PICTURED}"])
    PageText.objects.filter(document=letter).update(
        read_by="pdfium+ocr", engine="tesseract 5", confidence=0.89, picture_from=len(OWN) + 2
    )
    return letter


def get(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def cite(client, document: Document, words: str) -> str:
    text = document.pages.get(number=1).text
    start = text.text.index(words)
    return get(client, quote_url(document.sha256, 1, start, start + len(words), text.text_hash) + "cite.bib")


def test_words_of_the_file_itself_are_not_said_to_be_read_by_ocr(client, pictured):
    own, read = cite(client, pictured, OWN), cite(client, pictured, PICTURED)
    assert "Text taken by pdfium. SHA" in own
    assert r"Text taken by tesseract 5: words of a picture read by OCR, 89\% sure" in read
    both = cite(client, pictured, f"{OWN}\n\n{PICTURED}")
    assert "Text taken by pdfium; words of pictures among them read by OCR (tesseract 5)" in both


def test_reader_tells_the_pictures_of_a_page_from_its_own_words(client, pictured):
    page = get(client, reverse("page", args=[pictured.sha256, 1]))
    assert "pdfium; words of pictures on this page read by OCR (tesseract 5), 89% sure" in page
    assert "Text taken by</dt>" in page
    text = pictured.pages.get(number=1).text
    quote = get(client, quote_url(pictured.sha256, 1, 0, len(OWN), text.text_hash))
    assert "The quoted words taken by</dt><dd>pdfium</dd>" in quote


def test_scan_is_read_by_ocr_wherever_the_words_stand():
    scan = PageText(text="All of it.", read_by="ocr", engine="tesseract 5", confidence=0.5)
    assert describe_reader(scan).startswith("tesseract 5: the page read by OCR, 50% sure")
    assert describe_reader(scan, (0, 3)).startswith("tesseract 5: these words read by OCR, 50% sure")


def test_hit_leads_to_the_permanent_address_of_its_sentence(client):
    letter = make_letter("a.pdf", ["Good day. We use a risk score. It is a score of ours.\n", "The score is gone."])
    url = reverse("page", args=[letter.sha256, 1])

    def permanent(query: str) -> str:
        return re.search('href="([^"]+)" accesskey="c">Permanent address of this sentence', get(client, url + query))[1]

    first, second = permanent("?q=score"), permanent("?q=score&hit=2")
    assert '<mark id="hit-1">We use a risk score.</mark>' in get(client, first)
    assert '<mark id="hit-1">It is a score of ours.</mark>' in get(client, second)
    assert permanent("?mark=19-29") == first
    page = get(client, url + "?q=score")
    listed = re.findall('href="([^"]+)">permanent address<', page)
    assert listed[:2] == [first, second] and "The score is gone.</mark>" in get(client, listed[2])


def test_without_a_hit_there_is_no_permanent_address(client):
    letter = make_letter("a.pdf", ["Good day.", "A score."])
    url = reverse("page", args=[letter.sha256, 1])
    for query in ("", "?q=score", "?q=zzz", "?mark=900-950"):
        assert "Permanent address of this" not in get(client, url + query)
    assert "Permanent address of this" not in get(client, reverse("page", args=[letter.sha256, 2]) + "?q=score&hit=9")


def test_page_that_has_not_changed_is_not_sent_again_and_one_taken_down_is_not_kept(client):
    letter = make_letter("a.txt", [OWN])
    text = letter.pages.get(number=1).text
    addresses = [
        reverse("document", args=[letter.sha256]),
        reverse("page", args=[letter.sha256, 1]) + "?q=register",
        quote_url(letter.sha256, 1, 0, len(OWN), text.text_hash),
    ]
    etags = {address: client.get(address)["ETag"] for address in addresses}
    for address, etag in etags.items():
        again = client.get(address, headers={"If-None-Match": etag})
        assert again.status_code == 304 and not again.content and "no-cache" in again["Cache-Control"], address
    Takedown.objects.create(sha256=letter.sha256, reason="Somebody asked.")
    for address, etag in etags.items():
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 410, address
