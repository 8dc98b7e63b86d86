"""The page of a draft and of its version: records join and leave, what is sweeping is said, and the corpus is watched."""

from __future__ import annotations

import io

import pytest
from django.urls import reverse

from datascores.catalogue.models import Company, System
from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Mention, Takedown
from datascores.corpus.refusing import refuse
from datascores.curation.drafting import open_draft, put_edit
from datascores.curation.following import following
from datascores.curation.models import Draft, RuleExample, Version
from datascores.curation.previewing import ask_preview
from datascores.curation.publishing import publish, sweeping
from datascores.pipeline import catch_up, submit

pytestmark = pytest.mark.django_db
TEXTS = ("We use Redwing Compass.", "The Redwing compass rose is old.", "We hold nothing.", "Redwing Compass again.")


@pytest.fixture
def corpus():
    System.objects.create(slug="compass", name="Redwing Compass")
    for number, text in enumerate(TEXTS):
        submit(NewArrival(collection="files", file_name=f"{number}.txt"), io.BytesIO(text.encode()))
    catch_up()


def page_of(client, thing: Draft | Version) -> str:
    address = reverse(f"admin:curation_{thing._meta.model_name}_change", args=[thing.pk])
    return client.get(address).content.decode()


def draft_of(slug: str, author=None, **cells: str) -> Draft:
    draft = open_draft(author, "seen in replies")
    put_edit(draft, "system", slug, {"slug": slug, **cells})
    return draft


def take_out(client, draft: Draft, kind: str, slug: str):
    address = reverse("admin:curation_draft_take_out", args=[draft.pk])
    return client.post(address, {"kind": kind, "slug": slug}, follow=True)


def test_new_and_live_records_join_a_draft_by_its_page(admin_client):
    Company.objects.create(slug="redwing", name="Redwing Ltd")
    draft = draft_of("heron", name="Heron Index")
    page = page_of(admin_client, draft)
    add = f"{reverse('admin:curation_draft_add', args=['system'])}?draft={draft.pk}"
    assert f'href="{add}"' in page
    admin_client.post(add, {"name": "Tern Score", "reason": "seen too"})
    address = reverse("admin:curation_draft_change", args=[draft.pk])
    found = admin_client.get(address, {"find": "wing l"}).content.decode()
    change = f"{reverse('admin:curation_draft_edit', args=['company', 'redwing'])}?draft={draft.pk}"
    assert f'href="{change}"' in found
    admin_client.post(change, {"name": "Redwing Limited", "reason": "renamed"})
    assert {edit.slug: edit.deed for edit in draft.edits.all()} == {
        "heron": "added",
        "tern-score": "added",
        "redwing": "changed",
    }
    assert Draft.objects.get().reason == "seen in replies; seen too; renamed"
    assert "No record has “zzz”" in admin_client.get(address, {"find": "zzz"}).content.decode()


def test_record_leaves_a_draft_with_its_test_sentences_and_the_preview_no_longer_holds(admin_client):
    draft = draft_of("heron", name="Heron Index")
    put_edit(draft, "system", "tern", {"slug": "tern", "name": "Tern Score"})
    RuleExample.objects.create(kind="system", slug="tern", sentence="A Tern Score.", draft=draft)
    ask_preview(draft)
    page = take_out(admin_client, draft, "system", "tern").content.decode()
    assert [edit.slug for edit in draft.edits.all()] == ["heron"] and not RuleExample.objects.exists()
    assert "Tern Score" not in page and "changed after this preview" in page


def test_nothing_leaves_a_draft_that_was_published(admin_client):
    draft = draft_of("heron", name="Heron Index")
    ask_preview(draft)
    version = publish(draft.pk, None, draft.preview["catalogue"])
    assert "has been published meanwhile" in take_out(admin_client, draft, "system", "heron").content.decode()
    assert version.draft.edits.count() == 1
    page = page_of(admin_client, draft)
    assert "take_out" not in page and "Add another record" not in page


def test_form_of_a_record_offers_the_curators_own_open_drafts(admin_client, admin_user):
    System.objects.create(slug="compass", name="Redwing Compass")
    own, other = draft_of("heron", admin_user, name="Heron Index"), draft_of("tern", name="Tern Score")
    address = reverse("admin:curation_draft_edit", args=["system", "compass"])
    page = admin_client.get(address).content.decode()
    assert f'href="?draft={own.pk}"' in page and f'href="?draft={other.pk}"' not in page


def test_draft_of_a_name_that_stands_nearly_everywhere_says_so_before_it_can_be_published(corpus, admin_client):
    draft = draft_of("hold", name="Hold Nothing")
    deed = reverse("admin:curation_draft_preview", args=[draft.pk])
    page = admin_client.post(deed, follow=True).content.decode()
    draft.refresh_from_db()
    said = "System “Hold Nothing” would be found newly in 25% of the documents."
    assert sweeping(draft) == [said]
    assert said in page and "publishing asks twice" in page
    address = reverse("admin:curation_draft_publish", args=[draft.pk])
    page = admin_client.post(address, {"seen": draft.preview["catalogue"]}).content.decode()
    assert said in page and "Yes, publish all the same" in page and not Version.objects.exists()


def test_draft_that_touches_little_does_not_ask_twice(corpus, admin_client):
    draft = draft_of("heron", name="Heron Index")
    ask_preview(draft)
    assert "asks twice" not in page_of(admin_client, draft) and sweeping(draft) == []


def test_version_shows_how_far_the_corpus_has_followed(corpus, admin_client):
    draft = draft_of("rose", name="compass rose")
    ask_preview(draft)
    version = publish(draft.pk, None, draft.preview["catalogue"], is_confirmed=True)
    assert "0 of 4 documents done" in page_of(admin_client, version)
    catch_up(at_most=1)
    progress = following(version)
    assert progress is not None and (progress.waiting, progress.done) == (3, 1)
    response = admin_client.get(reverse("admin:curation_version_change", args=[version.pk]))
    assert "1 of 4 documents done" in response.content.decode() and response["Refresh"]
    catch_up()
    response = admin_client.get(reverse("admin:curation_version_change", args=[version.pk]))
    assert "no document waits" in response.content.decode() and not response.has_header("Refresh")


def test_version_that_another_followed_says_nothing_of_the_corpus(corpus, admin_client):
    for slug, name in (("rose", "compass rose"), ("heron", "Heron Index")):
        draft = draft_of(slug, name=name)
        ask_preview(draft)
        publish(draft.pk, None, draft.preview["catalogue"], is_confirmed=True)
    assert "documents done" not in page_of(admin_client, Version.objects.get(number=1))


def test_version_page_opens_without_a_search_index_and_says_so(admin_client):
    draft = draft_of("heron", name="Heron Index")
    ask_preview(draft)
    page = page_of(admin_client, publish(draft.pk, None, draft.preview["catalogue"]))
    assert "There is no search index" in page


def test_wrong_tag_is_a_hint_where_the_rule_is_curated_as_long_as_its_words_may_be_shown(
    corpus, admin_client, admin_user
):
    mention = Mention.objects.filter(document__arrivals__file_name="0.txt").get()
    refuse(mention, "a ship's compass", admin_user)
    form = reverse("admin:curation_draft_edit", args=["system", "compass"])
    record = reverse("admin:catalogue_system_change", args=[System.objects.get().pk])
    for address in (form, record):
        page = admin_client.get(address).content.decode()
        assert "We use <mark>Redwing Compass</mark>" in page and "a ship&#x27;s compass" in page
    Takedown.objects.create(sha256=mention.document.sha256, reason="A court said so.")
    assert "called wrong" not in admin_client.get(form).content.decode()


def test_record_shows_its_versions_and_open_drafts(corpus, admin_client):
    draft = draft_of("compass", name="Redwing Compass", category="score")
    address = reverse("admin:catalogue_system_change", args=[System.objects.get().pk])
    assert "Open drafts with this record" in admin_client.get(address).content.decode()
    ask_preview(draft)
    publish(draft.pk, None, draft.preview["catalogue"])
    page = admin_client.get(address).content.decode()
    assert "Version 1: seen in replies" in page and "changed (category)" in page and "Open drafts" not in page
