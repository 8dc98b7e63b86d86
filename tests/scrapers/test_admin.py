"""Staff see what a run asked and what it brought, and edit none of it."""

import pytest
from django.urls import reverse

from scrapers.models import Asked, Result, Run

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> Run:
    run = Run.objects.create(name="urls 2026", spider="urls", collection="web", plan="p", targets=4, alarm="Much less.")
    for number, result in enumerate((Result.NEW, Result.NEW, Result.GONE)):
        Asked.objects.create(
            run=run, url=f"https://a.example/{number}", result=result, reason="status 404" if number == 2 else ""
        )
    return run


def test_a_run_tells_its_results_with_links_to_their_addresses(admin_client, run):
    said = admin_client.get(reverse("admin:scrapers_run_changelist")).content.decode()
    listed = f"{reverse('admin:scrapers_asked_changelist')}?run__id__exact={run.pk}&result__exact=gone"
    assert f'<a href="{listed}">1 gone</a>, 1 not asked yet' in said and "2 new</a>" in said and "Much less." in said
    addresses = admin_client.get(listed).content.decode()
    assert "https://a.example/2" in addresses and "https://a.example/0" not in addresses


@pytest.mark.parametrize("name", ["run", "asked"])
def test_nobody_adds_changes_or_removes_what_a_run_says(admin_client, run, name):
    row = run if name == "run" else run.asked.first()
    assert admin_client.get(reverse(f"admin:scrapers_{name}_add")).status_code == 403
    assert admin_client.post(reverse(f"admin:scrapers_{name}_delete", args=[row.pk])).status_code == 403
    assert admin_client.get(reverse(f"admin:scrapers_{name}_change", args=[row.pk])).status_code == 200
