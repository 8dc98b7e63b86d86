"""Words as Lucene's english analyser sees them, but for what people would miss, with offsets into the original text."""

import itertools
import random

import pytest
import regex

from search.engine.analysis import (
    AROUND_BREAK,
    GAP,
    LONGEST_WORD,
    STOP_WORDS,
    WORD,
    Analysis,
    analyse,
    rows_of,
    stem_for,
)


def stems(text: str) -> list[str]:
    return [stem for stem in Analysis(text).stems if stem]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("warehouse Warehouses", ["warehous", "warehous"]),
        ("warehousing", ["wareh"]),  # Porter takes off -ing and then -ous: a known false stranger
        ("scoring scored scores score", ["score"] * 4),
        ("excel excellent", ["excel", "excel"]),  # a known false friend
        ("possibly", ["possibl"]),  # bli → ble, Lucene's first departure
        ("archaeology", ["archaeolog"]),  # logi → log, the second
        ("sky is by", ["sky"]),
        ("King's King’s KING＇S kings", ["king"] * 4),
        ("O'Neil o’neil", ["o'neil", "o'neil"]),
        ("data-driven pre/post", ["data", "driven", "pre", "post"]),
        ("3.5 1,000 1.2.2018 a_b", ["3.5", "1,000", "1.2.2018", "a_b"]),
        ("info@www.kent.gov.uk", ["info", "www", "kent", "gov", "uk"]),
        ("https://kent.gov.uk/a_b/page.html?x=1", ["http", "kent", "gov", "uk", "a_b", "page", "html", "x", "1"]),
        ("mailto:foi@kent.gov.uk", ["mailto", "foi", "kent", "gov", "uk"]),
        ("council.Yours U.K. e.g．x", ["council", "your", "u", "k", "e", "g", "x"]),
        ("s.43 s43", ["s", "43", "s43"]),
        ("naïve Ŵyn ŷ â Łódź Smørrebrød Œuvre", ["naiv", "wyn", "y", "lodz", "smorrebrod", "oeuvr"]),
        ("αά йи किताब", ["αά", "йи", "किताब"]),  # signs of other scripts are no accents
        ("… — * () \x00", []),
    ],
)
def test_words_are_stemmed_as_by_lucene(text, expected):
    assert stems(text) == expected


def test_all_33_stop_words_have_no_stem_but_a_sign_of_their_own():
    assert len(STOP_WORDS) == 33
    words = Analysis("king of the castle")
    assert words.stems == ["king", "", "", "castl"]
    assert words.tokens == ["king", "\x04of", "\x04the", "castl"]
    assert words.exacts == ["king", "of", "the", "castle"]
    assert all(stem_for(word) == "" for word in STOP_WORDS)


def test_us_is_no_form_of_use():
    """Porter's rules take "use", "used" and "using" down to "us"; who asks what is used does not ask for "contact us"."""
    assert {stem_for(word) for word in ("use", "uses", "used", "using")} == {"us"}
    assert stem_for("us") == stem_for(Analysis("US").exacts[0]) != "us"


def test_words_are_cut_where_unicode_cuts_them():
    """The pattern is UAX #29 written out, because it is several times faster than the library's own word borders."""
    border, letter = regex.compile(r"(?w)\b"), regex.compile(r"[\p{WB=ALetter}\p{WB=Numeric}\p{WB=Katakana}]")
    rnd = random.Random(2)
    for _ in range(5000):
        text = "".join(rnd.choices("ab1 2.',:;_’-\u0301\u00ad\u200déカ", k=rnd.randint(1, 12)))
        cuts = [match.start() for match in border.finditer(text)]
        expected = [(a, b) for a, b in itertools.pairwise(cuts) if letter.search(text, a, b)]
        assert [match.span() for match in WORD.finditer(text)] == expected, ascii(text)


def test_offsets_are_code_points_of_the_original_text():
    text = "𝒜 The ﬁle’s cafe\u0301 — infor\u00admation, 👍 King’s"
    found = {token.exact: text[token.start : token.end] for token in Analysis(text)}
    assert found["file"] == "ﬁle’s"
    assert found["cafe"] == "cafe\u0301"
    assert found["information"] == "infor\u00admation"
    assert found["king"] == "King’s"
    assert found["a"] == "𝒜"


def test_different_writings_of_one_word_are_the_same_word():
    assert stems("ﬁle") == stems("file") == stems("ｆｉｌｅ")
    assert stems("cafe\u0301") == stems("café") == stems("CAFÉ") == stems("cafe")
    assert stems("don’t") == stems("don't")
    assert stems("infor\u00admation") == stems("information")


def test_a_very_long_word_is_cut():
    assert Analysis("x" * 1000).exacts == ["x" * LONGEST_WORD]


def test_positions_of_words_are_found_by_stem_and_as_written():
    words = analyse("scores of the score")
    assert words.by_stem == {"score": [0, 3]}
    assert words.by_exact == {"scores": [0], "of": [1], "the": [2], "score": [3]}
    assert [(token.position, token.stem) for token in words] == [(0, "score"), (1, ""), (2, ""), (3, "score")]


def readings(text: str) -> list[list[str]]:
    return [reading.exacts for reading in Analysis(text).readings]


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u00ad", "- ", "-\n"])
def test_a_word_broken_at_a_line_end_is_read_as_halves_and_whole(hyphen):
    text = f"their pro{hyphen}\n  filing tool"
    assert readings(text) == [["their", "pro", "filing", "tool"], ["their", "profiling", "tool"]]
    whole = Analysis(text).readings[1]
    assert text[whole.starts[1] : whole.ends[1]] == f"pro{hyphen}\n  filing"


@pytest.mark.parametrize(
    "text", ["pro-filing tool", "2017-\n18", "pro -\nfiling", "pro–\nfiling", "pro-\n 5 filing", "a-\n"]
)
def test_a_hyphen_that_breaks_no_word_gives_no_other_reading(text):
    assert len(readings(text)) == 1


def test_readings_of_breaks_that_are_near_each_other_are_one_and_others_apart():
    far = " ".join(["x"] * 30)
    assert readings("in-\nfor-\nmation on pro-\nfiling")[1:] == [["information", "on", "profiling"]]
    assert [words.count("profiling") for words in readings(f"pro-\nfiling {far} pro-\nfiling")] == [0, 1, 1]
    assert max(map(len, readings(f"{far} pro-\nfiling {far}")[1:])) == 2 * AROUND_BREAK + 1


@pytest.mark.parametrize("seed", range(20))
def test_what_an_index_holds_of_a_text_is_what_its_words_say(seed):
    """Of texts without a broken word no place of a word is worked out; the short way must end where the long one does."""
    dice = random.Random(seed)
    signs = "abcXYZ019 .:'’-_\u00a0\u202f\u00ad\n\t\u0301éßœ漢ไท\x02\x04" + "e" * 10 + " " * 8
    text = "".join(dice.choice(signs) for _ in range(400)) + " the " + "x" * 300
    [*rows] = rows_of(text)
    readings = Analysis(text).readings
    assert rows == [
        (" ".join(token or GAP for token in row.tokens), " ".join(word or GAP for word in row.exacts))
        for row in readings
    ]


def test_a_text_without_words_is_one_empty_row():
    assert rows_of("") == rows_of(" \n- ") == [("", "")]


def test_a_text_with_a_broken_word_has_both_readings():
    assert [words for _, words in rows_of("risk pro-\nfiling is done")] == [
        "risk pro filing is done",
        "risk profiling is done",
    ]
