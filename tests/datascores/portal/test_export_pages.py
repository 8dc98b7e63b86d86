"""The pages of exports and batches: asking, watching, fetching on, and what has changed since."""

from __future__ import annotations

import io
import json
import os
import re
import time
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from datascores import jobs
from datascores.corpus.models import Job, Takedown, WithheldSpan
from datascores.portal import reproducing
from tests.letters import ANSWER, index_all, make_catalogue, make_letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def corpus():
    records = make_catalogue()
    named = [(records["lantern-score"], "Lantern Score")]
    letters = [make_letter(f"{number}.txt", [f"{ANSWER} {number}"], named) for number in range(5)]
    index_all()
    return letters


def ask(client, table="passages", form="csv", **query) -> str:
    response = client.post(reverse("export-choice"), {"q": "housing", "table": table, "form": form, **query})
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def work() -> None:
    while (job := jobs.take()) is not None:
        jobs.do(job)
    assert not Job.objects.filter(state=Job.State.FAILED).exists()


def page(client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def test_export_is_asked_for_watched_and_fetched(client, corpus):
    address = ask(client)
    assert re.fullmatch(r"/exports/[0-9a-f]{32}/", address)
    waiting = client.get(address)
    assert "waits for its turn" in waiting.content.decode() and waiting["Refresh"] == "3"
    assert waiting["Referrer-Policy"] == "no-referrer"  # its address is its key
    assert client.get(f"{address}passages.csv").status_code == 404
    work()
    done = client.get(address)
    assert "has finished" in done.content.decode() and "Refresh" not in done
    assert body(client.get(f"{address}passages.csv")) == body(client.get("/search/export/passages.csv?q=housing"))
    with zipfile.ZipFile(io.BytesIO(body(client.get(f"{address}bundle.zip")))) as bundle:
        manifest = json.loads(bundle.read("manifest.json"))
    assert manifest["rows"] == 5 and manifest["search"]["address"] == "http://testserver/search/?q=housing"


def test_download_can_be_fetched_on_by_ranges(client, corpus):
    address = ask(client)
    work()
    whole = client.get(f"{address}passages.csv")
    content = body(whole)
    part = client.get(f"{address}passages.csv", headers={"range": "bytes=100-", "if-range": whole["ETag"]})
    assert part.status_code == 206 and part["Content-Range"] == f"bytes 100-{len(content) - 1}/{len(content)}"
    assert content[:100] + body(part) == content and part["Content-Length"] == str(len(content) - 100)
    other = client.get(f"{address}passages.csv", headers={"range": "bytes=100-", "if-range": '"another"'})
    assert other.status_code == 200 and body(other) == content
    beyond = client.get(f"{address}passages.csv", headers={"range": f"bytes={len(content)}-"})
    assert beyond.status_code == 416 and beyond["Content-Range"] == f"bytes */{len(content)}"


@pytest.mark.parametrize("name", ["ids", "plan.json", "result.json", "lock", "..%2Fkept", "passages.xlsx"])
def test_only_finished_files_of_the_export_are_handed_out(client, corpus, name):
    address = ask(client)
    work()
    assert client.get(f"{address}{name}").status_code == 404


@pytest.mark.parametrize(("table", "form"), [("poems", "csv"), ("documents", "pdf"), ("", "")])
def test_unknown_table_or_format_begins_nothing(client, table, form):
    response = client.post(reverse("export-choice"), {"q": "x", "table": table, "form": form})
    assert response.status_code == 422 and "Choose one of" in response.content.decode()
    assert not Job.objects.exists()


def test_passages_of_nothing_in_particular_begin_nothing(client, corpus):
    response = client.post(reverse("export-choice"), {"q": "", "table": "passages", "form": "csv"})
    assert response.status_code == 422 and "no words" in response.content.decode()
    assert not Job.objects.exists()


def test_form_without_its_token_is_refused():
    response = Client(enforce_csrf_checks=True).post(reverse("export-choice"), {"table": "documents", "form": "csv"})
    assert response.status_code == 403 and not Job.objects.exists()


def test_failed_export_says_so_and_has_no_file(client, corpus):
    job = jobs.ask_search("export", {"query": "", "table": "passages", "format": "csv"})
    jobs.do(jobs.take())
    address = reverse("export-job", args=[job.parameters["token"]])
    shown = page(client, address)
    assert "It failed, and there is no file" in shown and "no words" in shown
    assert client.get(f"{address}passages.csv").status_code == 404


def test_export_is_closed_once_a_document_in_it_is_taken_down(client, corpus):
    address = ask(client)
    work()
    Takedown.objects.create(sha256="0" * 64, reason="another")
    assert "Files" in page(client, address)
    Takedown.objects.create(sha256=corpus[2].sha256, reason="x")
    assert "taken down since" in page(client, address)
    assert "taken down since" in page(client, f"{address}passages.csv", 410)
    assert "taken down since" in page(client, f"{address}bundle.zip", 410)


def test_export_is_closed_once_words_in_it_are_withheld(client, corpus):
    address = ask(client)
    work()
    text = corpus[0].pages.get(number=1).text
    WithheldSpan.objects.create(
        document=corpus[0], page=1, start=0, end=9, text_hash=text.text_hash, reason="hidden words"
    )
    assert "withheld since" in page(client, f"{address}passages.csv", 410)


def test_files_are_removed_after_their_time_and_can_still_be_compared_with(client, corpus):
    address = ask(client)
    work()
    folder, again = jobs.folder_of(Job.objects.get()), reproduce_address(client, address)
    long_ago = time.time() - jobs.KEPT_FOR.total_seconds() - 60
    os.utime(folder, (long_ago, long_ago))
    jobs.remove_old_files()
    assert not folder.exists() and "kept for 30 days" in page(client, address)
    assert client.get(f"{address}passages.csv").status_code == 410
    assert "all 5 rows are the same" in page(client, again)


def test_list_of_all_is_for_staff(client, admin_client, corpus):
    address = ask(client)
    assert client.get(reverse("export-list")).status_code == 403
    assert address in page(admin_client, reverse("export-list"))
    assert client.get(f"/exports/{'0' * 32}/").status_code == 404


def reproduce_address(client, address: str) -> str:
    return re.search(r'href="http://testserver(/reproduce/[^"]+)"', page(client, address))[1].replace("&amp;", "&")


def test_reproduce_says_that_nothing_has_changed_and_then_what_has(client, corpus):
    address = ask(client)
    work()
    again = reproduce_address(client, address)
    assert "q%3Dhousing" in again and "catalogue=" in again and "index_generation=" in again
    assert "Nothing has changed: all 5 rows are the same" in page(client, again)
    new = make_letter("new.txt", [f"{ANSWER} New."])
    Takedown.objects.create(sha256=corpus[0].sha256, reason="x")
    type(new).objects.filter(pk=corpus[1].pk).update(name="renamed.txt")
    index_all()
    shown = page(client, again)
    numbers = dict(re.findall(r"<dt>([a-z ]+)</dt><dd>(\d+)</dd>", shown))
    assert numbers == {"the same": "3", "added": "1", "removed": "1", "changed": "1"}
    assert "new.txt" in shown and "renamed.txt" in shown


def test_same_export_has_the_same_address_to_reproduce(client, corpus):
    addresses = set()
    for _ in range(2):
        address = ask(client, table="mentions", form="xlsx")
        work()
        addresses.add(reproduce_address(client, address))
    assert len(addresses) == 1


def test_large_export_is_compared_in_the_background(client, corpus, monkeypatch):
    address = ask(client)
    work()
    again = reproduce_address(client, address)
    monkeypatch.setattr(reproducing, "MOST_AT_ONCE", 3)
    assert "Compare the rows" in page(client, again)
    assert client.post(again).status_code == 302
    assert client.post(again).status_code == 302  # twice is once
    waiting = client.get(again)
    assert "being compared" in waiting.content.decode() and waiting["Refresh"]
    assert Job.objects.filter(kind="compare_export").count() == 1
    work()
    assert "all 5 rows are the same" in page(client, again)


def test_export_made_elsewhere_is_told_by_its_address(client, corpus):
    shown = page(client, f"/reproduce/{'0' * 32}/?search=q%3Dhousing&table=passages&rows=9&catalogue=abc")
    assert "not kept here" in shown and "<code>abc</code> then" in shown and "finds 5 documents now" in shown
    assert client.get(f"/reproduce/{'0' * 32}/").status_code == 404


def test_search_for_most_of_the_words_finds_as_many_as_its_export(client, corpus):
    address = ask(client, q="housing claims score lantern zeppelins")
    work()
    assert "finds 5 documents now" in page(client, reproduce_address(client, address))


def upload(client, content: bytes, name: str = "questions.csv"):
    return client.post(reverse("batch"), {"file": SimpleUploadedFile(name, content)})


def test_batch_is_uploaded_searched_and_fetched(admin_client, client, corpus):
    response = upload(admin_client, b"query\nhousing\n\nzzz\n")
    assert response.status_code == 302
    work()
    told = page(client, response["Location"])
    assert "answers.csv" in told and "2 rows. 1 blank row was passed over; the others keep their numbers." in told
    lines = body(client.get(f"{response['Location']}answers.csv")).decode().splitlines()
    assert [line.split(",")[:3] for line in lines[1:]] == [["2", "housing", "5"], ["4", "zzz", "0"]]


def test_bad_batch_is_refused_and_nothing_is_left_of_it(admin_client, settings):
    response = upload(admin_client, b"query\n\xa3\n")
    assert response.status_code == 422 and "Row 2, column 1" in response.content.decode()
    assert admin_client.post(reverse("batch")).status_code == 422
    assert "The file is empty" in upload(admin_client, b"").content.decode()
    assert not Job.objects.exists() and not list((settings.DATA_DIR / "exports").iterdir())


def test_batch_wants_somebody_logged_in(client):
    for response in (client.get(reverse("batch")), upload(client, b"query\nx\n")):
        assert response.status_code == 302 and "/admin/login/" in response["Location"]
    assert not Job.objects.exists()
