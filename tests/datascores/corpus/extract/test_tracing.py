"""Marks on a text survive normalising, and the traced way gives the very text of the plain way."""

import random

import pytest

from datascores.corpus.extract.normalise import BROKEN_WORD, join_broken_words, joiner, normalise, normalise_traced
from datascores.corpus.extract.pdf.hidden_spans import RawSpan
from datascores.corpus.extract.pdf.pages import hidden_spans
from datascores.corpus.extract.tracing import Traced

SIGNS = [*"abcXé \t\n", "\r\n", "\r", "\ufffe", "\ufb01", "\uf0b7", "\u00ad", "\u200b", "e\u0301", "\u0301", "\x00", "\ud800",
         "\u00a0", "\n\n\n\n\n", "a\u0323\u0302", "\u1100\u1161", "😀"]  # fmt: skip


def made_texts(seed: int, count: int, length: int) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choices(SIGNS, k=chance.randrange(length))) for _ in range(count)]


def test_the_traced_way_gives_the_same_text():
    for text in made_texts(1, 1000, 40):
        traced = normalise_traced(Traced(text, [0] * len(text)).sub(BROKEN_WORD, joiner([text])))
        assert traced.text == normalise(join_broken_words([text])[0])
        assert len(traced.marks) == len(traced.text)


def test_a_marked_word_keeps_its_place_among_any_neighbours():
    for before, after in zip(made_texts(2, 1000, 15), made_texts(3, 1000, 15), strict=True):
        text = f"{before} Zq48 {after}"
        start = text.index("Zq48")
        (span,) = hidden_spans(text, [RawSpan(start, start + 4, "why")], [text])
        assert normalise(join_broken_words([text])[0])[span.start : span.end] == "Zq48" and span.reason == "why"


@pytest.mark.parametrize(
    ("text", "marked", "shown"),
    [
        ("the price: in\ufffeformation", "in\ufffeformation", "information"),
        ("e\u0301te\u0301 48", "e\u0301te\u0301", "été"),
        ("of\ufb01ce use", "of\ufb01ce", "office"),
        ("a  \r\n\r\n\r\n\r\n\r\nsum 5", "sum 5", "sum 5"),
    ],
)
def test_a_word_that_changes_its_form_stays_covered_wholly(text, marked, shown):
    start = text.index(marked)
    (span,) = hidden_spans(text, [RawSpan(start, start + len(marked), "why")], [text, "information"])
    assert normalise(join_broken_words([text, "information"])[0])[span.start : span.end] == shown


def test_random_spans_cover_the_same_letters_before_and_after():
    chance = random.Random(4)
    for _ in range(200):
        text = "".join(chance.choice(["ab", "Cd ", "\r\n", " \n", "\ufb01", "x"]) for _ in range(30))
        start = chance.randrange(len(text))
        end = chance.randrange(start, len(text)) + 1
        spans = hidden_spans(text, [RawSpan(start, end, "why")], [text])
        final = normalise(text)
        covered = "".join(final[span.start : span.end] for span in spans)
        assert covered.replace("\n", "").replace(" ", "") == normalise(text[start:end]).replace("\n", "").replace(
            " ", ""
        )
