import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_sending_to_a_page_for_reading_is_answered_in_the_portals_own_words(method):
    response = getattr(Client(enforce_csrf_checks=True), method)("/search/?q=x")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert "only for reading" in response.content.decode()


@pytest.mark.parametrize("address", ["/admin/login/", "/export/", f"/reproduce/{'0' * 32}/", "/batch/"])
def test_a_form_without_its_token_is_told_what_to_do(address):
    response = Client(enforce_csrf_checks=True).post(address, {"username": "a", "password": "b"})
    assert response.status_code == 403
    assert "load the page again" in response.content.decode()
