"""The curation pages, as a curator walks them by forms."""

from __future__ import annotations

import io

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from datascores import jobs
from datascores.catalogue.models import System
from datascores.corpus.intake import NewArrival
from datascores.curation.importing import MOST_ROWS
from datascores.curation.models import Draft, Version
from datascores.pipeline import catch_up, submit

pytestmark = pytest.mark.django_db
HEAD = "slug,name,aliases,ambiguous_names,context_words,reject_words,maker,category\n"


def send(client, content: bytes, kind: str = "system"):
    file = SimpleUploadedFile("rows.csv", content, content_type="text/csv")
    return client.post(
        reverse("admin:curation_draft_upload"), {"kind": kind, "file": file, "reason": "from a list"}, follow=True
    )


def deed(client, draft: Draft, name: str, **values):
    return client.post(reverse(f"admin:curation_draft_{name}", args=[draft.pk]), values, follow=True)


def test_list_is_drafted_previewed_published_and_taken_back(admin_client, admin_user):
    page = send(admin_client, (HEAD + "heron,Heron Index,,,,,,\n").encode()).content.decode()
    draft = Draft.objects.get()
    assert "Heron Index" in page and " style=" not in page and "<script>" not in page
    assert not System.objects.exists()
    assert "+0 documents, −0, 0 authorities change" in deed(admin_client, draft, "preview").content.decode()
    draft.refresh_from_db()
    deed(admin_client, draft, "publish", seen=draft.preview["catalogue"])
    version = Version.objects.get()
    assert (version.author, version.reason, System.objects.get().name) == (admin_user, "from a list", "Heron Index")
    log = admin_client.get(reverse("admin:curation_version_log")).content.decode()
    assert "from a list,system,heron,added,name,,Heron Index" in log
    assert "Heron Index" in admin_client.get(reverse("admin:curation_version_changelist")).content.decode() or log
    back = admin_client.post(reverse("admin:curation_version_take_back", args=[version.pk]), follow=True)
    assert "deleted" in back.content.decode() and System.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"slug,title\na,b\n", "row 1, column name: is missing"),
        (HEAD.encode() + "a,Caf\u00e9,,,,,,\n".encode("cp1252"), "row 2: is not UTF-8"),
        (HEAD.encode() + b"a,,,,,,,\n", "row 2, column name: The name is empty"),
        (HEAD.encode() + b"".join(b"s%d,Name %d,,,,,,\n" % (n, n) for n in range(100_000)), f"{MOST_ROWS + 2}"),
    ],
)
def test_bad_file_is_refused_with_row_and_column_and_leaves_no_draft(admin_client, content, words):
    assert words in send(admin_client, content).content.decode()
    assert not Draft.objects.exists()


def test_curator_drafts_and_only_a_publisher_publishes(client):
    curator = get_user_model().objects.create_user("cora", is_staff=True)
    client.force_login(curator)
    address = reverse("admin:curation_draft_changelist")
    assert client.get(address).status_code == 403
    curator.user_permissions.add(Permission.objects.get(codename="curate_catalogue"))
    assert client.get(address).status_code == 200
    send(client, (HEAD + "heron,Heron Index,,,,,,\n").encode())
    draft = Draft.objects.get()
    deed(client, draft, "preview")
    draft.refresh_from_db()
    assert deed(client, draft, "publish", seen=draft.preview["catalogue"]).status_code == 403
    assert not Version.objects.exists()


def test_record_is_changed_by_its_form_in_a_draft_and_stays_as_it_is(admin_client):
    System.objects.create(slug="compass", name="Redwing Compass")
    address = reverse("admin:curation_draft_edit", args=["system", "compass"])
    assert admin_client.get(address).status_code == 200
    form = {"name": "Redwing Compass", "aliases": "Compass One\nCompass Two", "reason": "seen in a reply"}
    admin_client.post(address, form)
    edit = Draft.objects.get().edits.get()
    assert (edit.after["aliases"], edit.draft.reason) == ("Compass One|Compass Two", "seen in a reply")
    again = admin_client.get(f"{address}?draft={edit.draft_id}").content.decode()
    assert "Compass Two" in again
    assert "errorlist" not in again and not System.objects.get().aliases.exists()
    assert "one letter" in admin_client.post(address, {**form, "aliases": "Q"}).content.decode()
    admin_client.post(address, {"delete": "yes", "reason": "no system at all"})
    assert Draft.objects.first().edits.get().after is None and System.objects.exists()


def test_missing_name_is_one_click_from_a_draft_and_stays_away_once_dismissed(admin_client):
    text = b"We use the Brindle Gate (BGS) system. The Brindle Gate software was supplied by Torvane."
    submit(NewArrival(collection="files", file_name="a.txt"), io.BytesIO(text))
    catch_up()
    address = reverse("admin:curation_missing")
    admin_client.post(address)
    assert admin_client.get(address)["Refresh"]
    jobs.do(jobs.take())
    page = admin_client.get(address).content.decode()
    assert "<mark>Brindle Gate</mark>" in page and "Torvane" in page
    form = admin_client.get(
        reverse("admin:curation_draft_add", args=["system"]), {"name": "Brindle Gate", "alias": "BGS"}
    )
    assert 'value="Brindle Gate"' in form.content.decode() and "BGS</textarea>" in form.content.decode()
    admin_client.post(address, {"dismiss": "Torvane"})
    page = admin_client.get(address).content.decode()
    assert "Not a name: Torvane" not in page and "Not a name: Brindle Gate" in page


def test_missing_names_are_for_curators_only(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("reader", password="x", is_staff=True))
    assert client.get(reverse("admin:curation_missing")).status_code == 403


def test_the_page_of_a_record_leads_to_a_draft_of_its_change(admin_client):
    heron = System.objects.create(slug="heron", name="Heron Index")
    page = admin_client.get(reverse("admin:catalogue_system_change", args=[heron.pk])).content.decode()
    address = reverse("admin:curation_draft_edit", args=["system", "heron"])
    assert address in page
    assert 'value="Heron Index"' in admin_client.get(address).content.decode()
