"""Marks stand where the engine found the words, and the stretches shown are the ones worth reading."""

import itertools
import random

import pytest

from search.engine.analysis import Analysis, stem_for
from search.engine.clauses import Clause, Everything, Fuzzy, Phrase, Prefix, Term
from search.engine.embedded import EmbeddedEngine
from search.engine.port import Record
from search.highlight import Fragment, _beginning, find_marks, passages
from search.language import parse


def fragments(clause: Clause, text: str, width: int = 240, most: int = 3) -> list[Fragment]:
    return [passage.fragment for passage in passages(clause, [(1, text)], width, most)]


def marked(query: str, text: str, in_title: bool = False) -> list[str]:
    return [text[start:end] for start, end in find_marks(parse(query).clause, text, in_title)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("score", "Scores, scoring; scored – SCORE! scoreboard", ["Scores", "scoring", "scored", "SCORE"]),
        ("mosaic -experian", "Experian Mosaic", ["Mosaic"]),
        ("mosaic -(experian|acorn)", "Experian Mosaic Acorn", ["Mosaic"]),
        ("-(-mosaic)", "Mosaic", ["Mosaic"]),
        ('"data warehouse"', "warehouse data. The data warehouses, a data mart", ["data warehouses"]),
        ('"king of the castle"', "king of the castle, king castle", ["king of the castle"]),
        ('"king of the castle"', "a king in a castle", ["king in a castle"]),
        ('"risk score"~2', "risk of a score x x x risk x x x x score", ["risk", "score"]),
        ('"risk score"~2', "score risk", ["score", "risk"]),
        ('"risk score"~1', "score risk", []),
        ('"one two one"', "two one, x one two one", ["one two one"]),
        ("qlik*", "Qlik QlikView clique", ["Qlik", "QlikView"]),
        ("xantura~1", "Xantura Xantua Xanutra Xantuuraa", ["Xantura", "Xantua", "Xanutra"]),
        ("king", "The King’s kings", ["King’s", "kings"]),
        ("file", "the ﬁle infor\u00admation", ["ﬁle"]),
        ("information", "the infor\u00admation", ["infor\u00admation"]),
        ("café", "𝒜 cafe\u0301", ["cafe\u0301"]),
        ('"risk score" score', "a risk score, a score", ["risk score", "score"]),
        ("the of", "the of", []),
        ("system:mosaic before:2018", "mosaic 2017", []),
        ("", "anything", []),
        ("ability", "able abilities", ["abilities"]),
        ("relational", "relate relational relation", ["relate", "relational", "relation"]),
    ],
)
def test_marks_are_the_words_asked_for(query, text, expected):
    assert marked(query, text) == expected


def test_what_is_asked_of_the_title_alone_is_marked_only_there():
    assert marked("title:mosaic score", "mosaic score") == ["score"]
    assert marked("title:mosaic score", "mosaic score", in_title=True) == ["mosaic", "score"]


def test_a_page_is_skipped_only_if_it_cannot_hold_the_word():
    """The quick look relies on Porter's stemmer changing no more than the last two letters of a stem."""
    rnd = random.Random(4)
    endings = ["s", "ed", "ing", "ational", "tional", "izer", "bli", "bility", "biliti", "logi", "ology", "ies", "y"]
    endings += ["e", "ee", "ement", "ousness", "fulness", "iviti", "ate", "ise"]
    for _ in range(5_000):
        word = "".join(rnd.choices("abeghilnorsty", k=rnd.randint(1, 6))) + rnd.choice(endings)
        assert word.startswith(_beginning(word)) or stem_for(word) == "", word


def test_marks_and_engine_agree(tmp_path):
    engine, rnd = EmbeddedEngine(tmp_path / "index"), random.Random(6)
    words = ["risk", "risks", "score", "scoring", "the", "of", "family", "families", "King’s", "house", "housing"]
    texts = {f"{number:03d}": " ".join(rnd.choices(words, k=rnd.randint(1, 9))) for number in range(300)}
    engine.rebuild(Record(record_id, "", text) for record_id, text in texts.items())
    bare = ["risk", "score", "family", "the", "of", "king", "house"]
    for _ in range(150):
        count = rnd.randint(2, 4)
        leaf = rnd.choice(
            [
                Term(rnd.choice(bare[:3])),
                Prefix(rnd.choice(["ho", "sco", "famil"])),
                Fuzzy(rnd.choice(["rsik", "huose", "scorng"]), rnd.randint(1, 2)),
                Phrase((rnd.choice(["risk", "king"]), *rnd.choices(bare, k=count - 2), "house"), rnd.randint(0, 4)),
                Phrase(("risk", rnd.choice(["risk", "score"])), rnd.randint(0, 4)),
            ]
        )
        found = set(engine.iter_ids(leaf))
        assert found == {record_id for record_id, text in texts.items() if find_marks(leaf, text)}, leaf


def test_marks_never_overlap_and_hold_whole_words():
    text = "risk score of the risk score risk scores " * 5
    for query in ('"risk score" risk score*', '"score risk"~3 risk', "r* ri* risk~2"):
        marks = find_marks(parse(query).clause, text)
        borders = {*Analysis(text).starts}, {*Analysis(text).ends}
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(marks))
        assert all(start in borders[0] and end in borders[1] for start, end in marks)


def test_a_long_repetitive_page_with_a_wide_phrase_is_done_in_reasonable_time():
    text = "risk score tool " * 400
    assert len(find_marks(parse('"risk score tool"~7').clause, text)) == 1200
    assert find_marks(parse('"' + "risk score tool " * 200 + '"').clause, text)


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
    pages = [(1, "council " * 30), (2, "the council"), (4, "a rare xantura"), (9, "the council and the risk score")]
    shown = passages(parse('council | xantura | "risk score"').clause, pages, most=2)
    assert [passage.page for passage in shown] == [4, 9]


def test_passages_of_one_page_do_not_overlap_and_come_in_order():
    pages = [(7, TEXT), (8, TEXT)]
    shown = passages(parse("score | council | families").clause, pages, width=60, most=8)
    spans = [(passage.page, passage.fragment.start, passage.fragment.end) for passage in shown]
    assert spans == sorted(spans)
    marks = [(passage.page, mark) for passage in shown for mark in passage.fragment.marks]
    assert len(marks) == len(set(marks)) > 4


def test_a_word_longer_than_the_fragment_is_shown_whole():
    text = "x " * 50 + "y" * 200 + " z" * 50
    [fragment] = fragments(Term("y" * 200), text, width=50)
    assert text[fragment.start : fragment.end].strip() == "y" * 200
