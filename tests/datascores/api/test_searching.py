"""The search of the API is the search of the page; what a program cannot see as a warning is refused."""

from __future__ import annotations

import shutil

import pytest

from datascores.corpus.models import Takedown
from search.index import open_engine
from search.query import SearchQuery
from search.results import find_results
from tests.letters import index_all, make_letter

pytestmark = pytest.mark.django_db
SEARCH = "/api/v1/search/"
ODD = [
    "a" * 5000,
    "x " * 500,
    "(a|b) " * 500,
    "****",
    "a* b* c*",
    "(((",
    '"',
    '"a (b | -',
    "a\u202eb ‏שלום",
    "~~~~3",
    "-" * 400,
]


@pytest.fixture
def empty_index() -> None:
    index_all()


def all_hashes(hit: dict) -> list[str]:
    return [hit["sha256"], *hit["same_words"]]


def test_answer_is_that_of_the_search_page(get, letters, index):
    answer = get(SEARCH, {"q": "housing -zzz", "authority": "brackenford", "sort": "title"})
    query = SearchQuery.from_querystring({"q": "housing -zzz", "authority": "brackenford", "sort": "title"})
    results = find_results(query, open_engine())
    assert answer["total"] == results.total == 1
    (hit,), (item,) = answer["hits"], results.items
    assert hit["sha256"] == item.sha256 and hit["authorities"] == [
        {"slug": "brackenford", "name": "Brackenford Borough Council"}
    ]
    assert (hit["date"], hit["date_precision"]) == ("2018-05", "month")
    (passage,) = hit["passages"]
    assert [passage["text"][start:end] for start, end in passage["marks"]] == ["housing"] and passage["page"] == 1
    assert answer["page_url"].endswith("/search/?q=housing+-zzz&authority=brackenford&sort=title")


def test_hit_by_title_alone_has_both_its_names(get, empty_index):
    make_letter("plan 7.docx", ["A page."], title="Lantern strategy", format="docx")
    index_all()
    (hit,) = get(SEARCH, {"q": "lanterns"})["hits"]
    assert (hit["title"], hit["other_name"], hit["passages"]) == ("plan 7.docx", "Lantern strategy", [])


def test_search_json_stands_beside_the_page_with_the_same_parameters(get, letters, index):
    same, beside = get(SEARCH, {"q": "housing"}), get("/search.json", {"q": "housing"})
    assert {**same, "next": 0} == {**beside, "next": 0}


def test_numbered_pages_and_cursors_give_every_hit_once_in_one_order(get, letters, index):
    whole = get(SEARCH, {"q": "housing", "size": 100, "sort": "title"})
    hashes = [sha256 for hit in whole["hits"] for sha256 in all_hashes(hit)]
    assert len(set(hashes)) == len(hashes) == whole["total"] == 6
    numbered = [get(SEARCH, {"q": "housing", "size": 2, "sort": "title", "page": page}) for page in (1, 2, 3)]
    assert [sha for answer in numbered for hit in answer["hits"] for sha in all_hashes(hit)] == hashes
    answer, walked = numbered[0], [numbered[0]]
    while answer["next"]:
        answer = get(answer["next"])
        walked.append(answer)
    assert [answer["hits"] for answer in walked] == [answer["hits"] for answer in numbered]


def test_a_page_behind_the_last_is_told_and_not_empty(get, letters, index):
    detail = get(SEARCH, {"q": "housing", "page": 3, "size": 4}, expect=404)["detail"]
    assert "6 documents were found, on 2 pages" in detail
    get(SEARCH, {"q": "zzzzz", "page": 2}, expect=404)
    assert get(SEARCH, {"q": "zzzzz"})["hits"] == []


def test_a_cursor_says_when_the_documents_have_changed_since(get, letters, index):
    following = get(SEARCH, {"q": "housing", "size": 5})["next"]
    make_letter("late.pdf", ["More housing."])
    index_all()
    warnings = get(following)["warnings"]
    assert len(warnings) == 1 and "6 were found then, 7 now" in warnings[0]["message"]


def test_a_cursor_of_another_search_is_refused(get, letters, index):
    following = get(SEARCH, {"q": "housing", "size": 5})["next"]
    for changed in (
        following.replace("housing", "council"),
        following.replace("size=5", "size=6"),
        f"{following}&page=2",
    ):
        get(changed, expect=400)
    get(SEARCH, {"cursor": "garbage"}, expect=400)


def test_any_text_is_answered_with_warnings_at_their_place(get, client, letters, index):
    for text in ODD:
        answer = get(SEARCH, {"q": text})
        assert all(warning["message"] and warning["position"] >= 0 for warning in answer["warnings"]), text
        assert client.get("/search/", {"q": text}).status_code == 200, text


def test_warnings_name_the_place(get, letters, index):
    (warning,) = get(SEARCH, {"q": 'housing "claims'})["warnings"]
    assert warning["position"] == 8


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"page": "-1"}, "from 1 to 1,000,000"),
        ({"page": "99999999"}, "from 1 to 1,000,000"),
        ({"size": "1000000000"}, "from 1 to 100"),
        ({"sort": "cost"}, "there are relevance"),
        ({"scope": "mine"}, "cannot be the scope"),
        ({"system": ["acorn"] * 400}, "400 values"),
        ({"system": "x" * 201}, "longer than 200"),
        ({"q": "a" * 20_001}, "longer than 20,000"),
        ({"q": "a\0b"}, "NUL"),
        ({"q": ["a", "b"]}, "given 2 times"),
        ({"sytem": "acorn"}, "no parameter “sytem”"),
    ],
)
def test_what_cannot_be_used_is_refused_here_and_put_right_on_the_page(get, client, empty_index, query, says):
    assert says in get(SEARCH, query, expect=400)["detail"]
    assert client.get("/search/", query).status_code == 200


def test_more_parameters_than_are_read_are_refused(get, client, letters, index):
    flood = "&".join(f"system=s{number}" for number in range(1500))
    get(f"{SEARCH}?{flood}", expect=400)
    assert client.get(f"/search/?{flood}").status_code == 400


def test_lone_surrogates_and_bytes_that_are_no_text_do_no_harm(get, client, letters, index):
    for raw in ("%ED%A0%80", "%FF%FE", "housing%ED%BF%BF", "%C0%80"):
        get(f"{SEARCH}?q={raw}")
        assert client.get(f"/search/?q={raw}").status_code == 200


def test_a_question_is_answered_with_most_of_its_words_and_says_so(get, letters, index):
    answer = get(SEARCH, {"q": "which council sorts housing claims by zebra"})
    assert answer["match"] == "most" and answer["most"]["fewest"] < len(answer["most"]["words"])
    assert answer["hits"][0]["missing"] == ["zebra"]


def test_facets_are_counted_without_their_own_filter(get, letters, index):
    answer = get(SEARCH, {"q": "housing", "authority": "brackenford"})
    (facet,) = [facet for facet in answer["facets"] if facet["name"] == "authority"]
    assert {(value["value"], value["count"], value["selected"]) for value in facet["values"]} == {
        ("brackenford", 1, True)
    }
    values = get("/api/v1/facets/named/", {"q": "housing"})
    assert values["results"] == [
        {"value": "brackenford", "label": "Brackenford Borough Council", "count": 6, "selected": False}
    ]


def test_values_of_a_facet_are_found_by_name_and_walked(get, letters, index):
    assert get("/api/v1/facets/system/", {"contains": "LANTERN s"})["results"][0]["value"] == "lantern-score"
    assert get("/api/v1/facets/system/", {"contains": "zebra"})["results"] == []
    whole = get("/api/v1/facets/asked/")["results"] + get("/api/v1/facets/year/")["results"]
    assert {value["value"] for value in whole} == {"system:quillmark", "2018", "undated"}
    assert get("/api/v1/facets/year/", {"size": 500})["next"] is None
    first = get("/api/v1/facets/year/", {"size": 1})
    assert first["total"] == 2 and get(first["next"])["results"][0]["value"] == "2018"
    get(first["next"].replace("year", "system"), expect=400)
    get(first["next"] + "&contains=20", expect=400)
    get("/api/v1/facets/nothing/", expect=404)


def test_a_document_taken_down_since_the_index_was_written_is_counted_as_left_out(get, letters, index):
    Takedown.objects.create(sha256=letters[0].sha256, reason="A court said so.")
    answer = get(SEARCH, {"q": "housing", "size": 100})
    assert answer["left_out"] == 1 and letters[0].sha256 not in str(answer["hits"])


def test_an_index_that_cannot_answer_is_said_so(client, letters, index, settings):
    shutil.rmtree(settings.INDEX_DIR)
    for address in (SEARCH, "/search.json", "/api/v1/facets/system/"):
        response = client.get(address)
        assert response.status_code == 503 and response["Retry-After"] == "60" and response.json()["status"] == 503
    assert client.get("/api/v1/documents/").status_code == 200
