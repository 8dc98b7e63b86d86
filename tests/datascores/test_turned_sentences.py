"""A sentence over a page turn is whole in every outlet, or the outlet says that it may not be; nothing withheld comes with it."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from datascores.corpus.models import Mention, Takedown, WithheldSpan
from datascores.corpus.permanent import quote_url
from datascores.curation.suggestions import Place, said_at
from datascores.findings.models import Relation
from datascores.pipeline import catch_up
from tests.letters import add_reading
from tests.turned_pages import DENIAL, DOUBT, DOUBTED, LETTER, outlets, place_of_name, take_in

pytestmark = pytest.mark.django_db
HALF = "use Tern Score for any decision"


def without(found, *words: str) -> list[str]:
    """The outlets that lack one of the words."""
    return [name for name, text in found if not all(some in text for some in words)]


def withhold(document, words: str, number: int) -> None:
    text = document.pages.get(number=number).text
    start = text.text.index(words)
    WithheldSpan.objects.create(
        document=document, page=number, text_hash=text.text_hash, start=start, end=start + len(words), reason="x"
    )
    catch_up()


def test_every_outlet_shows_the_whole_denial(client, admin_client):
    found = list(outlets(client, admin_client, take_in()))
    assert len(found) > 28 and without(found, DENIAL) == []
    whole_pages = {
        "quote",
        "exhibit",
        "exhibit file",
    }  # these also show the page as it is, with what runs over its edges
    assert [
        name for name, text in found if name not in whole_pages and text.count(HALF) > text.count(DENIAL[:40])
    ] == []


def test_every_outlet_says_where_a_sentence_may_begin(client, admin_client):
    assert without(outlets(client, admin_client, take_in(DOUBTED)), DOUBT) == []


def test_every_outlet_says_so_where_another_speaker_seems_to_come_between(client, admin_client):
    document = take_in()
    document.pages.get(number=1).text.segments.update(kind="request")
    assert without(outlets(client, admin_client, document), DOUBT) == []


def test_withheld_words_of_the_page_before_stay_withheld_everywhere(client, admin_client):
    document = take_in()
    withhold(document, "council does", 1)
    found = list(outlets(client, admin_client, document))
    assert [name for name, text in found if "council does" in text] == []
    assert len(found) > 28 and without(found, "The ████████████ not use Tern Score") == []


def test_a_document_that_is_taken_down_shows_neither_half_anywhere(client, admin_client):
    document = take_in()
    Takedown.objects.create(sha256=document.sha256, reason="x")
    found = list(outlets(client, admin_client, document))
    assert [name for name, text in found if "council does not" in text or HALF in text] == []


def test_stance_and_relation_are_those_of_the_whole_sentence():
    take_in()
    mention = Mention.objects.get(record__slug="tern", page=2)
    assert mention.stance == "denied"
    assert mention.page_text.text[mention.sentence_start : mention.sentence_end] == f"{HALF} on housing."
    relation = Relation.objects.get(system__slug="tern")
    assert (relation.status, relation.page, relation.authority.slug) == ("denied", 2, "saltmere")
    assert relation.page_text.text[relation.start : relation.end] == f"{HALF} on housing."


def test_a_name_in_the_running_head_is_not_read_with_what_runs_over_the_turn():
    take_in()
    head = Mention.objects.filter(record__slug="saltmere", page=2).earliest("start")
    assert "Tern" not in head.page_text.text[head.sentence_start : head.sentence_end]


def test_no_use_is_proposed_of_half_a_sentence_of_which_the_rest_cannot_be_told():
    take_in(((*LETTER[0], "1 See the Data Protection Act 2018."), LETTER[1]))
    assert Mention.objects.get(record__slug="tern").stance == "unclear"
    assert not Relation.objects.filter(system__slug="tern", status="in use").exists()


def test_a_heading_after_a_turn_is_shown_by_itself(client):
    take_in()
    page = client.get("/search/export/passages.csv?q=annex").getvalue().decode()
    assert "Annex: list of contracts" in page and "rank repairs" not in page and DOUBT not in page
    (row,) = client.get("/api/v1/search/?q=annex").json()["hits"][0]["passages"]
    assert row["place"] == "page 3" and not row["note"] and "rank repairs" not in row["text"]


def test_a_hit_says_the_pages_of_its_sentence_and_leads_to_its_mark(client):
    document = take_in()
    (hit,) = client.get("/api/v1/search/?q=tern").json()["hits"]
    first = hit["passages"][0]
    assert (first["page"], first["place"], first["note"]) == (2, "page 1–2", "")
    assert [first["text"][start:end] for start, end in first["marks"]] == ["Tern"]
    assert first["url"].endswith(f"/{document.sha256}/pages/2/?q=tern#hit-1")


def test_a_passage_of_an_export_has_its_parts_page_by_page(client):
    document = take_in()
    rows = client.get("/search/export/passages.ndjson?q=tern").getvalue().decode().splitlines()
    row = json.loads(rows[0])
    number, _, span = row["turn"][0].partition(":")
    start, end = map(int, span.split("-"))
    halves = document.pages.get(number=int(number)).text.text[start:end], document.pages.get(number=2).text.text
    assert f"{halves[0]} {halves[1][row['start'] : row['end']]}" == DENIAL and row["passage"].split() == DENIAL.split()


def test_the_reader_tells_at_both_edges_what_runs_over_them(client):
    document = take_in()
    pages = [client.get(reverse("page", args=[document.sha256, number])).content.decode() for number in (1, 2, 3)]
    assert "The sentence goes on on" in pages[0] and f"“… {HALF} on housing.”" in pages[0]
    assert "The sentence begins on" in pages[1] and "“The council does not …”" in pages[1]
    assert "The sentence" not in pages[2]


def test_the_reader_tells_where_it_cannot_be_told(client):
    document = take_in(DOUBTED)
    assert "The sentence may begin on" in client.get(reverse("page", args=[document.sha256, 2])).content.decode()
    assert "The sentence may go on on" in client.get(reverse("page", args=[document.sha256, 1])).content.decode()


def test_a_citation_gives_the_address_of_the_words_on_their_page(client):
    document = take_in()
    text = document.pages.get(number=2).text
    _, start, end = place_of_name(document)
    cited = client.get(f"{quote_url(document.sha256, 2, start, end, text.text_hash)}cite.txt").content.decode()
    at = text.text.index(HALF)
    address = quote_url(document.sha256, 2, at, at + len(f"{HALF} on housing."), text.text_hash)
    assert f"“{DENIAL}”" in cited and "page 1–2" in cited and address in cited
    assert DENIAL in client.get(address).content.decode()


def test_an_address_of_head_and_half_sentence_shows_the_whole(client):
    document = take_in()
    text = document.pages.get(number=2).text
    end = text.text.index("housing.") + len("housing.")
    assert (
        f"“{DENIAL}”" in client.get(f"{quote_url(document.sha256, 2, 0, end, text.text_hash)}cite.txt").content.decode()
    )


def test_words_of_an_earlier_reading_stand_alone_and_say_so(client):
    document = take_in()
    page = document.pages.get(number=2)
    _, start, end = place_of_name(document)
    address = quote_url(document.sha256, 2, start, end, page.text.text_hash)
    page.text = add_reading(document, 2, "of Saltmere use another word here. Officers read each file.")
    page.save()
    cited, shown = (client.get(f"{address}{more}").content.decode() for more in ("cite.txt", ""))
    assert f"“… {HALF} on housing.”" in cited and DOUBT in cited and "does not" not in cited
    assert "The sentence may begin on" in shown and "The council does not" not in shown


def test_the_present_reading_beside_a_newer_one_is_put_together_with_that():
    document = take_in()
    page = document.pages.get(number=1)
    page.text = add_reading(document, 1, "Saltmere County Council: reply to a request\nIn this council we never")
    page.save()
    pk, start, end = place_of_name(document)
    (said,) = said_at([Place(pk, start, end)])
    assert said.sentence.endswith(f"we never {HALF} on housing.") and "does not" not in said.sentence


def test_a_quote_over_the_turn_stands_word_for_word(client):
    take_in()
    answer = client.get("/quote-check.json", {"quote": DENIAL}).json()
    assert answer["stands"] and not answer["sentence_always_says_more"]
    (place,) = answer["places"]
    assert (place["page"], place["goes_on_next_page"], place["sentence"]) == (1, True, DENIAL)
    assert client.get("/quote-check.json", {"quote": "Saltmere County Council: reply to a request"}).json()["stands"]
