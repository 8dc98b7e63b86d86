import io

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone

from datascores.corpus import visibility
from datascores.corpus.intake import NewArrival, receive
from datascores.corpus.models import Collection, Document, PageText, Takedown, WithheldSpan

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    receive(NewArrival(collection="files", file_name="reply.txt"), io.BytesIO(b"the price is 12,000 pounds"))
    return Document.objects.get()


@pytest.fixture
def text(document):
    return PageText.objects.create(
        document=document, number=1, text="the price is 12,000 pounds", text_hash="h", read_by="text"
    )


def withhold(document, **changes):
    values = {"page": 1, "start": 13, "end": 19, "text_hash": "h", "reason": "under a black box"}
    return WithheldSpan.objects.create(document=document, **{**values, **changes})


def test_withheld_words_are_covered_sign_for_sign(document, text):
    withhold(document)
    assert visibility.shown_text(text) == "the price is ██████ pounds"


def test_a_span_made_for_another_reading_of_the_page_covers_nothing(document, text):
    withhold(document, text_hash="older")
    assert visibility.shown_text(text) == text.text


def test_released_words_are_shown_again(document, text):
    withhold(document, ruling=WithheldSpan.Ruling.RELEASED)
    assert visibility.shown_text(text) == text.text


@pytest.mark.parametrize(("ruling", "is_open"), [("waiting", False), ("kept", False), ("released", True)])
def test_the_original_is_closed_to_the_public_while_words_are_withheld(document, ruling, is_open):
    withhold(document, ruling=ruling)
    assert visibility.may_serve_original(document, AnonymousUser()).is_allowed is is_open
    assert visibility.may_serve_original(document, User(is_staff=True)).is_allowed


def test_a_quoted_collection_keeps_its_originals_for_staff(document):
    Collection.objects.update(rights=Collection.Rights.QUOTED)
    decision = visibility.may_serve_original(document, AnonymousUser())
    assert not decision.is_allowed
    assert "rights" in decision.reason


def test_a_takedown_holds_by_hash_until_it_is_lifted(document):
    takedown = Takedown.objects.create(sha256=document.sha256, reason="Personal data.")
    receive(NewArrival(collection="other", file_name="again.txt"), io.BytesIO(b"the price is 12,000 pounds"))
    assert not visibility.is_shown(document)
    assert not visibility.shown_documents().exists()
    assert not visibility.may_serve_original(document, User(is_staff=True)).is_allowed
    takedown.lifted_at = timezone.now()
    takedown.save()
    assert visibility.is_shown(document)
