"""A sentence at a known place of a file is found by search in every format, with the place that a person can turn to."""

import io

import pytest

from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Document
from datascores.pipeline import catch_up, submit
from search.asking import ask
from search.exports import hit_rows
from search.hits import items_for
from search.index import open_engine
from search.query import SearchQuery
from tests.known_sentence import KNOWN, SENTENCE

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", KNOWN)
def test_sentence_is_found_with_its_place(name):
    make, format_name, place = KNOWN[name]
    submit(NewArrival(collection="post", file_name=f"reply.{name}"), io.BytesIO(make()))
    while catch_up().done["extract"]:
        pass
    query = SearchQuery.from_querystring({"q": [f'"{SENTENCE}"']})
    (row,) = hit_rows(query, open_engine())
    (item,) = items_for([row["sha256"]], ask(query, open_engine()))
    assert (row["format"], row["places"]) == (format_name, [place])
    assert [line.place for line in item.passages] == [place]
    document = Document.objects.get(sha256=row["sha256"])
    assert (document.status, document.reason) == ("ok", "")


def test_mail_keeps_from_to_date_and_subject():
    for name in ("eml", "msg"):
        submit(NewArrival(collection="post", file_name=f"reply.{name}"), io.BytesIO(KNOWN[name][0]()))
    catch_up()
    for document in Document.objects.all():
        assert document.display_name == "Your request"
        assert document.properties["from"] == "FOI Team <foi@saltmere.example>" and document.properties["to"]
        assert document.properties["date"].startswith("2018-05-29T")
