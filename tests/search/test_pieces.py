"""Cutting texts: nothing is lost, marks stand where they should, sentences end where they end."""

from __future__ import annotations

import random

import pytest

from search.pieces import Piece, cut_pieces, paragraphs_of, sentence_around


def test_pieces_hold_the_whole_text_whatever_the_marks():
    rng = random.Random(3)
    for _ in range(500):
        text = "".join(rng.choice("ab \n😀é") for _ in range(30))
        marks = [(rng.randint(-5, 35), rng.randint(-5, 40)) for _ in range(rng.randint(0, 5))]
        start, end = sorted((rng.randint(0, 30), rng.randint(0, 30)))
        pieces = cut_pieces(text, marks, start, end)
        assert "".join(piece.text for piece in pieces) == text[start:end]
        assert [piece.number for piece in pieces if piece.is_mark] == list(range(1, sum(p.is_mark for p in pieces) + 1))


def test_marked_piece_is_what_the_mark_says():
    assert cut_pieces("one two three", [(4, 7)]) == (Piece("one "), Piece("two", True, 1), Piece(" three"))


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("We do not. The council uses Mosaic here. Later on.", "Mosaic", "The council uses Mosaic here."),
        ("Mosaic", "Mosaic", "Mosaic"),
        ("Heading\n\nuses Mosaic\n\nfooter", "Mosaic", "uses Mosaic"),
        ("List:\n• first\n• the Mosaic one\n• third", "Mosaic", "• the Mosaic one"),
    ],
)
def test_sentence_is_cut_at_its_borders(text, word, sentence):
    at = text.index(word)
    start, end = sentence_around(text, at, at + len(word))
    assert text[start:end].strip() == sentence


def test_sentence_without_an_end_is_cut_between_words_and_bounded():
    text = "word " * 300 + "Mosaic " + "word " * 300
    at = text.index("Mosaic")
    start, end = sentence_around(text, at, at + 6)
    assert "Mosaic" in text[start:end] and end - start < 460
    assert text[start:end].strip().startswith("word") and text[start:end].strip().endswith("word")


def test_paragraphs_are_parted_by_blank_lines_and_keep_their_line_breaks():
    text = "\n\none\ntwo\n \nthree\n\n"
    assert [text[start:end] for start, end in paragraphs_of(text, 0, len(text))] == ["one\ntwo", "three"]
