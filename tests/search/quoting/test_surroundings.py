"""The whole sentence is shown, whatever breaks it: abbreviations, lists, lines and pages."""

from __future__ import annotations

import pytest

from search.quoting.surroundings import Turned, surround

QUOTE = "uses Quillmark data"


def around(text: str, before: str = "", after: str = "", quote: str = QUOTE):
    page = Turned(before, text, after)
    start = page.with_following.index(quote)
    return surround(page, [(start, start + len(quote))])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Hello there. It uses Quillmark data daily. Bye now.", "It uses Quillmark data daily."),
        ("Nobody here, e.g. Mr. Lamp, uses Quillmark data.", "Nobody here, e.g. Mr. Lamp, uses Quillmark data."),
        (
            "It is not true that the council ever at any time\nuses Quillmark data in its work.",
            "It is not true that the council ever at any time uses Quillmark data in its work.",
        ),
    ],
)
def test_sentence_is_whole(text, sentence):
    assert around(text).words == sentence and around(text).begins_inside


def test_item_of_a_list_has_its_lead_in():
    text = "It is wrong to say that the council:\n• holds scores;\n• uses Quillmark data."
    found = around(text)
    assert found.words.startswith("It is wrong to say") and found.begins_inside and not found.ends_inside


def test_sentence_that_turns_the_page_is_whole():
    before = "We wish to say as plainly as we can that this council no longer"
    found = around("uses Quillmark data. Yours", before=before)
    assert found.words == f"{before} uses Quillmark data." and found.begins_inside
    after = "for anything at all. Yours"
    found = around("Dear Sir,\n\nThe council says that it uses Quillmark data  \n", after=f"\n{after}")
    assert found.words == "The council says that it uses Quillmark data for anything at all." and found.ends_inside


def test_quote_over_the_turn_is_marked_on_both_pages():
    page = Turned("", "Surely nobody in the whole of this council ever uses \n", "  Quillmark data. Yours")
    start, other = page.text.index("uses"), page.with_following.index("Quillmark")
    found = surround(page, [(start, start + 4), (other, other + 9)])
    assert [piece.text for piece in found.pieces if piece.is_mark] == ["uses", "Quillmark"]
    assert found.words == "Surely nobody in the whole of this council ever uses Quillmark data."


@pytest.mark.parametrize(
    "text", ["It is so. uses Quillmark data. So it is.", "1. uses Quillmark data!", "uses Quillmark data"]
)
def test_whole_sentence_is_not_said_to_be_a_part(text):
    assert not around(text).says_more


def test_endless_sentence_is_cut_with_dots():
    found = around("no " * 1000 + QUOTE + " no" * 1000)
    assert found.words.startswith("… no") and found.words.endswith("no …") and found.says_more
    assert len(found.words) < 1500


def test_lead_in_far_above_its_item_is_shown_too():
    items = "".join(f"• item {number} of a list with a good many words in it;\n" for number in range(20))
    found = around(f"The council does not use any of these:\n{items}• uses Quillmark data.")
    assert found.words.startswith("The council does not use any of these: …") and found.begins_inside
    assert found.words.endswith("uses Quillmark data.")
