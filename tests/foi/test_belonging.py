"""A letter says in the search to which request it belongs, as long as the campaign is shown to everybody."""

from __future__ import annotations

import io
from datetime import date

import pytest

from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Document
from datascores.pipeline import catch_up, submit
from foi.belonging import BelongStep
from foi.models import Attachment, Campaign, Entry, Message, Request
from foi.states import Event
from search.index import open_engine
from search.query import SearchQuery
from tests.foi.asked import ask

pytestmark = pytest.mark.django_db
ANSWER = (
    "Dear Requester\n\nThank you for your request. The council does not hold this information.\n\nYours sincerely\n"
)


def take_in(name: str, text: str = ANSWER) -> Document:
    receipt = submit(NewArrival(collection="post", file_name=name, stated_kind="guide"), io.BytesIO(text.encode()))
    catch_up()
    return Document.objects.get(pk=receipt.document_id)


def found(**asked: str) -> set[str]:
    query = SearchQuery.from_querystring(asked)
    return set(open_engine().iter_ids(query.clause, query.filters))


@pytest.fixture
def letter() -> Document:
    Campaign.objects.create(slug="scores", name="Scores", is_shown=True)
    document = take_in("reply.txt")
    message = Message.objects.create(
        request=ask(law="FOISA"), key="1", direction="in", sort="answer", date=date(2018, 7, 20), document=document
    )
    annex = take_in("annex.txt", "An annex.")
    Attachment.objects.create(message=message, key="2", document=annex)
    take_in("other.txt", "Another document.")
    catch_up()
    return document


def test_letters_and_their_files_are_found_by_campaign_law_and_state(letter):
    both = {letter.sha256, Document.objects.get(name="annex.txt").sha256}
    assert found(campaign="scores") == found(law="FOISA") == found(state="answered") == both
    assert found(q="campaign:scores law:foisa state:answered") == both


def test_what_happens_to_the_request_is_followed(letter):
    Entry.objects.create(request=Request.objects.get(), event=Event.CLOSE, date=date(2018, 8, 1), why="done")
    catch_up()
    assert letter.sha256 in found(state="closed") and not found(state="answered") & {letter.sha256}


def test_a_campaign_for_staff_is_no_facet_and_becomes_one_when_it_is_shown(letter):
    campaign = Campaign.objects.get()
    campaign.is_shown = False
    campaign.save()
    catch_up()
    assert not found(campaign="scores") and not letter.labels.filter(kind="campaign").exists()
    campaign.is_shown = True
    campaign.save()
    catch_up()
    assert letter.sha256 in found(campaign="scores")


def test_nothing_is_due_twice_and_what_the_sender_stated_stays(letter):
    assert not BelongStep().due()
    assert letter.labels.get(kind="kind", standing="stated").value == "guide"
    stamped = letter.labels.get(kind="campaign").pk
    catch_up()
    assert letter.labels.get(kind="campaign").pk == stamped
