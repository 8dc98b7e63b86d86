"""What refuses a draft: words of every text, and records that others still name."""

from __future__ import annotations

import io

import pytest
from django.contrib.auth.models import User

from datascores.catalogue.models import Authority, Company, System
from datascores.catalogue.table import canonical_cells
from datascores.catalogue.validation import check_cells
from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Mention
from datascores.corpus.refusing import refuse
from datascores.curation.checking import check, check_new_names
from datascores.curation.drafting import open_draft, put_edit, put_edits
from datascores.curation.models import Draft, RuleExample
from datascores.pipeline import catch_up, submit


def cells(**values: str) -> dict[str, str]:
    return canonical_cells("keyword", {"slug": "word", **values})


@pytest.mark.parametrize("name", ["the", "The", "of the", "shall not", "a"])
def test_words_of_every_text_are_no_name_even_when_marked_as_ambiguous(name):
    found = check_new_names(cells(name=name, ambiguous_names=name, context_words="council"), None)
    assert found and {column for column, _ in found} == {"name"}


@pytest.mark.parametrize("name", ["IT", "WAS", "the scorer", "One"])
def test_capitals_and_words_beside_others_can_be_a_name(name):
    assert check_new_names(cells(name=name, ambiguous_names=name), None) == []


def test_name_that_the_live_record_has_already_is_left_to_whoever_listed_it():
    before = cells(name="word", aliases="the", ambiguous_names="the")
    assert check_new_names({**before, "category": "other"}, before) == []


@pytest.fixture
def linked(db):
    maker = Company.objects.create(slug="redwing", name="Redwing Ltd")
    Company.objects.create(slug="old", name="Old Firm", successor=maker)
    System.objects.create(slug="compass", name="Redwing Compass", maker=maker)
    System.objects.create(slug="near", name="Near Score", near_companies="redwing")
    new = Authority.objects.create(slug="new-council", name="New Council")
    Authority.objects.create(slug="former-council", name="Former Council").successors.add(new)


def refusals(draft: Draft) -> list[str]:
    return [str(finding) for finding in check(draft) if finding.refuses]


def test_removal_names_every_record_that_still_refers_to_it(linked):
    draft = open_draft(None, "not needed")
    put_edits(draft, [("company", "redwing", None), ("authority", "new-council", None)])
    said = " ".join(refusals(draft))
    for words in (
        "company “old” names it as its successor",
        "system “compass” names it as its maker",
        "system “near” names it as its near company",
        "authority “former-council” names it as its successor",
    ):
        assert words in said, words


def test_removal_stands_once_the_draft_changes_or_removes_who_refers_to_it(linked):
    draft = open_draft(None, "all go")
    put_edits(draft, [("company", slug, None) for slug in ("redwing", "old")])
    put_edits(draft, [("system", "near", None), ("system", "compass", {"slug": "compass", "name": "Redwing Compass"})])
    assert refusals(draft) == []


def test_new_record_of_the_draft_that_names_what_it_removes_is_refused(linked):
    draft = open_draft(None, "at odds")
    put_edits(draft, [("authority", slug, None) for slug in ("former-council", "new-council")])
    assert refusals(draft) == []
    put_edit(draft, "authority", "late", {"slug": "late", "name": "Late Council", "successors": "new-council"})
    assert any("authority “late” names it as its successor" in refusal for refusal in refusals(draft))


def test_records_put_twice_into_a_draft_stand_in_it_once_as_put_last(db):
    draft = open_draft(None, "a try")
    put_edits(draft, [("system", "a", {"slug": "a", "name": "First"}), ("system", "b", {"slug": "b", "name": "Other"})])
    put_edits(draft, [("system", "a", {"slug": "a", "name": "Second"}), ("system", "b", None)])
    assert [edit.name for edit in draft.edits.all()] == ["Second"]


@pytest.mark.django_db
def test_deletion_tells_how_many_rulings_of_persons_rest_on_the_record():
    System.objects.create(slug="compass", name="Redwing Compass")
    submit(NewArrival(collection="files", file_name="reply.txt"), io.BytesIO(b"We use Redwing Compass here."))
    catch_up()
    refuse(Mention.objects.get(), "a ship's compass", User.objects.create(username="curator"))
    RuleExample.objects.create(kind="system", slug="compass", sentence="We use Redwing Compass.")
    draft = open_draft(None, "gone")
    put_edit(draft, "system", "compass", None)
    said = [str(finding) for finding in check(draft) if not finding.refuses]
    assert any("1 ruling(s) of persons rest on it: tags that they called wrong" in finding for finding in said)
    assert any("1 test sentence(s)" in finding for finding in said)


@pytest.mark.parametrize("word", ["e", "É", "&", "the", "of the"])
def test_a_context_word_that_stands_near_every_name_is_refused(word):
    found = check_cells("keyword", cells(name="Zog", ambiguous_names="Zog", context_words=f"housing|{word}"))
    assert [column for column, _ in found] == ["context_words"]
