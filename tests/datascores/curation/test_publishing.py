"""A change on its way: drafted, previewed, published, taken back; and two curators at once."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest
from django.conf import settings

from datascores.catalogue.models import Alias, Company, System
from datascores.catalogue.rules import catalogue_of, read_catalogue, read_rules, rules_of_cells
from datascores.catalogue.table import MODELS, cells_of, records_of
from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Job, Mention
from datascores.curation import previewing
from datascores.curation.checking import check
from datascores.curation.drafting import (
    TakeBackRefused,
    bring_up_to_date,
    open_draft,
    put_edit,
    stale_edits,
    take_back,
)
from datascores.curation.models import Draft, Edit, RuleExample, Version
from datascores.curation.previewing import Change, ask_preview
from datascores.curation.publishing import ConfirmationNeeded, PublishRefused, publish
from datascores.jobs import do, take
from datascores.pipeline import catch_up, submit

pytestmark = pytest.mark.django_db

TEXTS = (
    "We use Redwing Compass to sort claims.",
    "Redwing Compass Plus is on trial. The Heron Index is used by the housing team.",
    "We hold nothing about scores.",
)


@pytest.fixture
def corpus():
    System.objects.create(slug="compass", name="Redwing Compass")
    for number, text in enumerate(TEXTS):
        submit(NewArrival(collection="files", file_name=f"{number}.txt"), io.BytesIO(text.encode()))
    catch_up()


def draft_of(slug: str, kind: str = "system", reason: str = "seen in replies", **cells) -> Draft:
    draft = open_draft(None, reason)
    record = MODELS[kind]._default_manager.filter(slug=slug).first()
    put_edit(draft, kind, slug, {"slug": slug, **(cells_of(record) if record else {}), **cells})
    return draft


def deletion_of(slug: str, kind: str = "system") -> Draft:
    draft = open_draft(None, "not needed")
    put_edit(draft, kind, slug, None)
    return draft


def publish_now(draft: Draft, **options) -> Version:
    ask_preview(draft)
    return publish(draft.pk, None, draft.preview["catalogue"], **{"is_confirmed": True, **options})


def mentions() -> list[tuple]:
    return list(Mention.objects.order_by("document", "start").values_list("document", "start", "end", "record__slug"))


def test_rules_made_of_cells_are_those_the_tables_give(corpus):
    maker = Company.objects.create(slug="redwing", name="Redwing Ltd")
    System.objects.filter(slug="compass").update(maker=maker, near_companies="maker", reject_reach=55)
    Alias.objects.create(record=System.objects.get(), text="RC", is_ambiguous=True, valid_from="2001")
    made = [rules_of_cells(kind, row.pk, cells_of(row)) for kind in MODELS for row in records_of(kind)]
    assert catalogue_of(made) == catalogue_of(read_rules())


def test_preview_counts_gains_and_what_a_longer_name_swallows_and_writes_nothing(corpus):
    before, version = mentions(), read_catalogue().version
    draft = draft_of("compass-plus", name="Redwing Compass Plus")
    assert ask_preview(draft)
    rows = {row["slug"]: (row["documents_gained"], row["documents_lost"]) for row in draft.preview["records"]}
    assert rows == {"compass-plus": (1, 0), "compass": (0, 1)}
    assert [place["slug"] for place in draft.preview["gained"]] == ["compass-plus"]
    assert [place["slug"] for place in draft.preview["lost"]] == ["compass"]
    assert (mentions(), read_catalogue().version) == (before, version)


def test_preview_foretells_what_catch_up_then_does(corpus):
    before = mentions()
    publish_now(draft_of("heron", name="Heron Index"))
    catch_up()
    assert sorted(set(mentions()) - set(before)) == [row for row in mentions() if row[3] == "heron"] != []
    publish_now(take_back(Version.objects.get(), None))
    catch_up()
    assert mentions() == before


def test_large_preview_is_a_job_and_a_sample_says_so(corpus, monkeypatch):
    monkeypatch.setattr(previewing, "DIRECT_PAGES", 1)
    monkeypatch.setattr(previewing, "MOST_DOCUMENTS", 1)
    draft = draft_of("compass", name="Redwing Compass", aliases="Heron Index|We hold nothing")
    assert not ask_preview(draft)
    job = take()
    assert job is not None and job.kind == "preview"
    do(job)
    draft.refresh_from_db()
    assert Job.objects.get().state == "done", Job.objects.get().error
    assert (draft.preview["touched"], draft.preview["counted"]) == (3, 1)
    assert draft.is_previewed


def test_draft_changed_after_its_preview_is_not_published(corpus):
    draft = draft_of("heron", name="Heron Index")
    ask_preview(draft)
    put_edit(draft, "system", "heron", {"slug": "heron", "name": "Heron"})
    with pytest.raises(PublishRefused, match="changed after its preview"):
        publish(draft.pk, None, draft.preview["catalogue"])
    assert not System.objects.filter(slug="heron").exists()


def test_failing_test_sentence_refuses_and_is_shown(corpus):
    RuleExample.objects.create(kind="system", slug="compass", sentence="A compass points north.", must_match=False)
    with pytest.raises(PublishRefused, match="A compass points north"):
        publish_now(draft_of("compass", aliases="compass"))
    assert not Version.objects.exists()


def test_draft_that_touches_much_asks_twice(corpus):
    draft = draft_of("heron", name="Heron Index")
    with pytest.raises(ConfirmationNeeded, match="33%"):
        publish_now(draft, is_confirmed=False)
    assert not Version.objects.exists()
    assert publish_now(draft).number == 1


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"name": ""}, "The name is empty"),
        ({"name": "the"}, "word of every text"),
        ({"name": "Heron", "aliases": "X", "ambiguous_names": "X"}, "one letter"),
        ({"name": "Heron.*"}, "no patterns"),
        ({"name": "Heron Score", "aliases": "Heron-score"}, "matched just as"),
        ({"name": "Heron", "maker": "nobody"}, "no company"),
    ],
)
def test_bad_rules_are_refused_before_anything_changes(corpus, cells, words):
    refusals = [str(finding) for finding in check(draft_of("heron", **cells)) if finding.refuses]
    assert any(words in refusal for refusal in refusals)


def test_circle_of_successors_over_two_records_of_a_draft_is_refused(corpus):
    draft = open_draft(None, "a circle")
    put_edit(draft, "company", "one", {"slug": "one", "name": "One Firm", "successor": "two"})
    put_edit(draft, "company", "two", {"slug": "two", "name": "Two Firm", "successor": "one"})
    assert any("lead back" in finding.message for finding in check(draft))


def test_company_and_its_system_go_together_and_are_taken_back_together(corpus):
    before = read_catalogue().version
    draft = draft_of("tern-score", name="Tern Score", maker="tern")
    put_edit(draft, "company", "tern", {"slug": "tern", "name": "Tern Ltd"})
    publish_now(draft)
    assert System.objects.get(slug="tern-score").maker == Company.objects.get(slug="tern")
    publish_now(take_back(Version.objects.get(), None))
    assert read_catalogue().version == before


def test_maker_in_use_is_not_deleted(corpus):
    company = Company.objects.create(slug="redwing", name="Redwing Ltd")
    System.objects.update(maker=company)
    with pytest.raises(PublishRefused, match="names it as its maker"):
        publish_now(deletion_of("redwing", "company"))


def test_take_back_keeps_later_changes_of_other_values_and_refuses_those_of_the_same(corpus):
    first = publish_now(draft_of("compass", aliases="Compass One", category="score"))
    publish_now(draft_of("compass", aliases="Compass One|Compass Two"))
    draft = take_back(first, None)
    assert Edit.objects.get(draft=draft).after["aliases"] == "Compass Two"
    later = publish_now(draft_of("compass", category="other"))
    with pytest.raises(TakeBackRefused, match=f"category was changed later, by version {later.number}"):
        take_back(first, None)


def test_stale_draft_is_merged_where_nothing_conflicts(corpus):
    mine = draft_of("compass", aliases="Compass One")
    publish_now(draft_of("compass", aliases="Compass Two"))
    assert len(stale_edits(mine)) == 1
    assert bring_up_to_date(mine) == []
    assert mine.edits.get().after["aliases"] == "Compass One|Compass Two"


RACE = """
import threading
import django
django.setup()
from django.core.management import call_command
from django.db import connections
call_command("migrate", verbosity=0)
from datascores.catalogue.models import Alias, System
from datascores.catalogue.rules import read_catalogue
from datascores.curation.drafting import open_draft, put_edit
from datascores.curation.models import Version
from datascores.curation.previewing import ask_preview
from datascores.curation.publishing import PublishRefused, publish
drafts = []
for slug, name in (("one", "Heron Index"), ("two", "Tern Score")):
    draft = open_draft(None, "at once")
    put_edit(draft, "system", slug, {"slug": slug, "name": name, "aliases": name + " Plus"})
    ask_preview(draft)
    drafts.append(draft)
gate, outcomes = threading.Barrier(2), []
def run(draft):
    gate.wait()
    try:
        outcomes.append(type(publish(draft.pk, None, draft.preview["catalogue"], True)).__name__)
    except PublishRefused as refusal:
        outcomes.append(type(refusal).__name__ + ": " + str(refusal))
    finally:
        connections.close_all()
threads = [threading.Thread(target=run, args=(draft,)) for draft in drafts]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
won = Version.objects.get()
assert won.hash_after == read_catalogue().version
assert (System.objects.count(), Alias.objects.count()) == (1, 1)
print("; ".join(sorted(outcomes)))
"""


def test_of_two_who_publish_at_once_one_wins_and_the_other_is_told(tmp_path):
    environment = {
        "PATH": os.environ["PATH"],
        "DATASCORES_DATA": str(tmp_path / "race"),
        "DJANGO_SETTINGS_MODULE": "datascores.settings",
    }
    ended = subprocess.run(
        [sys.executable, "-c", RACE], env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True
    )
    assert ended.returncode == 0, ended.stderr
    lost, won = ended.stdout.strip().split("; ")
    assert won == "Version"
    assert lost.startswith("CatalogueMoved") and "version 1" in lost


def test_publish_that_breaks_half_way_leaves_nothing(corpus, monkeypatch):
    from datascores.curation import publishing

    before = read_catalogue().version
    draft = draft_of("heron", name="Heron Index")
    ask_preview(draft)

    def fail(*args):
        raise RuntimeError("the power went")

    monkeypatch.setattr(publishing.RuleExample.objects, "filter", fail)
    with pytest.raises(RuntimeError):
        publishing.publish(draft.pk, None, draft.preview["catalogue"], is_confirmed=True)
    monkeypatch.undo()
    assert read_catalogue().version == before
    assert Draft.objects.get(pk=draft.pk).is_open and not Version.objects.exists()


def test_change_of_no_rule_reads_no_document(corpus):
    assert Change(draft_of("compass", category="other")).pages_to_read() == 0
