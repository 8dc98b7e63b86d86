"""Every tag says why it stands; a person's "wrong" takes it away from every outlet and keeps it away."""

from __future__ import annotations

import io

import pytest
from django.contrib.auth.models import Permission, User

from datascores.catalogue.models import Authority, System
from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Document, Label, Mention, Refusal, Stamp
from datascores.corpus.permanent import why_url
from datascores.findings.models import Relation
from datascores.pipeline import catch_up, submit
from search.engine.clauses import Everything
from search.index import open_engine

pytestmark = pytest.mark.django_db
REPLY = b"Saltmere County Council reads the compass each day. It uses Redwing Compass. Redwing Compass scores claims."


@pytest.fixture
def mentions() -> list[Mention]:
    Authority.objects.create(slug="saltmere", name="Saltmere County Council", nation="England", region="West")
    System.objects.create(slug="compass", name="Redwing Compass")
    submit(NewArrival(collection="files", file_name="reply.txt"), io.BytesIO(REPLY))
    catch_up()
    return list(Mention.objects.filter(record__slug="compass").order_by("start"))


@pytest.fixture
def curator(client) -> User:
    user = User.objects.create_user("curator", password="x", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="add_refusal"))
    client.force_login(user)
    return user


def refuse_all(client, mentions, reason="It is a ship's compass.") -> None:
    for mention in mentions:
        assert client.post(why_url(mention), {"reason": reason}).status_code == 302


def test_a_tag_says_rule_name_version_sentence_page_speaker_and_stance(client, mentions):
    page = client.get(why_url(mentions[0])).content.decode()
    for words in (
        "<mark>Redwing Compass</mark>",
        "full name",
        mentions[0].catalogue_version,
        "own words",
        "What is said",
    ):
        assert words in page, words
    assert "Is it wrong?" not in page


def test_every_saying_leads_to_its_grounds(client, mentions):
    document = Document.objects.get()
    assert why_url(mentions[0]) in client.get(f"/documents/{document.sha256}/").content.decode()


def test_a_refused_tag_leaves_pages_index_and_csv_and_stays_away_after_a_new_matching(client, mentions, curator):
    refuse_all(client, mentions)
    Stamp.objects.filter(step="match").delete()
    catch_up()
    assert not Mention.objects.filter(record__slug="compass").exists()
    assert open_engine().count(Everything(), {"system": ["compass"]}) == 0
    gone = client.get(why_url(mentions[0]))
    assert gone.status_code == 200 and "ship&#x27;s compass" in gone.content.decode()


def test_one_refused_tag_leaves_the_others_alone(client, mentions, curator):
    refuse_all(client, mentions[:1])
    catch_up()
    assert [row.start for row in Mention.objects.filter(record__slug="compass")] == [mentions[1].start]


def test_a_refusal_taken_back_brings_the_tag_again(client, mentions, curator):
    refuse_all(client, mentions)
    catch_up()
    Refusal.objects.all().delete()
    catch_up()
    assert Mention.objects.filter(record__slug="compass").count() == 2


def test_a_refusal_without_a_reason_is_not_taken(client, mentions, curator):
    answer = client.post(why_url(mentions[0]), {"reason": "  "})
    assert answer.status_code == 422 and "Say why" in answer.content.decode()
    assert Mention.objects.filter(pk=mentions[0].pk).exists() and not Refusal.objects.exists()


def test_who_is_not_a_curator_can_refuse_nothing(client, mentions):
    assert client.post(why_url(mentions[0]), {"reason": "no"}).status_code == 403
    assert Mention.objects.filter(pk=mentions[0].pk).exists()


def test_a_refusal_holds_in_another_reading_of_the_same_words(client, mentions, curator):
    refuse_all(client, mentions)
    text = mentions[0].page_text
    # another reader puts two blank lines on top: every offset moves
    text.document.pages.update(
        text=text.document.page_texts.create(
            number=1, text="Reply\n\n" + text.text, text_hash="b" * 64, read_by="other"
        )
    )
    Stamp.objects.filter(step__in=("segment", "match")).delete()
    catch_up()
    assert not Mention.objects.filter(record__slug="compass").exists()


def test_the_hint_stands_beside_other_tags_of_the_rule(client, mentions, curator):
    refuse_all(client, mentions[:1])
    page = client.get(why_url(mentions[1])).content.decode()
    assert "called wrong" in page and "ship&#x27;s compass" in page


def test_an_address_of_no_tag_answers_404(client, mentions):
    address = why_url(mentions[0]).replace("/compass/", "/nobody/")
    assert client.get(address).status_code == 404
    assert client.get(why_url(mentions[0]).replace("/system/", "/nonsense/")).status_code == 404
    moved = why_url(mentions[0]).replace(f"/{mentions[0].start}-", "/1-")
    assert client.get(moved).status_code == 404


def test_what_was_proposed_from_a_wrong_tag_is_gone_at_once(client, mentions, curator):
    document = Document.objects.get()
    Label.objects.create(document=document, kind="authority", value="saltmere", standing="confirmed", how="a person")
    catch_up()
    assert Relation.objects.filter(system__slug="compass", status="in use").exists()
    refuse_all(client, mentions)
    assert not Relation.objects.filter(system__slug="compass").exists()


def test_the_reader_leads_to_the_grounds_of_each_tag_of_its_page(client, mentions):
    document = Document.objects.get()
    page = client.get(f"/documents/{document.sha256}/pages/1/").content.decode()
    assert all(why_url(mention) in page for mention in Mention.objects.filter(document=document))
    Mention.objects.all().delete()
    assert "Why the tags" not in client.get(f"/documents/{document.sha256}/pages/1/").content.decode()


def test_a_refusal_is_told_at_its_place_when_the_record_is_back(client, mentions, curator):
    refuse_all(client, mentions[:1])
    System.objects.all().delete()
    System.objects.create(slug="compass", name="Redwing Compass")
    catch_up()
    assert [row.start for row in Mention.objects.filter(record__slug="compass")] == [mentions[1].start]
    assert "ship&#x27;s compass" in client.get(why_url(mentions[0])).content.decode()


def test_a_page_with_more_tags_than_a_list_holds_says_how_many_and_leads_to_all(client, mentions, monkeypatch):
    monkeypatch.setattr("datascores.portal.why.TAGS_AT_ONCE", 1)
    document = Document.objects.get()
    address = f"/documents/{document.sha256}/pages/1/"
    shown = list(
        Mention.objects.filter(document=document, page=1).order_by("start", "end", "record__kind", "record__slug")
    )
    pages = [client.get(f"{address}?tags={number}").content.decode() for number in range(1, len(shown) + 1)]
    assert all(f"stand ({len(shown)})" in page for page in pages)
    assert [sum(why_url(mention) in page for mention in shown) for page in pages] == [1] * len(shown)
    assert all(why_url(mention) in page for mention, page in zip(shown, pages, strict=True))
    assert "tags=2" in pages[0] and "tags=1" in pages[1]
    assert client.get(f"{address}?tags=999").status_code == 200
