"""Word for word means: the words are the same, and only what is said not to matter may differ."""

import pytest

from search.quoting.comparing import LONGEST_GAP, differences, find_quote, pieces_of, words_of

TEXT = (
    "The Council’s risk-based model costs £4,500 – about 5% more.\nIt is auto-\nmated, not “manual”.\n"
    "Officers decide; the model does not. The price is ███████ pounds a year."
)


def found(quote: str, text: str = TEXT) -> list[str]:
    words = words_of(text)
    spans = find_quote(pieces_of(quote), words)
    return [text[words.tokens[found[0][0]].start : words.tokens[found[-1][1] - 1].end] for found in spans]


@pytest.mark.parametrize(
    "quote",
    [
        "The Council’s risk-based model",
        "the council's RISK–BASED model",
        "risk based   model\ncosts £4,500",
        "“costs £4,500 - about 5% more”",
        "It is automated, not manual",
        "It is auto-\nmated not 'manual'",
        "Officers decide, the model does not",
        "The Council's risk-based model … about 5% more",
        "Officers decide [...] does not",
        "the model does not. The price is",
        "price is █ pounds",
    ],
)
def test_what_does_not_matter_may_differ(quote):
    assert len(found(quote)) == 1


@pytest.mark.parametrize(
    "quote",
    [
        "The Council risk-based model",  # not its own
        "the risk-based models",  # another form of a word
        "model costs 4,500",  # no sign of money
        "model costs £4.500",
        "about 5 more",
        "it is automated manual",  # a word left out without a sign
        "fficers decide the model",  # part of a word
        "Officers decide … The Council’s",  # the wrong order
        "price is pounds a year",  # over what is covered
        "The price is 48,215 pounds",
        "costs £4,500 about 5 % mor",
    ],
)
def test_what_matters_may_not(quote):
    assert found(quote) == []


def test_two_words_run_together_are_not_the_same_as_one():
    assert found("no where else", "They stand nowhere else.") == []
    assert found("nowhere else to", "They are now here else to go.") == []
    assert found("the rapist said so", "the therapist said so") == []


def test_every_place_is_found():
    assert found("a b c", "a b c a b c, A-B-C") == ["a b c", "a b c", "A-B-C"]


def test_gap_stands_for_the_fewest_words_and_for_not_too_many():
    assert found("a … b", "a x a y b a b") == ["a y b", "a b"]
    assert found("a one … two b", f"a one {'x' * (LONGEST_GAP - 2)} two b")
    assert not found("a one … two b", f"a one {'x' * (LONGEST_GAP - 1)} two b")
    far = f"a one {'x ' * LONGEST_GAP} a one then two b"
    assert found("a one … two b", far) == ["a one then two b"]


def test_gap_holds_no_border_between_speakers():
    text = "We use a model. Do you use scores? We do not."
    words, pieces = words_of(text), pieces_of("we use … scores")
    assert list(find_quote(pieces, words)) and list(find_quote(pieces, words, [0, len(text)]))
    for border in (text.index(" a model"), text.index("Do you"), text.index("scores")):
        assert not list(find_quote(pieces, words, [0, border, len(text)]))


def test_a_broken_word_is_whole_and_a_compound_may_be_written_together():
    assert found("an email sent on", "An e-mail sent on Monday") == ["An e-mail sent on"]
    assert found("an e-mail sent on", "An email sent on Monday") == ["An email sent on"]


def test_differences_name_what_stands_only_in_one_of_them():
    parts, likeness = differences(
        "the council uses a score to rank all families", "Dear Sir, the council uses the score to rank families. Yours"
    )
    assert [(part.same, part.there, part.quoted) for part in parts] == [
        ("the council uses", "", ""),
        ("", "the", "a"),
        ("score to rank", "", ""),
        ("", "", "all"),
        ("families", "", ""),
    ]
    assert 0.8 < likeness < 0.9
    assert differences("alpha beta", "gamma delta") == ([], 0.0)


def test_signs_alone_and_nothing_are_no_pieces():
    assert pieces_of("…  –– “”") == []
