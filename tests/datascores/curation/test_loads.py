"""Loads of lists by command stand in the log of versions, and what curators did stays done."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from datascores.catalogue.models import Alias, Company, System
from datascores.catalogue.rules import read_catalogue
from datascores.catalogue.table import cells_of
from datascores.curation.drafting import open_draft, put_edit, take_back
from datascores.curation.models import Draft, Version
from datascores.curation.previewing import ask_preview
from datascores.curation.publishing import CatalogueMoved, publish

pytestmark = pytest.mark.django_db


def load(folder) -> None:
    call_command("load_catalogue", folder=folder.path, origin="invented", write=True, verbosity=0)


def publish_now(draft: Draft) -> Version:
    ask_preview(draft)
    return publish(draft.pk, None, draft.preview["catalogue"], is_confirmed=True)


def test_load_is_a_version_with_its_set_and_every_record(folder, capsys):
    before = read_catalogue().version
    load(folder)
    version = Version.objects.get()
    assert (version.number, version.by, version.author) == (1, "load_catalogue", None)
    assert version.reason.startswith("lists “invented”, set ") and version.reason.endswith(": 6 added, 0 changed")
    assert (version.hash_before, version.hash_after) == (before, read_catalogue().version)
    assert version.draft.edits.count() == 6 and not version.draft.is_open
    assert version.draft.edits.get(slug="tessera").after == cells_of(System.objects.get())
    assert "This is version 1." in capsys.readouterr().out


def test_load_that_changes_nothing_or_writes_nothing_makes_no_version(folder):
    call_command("load_catalogue", folder=folder.path, origin="invented", verbosity=0)
    assert not Version.objects.exists() and not Draft.objects.exists()
    load(folder)
    load(folder)
    assert (Version.objects.count(), Draft.objects.count()) == (1, 1)


def test_load_with_a_problem_leaves_neither_records_nor_a_version(folder):
    folder.row("system", "tessera")["maker"] = "nobody"
    folder.write()
    with pytest.raises(CommandError, match="nothing was written"):
        load(folder)
    assert not System.objects.exists() and not Version.objects.exists() and not Draft.objects.exists()


def test_newer_set_is_a_second_version_of_what_differs(folder):
    load(folder)
    folder.row("system", "tessera")["category"] = "other"
    folder.write()
    load(folder)
    first, second = Version.objects.order_by("number")
    assert second.reason.endswith(": 0 added, 1 changed")
    assert second.reason.split(":")[0] != first.reason.split(":")[0], "another set has another name"
    assert second.draft.edits.get().differences() == [("category", "segmentation", "other")]
    assert second.hash_before == first.hash_after


def test_load_taken_back_is_not_done_again_by_the_next_load(folder):
    load(folder)
    folder.row("system", "tessera")["category"] = "other"
    folder.rows["keyword"].append({"slug": "new-word", "name": "new word"})
    folder.write()
    load(folder)
    publish_now(take_back(Version.objects.get(number=2), None))
    load(folder)
    assert System.objects.get().category == "segmentation"
    assert not Version.objects.get(number=3).draft.edits.get(slug="new-word").after
    assert Version.objects.count() == 3


def test_change_and_removal_by_curators_outlast_a_load(folder):
    load(folder)
    draft = open_draft(None, "seen in a reply")
    put_edit(draft, "system", "tessera", {**cells_of(System.objects.get()), "aliases": "TESSERA|Tessera Public"})
    put_edit(draft, "keyword", "risk-score", None)
    publish_now(draft)
    standing = read_catalogue().version
    folder.row("system", "tessera")["category"] = "other"
    folder.write()
    load(folder)
    assert read_catalogue().version == standing
    assert [alias.text for alias in System.objects.get().aliases.all()] == ["TESSERA", "Tessera Public"]
    assert Version.objects.count() == 2


def test_removal_of_an_origin_is_a_version_with_the_links_it_cut_and_comes_back_with_them(folder):
    load(folder)
    own = System.objects.create(slug="own", name="Own Score", maker=Company.objects.get(slug="scorewell"))
    before = read_catalogue().version
    call_command("load_catalogue", remove="invented", write=True)
    version = Version.objects.first()
    assert (version.by, version.draft.edits.count()) == ("load_catalogue", 7)
    assert version.draft.edits.get(slug=own.slug).differences() == [("maker", "scorewell", "")]
    publish_now(take_back(version, None))
    assert read_catalogue().version == before and Alias.objects.filter(text="TESSERA").exists()


def test_who_previewed_before_a_load_is_told_of_it(folder):
    draft = open_draft(None, "at once")
    put_edit(draft, "system", "heron", {"slug": "heron", "name": "Heron Index"})
    ask_preview(draft)
    load(folder)
    with pytest.raises(CatalogueMoved, match="version 1 by load_catalogue"):
        publish(draft.pk, None, draft.preview["catalogue"], is_confirmed=True)


def test_pages_of_a_large_load_stay_small_and_name_the_command(admin_client):
    call_command("load_catalogue", "--write", verbosity=0)
    version = Version.objects.get()
    page = admin_client.get(reverse("admin:curation_version_change", args=[version.pk])).content.decode()
    assert "1654 records" in page and "The first 200 of 1654 are shown" in page and "load_catalogue" in page
    assert len(page) < 500_000
    log = admin_client.get(reverse("admin:curation_version_log")).content.decode()
    rows = list(csv.DictReader(io.StringIO(log)))
    assert len({(row["kind"], row["slug"]) for row in rows if row["author"] == "load_catalogue"}) == 1654
