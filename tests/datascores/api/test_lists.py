"""Lists of the API: every row once, a cursor for each request alone, nothing that is not understood is ignored."""

from __future__ import annotations

import pytest

from datascores.corpus.models import Document, Mention
from tests.letters import make_letter

pytestmark = pytest.mark.django_db
LISTS = ["documents", "mentions", "relations", "authorities", "companies", "systems", "keywords"]


def walk(get, address: str, **query) -> list[dict]:
    """All rows of a list, following its cursors."""
    answer = get(address, query)
    rows = answer["results"]
    while answer["next"]:
        answer = get(answer["next"])
        rows += answer["results"]
    return rows


@pytest.mark.parametrize("size", [1, 3])
def test_a_walk_over_the_cursors_gives_every_row_once(get, letters, size):
    for name in LISTS:
        whole = get(f"/api/v1/{name}/", {"size": 500})
        assert whole["next"] is None and len(whole["results"]) >= 1, name
        assert walk(get, f"/api/v1/{name}/", size=size) == whole["results"], name
        assert len({str(row) for row in whole["results"]}) == len(whole["results"]), name


def test_documents_come_latest_first_and_what_comes_in_meanwhile_shifts_nothing(get, letters):
    first = get("/api/v1/documents/", {"size": 5})
    make_letter("late.pdf", ["Late."])
    rest = walk(get, first["next"])
    hashes = [row["sha256"] for row in first["results"] + rest]
    assert hashes == [document.sha256 for document in reversed(letters)]


def test_mentions_are_narrowed_by_kind_slug_evidence_stance_and_document(get, letters):
    Mention.objects.filter(document=letters[3], record__slug="lantern-score").update(stance="denied")
    rows = walk(get, "/api/v1/mentions/", kind="system", slug="quillmark", evidence="no", size=5)
    assert {(row["kind"], row["slug"], row["evidence"], row["segment"]) for row in rows} == {
        ("system", "quillmark", False, "request")
    }
    assert len(rows) == 6
    (denied,) = walk(get, "/api/v1/mentions/", stance="denied")
    assert denied["sha256"] == letters[3].sha256 and denied["surface"] == "Lantern Score"
    assert denied["sentence"].startswith("Brackenford Borough Council uses")
    assert {row["sha256"] for row in walk(get, "/api/v1/mentions/", document=letters[5].sha256)} == {letters[5].sha256}


def test_the_address_of_a_mention_shows_its_words(get, client, letters):
    row = get("/api/v1/mentions/", {"slug": "lantern-score", "size": 1})["results"][0]
    assert "<mark" in client.get(row["url"]).content.decode()


def test_relations_say_who_has_what_and_are_narrowed(get, letters):
    (row,) = get("/api/v1/relations/", {"authority": "brackenford", "status": "in use"})["results"]
    assert (row["system"], row["speaker"], row["standing"]) == ("lantern-score", "authority", "proposed")
    assert row["sentence"].startswith("Brackenford Borough Council uses Lantern Score")
    assert get("/api/v1/relations/", {"system": "quillmark"})["results"] == []


def test_relations_that_a_person_rejected_are_left_out(get, letters):
    letters[0].relations.filter(status="planned").update(standing="rejected", ruled_at="2020-01-01T00:00Z")
    assert [row["status"] for row in get("/api/v1/relations/")["results"]] == ["in use"]


def test_a_record_says_what_it_is_and_how_many_documents_name_it(get, letters):
    row = get("/api/v1/systems/lantern-score/")
    assert (row["maker"], row["category"], row["documents"]) == ("lantern-analytics", "risk score", 6)
    body = get("/api/v1/authorities/brackenford/")
    assert body["predecessors"] == ["old-bracken"] and body["aliases"] == ["Brackenford Council"]
    assert get("/api/v1/systems/quillmark/")["documents"] == 0  # only asked about


def test_records_are_found_by_alias_and_by_being_named(get, letters):
    assert [row["slug"] for row in get("/api/v1/authorities/", {"q": "ford counc"})["results"]] == ["brackenford"]
    assert [row["slug"] for row in get("/api/v1/systems/", {"named": "yes"})["results"]] == ["lantern-score"]


def test_a_cursor_of_another_query_and_garbage_are_refused(get, letters):
    for name, other in zip(LISTS, [*LISTS[1:], "mentions"], strict=True):
        foreign = get("/api/v1/authorities/" if other not in LISTS[:2] else f"/api/v1/{other}/", {"size": 1})["next"]
        address = f"/api/v1/{name}/" if name != "authorities" else "/api/v1/documents/"
        refused = get(f"{address}?cursor={foreign.partition('cursor=')[2]}", expect=400)
        assert "another request" in refused["detail"], name
        for cursor in ("", "x", "WyJ4Il0:abc", "é" * 900, "\x00"):
            get(address, {"cursor": cursor}, expect=400)


def test_a_cursor_does_not_go_with_other_filters(get, letters):
    following = get("/api/v1/mentions/", {"kind": "system", "size": 2})["next"]
    assert "another request" in get(following.replace("kind=system", "kind=authority"), expect=400)["detail"]
    assert get(following.replace("size=2", "size=3"))["results"]  # the number of rows is free


@pytest.mark.parametrize("size", ["0", "-1", "501", "1000000000", "9" * 400, "abc", "", "1.5", "٣"])
def test_a_size_that_cannot_be_is_refused_and_not_capped_in_silence(get, size):
    assert "from 1 to 500" in get("/api/v1/documents/", {"size": size}, expect=400)["detail"]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"knd": "system"}, "no parameter “knd”"),
        ({"kind": "wizard"}, "there are authority"),
        ({"kind": ["system", "company"]}, "given 2 times"),
        ({"slug": "no such"}, "cannot be the slug"),
        ({"document": "abc\n"}, "cannot be the document"),
        ({"stance": ""}, "cannot be the stance"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_name(get, query, says):
    assert says in get("/api/v1/mentions/", query, expect=400)["detail"]


@pytest.mark.parametrize(
    "address",
    [
        "mentions/?slug=nobody",
        "mentions/?kind=company&slug=lantern-score",
        f"mentions/?document={'0' * 64}",
        "relations/?authority=nobody",
        "documents/?source=nowhere",
        "systems/nobody/",
        f"documents/{'0' * 64}/",
        f"documents/{'0' * 64}/pages/",
        f"documents/{'0' * 64}/pages/1/",
        "nothing/",
        "",
    ],
)
def test_what_there_is_not_is_told_as_a_problem_and_not_as_an_empty_list(get, records, address):
    get(f"/api/v1/{address}", expect=404)


def test_a_page_has_its_words_and_who_speaks(get, letters):
    document = letters[0]
    (first, second) = get(f"/api/v1/documents/{document.sha256}/pages/")["results"]
    assert (first["number"], second["number"]) == (1, 2) and "text" not in first
    page = get(first["text_url"])
    assert page["text"] == document.pages.get(number=1).text.text
    (own, request) = page["segments"]
    assert (own["kind"], request["kind"]) == ("own", "request")
    assert page["text"][request["start"] : request["end"]].startswith("You asked:")
    get(f"/api/v1/documents/{document.sha256}/pages/3/", expect=404)
    get(f"/api/v1/documents/{document.sha256}/pages/999999999/", expect=404)


def test_a_document_says_what_is_known_and_on_whose_word(get, letters):
    row = get(f"/api/v1/documents/{letters[0].sha256}/")
    assert (row["authority"], row["authority_standing"]) == ("brackenford", "stated")
    assert (row["date"], row["date_precision"], row["kind"]) == ("2018-05", "month", "guide")
    assert row["sources"] == ["post"] and row["original"]["is_allowed"]


def test_unchanged_answers_are_not_sent_twice(client, letters):
    for address in (f"documents/{letters[0].sha256}/", f"documents/{letters[0].sha256}/pages/1/", "systems/quillmark/"):
        first = client.get(f"/api/v1/{address}")
        again = client.get(f"/api/v1/{address}", headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    Document.objects.filter(pk=letters[0].pk).update(reason="Read again.")
    address = f"/api/v1/documents/{letters[0].sha256}/"
    stale = client.get(address)["ETag"]
    Document.objects.filter(pk=letters[0].pk).update(reason="And again.")
    assert client.get(address, headers={"If-None-Match": stale}).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_only_reading_is_possible(client, letters, method):
    response = getattr(client, method)("/api/v1/documents/")
    assert response.status_code == 405 and response.json()["status"] == 405 and "GET" in response["Allow"]


def test_more_rows_take_no_more_queries(client, letters, django_assert_max_num_queries):
    for name in LISTS:
        for size in (2, 500):
            with django_assert_max_num_queries(7):
                client.get(f"/api/v1/{name}/", {"size": size})
