"""Relations in the walk of a document: made, shown, ruled on, and kept through every re-making."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.management import call_command
from django.urls import reverse

from datascores.catalogue.models import Authority, Company, System
from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Document, Mention, Stamp, Takedown, WithheldSpan
from datascores.findings.models import Relation
from datascores.pipeline import catch_up, submit

pytestmark = pytest.mark.django_db

REPLY = (
    "Dear requester,\n\nSaltmere County Council uses Redwing Compass to rank repairs. We do not use Tern Score.\n\n"
    "We do not have any predictive software.\n\nThe manual of Redwing Compass is enclosed.\n"
)


@pytest.fixture
def reply():
    Authority.objects.create(slug="saltmere", name="Saltmere County Council")
    maker = Company.objects.create(slug="redwing", name="Redwing Ltd")
    System.objects.create(slug="compass", name="Redwing Compass", maker=maker)
    System.objects.create(slug="tern", name="Tern Score")
    submit(
        NewArrival(collection="files", file_name="reply.txt", stated_authority="saltmere"), io.BytesIO(REPLY.encode())
    )
    catch_up()
    return Document.objects.get()


def relate_again():
    Stamp.objects.filter(step="relate").delete()
    catch_up()


def rule(client, action: str, **filters):
    rows = Relation.objects.filter(**filters)
    form = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(reverse("admin:findings_relation_changelist"), form, follow=True)


def exported() -> list[dict[str, str]]:
    out = io.StringIO()
    call_command("relations", "--format", "csv", stdout=out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_mentions_know_their_stance_and_sentence(reply):
    mention = Mention.objects.get(record__slug="tern")
    words = mention.page_text.text[mention.sentence_start : mention.sentence_end]
    assert (mention.stance, words) == ("denied", "We do not use Tern Score.")


def test_the_command_gives_use_denial_and_denied_class(reply):
    rows = {(row["system"], row["class"], row["status"], row["company"]) for row in exported()}
    assert rows == {
        ("compass", "", "in use", "redwing"),
        ("tern", "", "denied", ""),
        ("", "any predictive software", "denied", ""),
    }


def test_a_row_of_the_command_leads_to_its_sentence(reply, client):
    row = next(row for row in exported() if row["system"] == "compass")
    place = [reply.sha256, row["page"], row["start"], row["end"], row["text_hash"]]
    assert row["sentence"] == "Saltmere County Council uses Redwing Compass to rank repairs."
    assert "to rank repairs" in client.get(reverse("quote", args=place)).content.decode()


def test_a_confirmed_row_survives_and_is_not_proposed_again(reply, admin_client, admin_user):
    rule(admin_client, "confirm", system__slug="compass")
    confirmed = Relation.objects.get(system__slug="compass")
    relate_again()
    assert Relation.objects.get(system__slug="compass") == confirmed
    assert (confirmed.standing, confirmed.by) == ("confirmed", admin_user)
    assert confirmed.ruled_at is not None


def test_a_rejected_sentence_stays_rejected_and_leaves_every_outlet(reply, admin_client, client):
    rule(admin_client, "reject", system__slug="tern")
    relate_again()
    assert [row.standing for row in Relation.objects.filter(system__slug="tern")] == ["rejected"]
    assert not [row for row in exported() if row["system"] == "tern"]
    page = client.get(reverse("system", args=["tern"])).content.decode()
    assert "said not to be used" not in page.partition("<tbody>")[2]


def test_a_body_that_is_known_later_gives_the_rows(reply):
    reply.labels.all().delete()
    reply.arrivals.update(stated_authority="")
    Relation.objects.all().delete()
    reply.labels.create(kind="authority", value="saltmere", standing="confirmed")
    catch_up()
    assert Relation.objects.filter(system__slug="tern", authority__slug="saltmere").exists()


def test_a_taken_down_document_has_no_relations_to_show(reply):
    Takedown.objects.create(sha256=reply.sha256, reason="A test.")
    assert exported() == []


def withhold(document: Document, words: str) -> None:
    page = document.pages.get(number=1)
    start = page.text.text.index(words)
    place = {"start": start, "end": start + len(words)}
    WithheldSpan.objects.create(document=document, page=1, text_hash=page.text.text_hash, reason="a test", **place)


def test_a_withheld_word_is_covered_in_the_sentence_that_holds_it(reply, client, admin_client):
    withhold(reply, "rank repairs")
    row = next(row for row in exported() if row["system"] == "compass")
    assert row["sentence"] == "Saltmere County Council uses Redwing Compass to ████████████."
    listed = admin_client.get(reverse("admin:findings_relation_changelist")).content.decode()
    page = client.get(reverse("system", args=["compass"])).content.decode()
    for outlet in (*row.values(), listed, page):
        assert "rank repairs" not in outlet
    assert "Redwing Compass to ████" in listed
    assert "Redwing Compass to ████" in page


def test_a_relation_whose_name_is_withheld_is_not_shown(reply, client, admin_client):
    withhold(reply, "Redwing Compass to")
    assert "compass" not in {row["system"] for row in exported()}
    listed = admin_client.get(reverse("admin:findings_relation_changelist")).content.decode()
    assert "Saltmere County Council uses" not in listed
    assert "in use" not in client.get(reverse("document", args=[reply.sha256])).content.decode()


def test_what_a_confirmed_row_kept_of_words_withheld_later_is_not_shown(reply, admin_client):
    rule(admin_client, "confirm", system__slug="compass")
    assert Relation.objects.get(system__slug="compass").purpose == "to rank repairs"
    withhold(reply, "repairs")
    relation = Relation.objects.get(system__slug="compass")
    detail = admin_client.get(reverse("admin:findings_relation_change", args=[relation.pk])).content.decode()
    assert "to rank repairs" not in detail
    assert [row["purpose"] for row in exported() if row["system"] == "compass"] == [""]


def test_a_denied_class_is_shown_unless_its_own_words_are_withheld(reply):
    withhold(reply, "We do not have")
    assert "any predictive software" in {row["class"] for row in exported()}
    withhold(reply, "predictive")
    assert "any predictive software" not in {row["class"] for row in exported()}


def test_pages_show_a_denial_as_a_denial_and_who_proposes_it(reply, client):
    for address in (
        reverse("document", args=[reply.sha256]),
        reverse("authority", args=["saltmere"]),
        reverse("system", args=["tern"]),
    ):
        page = client.get(address).content.decode()
        assert "<strong>said not to be used</strong>" in page
        assert "proposed by machine" in page


def test_only_staff_who_may_change_rule_on_relations(reply, client, django_user_model):
    client.force_login(django_user_model.objects.create_user("reader", is_staff=True))
    assert rule(client, "confirm", system__slug="compass").status_code == 403
    assert Relation.objects.get(system__slug="compass").standing == "proposed"


QUESTIONS = (
    "Dear requester,\n\nThank you for your request. Our reply is below.\n\n"
    "Q1. Does the council use Tern Score?\n\nA1. No.\n\n"
    "Q2. Does the council use Redwing Compass?\n\nA2. Yes, since 2017.\n"
)


def test_answers_to_questions_become_rows_that_open_at_question_and_answer(reply, client):
    submit(
        NewArrival(collection="files", file_name="two.txt", stated_authority="saltmere"),
        io.BytesIO(QUESTIONS.encode()),
    )
    catch_up()
    sha = Document.objects.exclude(pk=reply.pk).get().sha256
    rows = {row["system"]: row for row in exported() if row["sha256"] == sha}
    assert {slug: (row["status"], row["speaker"]) for slug, row in rows.items()} == {
        "tern": ("denied", "authority"),
        "compass": ("in use", "authority"),
    }
    assert rows["tern"]["sentence"] == "Does the council use Tern Score? A1. No."
    row = rows["tern"]
    page = client.get(reverse("quote", args=[sha, row["page"], row["start"], row["end"], row["text_hash"]]))
    assert page.status_code == 200
    assert not Mention.objects.filter(page_text__document__sha256=sha, record__slug="tern", is_evidence=True).exists()
