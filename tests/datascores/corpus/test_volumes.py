"""Volumes hold what may be shown of the pages around a text, in few queries, however many documents are asked for."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from datascores.corpus.models import Document, Page, PageText, WithheldSpan
from datascores.corpus.volumes import DOCUMENTS_EACH, around_each, lone_volume, volumes_around
from tests.letters import add_reading, make_letter

pytestmark = pytest.mark.django_db
PAGES = ["Dear Sir. The council does not", "use Tern Score. Yours.", "Annex A", "B", "C", "D", "E", "F"]


@pytest.fixture
def letter() -> Document:
    return make_letter("letter.pdf", PAGES)


def text_of(document: Document, number: int) -> PageText:
    return document.pages.get(number=number).text


def reread(document: Document, number: int, words: str) -> PageText:
    """The text that is replaced by a newer reading."""
    old = text_of(document, number)
    Page.objects.filter(document=document, number=number).update(text=add_reading(document, number, words))
    return old


def test_pages_around_are_there_and_no_others_are_read(letter):
    volume = volumes_around([text_of(letter, 2)])[text_of(letter, 2).pk]
    assert volume.page(2).text == "Dear Sir. The council does not use Tern Score. Yours."
    assert volume.text(5) == "C"
    with pytest.raises(KeyError):
        volume.text(6)


def test_words_that_are_withheld_are_covered_on_each_page(letter):
    text = text_of(letter, 1)
    at = text.text.index("does not")
    WithheldSpan.objects.create(
        document=letter, page=1, text_hash=text.text_hash, start=at, end=at + 8, reason="white letters"
    )
    volume = volumes_around([text_of(letter, 2)])[text_of(letter, 2).pk]
    assert "does not" not in volume.page(2).text + volume.text(1) and "████████" in volume.text(1)


def test_a_text_that_was_replaced_stands_alone(letter):
    old = reread(letter, 2, "as far as we know use no score. Yours.")
    around = around_each([old, text_of(letter, 2)])
    page = around[old.pk].volume.page(2)
    assert page.text == "use Tern Score. Yours." and page.begins_on == 1 and around[old.pk].page is None
    assert around[text_of(letter, 2).pk].volume.page(2).text.startswith("Dear Sir. The council does not as far as")
    assert lone_volume(old, old.text).page(2) == page


def test_words_withheld_in_a_replaced_text_are_covered_too(letter):
    old = reread(letter, 2, "of Saltmere use no score.")
    WithheldSpan.objects.create(document=letter, page=2, text_hash=old.text_hash, start=4, end=8, reason="x")
    assert volumes_around([old])[old.pk].page(2).text == "use ████ Score. Yours."


def test_a_replaced_text_never_lends_its_words_to_the_page_beside(letter):
    old = reread(letter, 1, "Dear Sir. A new beginning that nobody else has ever used")
    volume = volumes_around([old, text_of(letter, 2)])[text_of(letter, 2).pk]
    assert "does not" not in volume.page(2).text


def test_more_documents_than_a_query_can_name_take_a_few_queries():
    documents = [make_letter(f"{number}.pdf", PAGES[:2]) for number in range(1100)]
    texts = list(PageText.objects.filter(document__in=documents, number=2))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        volumes = volumes_around(texts)
    assert len(volumes) == 1100 and len(queries) == 3 * -(-1100 // DOCUMENTS_EACH)
    assert {volume.page(2).text for volume in volumes.values()} == {
        "Dear Sir. The council does not use Tern Score. Yours."
    }


def test_nothing_asked_for_is_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert volumes_around([]) == {}
