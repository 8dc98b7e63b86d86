from __future__ import annotations

from datetime import UTC, datetime

import pytest

from datascores.corpus.models import AddressVersion, Arrival, Document
from scrapers.items import Fetched, Missed, Unchanged
from scrapers.keeping import Keeper, name_for
from scrapers.models import Asked, Result, Run
from scrapers.targets import Target

URL = "https://council.example/minutes"
MAY, JUNE, JULY = (datetime(2024, month, 1, tzinfo=UTC) for month in (5, 6, 7))


def page(words: str, token: str = "1") -> bytes:
    text = f"<h1>Minutes</h1><p>{words} The panel met in the town hall and heard the report of the officers.</p>"
    return f"<!doctype html><html><body><!-- {token} --><main>{text}</main></body></html>".encode()


def fetched(body: bytes, *terms: str, url: str = URL, at: datetime = MAY, **headers: str) -> Fetched:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Fetched(Target(url, terms or ("",)), body, url, 200, at, (), named)


def keep(item, collection="web", run="urls 1"):
    held, _ = Run.objects.get_or_create(
        name=run, defaults={"spider": "urls", "collection": collection, "plan": run, "targets": 1}
    )
    return Keeper(held)(item)


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
    assert "could not be kept" in outcome.reason and not outcome.is_noted and not Asked.objects.exists()
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


def test_what_the_host_says_is_unchanged_is_seen_again_and_nothing_is_read(db):
    keep(fetched(b"words", "risk", ETag='"1"'))
    outcome = keep(Unchanged(Target(URL, ("risk",)), JUNE), run="urls 2")
    assert (outcome.result, outcome.arrivals, outcome.is_conditional) == (Result.UNCHANGED, 0, True)
    assert AddressVersion.objects.get().last_seen == JUNE and Arrival.objects.count() == 1


def test_a_new_term_for_an_unchanged_address_is_an_arrival_of_what_is_held(db):
    keep(fetched(b"words", "risk", ETag='"1"'))
    outcome = keep(Unchanged(Target(URL, ("risk", "score")), JUNE), run="urls 2")
    assert (outcome.result, outcome.arrivals) == (Result.FOUND_AGAIN, 1)
    assert sorted(Arrival.objects.values_list("search_term", "file_name")) == [
        ("risk", "minutes"),
        ("score", "minutes"),
    ]


def test_unchanged_of_what_is_not_held_is_a_failure(db):
    outcome = keep(Unchanged(Target(URL), JUNE))
    assert outcome.result is Result.FAILED and "nothing is held of it" in outcome.reason


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_keeps_its_text_and_the_day_on_which_it_was_first_missing(db, status):
    keep(fetched(b"words"))
    missed = Missed(Target(URL), f"status {status}", status, at=JUNE)
    outcome = keep(missed, run="urls 2")
    assert (outcome.result, outcome.reason) == (Result.GONE, f"status {status}: what is held of it stays")
    keep(Missed(Target(URL), "status 404", 404, at=JULY), run="urls 3")
    assert AddressVersion.objects.get().address.gone_since == JUNE and Document.objects.count() == 1
    keep(fetched(b"words", at=JULY), run="urls 4")
    assert AddressVersion.objects.get().address.gone_since is None


def test_a_host_that_is_down_has_not_removed_anything(db):
    keep(fetched(b"words"))
    assert keep(Missed(Target(URL), "status 503", 503, at=JUNE), run="urls 2").result is Result.FAILED
    assert AddressVersion.objects.get().address.gone_since is None


def test_what_became_of_an_address_is_written_down_with_it_or_not_at_all(db, settings):
    keep(fetched(b"words", "risk"))
    asked = Asked.objects.get()
    assert (asked.url, asked.result, asked.status, asked.arrivals, asked.run.name) == (URL, "new", 200, 1, "urls 1")
    keep(Missed(Target("https://b.example/"), "its robots.txt does not allow it", is_closed=True))
    assert Asked.objects.get(url="https://b.example/").result == Result.CLOSED
