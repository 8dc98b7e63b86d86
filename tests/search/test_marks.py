"""Marks stand where the engine found the words."""

import itertools
import random

import pytest

from search.engine.analysis import Analysis, stem_for
from search.engine.clauses import Exact, Fuzzy, Phrase, Prefix, Term, Where, within
from search.engine.embedded import EmbeddedEngine
from search.engine.port import Record
from search.language import parse
from search.marks import Sheet, _beginning, find_marks, marks_by_page


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
        ('"king of the castle"', "a king in a castle", []),
        ('"not used"', "was used, is not used, NOT using, not now used", ["not used", "NOT using"]),
        ('"used in the"', "used in a house, used in the house", ["used in the"]),
        ('"of the"', "of a, of the, the of", ["of the"]),
        ('"is not used"~2', "not used. It is not at all used", ["is", "not", "used"]),
        ("profiling", "pro-\nfiling pro-filing profiling", ["pro-\nfiling", "profiling"]),
        ('"a profiling tool"', "a pro-\n filing tools", ["a pro-\n filing tools"]),
        ('"data driven tool"', "a data-\ndriven tool", ["data-\ndriven tool"]),
        ('="profiling tool"', "a pro\u00ad\nfiling tool", ["pro\u00ad\nfiling tool"]),
        ("profil* prafiling~1", "a pro-\nfiling tool", ["pro-\nfiling"]),
        ("leeds.gov.uk", "www.leeds.gov.uk, x@leeds.gov.uk/b leeds.co.uk", ["leeds.gov.uk", "leeds.gov.uk"]),
        ("https://www.leeds.gov.uk/", "at https://www.leeds.gov.uk/x", ["https://www.leeds.gov.uk"]),
        ("cafe", "Café cafe", ["Café", "cafe"]),
        ('="café" caf*', "Café cafe", ["Café", "cafe"]),
        ("don't", "we don’t", ["don’t"]),
        ('"risk score"~2', "risk of a score x x x risk x x x x score", ["risk", "score"]),
        ('"risk score"~2', "score risk", ["score", "risk"]),
        ('"risk score"~1', "score risk", []),
        ('"one two one"', "two one, x one two one", ["one two one"]),
        ("qlik*", "Qlik QlikView clique", ["Qlik", "QlikView"]),
        ("xantura~1", "Xantura Xantua Xanutra Xantuuraa", ["Xantura", "Xantua", "Xanutra"]),
        ('="risk scores"', "Risk scores, risk score, risk of scores", ["Risk scores"]),
        ("=scores", "score Scores scoring", ["Scores"]),
        ('="king of the castle"', "king of the castle, king in a castle", ["king of the castle"]),
        ("king", "The King’s kings", ["King’s", "kings"]),
        ("file", "the ﬁle infor\u00admation", ["ﬁle"]),
        ("information", "the infor\u00admation", ["infor\u00admation"]),
        ("café", "𝒜 cafe\u0301", ["cafe\u0301"]),
        ("ŷ", "Ŷ y", ["Ŷ", "y"]),
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
    words += ["hous-\ning", "fam\u00ad\nilies"]
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
                Phrase(tuple(rnd.choices([*bare, ""], k=count)), rnd.randint(0, 3)),
                Exact(tuple(rnd.choices([*bare, "risks"], k=rnd.randint(1, 3)))),
            ]
        )
        found = set(engine.iter_ids(leaf))
        assert found == {record_id for record_id, text in texts.items() if find_marks(leaf, text)}, leaf


def test_marks_never_overlap_and_hold_whole_words():
    text = "risk score of the risk score risk scores " * 5
    for query in ('"risk score" risk score*', '"score risk"~4 risk', "r* ri* risk~2"):
        marks = find_marks(parse(query).clause, text)
        borders = {*Analysis(text).starts}, {*Analysis(text).ends}
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(marks))
        assert all(start in borders[0] and end in borders[1] for start, end in marks)


def test_a_long_repetitive_page_with_a_wide_phrase_is_done_in_reasonable_time():
    text = "risk score tool " * 400
    assert len(find_marks(parse('"risk score tool"~7').clause, text)) == 1200
    assert find_marks(parse('"' + "risk score tool " * 200 + '"').clause, text)


def marked_on(query: str, *texts: str, where: Where = Where.ANYWHERE, stretches=()) -> list[list[str]]:
    sheets = [
        Sheet(number, text, {where: spans})
        for number, (text, spans) in enumerate(itertools.zip_longest(texts, stretches, fillvalue=()), 1)
    ]
    marks = marks_by_page(within(parse(query).clause, where), sheets)
    return [[sheet.text[start:end] for start, end in marks[sheet.number]] for sheet in sheets]


def test_a_phrase_over_the_border_of_two_pages_is_marked_on_both():
    assert marked_on('"data warehouse of families"', "It holds a data warehouse", "of families.") == [
        ["data warehouse"],
        ["of families"],
    ]
    assert marked_on('"data warehouse"', "a data", " \n ", "warehouse. A data mart") == [["data"], [], ["warehouse"]]
    assert marked_on('"score risk"~4', "the risk", "and the score") == [["risk"], ["score"]]
    assert marked_on('"data warehouse"', "a data mart", "the warehouse") == [[], []]
    assert marked_on('"is not used"', "it is not", "used. It is", "used") == [["is not"], ["used"], []]


def test_a_word_broken_over_the_border_of_two_pages_is_marked_on_both():
    assert marked_on("profiling", "a pro-", "filing tool") == [["pro-"], ["filing"]]
    assert marked_on("profil* tool", "a pro\u00ad\n", "filing tool") == [["pro\u00ad"], ["filing", "tool"]]
    assert marked_on('"a profiling tool"', "a pro-", "filing tool") == [["a pro-"], ["filing tool"]]
    assert marked_on("profiling", "a pro", "filing tool") == [[], []]


def test_words_wanted_in_a_part_of_a_page_are_marked_in_it_alone_and_no_phrase_goes_over_its_border():
    text = "Do you use risk scores? We use no risk score. Yours"
    own = [(24, 46), (46, 51)]
    assert marked_on("risk", text, where=Where.OWN, stretches=[own]) == [["risk"]]
    assert marked_on('"risk score"', text, where=Where.OWN, stretches=[own]) == [["risk score"]]
    assert marked_on('"score yours"', text, where=Where.OWN, stretches=[own]) == [[]]
    assert marked_on("title:risk", text, where=Where.OWN, stretches=[own]) == [[]]
