"""One form for every text."""

import pytest

from datascores.corpus.extract.normalise import join_broken_words, normalise


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("o\ufb03ce of \ufb01nance", "office of finance"),
        ("\uf0b7 first", "• first"),
        ("cafe\u0301", "café"),
        ("a\x00b\ud800c", "abc"),
        ("fifty\u00a0pounds  \nnext", "fifty pounds\nnext"),
        ("a\n\n\n\n\n\nb", "a\n\n\nb"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_text_has_one_form(raw: str, stored: str) -> None:
    assert normalise(raw) == stored


def test_normalising_twice_changes_nothing() -> None:
    text = normalise("e\u0301\r\n\r\n \uf0b7 \ufb01 \x00x  \n\n\n\n\ny\u2028z ")
    assert normalise(text) == text


def test_word_broken_at_a_line_end_is_joined_when_the_document_knows_it() -> None:
    assert join_broken_words(["infor\ufffemation", "more information"])[0] == "information"


def test_hyphen_at_a_line_end_stays_when_the_word_has_one() -> None:
    assert join_broken_words(["a read\ufffeonly copy"]) == ["a read-only copy"]


def test_blanks_go_at_line_ends_only_and_a_million_of_them_are_no_work():
    assert normalise("a \t\n b  c\t \t") == "a\n b  c"
    assert normalise("a" + " " * 1_000_000 + "b") == "a" + " " * 1_000_000 + "b"  # hours when it goes with the square
