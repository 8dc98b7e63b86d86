"""The verdict says what was left out and what is written otherwise, on the page and for programs alike."""

from __future__ import annotations

import pytest
from django.urls import reverse

from search.index import open_engine
from search.quoting.checking import check_quote
from tests.letters import ANSWER, index_all, make_letter
from tests.near_quotes import CLASSES

pytestmark = pytest.mark.django_db


def ask(client, quote: str) -> dict:
    return client.get(reverse("quote-check-json"), {"quote": quote}).json()


def page_of(client, quote: str) -> str:
    return client.get(reverse("quote-check"), {"quote": quote}).content.decode()


def test_words_left_out_are_shown_and_a_not_among_them_is_told_in_the_verdict(client):
    make_letter("a.pdf", ["Thank you. The council does not in fact use the Quillmark tool today."])
    index_all()
    quote = "The council does … use the Quillmark tool today"
    answer = ask(client, quote)
    assert answer["verdict"] == "stands here only with words left out that may turn its meaning round"
    assert answer["left_out_may_always_turn_meaning"] and answer["always_leaves_words_out"]
    (place,) = answer["places"]
    assert place["left_out"] == [{"words": "not in fact", "warnings": ["it holds a denial: “not”"]}]
    assert place["left_out_may_turn_meaning"]
    page = page_of(client, quote)
    assert "may turn its meaning round, in 1 place<" in page and "<q>not in fact</q>" in page
    assert "it holds a denial: “not”" in page and "word for word, in" not in page


@pytest.mark.parametrize("gap", ["…", "...", "[…]", "[...]", "(…)", " . . . ", "[. . .]", "⋯"])
def test_every_gap_tells_what_it_leaves_out(client, gap):
    make_letter("answer.pdf", [ANSWER])
    index_all()
    answer = ask(client, f"Brackenford Borough {gap} to sort housing")
    assert answer["verdict"] == "stands here only with words left out"
    assert answer["places"][0]["left_out"] == [{"words": "Council uses Lantern Score", "warnings": []}]
    assert "<q>Council uses Lantern Score</q>." in page_of(client, f"Brackenford Borough {gap} to sort housing")


def test_a_quote_that_stands_whole_somewhere_is_not_said_to_leave_out_everywhere(client):
    make_letter("a.pdf", ["The council does use the tool. The council does not use the tool."])
    index_all()
    answer = ask(client, "The council does … use the tool")
    assert answer["verdict"] == "stands here word for word"
    assert [place["left_out_may_turn_meaning"] for place in answer["places"]] == [False, True]
    assert answer["places"][0]["left_out"] == []
    assert ask(client, "The council does use the tool")["verdict"] == "stands here word for word"
    assert ask(client, "The council does seldom use the tool")["verdict"] == "not found word for word"


def test_words_left_out_over_a_page_turn_are_whole(client):
    make_letter("a.pdf", ["The council says that it will never", "in its life use the Quillmark tool."])
    index_all()
    (place,) = ask(client, "The council says that it … use the Quillmark tool")["places"]
    assert place["left_out"][0]["words"] == "will never in its life"
    assert not any("end of a sentence" in warning for warning in place["left_out"][0]["warnings"])


def test_the_rest_of_a_word_broken_at_a_page_turn_is_no_word(client):
    make_letter("a.pdf", ["We find the firm wholly non-", "compliant with Quillmark terms."])
    index_all()
    assert not ask(client, "compliant with Quillmark terms")["stands"]
    assert ask(client, "firm wholly non-compliant with Quillmark terms")["stands"]
    assert ask(client, "with Quillmark terms")["stands"]


def test_what_stands_in_other_letters_or_broken_is_told(client):
    make_letter("a.pdf", ["We weigh CO₂ in a re-\nsigned deal with Quillmark™ and give £3½ million."])
    index_all()
    quote = "weigh CO2 in a resigned deal with Quillmark and give £3½ million"
    (place,) = ask(client, quote)["places"]
    assert [(one["document"], one["quote"]) for one in place["written_otherwise"]] == [
        ("CO₂", "CO2"),
        ("re- signed", "resigned"),
    ]
    page = page_of(client, quote)
    assert "<q>CO₂</q> in the document, <q>CO2</q> in your quote" in page and "broken at a line end" in page
    assert not ask(client, "deal with Quillmark and give £3 million")["stands"]


def test_a_hyphen_that_alone_differs_is_told_beside_the_nearest_passage(client):
    make_letter("a.pdf", ["The model is wholly auto-mated here in our office."])
    index_all()
    answer = ask(client, "The model is wholly automated here in our office")
    assert not answer["stands"] and answer["nearest"][0]["differs_only_in_hyphens"]
    assert "Only hyphens differ." in page_of(client, "The model is wholly automated here in our office")
    assert "Only hyphens differ." not in page_of(client, "The model is not automated here in our office")


def test_rules_stand_on_the_page(client):
    page = page_of(client, "")
    assert "What “word for word” means here" in page and "“re-signed” is neither “resigned” nor “re signed”" in page


def test_what_is_the_same_by_the_rules_is_found_through_the_index(client):
    kinds = [(kind, forms) for kind, classes in CLASSES.items() for forms in classes if kind != "covered"]
    names = [f"lamp{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(len(kinds))]
    asked = []
    for name, (_, forms) in zip(names, kinds, strict=True):
        make_letter(f"{name}.txt", [f"In the matter of {name} they told {forms[0]} to us all."])
        asked += [(name, f"matter of {name} they told {form} to us") for form in forms]
    index_all()
    engine = open_engine()
    lost = [quote for name, quote in asked if [p.title for p in check_quote(quote, engine).places] != [f"{name}.txt"]]
    assert lost == []
