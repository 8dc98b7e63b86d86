"""What "…" stands for is always shown, and told where it may turn the meaning round."""

from __future__ import annotations

import pytest

from search.quoting.omissions import LONG, omissions_between, turning_words


def left_out(text: str, *quoted: str):
    marks, at = [], 0
    for words in quoted:
        at = text.index(words, at)
        marks.append((at, at + len(words)))
        at += len(words)
    return omissions_between(text, marks)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("not", "a denial"),
        ("doesn’t", "a denial"),
        ("never", "a denial"),
        ("no\nlonger", "a denial"),
        ("nothing that", "a denial"),
        ("does nowhere", "a denial"),
        ("denies that it", "a denial"),
        ("WITHOUT consent", "a denial"),
        ("refused to", "a refusal"),
        ("declines to", "a refusal"),
        ("except in Camden", "an exception"),
        ("unless asked", "an exception"),
        ("other than fraud", "an exception"),
        ("if asked", "a condition or a limit"),
        ("only", "a condition or a limit"),
        ("until 2016", "a condition or a limit"),
        ("provided that it is lawful", "a condition or a limit"),
        ("less than", "a condition or a limit"),
        ("may", "a doubt"),
        ("whether the council", "a doubt"),
        ("ceased to", "an end or a past"),
        ("formerly", "an end or a past"),
        ("stopped", "an end or a past"),
        ("plans to", "a plan"),
        ("will", "a plan"),
        ("a pilot of", "a trial"),
        ("rather than data", "a turn"),
        ("but", "a turn"),
    ],
)
def test_words_that_may_turn_a_statement_are_told_with_their_kind(words, kind):
    assert kind in turning_words(words)
    (omission,) = left_out(f"The council {words} uses scores here.", "The council", "uses scores")
    assert omission.words == " ".join(words.split())
    assert any(warning.startswith(f"it holds {kind}: “") for warning in omission.warnings)


def test_words_that_turn_nothing_are_shown_without_a_warning():
    (omission,) = left_out("The council, in its offices, uses scores.", "The council", "uses scores")
    assert (omission.words, omission.warnings) == (", in its offices,", ())
    assert turning_words("notable knots of nobles in Dover") == {}


def test_nothing_is_left_out_where_only_punctuation_stands_between():
    assert left_out("The council … – uses scores.", "The council", "uses scores") == ()
    assert len(left_out("The council (5) uses scores.", "The council", "uses scores")) == 1


def test_what_runs_over_the_end_of_a_sentence_or_item_is_told():
    for text in (
        "We use a model. It was made here. Then it scores people.",
        "We use:\n• a model\n• it was made here\n• it scores people",
    ):
        (omission,) = left_out(text, "a model", "scores people")
        assert "it runs over the end of a sentence or item" in omission.warnings
    (omission,) = left_out(
        "We use a model of St. Ives, e.g. the old one, that scores people.", "We use", "scores people"
    )
    assert not any("end of a sentence" in warning for warning in omission.warnings)


def test_what_is_long_or_withheld_is_told():
    words = "word " * (LONG // 5)
    (omission,) = left_out(f"The council {words}word uses scores.", "The council", "uses scores")
    assert omission.warnings == (f"it is long: {LONG // 5 + 1} words",)
    (omission,) = left_out("The council ███ uses scores.", "The council", "uses scores")
    assert (omission.words, omission.warnings) == ("███", ("words in it are withheld",))


def test_each_gap_has_its_own_words():
    both = left_out("One two three four five six.", "One", "three", "six")
    assert [omission.words for omission in both] == ["two", "four five"]
