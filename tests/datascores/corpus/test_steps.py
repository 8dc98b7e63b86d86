import re

import pytest
from django.db.models import OuterRef

from datascores.corpus.again import try_again
from datascores.corpus.models import Arrival, Collection, Document, Stamp
from datascores.corpus.steps import Step, counted, given_up

pytestmark = pytest.mark.django_db


class First(Step):
    name = "first"
    code = "1"
    made = "same"

    def version(self):
        return self.code

    def make(self, document):
        return self.made

    def keep(self, document, result):
        return result


class Second(First):
    name = "second"
    after = ("first",)


class Watching(First):
    name = "watching"

    def other_inputs(self):
        return (counted(Arrival.objects.filter(document=OuterRef("pk")), "pk"),)


@pytest.fixture
def document():
    return Document.objects.create(sha256="a" * 64, size=1, name="a.txt")


def run(step):
    step.run(step.due())


def test_a_step_is_due_once_and_then_no_more(document):
    assert list(First().due()) == [document]
    run(First())
    assert not First().due().exists()


def test_a_newer_version_makes_every_document_due(document):
    run(First())
    newer = First()
    newer.code = "2"
    assert list(newer.due()) == [document]


def test_a_later_step_waits_for_the_earlier_one(document):
    assert not Second().due().exists()
    run(First())
    assert list(Second().due()) == [document]


def test_a_later_step_is_due_only_if_the_earlier_ones_output_changed(document):
    run(First())
    run(Second())
    again = First()
    again.code = "2"
    run(again)
    assert not Second().due().exists()
    changed = First()
    changed.code, changed.made = "3", "other"
    run(changed)
    assert list(Second().due()) == [document]


def test_a_new_row_that_a_step_watches_makes_it_due(document):
    run(Watching())
    assert not Watching().due().exists()
    collection = Collection.objects.create(slug="files", name="files")
    Arrival.objects.create(document=document, collection=collection, file_name="a", fingerprint="f")
    assert list(Watching().due()) == [document]


def test_a_step_that_fails_leaves_no_stamp_and_no_rows(document):
    class Failing(First):
        def keep(self, document, result):
            Document.objects.filter(pk=document.pk).update(title="half done")
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        run(Failing())
    document.refresh_from_db()
    assert (document.title, Stamp.objects.count()) == ("", 0)


class Endless(First):
    seconds = 0.3

    def make(self, document):
        while document.name == "endless.txt":
            re.fullmatch("(?:a|a)+b", "a" * 24)
        return self.made


def test_a_document_that_takes_too_long_is_given_up_with_a_reason_and_the_others_go_on(document):
    endless = Document.objects.create(sha256="b" * 64, size=1, name="endless.txt")
    other = Document.objects.create(sha256="c" * 64, size=1, name="other.txt")
    run(Endless())
    assert Stamp.objects.get(document=endless).output == "given up: It took more than 0.3 seconds of processor time."
    assert {*Stamp.objects.filter(output="same").values_list("document", flat=True)} == {document.pk, other.pk}
    assert not Endless().due().exists()


def test_what_was_given_up_is_tried_again_when_somebody_asks(document):
    Document.objects.filter(pk=document.pk).update(name="endless.txt")
    run(Endless())
    assert str(try_again(Document.objects.all())).endswith("1 step that took too long.")
    assert list(Endless().due()) == [document]
    assert list(given_up()) == [Stamp.objects.get()]
