"""The sample campaign: letters of the sample corpus filed with their requests, and one request that nobody answered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from datascores.catalogue.models import Authority
from datascores.corpus.models import Arrival
from datascores.samples.arrivals import COLLECTION
from foi.filing.manifest import read_manifest
from foi.filing.planning import plan_filing
from foi.filing.writing import write_plan
from foi.models import Campaign, Request

LIST = Path(__file__).with_name("campaign.csv")
SLUG = "sample"


def file_sample_campaign() -> int:
    """File what is not filed yet, once the samples are in the corpus; how many letters.

    Raises ValueError where a row of the list names what is not there.
    """
    campaign, _ = Campaign.objects.get_or_create(
        slug=SLUG, defaults={"name": "Sample campaign (invented)", "is_shown": True, "sender": "An invented laboratory"}
    )
    lines, faults = read_manifest(LIST.read_bytes())
    arrivals = Arrival.objects.filter(collection__slug=COLLECTION, parent=None).select_related("document")
    plan = plan_filing(campaign, lines, {arrival.file_name: arrival for arrival in arrivals})
    faults += plan.faults
    if faults:
        raise ValueError("; ".join(str(fault) for fault in faults))
    silent = {"reference": "S-8", "aim": Request.Aim.GENERAL, "law": "FOIA", "sent": date(2018, 6, 4)}
    body = Authority.objects.get(slug="brackenford-borough-council")
    campaign.requests.get_or_create(key="reference:S-8", defaults={**silent, "authority": body})
    return sum(1 for _ in write_plan(plan))
