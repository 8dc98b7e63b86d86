import io
import zipfile

import pytest

from datascores.catalogue.models import Alias, Authority
from datascores.corpus.describing.steps import AttributeStep
from datascores.corpus.intake import NewArrival
from datascores.corpus.labels import settled_labels
from datascores.corpus.models import Document, Label
from datascores.pipeline import behind, catch_up, submit

pytestmark = pytest.mark.django_db

REPLY = b"""Date: 3 May 2018

Dear Ms Pell

Freedom of Information Act 2000

Thank you for your request. Saltmere County Council does not hold this information.

Yours sincerely
T Ord
Saltmere County Council
"""


@pytest.fixture
def council() -> Authority:
    Authority.objects.create(slug="ferrow", name="Ferrow Borough Council")
    return Authority.objects.create(slug="saltmere", name="Saltmere County Council")


def take_in(content: bytes = REPLY, name: str = "reply.txt") -> Document:
    submit(NewArrival(collection="files", file_name=name), io.BytesIO(content))
    catch_up()
    return Document.objects.get(name=name)


def settled(document: Document):
    return settled_labels([document.pk])[document.pk]


def test_body_date_and_kind_are_proposed_with_their_words(council):
    document = take_in()
    found = {label.kind: label for label in document.labels.filter(kind__in=("authority", "date", "kind"))}
    assert {kind: label.value for kind, label in found.items()} == {
        "authority": "saltmere",
        "date": "2018-05-03",
        "kind": "foi response letter",
    }
    assert {label.standing for label in found.values()} == {"proposed"}
    text = document.pages.get().text.text
    date = found["date"]
    assert text[date.start : date.end] == "3 May 2018"
    assert date.certainty and date.how and date.sentence and date.rule_version


def test_no_step_is_made_due_by_its_own_labels(council):
    take_in()
    assert set(behind().values()) == {0}
    assert catch_up().forward == 0


def test_rows_that_would_be_the_same_stay_untouched(council):
    document = take_in()
    before = list(document.labels.order_by("pk").values_list("pk", "changed_at"))
    document.stamps.filter(step__in=["describe", "attribute", "inherit"]).delete()
    catch_up()
    assert list(document.labels.order_by("pk").values_list("pk", "changed_at")) == before


def test_what_a_person_ruled_on_is_not_proposed_again(council):
    document = take_in()
    document.labels.filter(kind="kind").update(standing=Label.Standing.REJECTED)
    document.labels.filter(kind="date").update(standing=Label.Standing.CONFIRMED)
    document.stamps.filter(step="describe").delete()
    catch_up()
    assert [label.standing for label in document.labels.filter(kind="kind")] == ["rejected"]
    assert settled(document).first("kind") == ""
    assert settled(document).standing("date") == "confirmed"
    assert document.labels.filter(kind="date").count() == 1


def test_a_new_name_in_the_catalogue_gives_its_documents_a_body(council):
    document = take_in(REPLY.replace(b"Saltmere County Council", b"Saltmere Shire"))
    assert settled(document).first("authority") == ""
    Alias.objects.create(record=council, text="Saltmere Shire")
    catch_up()
    assert settled(document).first("authority") == "saltmere"


def test_new_name_is_looked_for_in_file_names_and_makes_only_those_documents_anew(council, monkeypatch):
    named = take_in(b"Scores by ward: 1 2 3 measures of need\n", "Ferrow_Town_Board-scores.txt")
    other = take_in(b"Scores by ward: 4 5 6 measures of need\n", "scores.txt")
    Alias.objects.create(record=Authority.objects.get(slug="ferrow"), text="Ferrow Town Board")
    made: list[str] = []
    make = AttributeStep.make
    monkeypatch.setattr(
        AttributeStep, "make", lambda step, document: made.append(document.name) or make(step, document)
    )
    catch_up()
    assert made == [named.name]
    assert settled(named).first("authority") == "ferrow"
    assert settled(other).first("authority") == ""
    assert set(behind().values()) == {0}


def test_an_attachment_without_a_hint_takes_the_body_of_its_fellows(council):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a table.txt", "1 2 3 measures of need\n")
        archive.writestr("reply.txt", REPLY)
    take_in(packed.getvalue(), "answer.zip")
    table = Document.objects.get(name="a table.txt")
    label = table.labels.get(kind="authority")
    assert (label.value, label.page) == ("saltmere", None)
    assert "same mail or archive" in label.how
    assert set(behind().values()) == {0}


def test_an_attachment_between_two_bodies_stays_open(council):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("table.txt", "1 2 3 measures of need\n")
        archive.writestr("reply.txt", REPLY)
        archive.writestr("other.txt", REPLY.replace(b"Saltmere County", b"Ferrow Borough"))
    take_in(packed.getvalue(), "answers.zip")
    assert settled(Document.objects.get(name="table.txt")).first("authority") == ""
