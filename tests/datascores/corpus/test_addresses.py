from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest

from datascores.corpus.addresses import Visit, Visited, content_hash_of, record_visit
from datascores.corpus.intake import NewArrival, receive
from datascores.corpus.models import AddressVersion, Document


def page(words: str, token: str = "1") -> bytes:
    text = f"<h1>Minutes</h1><p>{words} The panel met in the town hall and heard the report of the officers.</p>"
    return f"<!doctype html><html><body><!-- {token} --><main>{text}</main></body></html>".encode()


def script(number: int) -> bytes:
    return b"<!doctype html><html><body><script>%d</script></body></html>" % number


def visit(content: bytes, month: int, name: str = "minutes") -> Visited:
    """A visit in a month of 2024, with its bytes kept, as a collector makes it."""
    seen = record_visit(Visit("https://council.example/minutes", content, name, datetime(2024, month, 1, tzinfo=UTC)))
    if not seen.is_unchanged:
        receive(NewArrival("web", name, address_version=seen.version), BytesIO(content))
    return seen


def test_first_visit_makes_a_version_from_then_on(db):
    seen = visit(page("Nothing was decided."), 5)
    assert (seen.is_first, seen.is_unchanged, seen.is_new_document) == (True, False, True)
    assert seen.version.first_seen == seen.version.last_seen == datetime(2024, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("earlier", "later", "is_unchanged"),
    [
        (page("Nothing was decided."), page("Nothing was decided.", token="2"), True),
        (page("Nothing was decided."), page("The contract was awarded."), False),
        (b"%PDF-1.4 one", b"%PDF-1.4 one", True),
        (b"%PDF-1.4 one", b"%PDF-1.4 one ", False),
        (script(1), script(1), True),
        (script(1), script(2), False),  # a page without text has only its bytes to compare
    ],
)
def test_only_another_main_text_or_other_bytes_of_a_file_are_a_change(db, earlier, later, is_unchanged):
    first = visit(earlier, 5)
    second = visit(later, 6)
    assert second.is_unchanged is is_unchanged
    assert (second.version == first.version) is is_unchanged
    last = AddressVersion.objects.order_by("first_seen").last()
    assert last and last.last_seen == datetime(2024, 6, 1, tzinfo=UTC)
    assert Document.objects.count() == (1 if is_unchanged else 2)


def test_page_that_goes_back_to_old_words_is_a_third_version_of_the_first_document(db):
    versions = [visit(page(words), month).version for month, words in enumerate(["Nothing.", "Signed.", "Nothing."], 1)]
    assert len({version.pk for version in versions}) == 3
    assert versions[0].document == versions[2].document


def test_newer_way_of_reading_pages_is_not_a_change_at_the_source(db):
    visit(page("Nothing was decided."), 5)
    AddressVersion.objects.update(content_hash="0" * 64)  # as an older reader would have left it
    assert visit(page("Nothing was decided.", token="2"), 6).is_unchanged
    assert AddressVersion.objects.get().content_hash == content_hash_of(page("Nothing was decided."), "minutes")


def test_late_report_of_an_early_visit_does_not_turn_the_clock_back(db):
    visit(page("Nothing was decided."), 6)
    assert visit(page("Nothing was decided."), 5).version.last_seen == datetime(2024, 6, 1, tzinfo=UTC)
