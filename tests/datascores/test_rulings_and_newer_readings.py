"""Rulings on hidden words and addresses of quotes through a newer reading of the file: what was released stays so, what is
found newly is withheld, and an old address shows the words it was made for without those withheld since.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from datascores.corpus import extraction
from datascores.corpus.extract.reading import HiddenSpan, PageReading
from datascores.corpus.hidden import rule
from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Document, PageText, WithheldSpan
from datascores.corpus.permanent import quote_url
from datascores.corpus.visibility import find_again
from datascores.pipeline import behind, catch_up, submit
from tests import scans
from tests.hidden_pages import AFTER, HIDING, SECRET, WORDS, make_pdf, plain
from tests.letters import make_catalogue, open_collection

pytestmark = pytest.mark.django_db
SUM = "48,215"
Change = Callable[[PageReading], PageReading]


@pytest.fixture
def read_newly(monkeypatch) -> Callable[[Change], None]:
    """A newer reader, which gives the second page as told; then everything is brought up to date."""
    seen = extraction.read_original

    def install(change: Change) -> None:
        def read(*source):
            outcome = seen(*source)
            pages = tuple(change(page) if page.number == 2 else page for page in outcome.reading.pages)
            return replace(outcome, reading=replace(outcome.reading, pages=pages))

        monkeypatch.setattr(extraction, "read_original", read)
        monkeypatch.setattr(extraction, "EXTRACT_VERSION", f"newer than {extraction.EXTRACT_VERSION}")
        catch_up()
        assert set(behind().values()) == {0}

    return install


@pytest.fixture
def boxed() -> Document:
    make_catalogue()
    return take_in(make_pdf(plain, HIDING["box"][0]))


def take_in(content: bytes, name: str = "reply.pdf") -> Document:
    open_collection("files")
    receipt = submit(NewArrival(collection="files", file_name=name), io.BytesIO(content))
    catch_up()
    return Document.objects.get(pk=receipt.document_id)


def rule_all(ruling: WithheldSpan.Ruling) -> User:
    moderator = User.objects.create_superuser("moderator")
    rule(WithheldSpan.objects.all(), ruling, moderator)
    catch_up()
    return moderator


def reading(text: str, *hidden: str) -> Change:
    """The page as this text, with these words hidden."""
    spans = tuple(HiddenSpan(text.index(words), text.index(words) + len(words), "under a box") for words in hidden)
    return lambda page: replace(page, text=text, hidden=spans)


def text_of(document: Document) -> PageText:
    return document.pages.get(number=2).text


def shown(client, document: Document) -> str:
    return client.get(reverse("page", args=[document.sha256, 2])).content.decode()


def rulings(document: Document) -> dict[str, str]:
    """The ruling on each hidden stretch of the present reading."""
    text = text_of(document)
    spans = document.withheld_spans.filter(text_hash=text.text_hash, page=2)
    return {text.text[span.start : span.end]: span.ruling for span in spans}


def address_of(document: Document, words: str) -> str:
    text = text_of(document)
    start = text.text.index(words)
    return quote_url(document.sha256, 2, start, start + len(words), text.text_hash)


OTHERWISE = f"A head that was not read before\n{WORDS}\n{AFTER}\n{SECRET}"


def test_released_words_stay_released_where_the_rest_of_the_page_is_read_otherwise(client, boxed, read_newly):
    rule_all(WithheldSpan.Ruling.RELEASED)
    read_newly(reading(OTHERWISE, SECRET))
    assert rulings(boxed) == {SECRET: "released"}
    assert SUM in shown(client, boxed) and "A head that" in shown(client, boxed)
    assert client.get(reverse("original", args=[boxed.sha256])).status_code == 200


def test_words_that_a_newer_reading_finds_hidden_beside_released_ones_are_withheld(client, boxed, read_newly):
    rule_all(WithheldSpan.Ruling.RELEASED)
    read_newly(reading(OTHERWISE, "council scores", SECRET))
    assert rulings(boxed) == {SECRET: "released", "council scores": "waiting"}
    page = shown(client, boxed)
    assert SUM in page and "council scores" not in page
    assert client.get(reverse("original", args=[boxed.sha256])).status_code == 403


def test_a_longer_stretch_of_hidden_words_is_not_released_with_the_shorter_one(client, boxed, read_newly):
    rule_all(WithheldSpan.Ruling.RELEASED)
    read_newly(reading(OTHERWISE, f"for it.\n{SECRET}"))
    assert set(rulings(boxed).values()) == {"waiting"} and SUM not in shown(client, boxed)


def test_a_released_sum_releases_it_in_no_second_place(client, boxed, read_newly):
    rule_all(WithheldSpan.Ruling.RELEASED)
    twice = f"{OTHERWISE}\nThe second offer is a {SECRET}"

    def change(page: PageReading) -> PageReading:
        starts = twice.index(SECRET), twice.rindex(SECRET)
        return replace(page, text=twice, hidden=tuple(HiddenSpan(at, at + len(SECRET), "box") for at in starts))

    read_newly(change)
    spans = WithheldSpan.objects.filter(text_hash=text_of(boxed).text_hash).order_by("start")
    assert [span.ruling for span in spans] == ["released", "waiting"]
    assert shown(client, boxed).count(SUM) == 1


def test_kept_words_stay_kept_and_nobody_is_asked_again(client, boxed, read_newly):
    moderator = rule_all(WithheldSpan.Ruling.KEPT)
    read_newly(reading(OTHERWISE, SECRET))
    assert rulings(boxed) == {SECRET: "kept"}
    assert WithheldSpan.objects.get(text_hash=text_of(boxed).text_hash).ruled_by == moderator
    assert not WithheldSpan.objects.filter(ruling="waiting").exists() and SUM not in shown(client, boxed)


def test_ruling_on_the_present_reading_holds_for_the_same_words_in_the_earlier_one(client, boxed, read_newly):
    read_newly(reading(OTHERWISE, SECRET))
    assert WithheldSpan.objects.filter(ruling="waiting").count() == 2
    present = WithheldSpan.objects.filter(text_hash=text_of(boxed).text_hash)
    assert rule(present, WithheldSpan.Ruling.RELEASED, User.objects.create_superuser("moderator")) == 2
    assert client.get(reverse("original", args=[boxed.sha256])).status_code == 200


def test_the_latest_ruling_is_the_one_that_is_taken_over(boxed, read_newly):
    rule_all(WithheldSpan.Ruling.RELEASED)
    read_newly(reading(OTHERWISE, SECRET))
    rule(WithheldSpan.objects.filter(text_hash=text_of(boxed).text_hash), WithheldSpan.Ruling.KEPT, User.objects.get())
    read_newly(reading(f"Another head\n{OTHERWISE}", SECRET))
    assert rulings(boxed) == {SECRET: "kept"}


def test_old_quote_shows_its_words_without_those_withheld_since_and_says_that_there_is_a_newer_reading(
    client, boxed, read_newly
):
    old = address_of(boxed, "Lantern Score")
    assert SUM not in client.get(old).content.decode()
    read_newly(reading(OTHERWISE, "council scores", SECRET))
    page = client.get(old).content.decode()
    assert '<mark id="hit-1">Lantern Score</mark>' in page
    assert "read anew" in page and reverse("page", args=[boxed.sha256, 2]) in page
    assert "council scores" not in page and SUM not in page and "A head that" not in page


def test_old_quote_is_closed_where_words_withheld_since_cannot_be_told_in_it(client, boxed, read_newly):
    old = address_of(boxed, "Lantern Score")
    read_newly(reading(OTHERWISE.replace("council scores", "council sc0res"), "council sc0res", SECRET))
    answer = client.get(old)
    assert answer.status_code == 404 and "Words of this page are withheld" in answer.content.decode()
    assert "Lantern Score" not in answer.content.decode()


def test_addresses_by_a_plain_hash_answer_no_guess_once_words_are_withheld(client, read_newly):
    make_catalogue()
    document = take_in(make_pdf(plain, lambda canvas: (plain(canvas), canvas.drawString(60, 730, SECRET))))
    right = address_of(document, "Lantern Score")
    assert SUM in client.get(right).content.decode()
    read_newly(reading(text_of(document).text, SECRET))
    wrong = right[:-9] + "0" * 8 + "/"
    answers = [client.get(address) for address in (right, wrong)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content.replace(right.encode(), b"") == answers[1].content.replace(wrong.encode(), b"")


def test_quote_of_the_present_reading_is_served_when_ocr_has_added_words_to_it(client):
    screen = scans.picture_of(["Lantern Score Dashboard"], 1400, 700, 40)
    from reportlab.lib.utils import ImageReader

    def draw(canvas) -> None:
        HIDING["box"][0](canvas)
        canvas.drawImage(ImageReader(screen), 60, 200, 480, 240)

    document = take_in(make_pdf(plain, draw))
    assert text_of(document).picture_from is not None
    page = client.get(address_of(document, WORDS)).content.decode()
    assert f'<mark id="hit-1">{WORDS}</mark>' in page and SUM not in page


def test_quote_from_a_page_that_the_newer_reading_has_not_leads_to_the_document(client, read_newly, monkeypatch):
    document = take_in(b"The council uses Lantern Score.", "letter.txt")
    text = document.pages.get().text
    old = quote_url(document.sha256, 1, 0, 11, text.text_hash)
    document.pages.all().delete()
    page = client.get(old).content.decode()
    assert "read anew" in page and f'href="{reverse("document", args=[document.sha256])}"' in page


def test_words_are_found_again_at_their_place_or_wherever_they_stand():
    assert find_again("a secret b", 2, 8, "a secret b and more") == [(2, 8)]
    assert find_again("a secret b", 2, 8, "new: a Sec-\nret b, secret") == [(7, 15), (19, 25)]
    assert find_again("a secret b secret", 2, 8, "x secret") == []  # one of the two stands there in another form
    assert find_again("a secret b", 2, 8, "nothing") == [] and find_again("a  b", 1, 3, "x y z") == []
