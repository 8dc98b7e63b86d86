"""The stretches shown are the ones worth reading."""

from search.engine.clauses import Clause, Everything, Term, Where
from search.highlight import Fragment, passages
from search.language import parse
from search.marks import Sheet


def fragments(clause: Clause, text: str, width: int = 240, most: int = 3) -> list[Fragment]:
    return [passage.fragment for passage in passages(clause, [Sheet(1, text)], width, most)]


TEXT = (
    "The council answered in May. It holds a data warehouse for families. "
    + "Nothing of interest stands in this sentence. " * 20
    + "The score is made by Mosaic. "
    + "More filler that nobody asked for. " * 20
    + "A score again, and a score."
)


def test_fragments_hold_the_marks_and_cut_no_word():
    clause = parse('"data warehouse" mosaic score').clause
    found = fragments(clause, TEXT, width=120, most=2)
    assert [[TEXT[start:end] for start, end in fragment.marks] for fragment in found] == [
        ["data warehouse"],
        ["score", "Mosaic"],
    ]
    for fragment in found:
        assert fragment.end - fragment.start <= 130
        assert all(fragment.start <= start < end <= fragment.end for start, end in fragment.marks)
        around = TEXT[max(fragment.start - 1, 0)], TEXT[fragment.end : fragment.end + 1] or " "
        assert fragment.start == 0 or around[0].isspace()
        assert around[1].isspace()


def test_a_fragment_begins_with_its_sentence_if_that_is_near():
    [fragment] = fragments(parse("mosaic").clause, TEXT, width=120, most=1)
    assert TEXT[fragment.start :].startswith("The score is made by Mosaic.")


def test_without_words_asked_the_opening_is_shown_and_without_a_mark_nothing():
    [opening] = fragments(Everything(), "  " + TEXT, width=40)
    assert ("  " + TEXT)[opening.start : opening.end] == "The council answered in May. It holds a"
    assert opening.marks == ()
    assert fragments(parse("nosuch").clause, TEXT) == []
    assert fragments(Everything(), " \n ") == []


def test_pages_with_the_phrase_and_the_rare_word_are_preferred():
    pages = [
        Sheet(1, "council " * 30),
        Sheet(2, "the council"),
        Sheet(4, "a rare xantura"),
        Sheet(9, "the council and the risk score"),
    ]
    shown = passages(parse('council | xantura | "risk score"').clause, pages, most=2)
    assert [passage.page for passage in shown] == [4, 9]


def test_passages_of_one_page_do_not_overlap_and_come_in_order():
    pages = [Sheet(7, TEXT), Sheet(8, TEXT)]
    shown = passages(parse("score | council | families").clause, pages, width=60, most=8)
    spans = [(passage.page, passage.fragment.start, passage.fragment.end) for passage in shown]
    assert spans == sorted(spans)
    marks = [(passage.page, mark) for passage in shown for mark in passage.fragment.marks]
    assert len(marks) == len(set(marks)) > 4


def test_a_word_longer_than_the_fragment_is_shown_whole():
    text = "x " * 50 + "y" * 200 + " z" * 50
    [fragment] = fragments(Term("y" * 200), text, width=50)
    assert text[fragment.start : fragment.end].strip() == "y" * 200


def test_no_passage_goes_from_a_question_to_its_answer_and_the_answer_comes_first():
    text = "Do you use risk scores in housing? We use no risk scores. Risk scores are for banks."
    question, answer = (0, 35), (35, len(text))
    sheet = Sheet(1, text, {Where.OWN: [answer]}, [question, answer])
    [shown] = passages(parse("risk scores").clause, [sheet], width=400, most=1)
    assert text[shown.fragment.start : shown.fragment.end] == "We use no risk scores. Risk scores are for banks."
    both = passages(parse("risk scores").clause, [sheet], width=400, most=3)
    assert [text[p.fragment.start : p.fragment.end].strip() for p in both] == [text[:34], text[35:]]
