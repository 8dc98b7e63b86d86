"""A made campaign comes in with the counts that it was made with, twice in a row."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import call_command

from datascores.catalogue.models import Authority
from foi.counting import count, histories_of
from foi.models import Campaign, Message
from tests.foi.campaign_maker import LAST_DAY, make_campaign

pytestmark = pytest.mark.django_db
NATIONS = ("England", "Scotland", "Wales", "Northern Ireland")


def ingest(folder: Path) -> None:
    call_command(
        "ingest_foi",
        str(folder / "box.mbox"),
        str(folder / "files"),
        campaign="scores",
        new=True,
        manifest=folder / "named.csv",
        write=True,
        stdout=io.StringIO(),
    )


def test_a_made_campaign_comes_in_with_the_counts_it_was_made_with(tmp_path):
    bodies = [(f"body-{number}", f"Body {number} Council", nation) for number, nation in enumerate(NATIONS * 3)]
    for slug, name, nation in bodies:
        Authority.objects.create(slug=slug, name=name, nation=nation, body_kind="council")
    made = make_campaign(tmp_path, bodies, requests=60)
    # the folder is named here by its path, so that its files have no folder in their names
    (tmp_path / "named.csv").write_text((tmp_path / "list.csv").read_text().replace("files/", ""))
    for _ in range(2):
        ingest(tmp_path)
        counts = count(histories_of(Campaign.objects.get(), LAST_DAY), LAST_DAY)
        told = {str(outcome): counts.by_outcome(outcome) for aim in counts.outcomes.values() for outcome in aim}
        assert told == dict(made.outcomes)
        assert dict(counts.exemptions) == dict(made.exemptions)
        assert counts.requests == 60 and counts.misfits == 0
        assert Message.objects.count() == len(made.rows)
