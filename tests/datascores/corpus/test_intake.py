import io
from pathlib import Path

import pytest
from django.core.files.storage import storages

from datascores.corpus.intake import NewArrival, clean_name, receive
from datascores.corpus.models import Arrival, Document

pytestmark = pytest.mark.django_db


def receive_bytes(content: bytes, name: str = "reply.txt", **about):
    return receive(
        NewArrival(collection=about.pop("collection", "files"), file_name=name, **about), io.BytesIO(content)
    )


def test_same_bytes_under_two_names_are_one_document_with_two_arrivals():
    first, second = receive_bytes(b"words", "a.txt"), receive_bytes(b"words", "b.txt")
    assert (first.document_id, first.is_new_document) == (second.document_id, not second.is_new_document)
    assert list(Arrival.objects.values_list("file_name", flat=True)) == ["a.txt", "b.txt"]


def test_the_same_arrival_again_changes_nothing():
    receive_bytes(b"words")
    again = receive_bytes(b"words")
    assert (again.is_new_document, again.is_new_arrival, Arrival.objects.count()) == (False, False, 1)


def test_another_statement_about_the_same_file_is_another_arrival():
    receive_bytes(b"words")
    stated = receive_bytes(b"words", stated_authority="kent-county-council")
    assert stated.is_new_arrival
    assert Arrival.objects.get(pk=stated.arrival_id).stated_authority == "kent-county-council"


def test_the_original_is_stored_once_and_is_the_bytes_that_came():
    receipt = receive_bytes(b"some words")
    receive_bytes(b"some words", "other.txt")
    key = Document.objects.get().original.key
    assert storages["originals"].open(key).read() == b"some words"
    assert receipt.sha256 in key
    assert len(list((storages["originals"].base_location).rglob("*"))) == 3  # two folders and the file


def test_a_damaged_original_is_replaced_when_the_bytes_come_again():
    receive_bytes(b"some words")
    path = Path(storages["originals"].path(Document.objects.get().original.key))
    path.write_bytes(b"some")
    receive_bytes(b"some words", "again.txt")
    assert path.read_bytes() == b"some words"


def test_nothing_is_left_of_an_arrival_whose_bytes_cannot_be_read():
    class Broken(io.RawIOBase):
        def read(self, size=-1):
            raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        receive(NewArrival(collection="files", file_name="x"), Broken())
    assert not Document.objects.exists()


@pytest.mark.parametrize("name", ["new\nline.txt", "\udcff.pdf", "‮fdp.exe", "nul\0.txt"])
def test_a_name_with_control_or_undecodable_signs_becomes_legible(name):
    cleaned = clean_name(name)
    assert cleaned.isprintable()
    cleaned.encode()


def test_a_very_long_name_keeps_its_end():
    assert clean_name("x" * 1000 + ".pdf").endswith("x.pdf")
    assert len(clean_name("x" * 1000)) == 500


def test_what_no_row_can_hold_of_what_a_sender_says_is_made_visible_or_cut():
    said = NewArrival(
        "post", "a.txt", declared_type="text/\0plain" * 40, sender={"sub\0ject": ["a\0b", "\ud800"], "n": 1}
    )
    arrival = Arrival.objects.get(pk=receive(said, io.BytesIO(b"a letter")).arrival_id)
    assert arrival.sender == {"sub�ject": ["a�b", "?"], "n": 1}
    assert arrival.declared_type.startswith("text/�plain")
    assert len(arrival.declared_type) == 120
    assert not receive(said, io.BytesIO(b"a letter")).is_new_arrival
