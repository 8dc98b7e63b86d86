"""Each sign of a stored text finds its letter on the page, however the reader wrote it, and none finds a wrong one."""

from __future__ import annotations

import pytest

from datascores.corpus.aligning import NOWHERE, align


def letters(text: str, signs: str, word: str) -> str:
    """The signs of the page that stand for a word of the text."""
    start = text.index(word)
    found = dict.fromkeys(index for index in align(text, signs)[start : start + len(word)] if index != NOWHERE)
    return "".join(signs[index] for index in found)


@pytest.mark.parametrize(
    "text, signs, word, expected",
    [
        ("the office is final", "the oﬃce\r\nis ﬁnal", "office", "oﬃce"),
        ("the information here", "the infor\ufffemation here", "information", "information"),
        ("a read-only file", "a read\ufffeonly file", "read-only", "read\ufffeonly"),
        ("café society", "cafe\u0301 society", "café", "cafe"),
        ("• one £5m or 20%", "\uf0b7 one £5m or 20%", "£5m", "£5m"),
        ("a 20% share", "a  20%  share", "20%", "20%"),
        ("score\n\nWhat a note says of score", "score", "score", "score"),
        ("one new word stands here", "one word stands here", "stands", "stands"),
    ],
)
def test_word_finds_its_letters(text, signs, word, expected):
    assert letters(text, signs, word) == expected


def test_word_that_the_page_does_not_have_finds_nothing():
    text = "one lantern stands here"
    assert letters(text, "one candle stands here", "lantern") == ""


def test_words_of_another_page_find_nothing():
    assert set(align("lantern score", "quill mark")) == {NOWHERE}


def test_same_words_elsewhere_on_the_page_are_not_taken():
    signs = "score one score two"
    assert align("score one score two", signs)[10:15] == [10, 11, 12, 13, 14]
