"""What runs over a page turn is put together, in its places; furniture, other speakers and doubts are not."""

from __future__ import annotations

from datascores.corpus.page_edges import Side
from datascores.corpus.page_turns import Part, Volume, doubt_in_words, turn_at
from datascores.corpus.segments import Span

HEAD = "Saltmere County Council: reply"
ONE = f"{HEAD}\nDear Sir, thank you. The council does not\nPage 1 of 3"
TWO = f"{HEAD}\nuse Tern Score. We wish you well.\nPage 2 of 3"
THREE = f"{HEAD}\nAnnex of contracts\nRedwing supplies paper.\nPage 3 of 3"
OPEN = "Officers of the housing team look at every claim that residents make"


def volume(*pages: str | Side, alone: int | None = None) -> Volume:
    sides = (page if isinstance(page, Side) else Side(number, page) for number, page in enumerate(pages, 1))
    return Volume(sides, alone)


def spoken(number: int, *said: tuple[str, str]) -> Side:
    """A page of stretches, each with its kind."""
    text, spans = "", []
    for kind, words in said:
        spans.append(Span(len(text), len(text) + len(words), kind))
        text += words
    return Side(number, text, spans)


def words_of(held: Volume, parts: tuple[Part, ...]) -> list[tuple[int, str]]:
    return [(part.number, held.text(part.number)[part.start : part.end]) for part in parts]


def test_both_pages_of_a_turn_hold_the_whole_sentence_without_furniture():
    held = volume(ONE, TWO, THREE)
    for number in (1, 2):
        assert "The council does not use Tern Score." in held.page(number).text
    assert "Page 1" not in held.page(1).text and held.page(2).text.startswith("Dear Sir")
    assert [part.number for part in held.page(1).parts] == [1, 2]


def test_places_go_in_and_out_again():
    held = volume(ONE, TWO, THREE)
    page, at = held.page(2), TWO.index("Tern Score")
    inside = page.inward(at)
    assert page.text[inside:].startswith("Tern Score")
    assert page.outward(inside, inside + 10) == (Part(2, at, at + 10),)
    over = page.text.index("The council")
    sentence = page.outward(over, over + len("The council does not use Tern Score."))
    assert words_of(held, sentence) == [(1, "The council does not"), (2, "use Tern Score.")]
    assert page.inward(0) is None and held.page(1).inward(len(ONE)) is None


def test_a_heading_after_a_turn_is_joined_to_nothing():
    assert turn_at({2: Side(2, TWO), 3: Side(3, THREE)}, 2) is None
    held = volume(ONE, TWO, THREE)
    assert [part.number for part in held.page(3).parts] == [3] and not held.is_doubtful(3)


def test_of_two_speakers_nothing_is_joined_and_the_doubt_is_told():
    held = volume(
        spoken(1, ("request", "Please say whether the council does not")), spoken(2, ("own", "use Tern Score."))
    )
    assert [len(held.page(number).parts) for number in (1, 2)] == [1, 1]
    assert (held.page(1).goes_on_on, held.page(2).begins_on) == (2, 1)
    assert held.doubted(2) is None


def test_two_answers_to_two_questions_are_two_speakers():
    one, two = "We say that the council does not", "use Tern Score."
    pages = [Side(1, one, [Span(0, len(one), "own", 1)]), Side(2, two, [Span(0, len(two), "own", 2)])]
    assert [part.number for part in volume(*pages).page(2).parts] == [2]
    same = [Side(1, one, [Span(0, len(one), "own", 1)]), Side(2, two, [Span(0, len(two), "own", 1)])]
    assert [part.number for part in volume(*same).page(2).parts] == [1, 2]


def test_of_the_page_beside_only_the_stretch_of_that_speaker_is_taken():
    asked, said, more = "You asked if we use Tern Score. ", "The council does not", "use it. "
    held = volume(
        spoken(1, ("request", asked), ("own", said)), spoken(2, ("own", more), ("request", "Do you use Redwing?"))
    )
    assert held.page(2).text == f"{said} {more}Do you use Redwing?" and held.page(1).text == f"{asked}{said} {more}"
    assert [(span.kind, span.start) for span in held.page(2).segments] == [
        ("own", 0),
        ("request", len(said) + 1 + len(more)),
    ]


def test_a_doubt_is_joined_only_to_see_what_that_would_say():
    held = volume(OPEN, "Tern Score is used by nobody.")
    assert held.page(2).text == "Tern Score is used by nobody." and held.page(2).begins_on == 1
    assert held.page(1).goes_on_on == 2
    assert held.doubted(2).text == f"{OPEN} Tern Score is used by nobody."


def test_words_that_begin_as_no_sentence_does_are_a_doubt_even_after_an_end():
    held = volume("The council does not\n1 Data Protection Act 2018.", "use Tern Score.")
    assert held.page(2).begins_on == 1 and len(held.page(2).parts) == 1 and held.doubted(2) is None


def test_open_words_over_a_note_are_a_doubt():
    held = volume("The council does not use\n1 Data Protection Act 2018.", "Tern Score in housing.")
    assert held.page(2).begins_on == 1 and len(held.page(2).parts) == 1


def test_furniture_is_left_out_where_there_is_only_a_doubt():
    held = volume(f"{HEAD}.\n\n{OPEN}\n1", f"{HEAD}.\n\nTern Score is used by nobody.\n2")
    assert held.page(2).text == "Tern Score is used by nobody.\n2" and held.page(2).begins_on == 1


def test_a_place_in_the_furniture_is_read_in_the_furniture_alone():
    held = volume(ONE, TWO, THREE)
    assert held.holding(2, 0, 8).text.strip() == HEAD
    assert [edge.text.strip() for edge in held.edges(2)] == [HEAD]
    assert [edge.text.strip() for edge in held.edges(1)] == ["Page 1 of 3"]


def test_a_place_over_the_border_of_the_furniture_tells_the_turn_as_a_doubt():
    held = volume(ONE, TWO, THREE)
    page = held.holding(2, 0, TWO.index("Tern"))
    assert page.text == TWO and page.begins_on == 1


def test_blanks_stand_for_furniture_and_stretches_are_cut_at_it():
    held, start = volume(ONE, TWO, THREE), len(HEAD) + 1
    assert held.without_furniture(2) == " " * start + TWO[start:]
    assert held.without_furniture(3) == THREE
    assert held.stretches(2, 3, start + 5) == [(3, start), (start, start + 5)]


def test_pages_that_stand_by_themselves_run_on_nowhere():
    held = volume(Side(1, "The council does not", is_flowing=False), Side(2, "use Tern Score.", is_flowing=False))
    assert len(held.page(2).parts) == 1 and not held.is_doubtful(2)


def test_words_of_pictures_run_on_nowhere():
    one = "The council does not\nLOGO"
    held = volume(Side(1, one, words_end=20), "use Tern Score.")
    assert held.page(2).text == "The council does not use Tern Score."


def test_a_page_without_neighbours_is_itself():
    assert volume("use Tern Score.").page(1).text == "use Tern Score."


def test_a_page_that_stands_alone_is_joined_to_nothing_and_says_so():
    held = volume(ONE, TWO, THREE, alone=2)
    assert held.page(2).text.startswith("use Tern Score.") and held.page(2).begins_on == 1
    assert held.doubted(2) is None


def test_a_sentence_over_an_open_page_is_joined_for_as_far_as_it_matters():
    long = "word " * 3000
    held = volume(f"{long}does not", "use Tern Score.")
    assert len(held.page(2).text) < 2100 and held.page(2).text.endswith("does not use Tern Score.")


def test_an_item_is_joined_to_its_list_by_a_line_break():
    for one in ("We do not use any of these:", "We do not use any of these:\n• Redwing Map"):
        assert volume(one, "• Tern Score").page(2).text == f"{one}\n• Tern Score"
    assert volume("We use nothing of the kind.", "• Tern Score").page(2).text == "• Tern Score"


def test_what_follows_a_colon_is_a_doubt():
    held = volume("We do not use:", "Tern Score")
    assert held.page(2).begins_on == 1 and held.doubted(2).text == "We do not use:\nTern Score"


def test_a_doubt_in_words():
    assert doubt_in_words(0, 0) == ""
    assert doubt_in_words(1, 3) == "may begin on page 1 and may go on on page 3"


def test_words_that_are_covered_stay_covered_in_what_is_joined():
    assert volume("The council does ███", "use ████ Score.").page(2).text == "The council does ███ use ████ Score."
