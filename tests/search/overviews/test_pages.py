"""The views of a search together: nothing silly breaks them, the query is kept, what narrows it can be dropped again."""

from __future__ import annotations

import csv
import io
import json
import shutil

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from datascores.corpus.models import Collection
from search.exports.cells import flat
from search.exports.responses import AT_ONCE, places
from tests.letters import index_all, make_catalogue, make_letter, state

pytestmark = pytest.mark.django_db
PAGES = ("/search/", "/search/dates/", "/search/concordance/", "/search/bodies/", "/search/facet/authority/")
VIEWS = ("dates", "concordance", "bodies", "facet/authority")
LISTS = tuple(f"/search/{view}.{form}" for view in VIEWS for form in ("csv", "json"))


@pytest.fixture
def letters():
    make_catalogue()
    made = [make_letter(f"letter {number}.pdf", ["A risk score, it says."]) for number in range(4)]
    for letter, date in zip(made, ("2017", "2018-05", "2018-05-03", "2019"), strict=True):
        state(letter, date=date, authority="brackenford")
    index_all()
    return made


SILLY = [
    "q=risk&page=-1",
    "q=risk&page=99999999",
    "q=risk&page=x&size=1000000000",
    "q=risk&sort=colour&scope=nobody&by=moon&part=-4",
    "q=risk&by=right&part=99999999&page=99999999",
    "q=" + "risk " * 1000,
    "q=risk%00&contains=%00&authority=%00",
    "q=risk+%ED%A0%80&contains=%ED%A0%80&document=%ED%A0%80&month=%ED%A0%80",
    "q=risk&document=nosuch&month=2018-99&year=",
    "q=risk&" + "&".join(f"authority=a{number}" for number in range(400)),
    "q=(((((risk&contains=" + "x" * 5000,
    "q=ri*+sc*+a*&year=2018&month=2018-05",
    "q=%22a+b+c%22~2+|+-risk",
    "q=****",
]


@pytest.mark.parametrize("asked", SILLY)
def test_silly_input_is_answered_by_every_page_and_list(client, letters, asked):
    for address in (*PAGES, *LISTS):
        response = client.get(f"{address}?{asked}")
        assert response.status_code in (200, 404 if "page=9999" in asked else 422, 422), address
        if getattr(response, "streaming", False):
            assert b"".join(response.streaming_content).count(b"\n") >= 1


@pytest.mark.parametrize("view", VIEWS)
def test_json_has_the_rows_of_the_csv(client, letters, view):
    answer = client.get(f"/search/{view}.json?q=risk")
    rows = json.loads(b"".join(answer.streaming_content))
    table = b"".join(client.get(f"/search/{view}.csv?q=risk").streaming_content).decode()
    lines = list(csv.DictReader(io.StringIO(table)))
    assert answer["Content-Type"] == "application/json" and rows
    assert [{name: str(flat(cell)) for name, cell in row.items()} for row in rows] == lines


def test_what_cannot_be_used_of_an_address_is_told(client, letters):
    for address in ("/search/dates/", "/search/concordance/"):
        page = client.get(address, {"q": "risk", "by": "moon", "sort": "colour"}).content.decode()
        assert "“moon” cannot be the by; there are" in page and "There is no sort “colour”" in page


@pytest.mark.parametrize("address", PAGES[:4])
def test_every_view_leads_to_the_others_with_the_whole_query(client, letters, address):
    asked = "q=risk&authority=brackenford&month=2018-05&scope=own&sort=-date"
    page = client.get(f"{address}?{asked}&page=2").content.decode()
    links = page[page.index("Ways to look at this search") :].partition("</nav>")[0]
    for other in PAGES[:4]:
        assert (f'href="{other}?{asked.replace("&", "&amp;")}"' in links) == (other != address)
    for name, value in (("month", "2018-05"), ("scope", "own"), ("sort", "-date")):
        assert (f'name="{name}" value="{value}"' in page) or (f'<option value="{value}" selected' in page)


@pytest.mark.parametrize("address", PAGES[:4])
def test_month_and_document_are_filters_that_can_be_dropped(client, letters, address):
    page = client.get(address, {"q": "risk", "month": "2018-05", "document": letters[1].sha256}).content.decode()
    assert "Month: May 2018" in page and "Only in the document: letter 1.pdf" in page
    assert f'href="{address}?q=risk&amp;month=2018-05"' in page


def test_month_and_document_narrow_results_and_exports(client, letters):
    page = client.get("/search/", {"q": "risk", "month": "2018-05"}).content.decode()
    assert "2 documents found" in page
    rows = client.get(reverse("search-csv"), {"q": "risk", "document": letters[2].sha256})
    assert b"".join(rows.streaming_content).count(letters[2].sha256.encode()) >= 1
    empty = client.get("/search/", {"q": "risk", "month": "1999-01"}).content.decode()
    assert "No documents found" in empty and "Drop the filter “Month: January 1999”" in empty


@pytest.mark.parametrize("address", [*PAGES, *LISTS])
def test_missing_index_is_said_with_503(client, letters, settings, address):
    shutil.rmtree(settings.INDEX_DIR)
    response = client.get(address, {"q": "risk"})
    assert response.status_code == 503 and "This is not an empty result" in response.content.decode()


@pytest.mark.parametrize("address", [*PAGES, *LISTS])
def test_only_reading_is_allowed(client, letters, address):
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", LISTS)
def test_places_for_downloads_are_given_back_and_their_lack_is_told(client, letters, address):
    for _ in range(10):
        response = client.get(address, {"q": "risk"})
        assert response.status_code == 200
        response.close()  # as the server does when the client hangs up
    taken = [places.take() for _ in range(AT_ONCE)]
    response = client.get(address, {"q": "risk"})
    for give_back in taken:
        give_back()
    assert response.status_code == 503 and response["Retry-After"] == "60"
    assert b"".join(client.get(address, {"q": "risk"}).streaming_content)


@pytest.mark.parametrize("address", PAGES)
def test_more_documents_take_no_more_queries(client, letters, address):
    with CaptureQueriesContext(connection) as few:
        client.get(address, {"q": "risk"})
    for number in range(15):
        state(make_letter(f"more {number}.pdf", ["A risk."]), date=f"20{number:02}", authority="brackenford")
    index_all()
    with CaptureQueriesContext(connection) as many:
        client.get(address, {"q": "risk"})
    assert len(many) <= len(few)


def test_words_of_the_query_and_of_names_are_never_taken_for_html(client, letters):
    Collection.objects.update(name="<i>post</i>")
    for address in PAGES:
        page = client.get(
            address, {"q": 'risk "><script>', "source": "<b>x", "contains": '"><script>'}
        ).content.decode()
        assert "<script" not in page and "<b>x" not in page and "<i>" not in page, address
