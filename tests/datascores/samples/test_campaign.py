"""The sample campaign files each of its letters once, and holds one request that nobody answered."""

import csv

import pytest

from datascores.catalogue.models import Authority
from datascores.corpus.intake import receive
from datascores.samples.arrivals import sample_arrivals
from datascores.samples.campaign import LIST, file_sample_campaign
from foi.models import Campaign, Message
from tests.letters import open_collection

pytestmark = pytest.mark.django_db


@pytest.fixture
def samples() -> None:
    open_collection("samples")
    for arrival, path in sample_arrivals():
        with path.open("rb") as content:
            receive(arrival, content)
    with LIST.open(newline="", encoding="utf-8") as file:
        for slug in {row["authority"] for row in csv.DictReader(file)}:
            Authority.objects.create(slug=slug, name=slug)


def test_letters_are_filed_once_with_their_requests(samples):
    assert file_sample_campaign() == 8
    campaign = Campaign.objects.get()
    assert campaign.is_shown and campaign.requests.count() == 8 and Message.objects.count() == 8
    assert list(campaign.requests.filter(messages=None).values_list("reference", flat=True)) == ["S-8"]
    assert file_sample_campaign() == 0
    assert campaign.requests.count() == 8 and Message.objects.count() == 8


def test_a_body_that_is_not_in_the_catalogue_is_told(samples):
    Authority.objects.get(slug="ardlinn-council").delete()
    with pytest.raises(ValueError, match="ardlinn-council"):
        file_sample_campaign()
