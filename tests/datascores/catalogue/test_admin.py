"""The catalogue in the admin, as a curator uses it: by its forms and files."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from datascores.catalogue.loading import plan_load
from datascores.catalogue.models import Alias, Authority, Company, Keyword, Record, System
from datascores.catalogue.rules import read_catalogue
from datascores.catalogue.table import OWN_COLUMNS, canonical_cells, columns_of, write_table
from datascores.corpus.models import Candidate, Document

MODELS = [Authority, Company, System, Keyword]


def url(model: type[Record], page: str, *args) -> str:
    return reverse(f"admin:catalogue_{model._meta.model_name}_{page}", args=args)


def form_of(record: Record, **changes) -> dict[str, str]:
    """What the browser would send for the record's form as it stands, with changes."""
    values: dict[str, object] = {
        "name": record.name,
        "context_words": record.context_words,
        "reject_words": record.reject_words,
        "context_reach": record.context_reach,
        "reject_reach": record.reject_reach,
        "near_companies": record.near_companies,
        "reason": "",
    }
    for flag in ("name_is_ambiguous", "lifts_short_forms", "allows_plural"):
        if getattr(record, flag):
            values[flag] = "on"
    for field in OWN_COLUMNS[record.KIND]:
        value = getattr(record, field)
        value = [item.pk for item in value.all()] if field == "successors" else getattr(value, "pk", value)
        values[field] = "" if value is None else value
    aliases = list(record.aliases.all()) if record.pk else []
    values |= {"aliases-TOTAL_FORMS": len(aliases) + 1, "aliases-INITIAL_FORMS": len(aliases)}
    for place, alias in enumerate(aliases):
        prefix = f"aliases-{place}"
        values |= {f"{prefix}-id": alias.pk, f"{prefix}-record": record.pk, f"{prefix}-text": alias.text}
        if alias.is_ambiguous:
            values[f"aliases-{place}-is_ambiguous"] = "on"
    return {**values, **changes}


def errors_of(response) -> dict:
    assert response.status_code == 200, "the form was accepted"
    return response.context["adminform"].form.errors


@pytest.fixture
def tessera(loaded) -> System:
    return System.objects.get(slug="tessera")


@pytest.mark.parametrize("model", MODELS)
def test_list_search_form_and_history_open_under_the_strict_policy(admin_client, loaded, model):
    record = model.objects.first()
    for address in (
        url(model, "changelist") + "?q=moor",
        url(model, "add"),
        url(model, "change", record.pk),
        url(model, "history", record.pk),
        url(model, "simple_history", record.pk, record.history.first().pk),
        url(model, "delete", record.pk),
        url(model, "import"),
    ):
        response = admin_client.get(address)
        assert response.status_code == 200, address
        assert " style=" not in response.content.decode(), address


def test_search_finds_a_record_by_its_alias_and_shows_it_once(admin_client, loaded):
    response = admin_client.get(url(Authority, "changelist") + "?q=northmoor")
    found = [(record.slug, record.alias_count) for record in response.context["cl"].result_list]
    assert found == [("northmoor-council", 2)]


def test_change_without_a_reason_is_refused(admin_client, tessera):
    response = admin_client.post(url(System, "change", tessera.pk), form_of(tessera, category="other"))
    assert "reason" in errors_of(response)
    tessera.refresh_from_db()
    assert tessera.category == "segmentation"


def test_change_is_kept_with_who_and_why(admin_client, admin_user, tessera):
    response = admin_client.post(
        url(System, "change", tessera.pk), form_of(tessera, category="other", reason="the maker says so")
    )
    assert response.status_code == 302
    entry = System.objects.get(pk=tessera.pk).history.first()
    assert (entry.category, entry.history_user) == ("other", admin_user)
    assert entry.history_change_reason == "the maker says so"
    assert "the maker says so" in admin_client.get(url(System, "history", tessera.pk)).content.decode()


def test_removed_and_added_alias_carry_the_reason_and_the_version_comes_back(admin_client, admin_user, tessera, loaded):
    before = read_catalogue().version
    address = url(System, "change", tessera.pk)
    admin_client.post(address, form_of(tessera, reason="too many hits", **{"aliases-0-DELETE": "on"}))
    assert read_catalogue().version != before
    entry = Alias.history.first()
    assert (entry.text, entry.history_type, entry.history_change_reason, entry.history_user) == (
        "TESSERA",
        "-",
        "too many hits",
        admin_user,
    )
    assert [change.slug for change in plan_load(loaded.path, "invented").edited] == ["tessera"]
    again = {"aliases-0-text": "TESSERA", "aliases-0-is_ambiguous": "on", "aliases-0-record": tessera.pk}
    assert admin_client.post(address, form_of(tessera, reason="it is needed", **again)).status_code == 302
    assert read_catalogue().version == before
    assert Alias.history.first().history_change_reason == "it is needed"
    page = admin_client.get(url(System, "history", tessera.pk)).content.decode()
    assert "too many hits" in page and "it is needed" in page


def test_new_successor_is_kept_in_the_history(admin_client, loaded):
    old = Authority.objects.get(slug="moor-district-council")
    new = Authority.objects.create(slug="dale-council", name="Dale Council")
    both = [new.pk, Authority.objects.get(slug="northmoor-council").pk]
    response = admin_client.post(url(Authority, "change", old.pk), form_of(old, successors=both, reason="split in two"))
    assert response.status_code == 302
    entry = old.history.first()
    assert {row.to_authority.slug for row in entry.successors.all()} == {"dale-council", "northmoor-council"}
    assert entry.history_change_reason == "split in two"


def test_new_record_needs_no_reason_and_is_in_the_catalogue(admin_client, db):
    form = form_of(System(name="New model"), slug="new-model", **{"aliases-0-text": "NM Score"})
    assert admin_client.post(url(System, "add"), form).status_code == 302
    record = System.objects.get(slug="new-model")
    assert (record.kind, record.origin, [alias.text for alias in record.aliases.all()]) == ("system", "", ["NM Score"])


def test_slug_in_use_is_refused_at_its_field(admin_client, tessera):
    response = admin_client.post(url(System, "add"), form_of(System(name="Other"), slug="tessera"))
    assert "already" in errors_of(response)["slug"][0]


def test_slug_of_a_record_stays(admin_client, tessera):
    admin_client.post(url(System, "change", tessera.pk), form_of(tessera, slug="renamed", reason="why not"))
    assert System.objects.get(pk=tessera.pk).slug == "tessera"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("start_date", "1.4.2009"),
        ("gss_code", "E1"),
        ("latitude", "10"),
        ("domains", "not a domain"),
        ("context_words", "one|two"),
        ("name", "Q"),
        ("end_date", "1999"),
    ],
)
def test_bad_value_is_named_at_its_field(admin_client, loaded, field, value):
    record = Authority.objects.get(slug="northmoor-council")
    response = admin_client.post(url(Authority, "change", record.pk), form_of(record, reason="a try", **{field: value}))
    assert field in errors_of(response)


def test_successors_in_a_circle_are_refused(admin_client, loaded):
    last, first = Company.objects.get(slug="bigger-scores"), Company.objects.get(slug="scorewell")
    response = admin_client.post(url(Company, "change", last.pk), form_of(last, successor=first.pk, reason="a try"))
    assert "lead back" in errors_of(response)["successor"][0]


@pytest.mark.parametrize("alias", ["tessera", "T", "Tessera"])
def test_alias_that_cannot_stand_is_refused_beside_it(admin_client, loaded, alias):
    company = Company.objects.get(slug="scorewell")
    form = form_of(company, name="Tessera", reason="a try", **{"aliases-1-text": alias, "aliases-1-record": company.pk})
    response = admin_client.post(url(Company, "change", company.pk), form)
    assert response.status_code == 200
    assert response.context["inline_admin_formsets"][0].formset.errors[1]["text"]


def test_history_can_be_read_and_not_put_back(admin_client, tessera):
    address = url(System, "simple_history", tessera.pk, tessera.history.first().pk)
    assert admin_client.post(address, form_of(tessera, reason="back")).status_code == 405


def test_deletion_counts_what_goes_along_and_lists_none_of_it(admin_client, tessera):
    documents = Document.objects.bulk_create(
        Document(sha256=f"{number:064x}", size=1, name=f"invented {number}.txt") for number in range(1500)
    )
    Candidate.objects.bulk_create(
        Candidate(document=document, record_id=tessera.pk, rules_hash="") for document in documents
    )
    page = admin_client.get(url(System, "delete", tessera.pk)).content.decode()
    assert "1500" in page.replace(",", "")
    assert len(page) < 20_000
    assert admin_client.post(url(System, "delete", tessera.pk), {"post": "yes"}).status_code == 302
    assert not Candidate.objects.exists()
    assert System.history.first().history_type == "-"


def export(client, model) -> bytes:
    response = client.get(url(model, "export"))
    assert response.status_code == 200
    return response.content


def preview(client, model, content: bytes, reason: str = "from a list"):
    file = SimpleUploadedFile("rows.csv", content, content_type="text/csv")
    return client.post(url(model, "import"), {"import_file": file, "format": "0", "resource": "0", "reason": reason})


def confirm(client, model, response):
    form = response.context["confirm_form"]
    return client.post(url(model, "process_import"), {name: form.initial[name] for name in form.fields})


@pytest.mark.parametrize("model", MODELS)
def test_export_is_the_projects_own_format_and_imports_without_a_change(admin_client, loaded, model):
    before = read_catalogue().version, model.history.count(), Alias.history.count()
    content = export(admin_client, model)
    rows = sorted((canonical_cells(model.KIND, row) for row in loaded.rows[model.KIND]), key=lambda row: row["slug"])
    assert content.decode().replace("\r\n", "\n") == write_table(model.KIND, rows)
    response = preview(admin_client, model, content)
    assert set(response.context["result"].totals.values()) == {0, len(rows)}
    assert response.context["result"].totals["skip"] == len(rows)
    assert "Nothing would change." in response.content.decode()
    confirm(admin_client, model, response)
    assert (read_catalogue().version, model.history.count(), Alias.history.count()) == before


def test_import_shows_the_change_first_and_writes_it_with_its_reason(admin_client, admin_user, loaded):
    loaded.row("system", "tessera")["aliases"] = "TESSERA|Tessera Public"
    loaded.rows["system"].append({"slug": "abacus", "name": "Abacus Score", "maker": "scorewell"})
    response = preview(admin_client, System, loaded.text("system").encode())
    page = response.content.decode()
    assert "1 new, 1 to change, 0 as they are already." in page
    assert "<ins>TESSERA|Tessera Public</ins>" in page and "Abacus Score" in page
    assert " style=" not in page
    assert not Alias.objects.filter(text="Tessera Public").exists()
    confirm(admin_client, System, response)
    assert System.objects.get(slug="abacus").maker.slug == "scorewell"
    entry = Alias.history.get(text="Tessera Public")
    assert (entry.history_user, entry.history_change_reason) == (admin_user, "CSV import: from a list")


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [("name", "", "The name is empty."), ("maker", "nobody", "There is no company"), ("slug", "A B", "is not a slug")],
)
def test_bad_row_of_an_import_is_named_with_row_and_column(admin_client, loaded, column, value, words):
    loaded.rows["system"].append({"slug": "abacus", "name": "Abacus Score", column: value})
    response = preview(admin_client, System, loaded.text("system").encode())
    message = " ".join(response.context["form"].errors["import_file"])
    assert f"row 3, column {column}:" in message and words in message
    assert "confirm_form" not in response.context
    assert System.objects.count() == 1


def test_import_of_wrong_columns_or_encoding_is_refused(admin_client, loaded):
    for content, words in ((b"slug,title\na,b\n", "column name: is missing"), ("a,’".encode("cp1252"), "is not UTF-8")):
        response = preview(admin_client, System, content)
        assert words in " ".join(response.context["form"].errors["import_file"])


def test_import_without_a_reason_is_refused(admin_client, loaded):
    response = preview(admin_client, System, loaded.text("system").encode(), reason="")
    assert "reason" in response.context["form"].errors


def test_import_that_no_longer_fits_writes_nothing_and_says_so(admin_client, loaded):
    loaded.rows["system"].append({"slug": "abacus", "name": "Abacus Score", "maker": "bigger-scores"})
    response = preview(admin_client, System, loaded.text("system").encode())
    Company.objects.get(slug="bigger-scores").delete()
    page = admin_client.get(confirm(admin_client, System, response).url).content.decode()
    assert "Nothing was imported" in page
    assert not System.objects.filter(slug="abacus").exists()


def test_columns_of_the_form_are_those_of_the_file():
    for model in MODELS:
        fields = {field.name for field in model._meta.get_fields()}
        assert set(columns_of(model.KIND)) - {"ambiguous_names", "name_dates"} <= fields
