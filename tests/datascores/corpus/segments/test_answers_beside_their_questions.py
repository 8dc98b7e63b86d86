"""Answers that stand in the same item as what was asked, and lists that count in Roman numbers. All is invented."""

from __future__ import annotations

from datascores.corpus.segments import cut_segments

JOINED = """Dear Sir

FOI 2018/44

You asked for the following information and our answers are given beneath each point.

• Please state which system is used to score housing applicants. The Council uses Lantern Score.
• Do you hold any evaluation of it? No evaluation has been carried out.

Yours faithfully
"""
ROMAN = """Dear Dr Holm,

Your request for information has now been considered. You asked:

i) Does the Trust use Quillmark?
ii) If so, who supplies it?

Our answers are:

i) Yes, the Trust uses it.
ii) It is supplied by Lantern Analytics.

Yours sincerely
"""


def said(text: str) -> dict[str, tuple[str, int | None]]:
    """Who says each line, and in which pair, by the line's first words."""
    spans = cut_segments([text], "pdf", [None])[0]
    return {text[span.start : span.end].strip()[:24]: (span.kind, span.pair) for span in spans}


def test_answer_within_the_item_that_asks_is_the_bodys():
    found = said(JOINED)
    assert found["The Council uses Lantern"] == ("own", 1)
    assert found["No evaluation has been c"] == ("own", 2)
    assert found["• Do you hold any evalua"] == ("request", 2)


def test_roman_numbers_join_answers_to_their_questions():
    found = said(ROMAN)
    assert found["i) Does the Trust use Qu"] == ("request", 1)
    assert found["ii) If so, who supplies "] == ("request", 2)
    assert found["i) Yes, the Trust uses i"] == ("own", 1)
    assert found["ii) It is supplied by La"] == ("own", 2)
