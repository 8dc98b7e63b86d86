import io

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone

from datascores.corpus import visibility
from datascores.corpus.extract.reading import HiddenSpan
from datascores.corpus.hidden import withhold as withhold_spans
from datascores.corpus.intake import NewArrival, fingerprint_of, receive
from datascores.corpus.models import Collection, Document, PageText, Takedown, WithheldSpan
from tests.letters import open_collection

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    open_collection("files")
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
    assert (
        visibility.may_serve_original(document, User.objects.create_user("clerk", is_staff=True)).is_allowed is is_open
    )
    assert visibility.may_serve_original(document, User.objects.create_superuser("moderator")).is_allowed


def test_a_quoted_collection_keeps_its_originals_for_staff(document):
    Collection.objects.update(rights=Collection.Rights.QUOTED)
    decision = visibility.may_serve_original(document, AnonymousUser())
    assert not decision.is_allowed
    assert "rights" in decision.reason
    assert visibility.may_serve_original(document, User.objects.create_user("clerk", is_staff=True)).is_allowed


def test_a_takedown_holds_by_hash_until_it_is_lifted(document):
    takedown = Takedown.objects.create(sha256=document.sha256, reason="Personal data.")
    receive(NewArrival(collection="other", file_name="again.txt"), io.BytesIO(b"the price is 12,000 pounds"))
    assert not visibility.shown_documents().exists()
    assert not visibility.may_serve_original(document, User(is_staff=True)).is_allowed
    takedown.lifted_at = timezone.now()
    takedown.save()
    assert visibility.shown_documents().exists()


def test_a_container_is_closed_while_something_inside_it_is_withheld_or_taken_down(document):
    container = Document.objects.create(sha256="c" * 64, size=1, name="both.zip")
    outer = NewArrival(collection="files", file_name="both.zip")
    arrival = container.arrivals.create(
        collection=open_collection("files"), file_name=outer.file_name, fingerprint=fingerprint_of("c" * 64, outer)
    )
    member = NewArrival(collection="files", file_name="reply.txt", parent=arrival)
    receive(member, io.BytesIO(b"the price is 12,000 pounds"))
    assert visibility.may_serve_original(container, AnonymousUser()).is_allowed
    span = withhold(document)
    assert "inside this file are withheld" in visibility.may_serve_original(container, AnonymousUser()).reason
    span.delete()
    Takedown.objects.create(sha256=document.sha256, reason="Personal data.")
    assert "taken down" in visibility.may_serve_original(container, AnonymousUser()).reason


def test_a_newer_reading_that_sees_less_hidden_is_withheld_whole(document, text):
    withhold_spans(document, {(1, "h"): [HiddenSpan(13, 19, "under a black box")]})
    newer = PageText.objects.create(
        document=document, number=1, text="the price: 12,000", text_hash="n", read_by="text"
    )
    withhold_spans(document, {(1, "n"): []})
    withhold_spans(document, {(1, "n"): []})
    assert visibility.shown_text(newer) == "█" * len(newer.text)
    assert visibility.shown_text(text) == "the price is ██████ pounds"
