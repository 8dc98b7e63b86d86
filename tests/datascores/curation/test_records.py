"""How records get into a draft, by form and by list: what is wrong is refused at its place, and nothing live changes."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from datascores.catalogue.loading import plan_load
from datascores.catalogue.models import Alias, Authority, Company, System
from datascores.catalogue.rules import read_catalogue
from datascores.catalogue.table import MODELS, OPTIONAL_COLUMNS, SEPARATOR, cells_of, columns_of
from datascores.corpus.models import Candidate, Document
from datascores.curation.drafting import open_draft, put_edit
from datascores.curation.editing import CellsForm
from datascores.curation.models import Draft, Edit, Version

pytestmark = pytest.mark.django_db


def address_of(kind: str, slug: str = "", draft: Draft | None = None) -> str:
    page = (
        reverse("admin:curation_draft_edit", args=[kind, slug])
        if slug
        else reverse("admin:curation_draft_add", args=[kind])
    )
    return f"{page}?draft={draft.pk}" if draft else page


def form_of(kind: str, slug: str, **changes: str) -> dict[str, str]:
    """What the browser would send for a record as it stands, with changes."""
    cells = cells_of(MODELS[kind]._default_manager.get(slug=slug))
    form = {column: value.replace(SEPARATOR, "\n") for column, value in cells.items() if column != "slug"}
    return {**form, "reason": "a try", **changes}


def deed(client, draft: Draft, name: str, **values):
    return client.post(reverse(f"admin:curation_draft_{name}", args=[draft.pk]), values, follow=True)


def publish(client, draft: Draft):
    deed(client, draft, "preview")
    draft.refresh_from_db()
    return deed(client, draft, "publish", seen=draft.preview.get("catalogue", ""), twice="yes")


def change(client, kind: str, record: str, **changes: str) -> Draft:
    """Draft a change by the form, as a curator does."""
    response = client.post(address_of(kind, record), {**form_of(kind, record), **changes})
    assert response.status_code == 302, response.context["form"].errors
    return Draft.objects.first()


def upload(client, kind: str, content: str, reason: str = "from a list"):
    file = SimpleUploadedFile("rows.csv", content.encode(), content_type="text/csv")
    return client.post(
        reverse("admin:curation_draft_upload"), {"kind": kind, "file": file, "reason": reason}, follow=True
    )


@pytest.mark.parametrize("kind", MODELS)
def test_form_has_the_columns_of_the_file(kind):
    assert {*CellsForm(kind, None).fields} == {"reason", *columns_of(kind)}


@pytest.mark.parametrize("kind", MODELS)
def test_record_sent_as_it_stands_is_no_change_and_leaves_no_draft(admin_client, loaded, kind):
    slug = loaded.rows[kind][0]["slug"]
    response = admin_client.post(address_of(kind, slug), form_of(kind, slug))
    assert "Nothing here differs" in response.content.decode()
    assert not Draft.objects.exists()


@pytest.mark.parametrize("form", [{"category": "other"}, {"delete": "yes"}])
def test_change_and_removal_without_a_reason_are_refused_at_the_reason(admin_client, loaded, form):
    response = admin_client.post(address_of("system", "tessera"), form_of("system", "tessera", **form, reason=" "))
    refused = response.context["deletion" if "delete" in form else "form"]
    assert [*refused.errors] == ["reason"] and "This field is required" in response.content.decode()
    assert not Draft.objects.exists()


def test_change_is_kept_in_the_records_history_with_who_and_why(admin_client, admin_user, loaded):
    publish(admin_client, change(admin_client, "system", "tessera", category="other", reason="the maker says so"))
    tessera = System.objects.get()
    entry = tessera.history.first()
    assert (entry.category, entry.history_user) == ("other", admin_user)
    assert entry.history_change_reason == "version 1: the maker says so"
    page = admin_client.get(reverse("admin:catalogue_system_history", args=[tessera.pk])).content.decode()
    assert "the maker says so" in page


def test_removed_and_added_alias_carry_the_reason_and_the_version_comes_back(admin_client, admin_user, loaded):
    before = read_catalogue().version
    names = {"aliases": "", "ambiguous_names": "Tessera", "reason": "too many hits"}
    publish(admin_client, change(admin_client, "system", "tessera", **names))
    assert read_catalogue().version != before
    entry = Alias.history.first()
    assert (entry.text, entry.history_type, entry.history_user) == ("TESSERA", "-", admin_user)
    assert entry.history_change_reason == "version 1: too many hits"
    assert [edited.slug for edited in plan_load(loaded.path, "invented").edited] == ["tessera"]
    names = {"aliases": "TESSERA", "ambiguous_names": "Tessera\nTESSERA", "reason": "it is needed"}
    publish(admin_client, change(admin_client, "system", "tessera", **names))
    assert read_catalogue().version == before
    assert Alias.history.first().history_change_reason == "version 2: it is needed"
    page = admin_client.get(reverse("admin:catalogue_system_history", args=[System.objects.get().pk])).content.decode()
    assert "too many hits" in page and "it is needed" in page


def test_new_successor_is_kept_in_the_history(admin_client, loaded):
    old = Authority.objects.get(slug="moor-district-council")
    Authority.objects.create(slug="dale-council", name="Dale Council")
    publish(admin_client, change(admin_client, "authority", old.slug, successors="northmoor-council\ndale-council"))
    entry = old.history.first()
    assert {row.to_authority.slug for row in entry.successors.all()} == {"dale-council", "northmoor-council"}
    assert entry.history_change_reason == "version 1: a try"


def test_new_record_takes_its_slug_from_its_name_and_is_live_once_published(admin_client):
    form = {"name": "New Model", "aliases": "NM Score", "reason": "seen in a reply"}
    admin_client.post(address_of("system"), form)
    assert not System.objects.exists()
    publish(admin_client, Draft.objects.get())
    record = System.objects.get(slug="new-model")
    assert (record.kind, record.origin, [alias.text for alias in record.aliases.all()]) == ("system", "", ["NM Score"])


def test_slug_in_use_is_refused_at_its_field_be_it_live_or_in_the_draft(admin_client, loaded):
    draft = open_draft(None, "a try")
    put_edit(draft, "system", "heron", {"slug": "heron", "name": "Heron Index"})
    for slug, name in (("tessera", "Other"), ("heron", "Other"), ("", "Heron")):
        form = {"slug": slug, "name": name, "reason": "a try"}
        response = admin_client.post(address_of("system", draft=draft), form)
        assert "already" in response.context["form"].errors["slug"][0]
    assert draft.edits.get().after["name"] == "Heron Index"


def test_slug_of_a_record_stays(admin_client, loaded):
    publish(admin_client, change(admin_client, "system", "tessera", slug="renamed", category="other"))
    assert System.objects.get().slug == "tessera"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("start_date", "1.4.2009"),
        ("gss_code", "E1"),
        ("latitude", "10"),
        ("domains", "not a domain"),
        ("context_words", "one|two"),
        ("name", "Q"),
        ("name", ""),
        ("name", "Heron.*"),
        ("end_date", "1999"),
        ("context_reach", "far"),
        ("name_dates", "Northmoor=2010-13/"),
    ],
)
def test_bad_value_is_named_at_its_field_and_nothing_is_drafted(admin_client, loaded, field, value):
    form = form_of("authority", "northmoor-council", **{field: value})
    if field == "name":
        form["ambiguous_names"] = "NMC"
    response = admin_client.post(address_of("authority", "northmoor-council"), form)
    assert [*response.context["form"].errors] == [field]
    assert not Edit.objects.exists()


@pytest.mark.parametrize(
    ("alias", "words"),
    [
        ("tessera", "matched just as"),
        ("Tessera", "matched just as"),
        ("T", "one letter"),
        ("Tess?era(s)*", "no patterns"),
        ("Tes\u200bsera", "not seen"),
        ("the", "word of every text"),
    ],
)
def test_alias_that_cannot_stand_is_refused_at_the_aliases(admin_client, loaded, alias, words):
    form = form_of("company", "scorewell", name="Tessera", aliases=f"Score-well Ltd\n{alias}")
    errors = admin_client.post(address_of("company", "scorewell"), form).context["form"].errors
    assert words in " ".join(errors["aliases"])
    assert not Edit.objects.exists()


def test_successors_in_a_circle_are_named_on_the_draft_and_never_published(admin_client, loaded):
    draft = change(admin_client, "company", "bigger-scores", successor="scorewell")
    page = admin_client.get(reverse("admin:curation_draft_change", args=[draft.pk])).content.decode()
    assert "company bigger-scores, successor: The successors lead back to the record itself" in page
    publish(admin_client, draft)
    assert Company.objects.get(slug="bigger-scores").successor is None and not Version.objects.exists()


def test_removal_counts_what_goes_along_and_lists_none_of_it(admin_client, loaded):
    tessera = System.objects.get()
    documents = Document.objects.bulk_create(
        Document(sha256=f"{number:064x}", size=1, name=f"invented {number}.txt") for number in range(1500)
    )
    Candidate.objects.bulk_create(
        Candidate(document=document, record_id=tessera.pk, rules_hash="") for document in documents
    )
    admin_client.post(address_of("system", "tessera"), {"delete": "yes", "reason": "no system at all"})
    draft = Draft.objects.get()
    page = deed(admin_client, draft, "preview").content.decode()
    assert "1500 of " in page and len(page) < 25_000
    assert Candidate.objects.count() == 1500
    publish(admin_client, draft)
    assert not Candidate.objects.exists() and not System.objects.exists()
    entry = System.history.first()
    assert (entry.history_type, entry.history_change_reason) == ("-", "version 1: no system at all")


@pytest.mark.parametrize("kind", MODELS)
def test_export_comes_back_as_a_list_without_a_change(admin_client, loaded, kind):
    content = admin_client.get(reverse(f"admin:catalogue_{kind}_export")).content.decode()
    before = read_catalogue().version
    assert (
        f"{len(loaded.rows[kind])} rows are as they are already."
        in upload(admin_client, kind, content).content.decode()
    )
    assert not Draft.objects.exists() and read_catalogue().version == before


def test_list_shows_the_change_first_and_writes_it_with_its_reason(admin_client, admin_user, loaded):
    loaded.row("system", "tessera")["aliases"] = "TESSERA|Tessera Public"
    loaded.rows["system"].append({"slug": "abacus", "name": "Abacus Score", "maker": "scorewell"})
    page = upload(admin_client, "system", loaded.text("system")).content.decode()
    assert "0 rows are as they are already." in page and "2 records" in page
    assert "<td>TESSERA|Tessera Public</td>" in page and "Abacus Score" in page and " style=" not in page
    assert not Alias.objects.filter(text="Tessera Public").exists()
    publish(admin_client, Draft.objects.get())
    assert System.objects.get(slug="abacus").maker.slug == "scorewell"
    entry = Alias.history.get(text="Tessera Public")
    assert (entry.history_user, entry.history_change_reason) == (admin_user, "version 1: from a list")


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("name", "", "The name is empty."),
        ("maker", "nobody", "There is no company"),
        ("slug", "A B", "is not a slug"),
        ("aliases", "Abacus score", "matched just as"),
        ("aliases", "Abacus.*", "no patterns"),
        ("aliases", "Q", "one letter"),
    ],
)
def test_bad_row_of_a_list_is_named_with_row_and_column(admin_client, loaded, column, value, words):
    loaded.rows["system"].append({"slug": "abacus", "name": "Abacus Score", column: value})
    page = upload(admin_client, "system", loaded.text("system")).content.decode()
    assert f"row 3, column {column}:" in page and words in page
    assert not Draft.objects.exists() and System.objects.count() == 1


def test_circle_of_successors_in_a_list_is_named_with_row_and_column(admin_client, loaded):
    loaded.row("company", "bigger-scores")["successor"] = "scorewell"
    page = upload(admin_client, "company", loaded.text("company")).content.decode()
    assert "row 2, column successor: The successors lead back" in page and not Draft.objects.exists()


def test_list_without_a_reason_is_refused(admin_client, loaded):
    loaded.row("system", "tessera")["category"] = "other"
    response = upload(admin_client, "system", loaded.text("system"), reason="")
    assert [*response.context["form"].errors] == ["reason"]
    assert not Draft.objects.exists()


def test_list_that_no_longer_fits_writes_nothing_and_says_so(admin_client, loaded):
    loaded.rows["system"].append({"slug": "abacus", "name": "Abacus Score", "maker": "bigger-scores"})
    upload(admin_client, "system", loaded.text("system"))
    draft = Draft.objects.get()
    deed(admin_client, draft, "preview")
    draft.refresh_from_db()
    Company.objects.get(slug="bigger-scores").delete()
    page = deed(admin_client, draft, "publish", seen=draft.preview["catalogue"]).content.decode()
    assert "nothing was published" in page and "There is no company “bigger-scores”" in page
    assert not System.objects.filter(slug="abacus").exists() and not Version.objects.exists()


def test_columns_that_a_list_does_not_have_stay_as_they_are(admin_client, loaded):
    tessera = System.objects.get(slug="tessera")
    tessera.allows_plural, tessera.context_reach, tessera.lifts_short_forms = True, 77, False
    tessera.save()
    tessera.aliases.update(valid_from="2011")
    cells = cells_of(System.objects.get(slug="tessera"))
    other = {**cells, "slug": "other", "name": "Other Score", "aliases": "", "ambiguous_names": "", "context_words": ""}
    upload(admin_client, "system", short_list(cells))
    assert not Draft.objects.exists()
    changed = {**cells, "category": "new category", "aliases": "Tessera Two", "ambiguous_names": "Tessera"}
    upload(admin_client, "system", short_list(changed, other))
    draft = Draft.objects.get()
    after = draft.edits.get(slug="tessera").after
    kept = ("context_reach", "lifts_short_forms", "allows_plural")
    assert [after[column] for column in kept] == ["77", "no", "yes"] and after["category"] == "new category"
    assert after["name_dates"] == "" and draft.edits.get(slug="other").after["allows_plural"] == ""


def short_list(*rows: dict[str, str]) -> str:
    """A list of systems without the columns that may be missing."""
    columns = [column for column in columns_of("system") if column not in OPTIONAL_COLUMNS]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
