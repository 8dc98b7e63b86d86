"""The reader over real PDFs: picture, boxes, hits, exhibits and originals, and what is closed is closed in all of them."""

from __future__ import annotations

import io
import re

import pytest
from django.urls import reverse

from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Collection, Document, Takedown, WithheldSpan
from datascores.corpus.originals import originals
from datascores.corpus.page_views import letters_of
from datascores.corpus.permanent import quote_url
from datascores.pipeline import catch_up, submit
from tests.letters import make_letter, open_collection
from tests.marks import measure
from tests.placed_pages import all_files, text_pdf

pytestmark = pytest.mark.django_db


def take_in(content: bytes, name: str = "reply.pdf") -> Document:
    open_collection("post")
    receipt = submit(NewArrival(collection="post", file_name=name), io.BytesIO(content))
    catch_up()
    return Document.objects.get(sha256=receipt.sha256)


@pytest.fixture
def reply() -> Document:
    return take_in(text_pdf(1))


def image(client, document: Document, number: int = 1, **headers):
    return client.get(reverse("page-image", args=[document.sha256, number]) + "?v=1", headers=headers)


def reader(client, document: Document, number: int = 1, name: str = "page", **query) -> str:
    response = client.get(reverse(name, args=[document.sha256, number]), query)
    assert response.status_code == 200
    return response.content.decode()


def withhold(document: Document, number: int = 1) -> None:
    text = document.pages.get(number=number).text
    WithheldSpan.objects.create(
        document=document, page=number, start=0, end=9, text_hash=text.text_hash, reason="white letters"
    )


def test_marks_and_boxes_of_random_hits_are_right(client):
    """Pages that are turned, cropped, written sideways, broken at line ends, with ligatures, and read by OCR."""
    open_collection("post")
    files = all_files()
    for name in ("turned-180", "cropped-90", "cropped-270", "sideways-90", "broken-0", "broken-270", "read-turned"):
        submit(NewArrival(collection="post", file_name=name), io.BytesIO(files[f"{name}.pdf"]))
    catch_up()
    tally = measure(client, Document.objects.all(), 25)
    assert (tally.words_right, tally.places_right) == (tally.marks, tally.marks), tally.wrong
    assert tally.marks >= 25


def test_mark_and_box_lead_to_each_other(client, reply):
    word = reply.pages.get(number=1).text.text.split()[0]
    page = reader(client, reply, q=word)
    assert '<a href="#box-1">' in page and '<a href="#hit-1"' in page and 'id="box-1"' in page
    assert " style=" not in page


def test_next_hit_goes_on_within_the_page_and_then_to_the_next(client):
    book = make_letter("book.pdf", ["a score and a score", "none", "a score"])
    url = reverse("page", args=[book.sha256, 1])
    first, second = reader(client, book, q="score"), reader(client, book, q="score", hit="2")
    last = reader(client, book, 3, q="score")
    assert f'href="{url}?q=score&amp;hit=2#hit-2" accesskey="n"' in first and 'accesskey="p"' not in first
    assert f'href="{reverse("page", args=[book.sha256, 3])}?q=score#hit-1" accesskey="n"' in second
    assert f'href="{url}?q=score#hit-1" accesskey="p"' in second and "hit 2 of 3" in second
    assert f'href="{url}?q=score&amp;hit=2#hit-2" accesskey="p"' in last and 'accesskey="n"' not in last


@pytest.mark.parametrize("hit", ["0", "-1", "x", "99", "9" * 40, "٣"])
def test_silly_numbers_of_hits_are_answered(client, hit):
    book = make_letter("book.pdf", ["a score", "a score"])
    assert 'accesskey="n"' in reader(client, book, q="score", hit=hit)


def test_all_hits_are_listed_and_a_limit_is_told(client):
    book = make_letter("book.pdf", ["a score of much " * 200, "a score of little " * 200])
    page = reader(client, book, q="score")
    assert page.count("page 1</a>:") == 200 and page.count("page 2</a>:") == 100
    assert "100 more hits are not listed" in page


def test_mark_over_a_blank_line_has_one_number(client):
    letter = make_letter("a.pdf", ["One lantern\n\nscore is here, and a lantern score."])
    page = reader(client, letter, q='"lantern score"')
    assert page.count('id="hit-1"') == 1 and page.count('id="hit-2"') == 1 and "2 hits on this page" in page


def test_image_is_kept_and_asked_for_by_its_etag(client, reply):
    first = image(client, reply)
    assert first.status_code == 200 and first.content[8:12] == b"WEBP" and "immutable" in first["Cache-Control"]
    assert image(client, reply, **{"if-none-match": first["ETag"]}).status_code == 304
    originals().delete(reply.original.key)
    assert image(client, reply).content == first.content
    assert image(client, reply, 2).status_code == 503


def test_image_of_a_withheld_page_is_closed_and_others_are_not(client, reply):
    etag = image(client, reply)["ETag"]
    withhold(reply)
    assert image(client, reply).status_code == 403
    assert image(client, reply, **{"if-none-match": etag}).status_code == 403
    page = reader(client, reply, q="council lantern score claims")
    assert "image.webp" not in page and "<rect" not in page and "picture is closed" in page
    assert "data:image" not in reader(client, reply, name="page-exhibit", download="1")
    assert image(client, reply, 2).status_code == 200


def test_image_is_closed_where_the_file_may_not_be_handed_out(client, reply, admin_client):
    Collection.objects.update(rights=Collection.Rights.QUOTED)
    assert image(client, reply).status_code == 403 and image(admin_client, reply).status_code == 200
    Takedown.objects.create(sha256=reply.sha256, reason="A court said so.")
    for name in ("page-image", "page-exhibit"):
        assert client.get(reverse(name, args=[reply.sha256, 1])).status_code == 410
    assert client.get(reverse("page-citation", args=[reply.sha256, 1, "bib"])).status_code == 410


def test_page_without_a_look_of_its_own_says_so(client):
    mail = take_in(b"Saltmere Council uses Redwing Compass.", "note.txt")
    assert "no pages that look the same" in reader(client, mail)
    response = image(client, mail)
    assert response.status_code == 404 and b"no pages that look the same" in response.content


def test_damaged_page_says_so_and_is_not_tried_again(client):
    letter = make_letter("bad.pdf", ["Words."], content=b"%PDF-1.4 broken")
    assert b"damaged" in image(client, letter).content
    originals().delete(letter.original.key)
    assert image(client, letter).status_code == 404
    assert "damaged" in reader(client, letter)


def test_page_that_is_not_there_answers_404(client, reply):
    for number in (0, 3, 10**30):
        assert image(client, reply, number).status_code == 404


def test_letters_of_a_page_are_those_of_its_text(reply):
    text = reply.pages.get(number=1).text.text
    assert letters_of(reply, 1).signs.split() == text.split()


def first_sentence(document: Document) -> str:
    text = document.pages.get(number=1).text
    return quote_url(document.sha256, 1, 0, text.text.index(".") + 1, text.text_hash)


def test_citation_of_a_piece_of_a_sentence_has_the_words_at_the_address_that_it_gives(client, reply):
    text = reply.pages.get(number=1).text
    url = quote_url(reply.sha256, 1, 8, 15, text.text_hash)
    cited = client.get(f"{url}cite.txt").content.decode()
    assert f"“{' '.join(text.text[: text.text.index('.') + 1].split())}”" in cited
    assert f"http://testserver{first_sentence(reply)}" in cited


def test_exhibit_holds_everything_and_needs_nothing_else(client, reply):
    response = client.get(f"{first_sentence(reply)}exhibit/?download=1")
    sheet = response.content.decode()
    assert response["Content-Disposition"].startswith("attachment")
    assert "data:image/webp;base64,UklGR" in sheet and "<rect" in sheet and "<mark" in sheet
    for words in (
        reply.sha256,
        f"http://testserver{first_sentence(reply)}",
        "Retrieved",
        "pdfium",
        "Date of the document",
    ):
        assert words in sheet
    assert not re.search(r'(?:src|href)="(?!data:|#)', sheet)


def test_citations_of_words_keep_their_address(client, reply):
    url = first_sentence(reply)
    for kind in ("txt", "bib", "ris"):
        response = client.get(f"{url}cite.{kind}")
        assert response.status_code == 200 and f"http://testserver{url}" in response.content.decode()
    assert client.get(f"{url}cite.exe").status_code == 404
    assert client.get(re.sub("/0-[0-9]+-", "/0-99999-", url) + "cite.bib").status_code == 404


def test_original_is_served_in_parts_whole_and_not_again(client, reply):
    url, whole = reverse("original", args=[reply.sha256]), text_pdf(1)
    response = client.get(url)
    assert b"".join(response) == whole and response["Accept-Ranges"] == "bytes"
    part = client.get(url, headers={"range": "bytes=5-9"})
    assert (part.status_code, b"".join(part)) == (206, whole[5:10])
    assert part["Content-Range"] == f"bytes 5-9/{len(whole)}" and part["Content-Length"] == "5"
    assert client.get(url, headers={"range": "bytes=99999999-"}).status_code == 416
    assert client.get(url, headers={"range": "bytes=5-9", "if-range": '"other"'}).status_code == 200
    assert client.get(url, headers={"if-none-match": response["ETag"]}).status_code == 304
    assert client.get(url, headers={"if-modified-since": response["Last-Modified"]}).status_code == 304
    head = client.head(url)
    assert head.status_code == 200 and head["Content-Length"] == str(len(whole)) and b"".join(head) == b""


def test_original_that_is_closed_is_closed_for_those_who_have_it(client, reply):
    url = reverse("original", args=[reply.sha256])
    etag = client.get(url)["ETag"]
    withhold(reply)
    for headers in ({"range": "bytes=0-4"}, {"if-none-match": etag}):
        assert client.get(url, headers=headers).status_code == 403
