"""Letters handed in by staff in the browser: taken in at once, filed when the list has been seen."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from datascores.catalogue.models import Authority
from datascores.corpus.models import Document
from datascores.pipeline import catch_up
from foi.models import Campaign, Message, Posting, Request
from tests.foi.filing.post import ANSWER, mail

pytestmark = pytest.mark.django_db
NEW = "admin:foi_post"
NAME = "[09-05-2018 - Dunmoor Council] Response.txt"


@pytest.fixture(autouse=True)
def campaign() -> Campaign:
    Authority.objects.create(
        slug="brackenford", name="Brackenford Council", body_kind="council", domains="brackenford.gov.uk"
    )
    Authority.objects.create(slug="dunmoor", name="Dunmoor Council", body_kind="council", nation="England")
    return Campaign.objects.create(slug="scores", name="Scores")


def files(**more: bytes) -> list[SimpleUploadedFile]:
    given = {NAME: ANSWER.encode(), "mail.eml": mail(1, subject="FOI/18/201"), **more}
    return [SimpleUploadedFile(name, content) for name, content in given.items()]


def hand_in(client, table: str = "", **more):
    given = {"campaign": "scores", "files": files(), **more}
    if table:
        given["manifest"] = SimpleUploadedFile("list.csv", table.encode())
    return client.post(reverse(NEW), given)


def text(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_files_are_held_at_once_and_the_page_waits_until_they_are_read(admin_client):
    address = hand_in(admin_client).url
    assert Document.objects.count() == 2
    response = admin_client.get(address)
    assert "2 of 2 files are not read yet" in response.content.decode() and response["Refresh"]
    catch_up()
    response = admin_client.get(address)
    assert "would file" in response.content.decode() and "Refresh" not in response.headers


def test_a_list_is_proposed_corrected_and_filed(admin_client):
    address = hand_in(admin_client).url
    catch_up()
    told = text(admin_client, address)
    assert 'value="dunmoor"' in told and 'value="2018-05-09"' in told and "the file’s name" in told
    assert not Message.objects.exists()
    rows = {"reference-0": "R1", "authority-0": "dunmoor", "date-0": "2018-05-09", "direction-0": "in", "leave-1": "on"}
    assert "1 letter with 1 file" in unescape(admin_client.post(address, {**rows, "look": "1"}).content.decode())
    assert not Message.objects.exists()
    assert admin_client.post(address, {"file": "1"}).status_code == 302
    message = Message.objects.get()
    assert (message.request.reference, message.date, message.document.name) == ("R1", date(2018, 5, 9), NAME)
    assert Posting.objects.get().filed_at


def test_a_list_that_was_handed_in_is_shown_before_anything_is_filed(admin_client):
    table = f"reference,authority,sent,received,file\nR1,dunmoor,2018-05-01,2018-05-09,{NAME}\nR2,nowhere,,,mail.eml\n"
    address = hand_in(admin_client, table).url
    catch_up()
    told = text(admin_client, address)
    assert "would file 1 letter with 1 file" in told and "row 3: the catalogue knows no body “nowhere”" in told
    admin_client.post(address, {"file": "1"})
    assert Request.objects.get().sent == date(2018, 5, 1) and Posting.objects.get().filed_at is None
    corrected = table.replace("nowhere", "brackenford")
    admin_client.post(address, {"file": "1", "manifest": SimpleUploadedFile("list.csv", corrected.encode())})
    assert set(Request.objects.values_list("reference", flat=True)) == {"R1", "R2"}
    assert Posting.objects.get().filed_at and Message.objects.count() == 2


def test_the_list_can_be_taken_as_a_file_and_handed_in_as_it_is(admin_client):
    address = hand_in(admin_client).url
    catch_up()
    listed = admin_client.get(reverse("admin:foi_posting_csv", args=[Posting.objects.get().pk])).content
    assert b"FOI/18/201" not in listed or b"mail.eml" in listed
    response = admin_client.post(address, {"look": "1", "manifest": SimpleUploadedFile("list.csv", listed)})
    assert response.status_code == 200


def test_two_files_of_one_name_are_both_held(admin_client):
    given = [SimpleUploadedFile("a.txt", b"One letter."), SimpleUploadedFile("a.txt", b"Another letter.")]
    hand_in(admin_client, files=given)
    assert set(Posting.objects.get().arrivals) == {"a.txt", "a (2).txt"} and Document.objects.count() == 2


@pytest.mark.parametrize(
    "given, words",
    [
        ({"campaign": "none"}, "Choose a campaign"),
        ({"files": []}, "Choose one file or more"),
        ({"manifest": SimpleUploadedFile("l.csv", b"colour\nred\n")}, "column reference: is missing"),
        ({"manifest": SimpleUploadedFile("l.csv", b"reference,file\n\xff,a\n")}, "not UTF-8"),
    ],
)
def test_what_cannot_be_taken_is_told_and_nothing_is_held(admin_client, given, words):
    response = hand_in(admin_client, **given)
    assert response.status_code == 400 and words in unescape(response.content.decode())
    assert not Document.objects.exists() and not Posting.objects.exists()


def test_only_who_may_add_letters_sees_the_pages(client, admin_client):
    hand_in(admin_client)
    number = Posting.objects.get().pk
    client.force_login(User.objects.create(username="bob", is_staff=True))
    for name, args in ((NEW, []), ("admin:foi_posting", [number]), ("admin:foi_posting_csv", [number])):
        assert client.get(reverse(name, args=args)).status_code == 403
    assert hand_in(client).status_code == 403
    assert admin_client.get(reverse("admin:foi_posting", args=[number + 1])).status_code == 404
