"""What may lie inside one file from outside, over all levels of zips and mails."""

import io
import zipfile

import pytest

from datascores.corpus import descent
from datascores.corpus.intake import NewArrival, receive
from datascores.corpus.models import Arrival, Document
from datascores.pipeline import catch_up, submit

pytestmark = pytest.mark.django_db


def zip_of(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return file.getvalue()


def take_in(data: bytes, name: str = "outer.zip") -> Document:
    receipt = submit(NewArrival(collection="post", file_name=name), io.BytesIO(data))
    catch_up()
    return Document.objects.get(pk=receipt.document_id)


def test_same_zip_under_many_names_does_not_multiply_its_members(monkeypatch):
    monkeypatch.setattr(descent, "MOST_FILES", 30)
    inner = zip_of({f"{number}.txt": b"words %d" % number for number in range(10)})
    take_in(zip_of({f"{number}.zip": inner for number in range(10)}))
    assert Arrival.objects.count() <= 1 + 30
    cut = Document.objects.get(name="0.zip")
    assert cut.status == "partial" and "inside each other" in cut.reason


def test_zip_that_comes_in_again_many_times_does_not_multiply_its_members(monkeypatch):
    inner = zip_of({f"{number}.txt": b"words %d" % number for number in range(10)})
    take_in(inner, "known.zip")
    monkeypatch.setattr(descent, "MOST_FILES", 30)
    outer = take_in(zip_of({f"{number}.zip": inner for number in range(10)}))
    assert outer.status == "ok"
    assert Arrival.objects.exclude(parent=None).filter(parent__parent__document=outer).count() <= 30


def test_bytes_inside_are_counted_over_all_levels(monkeypatch):
    monkeypatch.setattr(descent, "MOST_BYTES", 5_000)
    take_in(zip_of({f"{n}.zip": zip_of({f"{n}.txt": b"%d" % n * 2_000}) for n in range(5)}))
    texts = Document.objects.filter(format="txt")
    assert 0 < texts.count() < 5 and Document.objects.filter(status="partial").count() == 5 - texts.count()


def test_small_tree_is_whole_and_reading_again_changes_nothing():
    outer = zip_of({"a.zip": zip_of({"a.txt": b"words", "b.txt": b"other"}), "c.txt": b"third"})
    document = take_in(outer)
    assert document.status == "ok" and Arrival.objects.count() == 5
    document.stamps.all().delete()
    catch_up()
    document.refresh_from_db()
    assert document.status == "ok" and Arrival.objects.count() == 5


def test_file_that_holds_itself_ends():
    """Such zips exist; here the second arrival inside the first is recorded by hand."""
    content = zip_of({"a.txt": b"words"})
    first = receive(NewArrival(collection="post", file_name="r.zip"), io.BytesIO(content))
    outer = Arrival.objects.get(pk=first.arrival_id)
    for _ in range(2):
        receive(NewArrival(collection="post", file_name="r.zip", parent=outer), io.BytesIO(content))
    catch_up()
    assert Arrival.objects.filter(document_id=first.document_id).count() == 2
    assert Document.objects.get(pk=first.document_id).status == "ok"
