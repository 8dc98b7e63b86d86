import io

import pytest

from datascores.catalogue.models import Authority
from datascores.corpus.intake import NewArrival, receive
from datascores.corpus.models import Document, Label
from datascores.pipeline import catch_up
from foi.reading import ReadStep, labels_of_mail

DOMAINS = {"saltmere.gov.uk": "saltmere"}


def test_a_mail_gives_its_date_and_the_body_that_owns_the_senders_domain():
    headers = {"from": "FOI Team <foi@info.saltmere.gov.uk>", "date": "2018-05-29T10:11:12+01:00"}
    assert {(label.kind, label.value) for label in labels_of_mail(headers, DOMAINS)} == {
        ("date", "2018-05-29"),
        ("authority", "saltmere"),
    }


@pytest.mark.parametrize(
    "headers", [{}, {"from": "someone@example.org", "date": "last week"}, {"from": "@", "date": ""}]
)
def test_a_mail_that_says_neither_gives_no_label(headers):
    assert list(labels_of_mail(headers, DOMAINS)) == []


@pytest.mark.django_db
def test_a_mail_that_comes_in_gets_the_date_and_body_of_its_header():
    Authority.objects.create(slug="saltmere", name="Saltmere County Council", domains="saltmere.gov.uk")
    mail = (
        b"From: foi@saltmere.gov.uk\r\nDate: Tue, 29 May 2018 10:11:12 +0100\r\nSubject: Reply\r\n\r\nWe hold nothing."
    )
    receive(NewArrival(collection="post", file_name="reply.eml"), io.BytesIO(mail))
    catch_up()
    assert sorted(Label.objects.filter(standing="stated").values_list("kind", "value")) == [
        ("authority", "saltmere"),
        ("date", "2018-05-29"),
    ]
    assert set(Label.objects.values_list("kind", "value")) == {("authority", "saltmere"), ("date", "2018-05-29")}


@pytest.mark.django_db
def test_reading_again_replaces_statements_and_keeps_a_persons_word():
    Authority.objects.create(slug="saltmere", name="Saltmere County Council", domains="saltmere.gov.uk")
    receive(NewArrival(collection="files", file_name="a.txt", stated_authority="saltmere"), io.BytesIO(b"x"))
    document = Document.objects.get()
    Label.objects.create(document=document, kind="kind", value="guide", standing=Label.Standing.CONFIRMED)
    step = ReadStep()
    outputs = [step.keep(document, list(step.make(document))) for _ in range(2)]
    assert outputs[0] == outputs[1]
    assert sorted(document.labels.values_list("kind", "value")) == [("authority", "saltmere"), ("kind", "guide")]
