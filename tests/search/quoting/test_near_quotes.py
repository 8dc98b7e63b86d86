"""Near-quotes made by the thousand: a quote is confirmed only where the documented rules hold both for the same.

Every form of ``near_quotes.CLASSES`` is put into a text and asked for in every other of its kind.
"""

from __future__ import annotations

from itertools import product

import pytest

from search.quoting.comparing import find_quote
from search.quoting.words import OTHER_LETTERS, pieces_of, told_differences, words_of
from tests.near_quotes import CLASSES

CARRIERS = ["The body told us {} of all here.", "of the {} we say", "Said that\n{}\nwe do"]


def stands(quote: str, text: str) -> bool:
    return any(find_quote(pieces_of(quote), words_of(text)))


def pairs() -> list[tuple[str, str, str, bool]]:
    made = []
    for kind, classes in CLASSES.items():
        forms = [(number, form) for number, same in enumerate(classes) for form in same]
        made += [(kind, one, other, a == b) for (a, one), (b, other) in product(forms, forms)]
    return made


@pytest.mark.parametrize("carrier", CARRIERS)
def test_near_quotes_are_confirmed_only_where_the_rules_hold_them_for_the_same(carrier):
    wrong = [
        (kind, there, quoted, is_same)
        for kind, there, quoted, is_same in pairs()
        if stands(carrier.format(quoted), carrier.format(there)) != is_same
    ]
    assert wrong == []
    assert len(pairs()) > 3000


def test_a_quote_never_takes_a_part_of_a_figure_or_a_word():
    """Whatever stands before or after in the same figure or word, the bare figure or word is not confirmed."""
    cut = [
        ("we found 5", ["%", " %", "+", "½", " ½", "²", "-7", " – 7", "/7", ":30", " per cent", " million", "m", "bn", "°C", "th",
                        ".5", ",000", "\u202f000", "-year-old", "-\nyear-old", "€", " €", "×7", " thousand", "k", "-fold"]),
        ("we were signed", ["-up", "-\nup", "’s", "₂", "_off", "/not", "&sealed", "/\nnot"]),
    ]  # fmt: skip
    for words, ends in cut:
        for end in ends:
            assert not stands(words, f"Today {words}{end} there."), end
    for before in [
        "-",
        "–",
        "−",
        "+",
        "<",
        "≤ ",
        "≥",
        "±",
        "~",
        "≈",
        "£",
        "$",
        "US$",
        "€ ",
        "#",
        ".",
        "3-",
        "3 – ",
        "3/",
        "3:",
        "1,",
        "4.",
    ]:
        assert not stands("5 families were found", f"About {before}5 families were found."), before
    for before in ["re-", "re-\n", "non-", "o’", "un/", "A&"]:
        assert not stands("signed by us all", f"It was {before}signed by us all."), before


def test_what_is_only_another_form_is_told_and_what_is_none_is_not():
    for kind, there, quoted, is_same in pairs():
        if is_same and kind in ("sub and power", "number sign"):
            text, pieces = words_of(f"of the {there} we say"), pieces_of(f"of the {quoted} we say")
            (found,) = find_quote(pieces, text)
            told = [one.why for one in told_differences(pieces, text, found)]
            looks = {form.lower().replace(".", "").replace(" ", "") for form in (there, quoted)}
            assert told == ([OTHER_LETTERS] if len(looks) == 2 else []), (there, quoted)


SENTENCE = "Between 1-2 families of 5.5% didn’t re-sign the £3½m deal, ≤10² on 1/3/2018 at CO₂ level (7) or <4 in R&D"


def test_one_sign_more_or_less_or_another_is_another_quote():
    """Every letter, figure and sign of the sentence left out, changed or joined by another."""
    made = set()
    for at, sign in enumerate(SENTENCE):
        if sign in " ,":
            continue
        made.add(SENTENCE[:at] + SENTENCE[at + 1 :])
        made |= {SENTENCE[:at] + other + SENTENCE[at + 1 :] for other in "qz80£%-" if other != sign}
        made |= {SENTENCE[:at] + other + SENTENCE[at:] for other in "qz80½"}
        if sign.isdigit():
            made |= {SENTENCE[:at] + other + SENTENCE[at:] for other in ("£", "-", "<", "~", "+", "²", ".")}
            made |= {SENTENCE[: at + 1] + other + SENTENCE[at + 1 :] for other in ("%", "²", "+", "°", " million", "€")}
    assert len(made) > 1200 and stands(SENTENCE, SENTENCE)
    assert [quote for quote in made if stands(quote, SENTENCE)] == []
