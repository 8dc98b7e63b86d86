"""Questions that name a system, and the answers that follow them in a letter."""

from __future__ import annotations

import pytest

from datascores.corpus.segments import Span
from datascores.findings.proposing import Leaf, Named, best_of, propose
from datascores.findings.proposing.asking import answer_in


def rows_of(*parts: tuple[str, str], author: str = "kirkmoor", pairs: tuple[int | None, ...] = ()):
    """The proposals of a page made of (speaker, words), in which Mosaic and Paragon are systems."""
    text, spans = "", []
    for number, (kind, words) in enumerate(parts):
        pair = pairs[number] if pairs else None
        spans.append(Span(len(text), len(text) + len(words), kind, pair))
        text += words + "\n\n"
    named = [
        Named("system", slug.lower(), 1, span.start + at, span.start + at + len(slug), span.kind, span.kind == "own")
        for span in spans
        for slug in ("Mosaic", "Paragon")
        if (at := text[span.start : span.end].find(slug)) >= 0
    ]
    return text, best_of(propose([Leaf(1, text, spans)], named, author))


def test_no_to_a_question_for_use_is_a_denial_by_the_body_that_shows_both():
    text, [row] = rows_of(("request", "1. Do you use Mosaic?"), ("own", "No, we do not. A note is enclosed."))
    assert (row.authority, row.system, row.status, row.speaker) == ("kirkmoor", "mosaic", "denied", "authority")
    assert text[row.start : row.end] == "Do you use Mosaic?\n\nNo, we do not."


def test_a_label_before_the_answer_is_not_its_first_sentence():
    text, [row] = rows_of(("request", "Q1. Do you use Mosaic?"), ("own", "A1. Yes, since 2017. It is licensed."))
    assert (row.status, row.time) == ("in use", "since 2017")
    assert text[row.start : row.end].endswith("A1. Yes, since 2017.")


def test_one_no_answers_for_every_system_of_the_question():
    _, rows = rows_of(("request", "Do you use Mosaic or Paragon? If so, please say since when."), ("own", "No."))
    assert {(row.system, row.status) for row in rows} == {("mosaic", "denied"), ("paragon", "denied")}


@pytest.mark.parametrize(
    "parts",
    [
        (("request", "Do you use Mosaic? Has Paragon been evaluated?"), ("own", "No.")),  # which of the two?
        (("request", "Do you use Mosaic?"), ("standard", "Please quote our reference."), ("own", "No.")),
        (("request", "Do you use Mosaic to rank families?"), ("own", "No.")),
        (("request", "Do you use Mosaic?"), ("own", "Please see the attached list.")),
    ],
)
def test_what_is_no_plain_answer_leaves_the_question_a_question(parts):
    _, rows = rows_of(*parts)
    assert {(row.status, row.speaker) for row in rows if row.system == "mosaic"} <= {("unclear", "requester")}


def test_an_answer_to_another_question_is_not_taken():
    parts = ("request", "Do you use Mosaic?"), ("own", "No.")
    assert {row.status for row in rows_of(*parts, pairs=(1, 2))[1]} == {"unclear"}
    assert {row.status for row in rows_of(*parts, pairs=(1, 1))[1]} == {"denied"}


def test_answers_in_a_block_below_belong_to_the_questions_with_their_numbers():
    asked = ("request", "1. Do you use Mosaic?"), ("request", "2. Do you use Paragon?")
    told = ("own", "Our response:"), ("own", "1. No"), ("own", "2. Yes, since 2014")
    text, rows = rows_of(*asked, *told, pairs=(1, 2, None, 1, 2))
    assert {(row.system, row.status) for row in rows} == {("mosaic", "denied"), ("paragon", "in use")}
    assert {text[row.start : row.end].split("\n")[-1] for row in rows} == {"1. No", "2. Yes, since 2014"}


def test_a_question_whose_number_nobody_answers_stays_a_question():
    parts = ("request", "1. Do you use Mosaic?"), ("request", "2. Do you use Paragon?"), ("own", "2. No.")
    _, rows = rows_of(*parts, pairs=(1, 2, 2))
    assert {(row.system, row.status) for row in rows} == {("mosaic", "unclear"), ("paragon", "denied")}


def test_without_a_known_body_nobody_has_answered():
    assert rows_of(("request", "Do you use Mosaic?"), ("own", "No."), author="")[1] == []


def test_a_question_at_the_end_of_a_page_has_no_answer():
    text = "Do you use Mosaic?"
    assert answer_in(text, [Span(0, len(text), "request")], 11, 17) is None
