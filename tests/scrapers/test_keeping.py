from __future__ import annotations

from datetime import UTC, datetime

import pytest

from datascores.corpus.models import AddressVersion, Arrival, Document
from scrapers.items import Fetched, Missed
from scrapers.keeping import Keeper, Result, name_for
from scrapers.targets import Target

URL = "https://council.example/minutes"
MAY, JUNE = datetime(2024, 5, 1, tzinfo=UTC), datetime(2024, 6, 1, tzinfo=UTC)


def page(words: str, token: str = "1") -> bytes:
    text = f"<h1>Minutes</h1><p>{words} The panel met in the town hall and heard the report of the officers.</p>"
    return f"<!doctype html><html><body><!-- {token} --><main>{text}</main></body></html>".encode()


def fetched(body: bytes, *terms: str, url: str = URL, at: datetime = MAY, **headers: str) -> Fetched:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Fetched(Target(url, terms or ("",)), body, url, 200, at, (), named)


def keep(item, collection="web", run="urls 1"):
    return Keeper(collection, run)(item)


def test_same_words_in_other_wrapping_are_unchanged(db):
    assert keep(fetched(page("Nothing was decided."))).result is Result.NEW
    outcome = keep(fetched(page("Nothing was decided.", token="2"), at=JUNE), run="urls 2")
    assert (outcome.result, outcome.arrivals, outcome.documents) == (Result.UNCHANGED, 0, 0)
    assert Document.objects.count() == 1
    version = AddressVersion.objects.get()
    assert (version.first_seen, version.last_seen) == (MAY, JUNE)


def test_changed_page_gets_a_second_version_and_the_old_one_stays(db):
    keep(fetched(page("Nothing was decided.")))
    outcome = keep(fetched(page("The contract was awarded."), at=JUNE))
    assert (outcome.result, outcome.arrivals, outcome.documents) == (Result.CHANGED, 1, 1)
    old, new = AddressVersion.objects.order_by("first_seen")
    assert old.document != new.document
    assert old.last_seen == MAY
    assert new.document.arrivals.get().address_version == new


def test_each_term_is_an_arrival_of_the_one_document_that_is_held(db):
    outcome = keep(fetched(page("Nothing was decided."), "risk", "score"))
    assert (outcome.arrivals, outcome.documents) == (2, 1)
    again = keep(fetched(page("Nothing was decided.", token="2"), "score", "profile", at=JUNE))
    assert (again.result, again.arrivals) == (Result.FOUND_AGAIN, 1)
    assert sorted(Arrival.objects.values_list("search_term", flat=True)) == ["profile", "risk", "score"]
    assert Document.objects.count() == 1


def test_second_run_adds_nothing_where_the_document_was_held_under_another_name(db):
    keep(fetched(b"the same words", url="https://other.example/first.txt"))
    keep(fetched(b"the same words", url="https://council.example/second.txt"))
    assert Document.objects.get().name == "first.txt"
    again = keep(fetched(b"the same words", url="https://council.example/second.txt", at=JUNE))
    assert (again.result, again.arrivals) == (Result.UNCHANGED, 0)
    assert Arrival.objects.count() == 2


def test_miss_is_a_failed_outcome_and_leaves_no_row(db):
    outcome = keep(Missed(Target(URL), "status 404"))
    assert (outcome.result, outcome.reason) == (Result.FAILED, "status 404")
    assert not AddressVersion.objects.exists()


def test_disk_that_refuses_leaves_no_row_and_is_told(db, settings):
    settings.DATA_DIR.write_text("a file where the folder should be")
    outcome = keep(fetched(b"words that cannot be kept"))
    assert outcome.result is Result.FAILED
    assert "could not be kept" in outcome.reason
    assert not Document.objects.exists()
    assert not AddressVersion.objects.exists()


@pytest.mark.parametrize(
    ("url", "disposition", "name"),
    [
        ("https://a.example/files/Annex%20A.pdf?x=1", "", "Annex A.pdf"),
        ("https://a.example/files/", "", "files"),
        ("https://a.example/", "", "a.example"),
        ("https://a.example/download", 'attachment; filename="report.docx"', "report.docx"),
        ("https://a.example/download", "attachment; filename*=UTF-8''caf%C3%A9.pdf", "café.pdf"),
        ("https://a.example/download", 'attachment; filename="..\\\\..\\\\up/evil.pdf"', "evil.pdf"),
        ("https://a.example/download", "attachment; filename=", "download"),
    ],
)
def test_file_name_is_the_stated_one_or_the_end_of_the_path(url, disposition, name):
    assert name_for(fetched(b"", url=url, content_disposition=disposition)) == name
