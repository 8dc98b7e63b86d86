"""The step that reads replies within the walk of a document: labels, who ruled on them, and what makes it read anew."""

from __future__ import annotations

import io

import pytest
from django.contrib.auth.models import User

from datascores.catalogue.models import Authority
from datascores.corpus.intake import NewArrival
from datascores.corpus.listing import document_rows
from datascores.corpus.models import Document, Label
from datascores.pipeline import catch_up, submit
from foi import replies
from foi.judging.rulings import rule
from foi.replies import steps
from foi.replies.steps import ReplyStep
from search.index import open_engine
from search.query import SearchQuery
from tests.foi.replies.made import MADE

pytestmark = pytest.mark.django_db


def take_in(text: str, **fields) -> Document:
    receipt = submit(NewArrival(collection="post", file_name="reply.txt", **fields), io.BytesIO(text.encode()))
    catch_up()
    return Document.objects.get(pk=receipt.document_id)


def held(document: Document, kind: str) -> set[tuple[str, str]]:
    return set(document.labels.filter(kind=kind).values_list("value", "standing"))


def test_a_reply_gets_labels_with_the_sentence_they_rest_on():
    document = take_in(MADE["prices blacked out"].text)
    label = document.labels.get(kind="exemption")
    assert (label.value, label.standing, label.rule_version) == ("s43 FOIA", "proposed", "reply 2")
    assert "s43(2) is cited" in label.how and label.sentence.startswith(
        "The pricing schedule is withheld under section 43(2)"
    )
    text = document.pages.get().text.text
    assert " ".join(text[label.start : label.end].split()) == label.sentence


def test_a_number_follows_the_nation_of_the_body():
    Authority.objects.create(slug="glenmuir", name="Glenmuir Council", body_kind="council", nation="Scotland")
    text = "Dear Requester\n\nRequest 4471\n\nThank you for your request. The prices are withheld under section 33.\n\nYours\n"
    assert held(take_in(text, stated_authority="glenmuir"), "exemption") == {("s33 FOISA", "proposed")}


def test_what_a_person_has_ruled_on_stays_when_the_rules_change(monkeypatch):
    document = take_in(MADE["prices blacked out"].text)
    ada = User.objects.create(username="ada")
    rule(document, {"outcome": ["refused"], "exemption": ["s41 FOIA"], "response type": []}, ada)
    monkeypatch.setattr(steps, "REPLY_VERSION", "3")
    assert document in ReplyStep().due()
    catch_up()
    assert held(document, "outcome") == {("refused", "confirmed"), ("partly disclosed", "rejected")}
    assert held(document, "exemption") == {("s41 FOIA", "confirmed"), ("s43 FOIA", "rejected")}


def test_a_new_rule_replaces_what_the_old_one_proposed(monkeypatch):
    document = take_in(MADE["prices blacked out"].text)
    monkeypatch.setattr(steps, "REPLY_VERSION", "3")
    monkeypatch.setattr(steps, "read_reply", lambda *_: [])
    catch_up()
    assert not document.labels.filter(kind__in=steps.KINDS).exists()
    assert replies.REPLY_VERSION == "2"


def test_a_document_whose_kind_a_person_corrects_is_read_anew():
    document = take_in(MADE["prices blacked out"].text)
    Label.objects.create(document=document, kind="kind", value="guide", standing="confirmed")
    catch_up()
    assert held(document, "outcome") == {("not a response", "proposed")} and not held(document, "exemption")


def test_outcomes_and_sections_are_facets_of_the_search():
    document = take_in(MADE["prices blacked out"].text)
    take_in(MADE["holds nothing"].text)
    for asked in ({"outcome": "partly disclosed"}, {"exemption": "s43 FOIA"}):
        query = SearchQuery.from_querystring(asked)
        assert list(open_engine().iter_ids(query.clause, query.filters)) == [document.sha256]


def test_the_list_of_documents_writes_a_denial_as_nothing_given_and_keeps_the_difference():
    take_in(MADE["uses none"].text)
    (row,) = document_rows()
    assert (row["outcome"], row["outcome_standing"]) == ("not held", "proposed")
    assert "no such system declared" in row["response_types"].split("|")
