"""A person's "wrong" holds for the very place, outlasts the record's removal, and takes no other place along."""

from __future__ import annotations

import io

import pytest
from django.contrib.auth.models import User

from datascores.catalogue.models import Keyword, System
from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Document, Mention, Refusal, Stamp
from datascores.corpus.refusing import refuse
from datascores.pipeline import catch_up, submit

pytestmark = pytest.mark.django_db
REPLY = (
    "Reply of the body\n\n"
    + "We use Redwing Compass to score claims here.\n\nNext question, please read on below now.\n\n" * 4
)


def take_in(text: str) -> Document:
    System.objects.get_or_create(slug="compass", name="Redwing Compass")
    submit(NewArrival(collection="files", file_name="reply.txt"), io.BytesIO(text.encode()))
    catch_up()
    return Document.objects.get()


def starts() -> list[int]:
    return [*Mention.objects.filter(record__slug="compass").order_by("start").values_list("start", flat=True)]


def say_wrong(start: int) -> None:
    refuse(
        Mention.objects.get(record__slug="compass", start=start),
        "a compass",
        User.objects.get_or_create(username="c")[0],
    )


def read_anew(document: Document, text: str) -> None:
    document.pages.update(text=document.page_texts.create(number=1, text=text, text_hash="b" * 64, read_by="other"))
    Stamp.objects.filter(step__in=("segment", "match")).delete()
    catch_up()


def test_a_refusal_leaves_places_with_equal_surroundings_alone():
    take_in(REPLY)
    places = starts()
    assert len(places) == 4
    say_wrong(places[1])
    Stamp.objects.filter(step="match").delete()
    catch_up()
    assert starts() == [places[0], *places[2:]]


@pytest.mark.parametrize("refused", [[0], [2], [0, 2], [1, 2, 3]])
def test_in_a_newer_reading_as_many_places_are_held_as_were_refused_and_the_same_ones(refused):
    document = take_in(REPLY)
    places = starts()
    for index in refused:
        say_wrong(places[index])
    read_anew(document, "Page one\n" + document.pages.get().text.text)
    assert starts() == [place + 9 for index, place in enumerate(places) if index not in refused]


def test_a_refusal_holds_again_when_its_record_is_removed_and_comes_back():
    take_in(REPLY)
    places = starts()
    say_wrong(places[3])
    System.objects.all().delete()
    catch_up()
    assert starts() == [] and Refusal.objects.get().slug == "compass"
    System.objects.create(slug="compass", name="Redwing Compass")
    catch_up()
    assert starts() == places[:3]


def test_a_refusal_of_one_kind_says_nothing_of_another_with_the_same_slug():
    take_in(REPLY)
    Keyword.objects.create(slug="compass", name="Redwing Compass")
    catch_up()
    refuse(Mention.objects.filter(record__kind="keyword").first(), "no topic", User.objects.create(username="c"))
    Stamp.objects.filter(step="match").delete()
    catch_up()
    assert Mention.objects.filter(record__kind="system").count() == 4
    assert Mention.objects.filter(record__kind="keyword").count() == 3
