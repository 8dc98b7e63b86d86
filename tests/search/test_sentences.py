"""A sentence is shown whole over a page turn, keeps its places, and says where it may not be whole."""

from __future__ import annotations

from datascores.corpus.page_edges import Side
from datascores.corpus.page_turns import Part, Volume
from datascores.corpus.segments import Span
from search.sentences import around, completed, joined, overlap, place_over, sentence_at, told_around

HEAD = "Saltmere County Council: reply"
ONE = f"{HEAD}\nDear Sir, thank you. The council does not\nPage 1 of 3"
TWO = f"{HEAD}\nuse Tern Score. We wish you well.\nPage 2 of 3"
THREE = f"{HEAD}\nAnnex of contracts\nRedwing supplies paper.\nPage 3 of 3"
WHOLE = "The council does not use Tern Score."
DOUBTED = ("Officers of the housing team look at every claim that residents make", "Tern Score is used by nobody. Bye.")


def volume(*pages: str) -> Volume:
    return Volume(Side(number, text) for number, text in enumerate(pages, 1))


def spot(text: str, words: str, number: int) -> tuple[int, int, int]:
    at = text.index(words)
    return number, at, at + len(words)


def test_either_half_of_a_sentence_brings_the_whole():
    held = volume(ONE, TWO, THREE)
    for place in (spot(TWO, "Tern Score", 2), spot(ONE, "does not", 1)):
        whole = sentence_at(held, place)
        assert whole.line == WHOLE and whole.pages == (1, 2) and whole.is_over_turn and not whole.note
    assert sentence_at(held, spot(TWO, "Tern", 2)).part_on(1) == Part(1, ONE.index("The council"), ONE.index("\nPage"))


def test_marks_stand_in_the_part_of_their_page_and_count_on():
    held = volume(ONE, TWO, THREE)
    pieces = sentence_at(held, spot(TWO, "Tern", 2)).pieces([spot(ONE, "council", 1)[:3], spot(TWO, "Tern", 2)])
    assert [(piece.text, piece.number) for piece in pieces if piece.is_mark][-1] == ("Tern", 2)
    assert "".join(piece.text for piece in pieces) == WHOLE


def test_a_place_over_the_turn_is_one_sentence():
    held = volume(ONE, TWO, THREE)
    assert sentence_at(held, spot(ONE, "does not", 1), spot(TWO, "use", 2)).line == WHOLE


def test_sentences_that_end_on_their_page_stay_there():
    held = volume(ONE, TWO, THREE)
    assert sentence_at(held, spot(TWO, "wish", 2)).line == "We wish you well."
    assert sentence_at(held, spot(THREE, "Redwing", 3)).pages == (3, 3)
    assert sentence_at(held, spot(TWO, "Saltmere", 2)).line == HEAD


def test_where_it_may_run_on_the_sentence_has_dots_and_says_so():
    whole = sentence_at(volume(*DOUBTED), spot(DOUBTED[1], "Tern Score", 2))
    assert whole.line == "… Tern Score is used by nobody." and whole.note == "may begin on page 1"
    assert whole.place("page 2", 2) == "page 2 (the sentence may begin on page 1)"
    other = sentence_at(volume(*DOUBTED), spot(DOUBTED[0], "claim", 1))
    assert other.line.endswith("residents make …") and other.note == "may go on on page 2"
    assert not sentence_at(volume(*DOUBTED), spot(DOUBTED[1], "Bye", 2)).note


def test_another_speaker_at_the_turn_is_a_doubt_and_no_join():
    asked, said = "Please say whether the council does not", "use Tern Score. Bye."
    sides = [Side(1, asked, [Span(0, len(asked), "request")]), Side(2, said, [Span(0, len(said), "own")])]
    whole = sentence_at(Volume(sides), spot(said, "Tern", 2))
    assert whole.line == "… use Tern Score." and whole.note == "may begin on page 1"


def test_words_partly_in_the_furniture_do_not_pass_for_the_whole():
    text = f"{HEAD}\nuse Tern Score. Bye."
    whole = sentence_at(volume(ONE, text, THREE), (2, text.index("reply"), text.index("Tern")))
    assert whole.note == "may begin on page 1" and whole.line.startswith("…")


def test_a_stretch_is_completed_at_the_turns_only():
    held = volume(ONE, TWO, THREE)
    assert completed(held, 2, 0, len(TWO)).line == f"{WHOLE} We wish you well. Page 2 of 3"
    assert completed(held, *spot(TWO, "We wish", 2)).line == "We wish …"
    assert completed(held, *spot(ONE, "The council", 1)).line == "The council …"
    assert completed(held, *spot(ONE, "does not\n", 1)).line == "… does not use Tern Score."
    assert completed(held, *spot(TWO, HEAD, 2)).line == HEAD


def test_words_in_context_go_over_the_turn():
    text, start, end = around(volume(ONE, TWO, THREE), spot(TWO, "Tern", 2))
    assert text[start:end] == "Tern" and text[:start].endswith("The council does not use ")
    text, start, end = around(volume(*DOUBTED), spot(DOUBTED[1], "Tern", 2))
    assert text[:start] == "… " and text[start:end] == "Tern"


def test_a_sentence_in_three_strings_tells_a_doubt_at_its_end():
    assert "".join(told_around(volume(ONE, TWO, THREE), spot(TWO, "Tern", 2))) == WHOLE
    before, words, after = told_around(volume(*DOUBTED), spot(DOUBTED[1], "Tern", 2))
    assert (before, words) == ("… ", "Tern") and after.endswith("nobody. [the sentence may begin on page 1]")


def test_two_that_overlap_become_one():
    held = volume(ONE, TWO, THREE)
    one, other = sentence_at(held, spot(ONE, "does not", 1)), completed(held, 2, TWO.index("use"), TWO.index("\nPage"))
    assert overlap(one, other) and joined(one, other).line == f"{WHOLE} We wish you well."
    assert not overlap(one, sentence_at(held, spot(TWO, "wish", 2)))


def test_two_places_as_one():
    assert place_over("page 1, read by OCR", "page 2") == "page 1–2, read by OCR"
    assert place_over("slide 1", "slide 2") == "slide 1"
