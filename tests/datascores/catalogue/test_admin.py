"""The catalogue in the admin: everything can be looked at and taken away as CSV, and nothing is changed there."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.urls import NoReverseMatch, reverse

from datascores.catalogue.models import Alias, Authority, Company, Keyword, Record, System
from datascores.catalogue.rules import read_catalogue
from datascores.catalogue.table import canonical_cells, columns_of, write_table

MODELS = [Authority, Company, System, Keyword]


def url(model: type[Record], page: str, *args) -> str:
    return reverse(f"admin:catalogue_{model._meta.model_name}_{page}", args=args)


def row_counts() -> list[int]:
    return [Record.objects.count(), Alias.objects.count(), *(model.history.count() for model in (*MODELS, Alias))]


@pytest.mark.parametrize("model", MODELS)
def test_list_search_record_and_history_open_under_the_strict_policy(admin_client, loaded, model):
    record = model.objects.first()
    for address in (
        url(model, "changelist") + "?q=moor",
        url(model, "change", record.pk),
        url(model, "history", record.pk),
        url(model, "simple_history", record.pk, record.history.first().pk),
    ):
        response = admin_client.get(address)
        assert response.status_code == 200, address
        assert " style=" not in response.content.decode(), address


def test_search_finds_a_record_by_its_alias_and_shows_it_once(admin_client, loaded):
    response = admin_client.get(url(Authority, "changelist") + "?q=northmoor")
    found = [(record.slug, record.alias_count) for record in response.context["cl"].result_list]
    assert found == [("northmoor-council", 2)]


def test_record_is_shown_with_its_rules_aliases_and_facts(admin_client, loaded):
    page = admin_client.get(url(System, "change", System.objects.get().pk)).content.decode()
    for words in ("Tessera", "TESSERA", "segment", "tile", "Scorewell", "segmentation", "invented"):
        assert words in page, words
    assert "<textarea" not in page and 'name="_save"' not in page


@pytest.mark.parametrize("model", MODELS)
def test_nothing_that_is_sent_to_these_pages_changes_the_catalogue(admin_client, loaded, model):
    record = model.objects.first()
    before = read_catalogue().version, row_counts()
    form = {"name": "Something Else", "slug": "else", "post": "yes", "_save": "Save"}
    form |= {"aliases-TOTAL_FORMS": "1", "aliases-INITIAL_FORMS": "0", "aliases-0-text": "Else"}
    form |= {"action": "delete_selected", "_selected_action": str(record.pk)}
    for address, status in (
        (url(model, "changelist"), 200),
        (url(model, "add"), 403),
        (url(model, "change", record.pk), 403),
        (url(model, "delete", record.pk), 403),
        (url(model, "simple_history", record.pk, record.history.first().pk), 405),
    ):
        assert admin_client.post(address, form).status_code == status, address
    assert (read_catalogue().version, row_counts()) == before
    with pytest.raises(NoReverseMatch):
        url(model, "import")


def test_pages_lead_a_curator_to_drafts_and_tell_nothing_of_them_to_others(client, admin_client, loaded):
    tessera = System.objects.get()
    draft, add = reverse("admin:curation_draft_edit", args=["system", "tessera"]), "/edit/system/"
    pages = (url(System, "changelist"), url(System, "change", tessera.pk))
    lists, record = (admin_client.get(address).content.decode() for address in pages)
    assert add in lists and "/upload/?kind=system" in lists and "/export/" in lists
    assert f'href="{draft}"' in record and f'href="{draft}#remove"' in record
    client.force_login(get_user_model().objects.create_user("rita", is_staff=True))
    lists, record = (client.get(address).content.decode() for address in pages)
    assert "Tessera" in lists and add not in lists and "/upload/" not in lists
    assert "Tessera" in record and draft not in record


def test_who_is_not_staff_sees_nothing(client, loaded):
    client.force_login(get_user_model().objects.create_user("visitor"))
    for page in ("changelist", "export"):
        assert client.get(url(System, page)).status_code == 302


def test_history_can_be_read_and_not_put_back(admin_client, loaded):
    tessera = System.objects.get()
    address = url(System, "simple_history", tessera.pk, tessera.history.first().pk)
    assert "not put back" in admin_client.post(address, {"name": "Old"}).content.decode()
    assert "loaded from invented" in admin_client.get(url(System, "history", tessera.pk)).content.decode()


@pytest.mark.parametrize("model", MODELS)
def test_export_is_the_projects_own_format(admin_client, loaded, model):
    rows = sorted((canonical_cells(model.KIND, row) for row in loaded.rows[model.KIND]), key=lambda row: row["slug"])
    response = admin_client.get(url(model, "export"))
    assert response["Content-Type"].startswith("text/csv")
    assert response.content.decode() == write_table(model.KIND, rows)


def test_export_follows_the_search_of_the_list(admin_client, loaded):
    content = admin_client.get(url(Authority, "export") + "?q=district").content.decode()
    assert "moor-district-council," in content and "northmoor-council,Northmoor" not in content


def test_columns_of_the_file_are_those_of_the_tables():
    for model in MODELS:
        fields = {field.name for field in model._meta.get_fields()}
        assert set(columns_of(model.KIND)) - {"ambiguous_names", "name_dates"} <= fields


@pytest.mark.parametrize("key", ["x", "9" * 30, "999"])
def test_record_that_cannot_be_is_not_found(admin_client, db, key):
    for page in ("history", "change"):
        assert admin_client.get(url(System, page, key)).status_code in (302, 404)
