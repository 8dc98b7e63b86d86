"""Rates and tokens: who asks too often is told for how long to wait; a token is kept as a hash and gives more."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from datascores.api.models import Token

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/documents/"


@pytest.fixture(autouse=True)
def few(settings):
    settings.API_REQUESTS, settings.API_TOKEN_REQUESTS = 2, 4


@pytest.fixture
def key() -> str:
    token = Token(name="a newsroom")
    key = token.make_key()
    token.save()
    return key


def test_who_asks_too_often_is_told_how_long_to_wait(client):
    assert [client.get(ADDRESS).status_code for _ in range(2)] == [200, 200]
    refused = client.get(ADDRESS)
    assert refused.status_code == 429 and 0 < int(refused["Retry-After"]) <= 60
    assert refused.json()["title"] == "Too many requests" and refused["Content-Type"] == "application/problem+json"
    assert client.get(ADDRESS, REMOTE_ADDR="192.0.2.7").status_code == 200  # somebody else


def test_a_made_up_forwarding_header_does_not_raise_the_rate(client):
    statuses = [
        client.get(ADDRESS, headers={"X-Forwarded-For": f"192.0.2.{number}"}).status_code for number in range(3)
    ]
    assert statuses == [200, 200, 429]


def test_a_token_gives_a_higher_rate_of_its_own(client, key):
    for _ in range(3):
        client.get(ADDRESS)
    headers = {"Authorization": f"Bearer {key}"}
    assert [client.get(ADDRESS, headers=headers).status_code for _ in range(5)] == [200, 200, 200, 200, 429]


@pytest.mark.parametrize("sent", ["Bearer nonsense", "Bearer", "Bearer a b", "bearer \udcff\x00"])
def test_a_token_that_is_not_known_is_refused_and_not_taken_for_nobodys(client, key, sent):
    response = client.get(ADDRESS, headers={"Authorization": sent})
    assert response.status_code == 401 and response["WWW-Authenticate"] == "Bearer" and response.json()["detail"]


def test_a_withdrawn_token_is_refused(client, key):
    Token.objects.all().delete()
    assert client.get(ADDRESS, headers={"Authorization": f"Bearer {key}"}).status_code == 401


def test_a_token_is_made_in_the_admin_shown_once_and_kept_as_a_hash(admin_client, client):
    made = admin_client.post(reverse("admin:api_token_add"), {"name": "A university"}, follow=True)
    (shown,) = re.findall(r"The token is <code>([\w-]{43})</code>", made.content.decode())
    token = Token.objects.get()
    assert token.made_by == User.objects.get() and shown not in str(vars(token)) and shown.startswith(token.key_start)
    again = admin_client.get(reverse("admin:api_token_change", args=[token.pk])).content.decode()
    assert shown not in again and token.key_hash not in again
    assert client.get(ADDRESS, headers={"Authorization": f"Bearer {shown}"}).status_code == 200
    admin_client.post(reverse("admin:api_token_change", args=[token.pk]), {"name": "Renamed"})
    assert Token.objects.get().key_hash == token.key_hash and Token.objects.get().name == "Renamed"
