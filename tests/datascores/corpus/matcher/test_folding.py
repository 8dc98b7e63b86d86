"""The folded form and the way back to the original."""

from __future__ import annotations

import random

import pytest

from datascores.corpus.matcher.folding import FoldedText, fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("King’s Fund", "King's Fund"),
        ("Risk-Based  Verification", "risk based\nverification"),
        ("Ernst & Young", "Ernst and Young"),
        ("Ynys Môn", "Ynys Mon"),
        ("St. Albans", "St Albans"),
        ("proﬁle", "profile"),
        ("risk – based", "risk based"),
    ],
)
def test_variants_of_writing_fold_to_one_form(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize("text", ["Kent\n\nCouncil", "Kent\tCouncil", "Kent. Council", "Kent, Council"])
def test_no_name_reaches_over_paragraphs_cells_and_sentences(text):
    assert fold("Kent Council") not in FoldedText(text).text


def test_stretches_lead_back_to_the_original_after_anything_that_changes_length():
    text = "“ﬁne” 👍 A & B – o\u0302ver\u200b   the\n\nhill: Lantern  Score"
    folded = FoldedText(text)
    start = folded.text.index("lantern")
    assert text[slice(*folded.origin_of(start, start + len("lantern score")))] == "Lantern  Score"


def test_every_word_of_random_text_leads_back_to_itself():
    random.seed(5)
    words = ["Lantern", "ﬁle", "é", "e\u0301t", "&", "–", "’s", "👍", "\n\n", "\t", "  ", "St."]
    words += ["ß", "a-b", ".", "İx", "\ufeff"]
    for _ in range(300):
        text = "".join(random.choices([*words, " "], k=30)) + " needle " + "".join(random.choices(words, k=5))
        folded = FoldedText(text)
        start = folded.text.index(" needle ") + 1
        assert text[slice(*folded.origin_of(start, start + 6))] == "needle"
