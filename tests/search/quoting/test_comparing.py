"""Word for word means: the words are the same, and only what is said not to matter may differ."""

import pytest

from search.quoting.comparing import LONGEST_GAP, differences, differs_in_hyphens, find_quote
from search.quoting.words import LINE_BREAK, OTHER_CAPITALS, OTHER_LETTERS, pieces_of, told_differences, words_of

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
        "risk-based   model\ncosts £ 4,500",
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
        "Council’s risk based model",
        "based model costs",  # part of a word
        "costs £4,500 – about 5",  # part of a figure
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
    assert found("a b c", "a b c a b c, A, B - C, a-b-c") == ["a b c", "a b c", "A, B - C"]


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


def test_a_hyphen_inside_a_line_is_part_of_the_word():
    for one, other in [("email", "e-mail"), ("resigned", "re-signed"), ("re cover", "re-cover"), ("coop", "co-op")]:
        assert found(f"an {one} of it", f"An {other} of it") == found(f"an {other} of it", f"An {one} of it") == []


def told(quote: str, text: str) -> list[tuple[str, str, str]]:
    pieces, words = pieces_of(quote), words_of(text)
    (places,) = find_quote(pieces, words)
    return [(one.there, one.quoted, one.why) for one in told_differences(pieces, words, places)]


def test_a_hyphen_at_a_line_end_may_be_a_break_or_not_and_is_told():
    for quoted in ("resigned", "re-signed"):
        assert told(f"he {quoted} it", "He re-\nsigned it") == [("re- signed", quoted, LINE_BREAK)]
    assert told("he re-\nsigned it", "He resigned it") == [("resigned", "re- signed", LINE_BREAK)]
    assert told("by profiling us", "by pro\u00ad\nfiling us") == [("pro\u00ad filing", "profiling", LINE_BREAK)]
    assert told("by profiling us", "by pro\u00adfiling us") == told("he re-\nsigned it", "he re-\nsigned it") == []
    assert found("he re signed it", "He re-\nsigned it") == []


def test_the_same_letters_in_another_form_are_told():
    assert told("the CO2 score", "the CO₂ score") == [("CO₂", "CO2", OTHER_LETTERS)]
    assert told("a ½ of us", "a 1/2 of us") == [("1/2", "½", OTHER_LETTERS)]
    assert told("see № 5 of it", "see No. 5 of it") == [("No", "№", OTHER_LETTERS)]
    assert told("it is used by us", "It is used by US") == [("US", "us", OTHER_CAPITALS)]
    assert told("it is used by us", "IT IS USED BY US") == told("it is not Used", "It is not used") == []
    assert told("we ﬁnd ＡＢ scores", "we find AB scores") == []


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


def test_only_hyphens_differ():
    def only_hyphens(quote: str, passage: str) -> bool:
        return differs_in_hyphens(differences(quote, passage)[0])

    assert only_hyphens("it is automated here now", "it is auto-mated here now")
    assert only_hyphens("a risk based model is", "a risk-based model is")
    assert not only_hyphens("of 1-2 families here", "of 12 families here")
    assert not only_hyphens("it is automated here now", "it was auto-mated here now")
    assert not only_hyphens("it is so here", "it is so here")
